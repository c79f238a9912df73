"""Tax lines and line items as tables; columns are data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from PySide6.QtCore import QLocale, QObject

from receipt_desktop.domain.currencies import count_decimals
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.listing import ListedValues
from receipt_desktop.domain.reading import LineItem, LineKind, TaxLine
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.known_values import parse_category
from receipt_desktop.ui.review.field_input import (
    format_money,
    format_number,
    parse_amount,
    parse_money,
)
from receipt_desktop.ui.review.lines_model import LineColumn, LinesModel

CATEGORY_COLUMN = 4
"""Of line items."""
AnyLine = TypeVar("AnyLine", bound=LineItem | TaxLine)


class _AmountLines(LinesModel[AnyLine]):
    """Rows with amounts in the currency of the receipt."""

    def _format_amount(self, value: Decimal | None) -> str:
        return "" if value is None else format_money(value, QLocale(), self._currency)

    def _parse_amount(self, text: str) -> Decimal | None:
        """A typed amount; None without one. Raises `ValueError`."""
        return parse_money(text, QLocale(), self._currency) if text else None


class LineItemsModel(_AmountLines[LineItem]):
    """Line items: description, quantity, unit price, tax rate, category, amount."""

    kind = LineKind.ITEMS
    _blank = LineItem("", Decimal(0), 1.0)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.known_values = ListedValues()
        self._columns = (
            LineColumn(
                self.tr("Item"),
                lambda item: item.description,
                lambda item, text: replace(item, description=text),
                is_numeric=False,
            ),
            LineColumn(
                self.tr("Qty"),
                lambda item: _format_number(item.quantity),
                lambda item, text: self._change_factor(item, quantity=_parse_number(text)),
            ),
            LineColumn(
                self.tr("Price"),
                lambda item: self._format_amount(item.unit_price),
                lambda item, text: self._change_factor(item, unit_price=self._parse_price(text)),
            ),
            LineColumn(
                self.tr("Tax"),
                lambda item: _format_percent(item.tax_rate),
                lambda item, text: replace(item, tax_rate=_parse_percent(text)),
            ),
            LineColumn(
                self.tr("Category"),
                lambda item: _format_category(item.category),
                lambda item, text: replace(item, category=self._parse_category(text)),
                is_numeric=False,
                fills_selection=True,
            ),
            LineColumn(
                self.tr("Amount"),
                lambda item: self._format_amount(item.total),
                lambda item, text: replace(item, total=self._parse_amount(text) or Decimal(0)),
            ),
        )

    def _merge(self, rows: Sequence[LineItem]) -> LineItem:
        rates = {row.tax_rate for row in rows}
        categories = {row.category for row in rows}
        return replace(
            rows[0],
            description=", ".join(row.description for row in rows if row.description),
            total=sum((row.total for row in rows), Decimal(0)),
            quantity=None,
            unit_price=None,
            tax_rate=rates.pop() if len(rates) == 1 else None,
            category=categories.pop() if len(categories) == 1 else None,
        )

    def _parse_category(self, text: str) -> str | None:
        """The category of a typed name; None without one. Raises `ValueError` if unknown."""
        return parse_category(text, self.known_values) if text else None

    def _parse_price(self, text: str) -> Decimal | None:
        """A typed unit price, which may have more decimals than its currency."""
        return parse_amount(text, QLocale(), self._currency) if text else None

    def _change_factor(self, item: LineItem, **change: Decimal | None) -> LineItem:
        """A new quantity or price, and the amount where it was their product or nothing."""
        before, new = self._multiply(item), replace(item, **change)  # type: ignore[arg-type]
        product = self._multiply(new)
        if product is not None and item.total in (before, Decimal(0)):
            return replace(new, total=product)
        return new

    def _multiply(self, item: LineItem) -> Decimal | None:
        if item.quantity is None or item.unit_price is None:
            return None
        unit = Decimal(1).scaleb(-count_decimals(self._currency))
        return (item.quantity * item.unit_price).quantize(unit)


def _format_category(name: str | None) -> str:
    return "" if name is None else texts.translate_value(Field.CATEGORY, name)


class TaxLinesModel(_AmountLines[TaxLine]):
    """The tax table: rate, net amount, tax."""

    kind = LineKind.TAX_LINES
    _blank = TaxLine(None, None, Decimal(0), 1.0)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = (
            LineColumn(
                self.tr("Rate"),
                lambda line: _format_percent(line.rate),
                lambda line, text: replace(line, rate=_parse_percent(text)),
                is_numeric=False,
            ),
            LineColumn(
                self.tr("Net"),
                lambda line: self._format_amount(line.net),
                lambda line, text: replace(line, net=self._parse_amount(text)),
            ),
            LineColumn(
                self.tr("Tax"),
                lambda line: self._format_amount(line.amount),
                lambda line, text: replace(line, amount=self._parse_amount(text) or Decimal(0)),
            ),
        )

    def _merge(self, rows: Sequence[TaxLine]) -> TaxLine:
        rates, nets = {row.rate for row in rows}, [row.net for row in rows if row.net is not None]
        return replace(
            rows[0],
            rate=rates.pop() if len(rates) == 1 else None,
            net=sum(nets, Decimal(0)) if len(nets) == len(rows) else None,
            amount=sum((row.amount for row in rows), Decimal(0)),
        )


def _parse_number(text: str) -> Decimal | None:
    """A typed number; None without one. Raises `ValueError`."""
    return parse_amount(text, QLocale()) if text else None


def _parse_percent(text: str) -> Decimal | None:
    return _parse_number(text.replace("%", "").strip())


def _format_number(value: Decimal | None) -> str:
    return "" if value is None else format_number(value, QLocale())


def _format_percent(value: Decimal | None) -> str:
    """A percentage in the user's locale."""
    if value is None:
        return ""
    number = _format_number(value.normalize() if value % 1 else value.quantize(Decimal(1)))
    return f"{number}\u00a0%" if QLocale().language() != QLocale.Language.English else f"{number}%"

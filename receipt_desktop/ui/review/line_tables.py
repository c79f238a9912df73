"""Tax lines and line items as tables; columns are data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QLocale, QObject

from receipt_desktop.domain.reading import LineItem, LineKind, TaxLine
from receipt_desktop.ui.review.field_input import format_number, parse_amount
from receipt_desktop.ui.review.lines_model import LineColumn, LinesModel

_CENT = Decimal("0.01")


class LineItemsModel(LinesModel[LineItem]):
    """Line items: description, quantity, unit price, tax rate, amount."""

    kind = LineKind.ITEMS
    _blank = LineItem("", Decimal(0), 1.0)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
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
                lambda item, text: _change_factor(item, quantity=_parse_number(text)),
            ),
            LineColumn(
                self.tr("Price"),
                lambda item: _format_number(item.unit_price, places=2),
                lambda item, text: _change_factor(item, unit_price=_parse_number(text)),
            ),
            LineColumn(
                self.tr("Tax"),
                lambda item: _format_percent(item.tax_rate),
                lambda item, text: replace(item, tax_rate=_parse_percent(text)),
            ),
            LineColumn(
                self.tr("Amount"),
                lambda item: _format_number(item.total, places=2),
                lambda item, text: replace(item, total=_parse_number(text) or Decimal(0)),
            ),
        )

    def _merge(self, rows: Sequence[LineItem]) -> LineItem:
        rates = {row.tax_rate for row in rows}
        return replace(
            rows[0],
            description=", ".join(row.description for row in rows if row.description),
            total=sum((row.total for row in rows), Decimal(0)),
            quantity=None,
            unit_price=None,
            tax_rate=rates.pop() if len(rates) == 1 else None,
        )


class TaxLinesModel(LinesModel[TaxLine]):
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
                lambda line: _format_number(line.net, places=2),
                lambda line, text: replace(line, net=_parse_number(text)),
            ),
            LineColumn(
                self.tr("Tax"),
                lambda line: _format_number(line.amount, places=2),
                lambda line, text: replace(line, amount=_parse_number(text) or Decimal(0)),
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


def _change_factor(item: LineItem, **change: Decimal | None) -> LineItem:
    """A new quantity or price, and the amount where it was their product or nothing."""
    before, new = _product(item), replace(item, **change)  # type: ignore[arg-type]
    product = _product(new)
    if product is not None and item.total in (before, Decimal(0)):
        return replace(new, total=product)
    return new


def _product(item: LineItem) -> Decimal | None:
    if item.quantity is None or item.unit_price is None:
        return None
    return (item.quantity * item.unit_price).quantize(_CENT)


def _parse_number(text: str) -> Decimal | None:
    """A typed number; None without one. Raises `ValueError`."""
    return parse_amount(text, QLocale()) if text else None


def _parse_percent(text: str) -> Decimal | None:
    return _parse_number(text.replace("%", "").strip())


def _format_number(value: Decimal | None, places: int = 0) -> str:
    return "" if value is None else format_number(value, QLocale(), places=places)


def _format_percent(value: Decimal | None) -> str:
    """A percentage in the user's locale."""
    if value is None:
        return ""
    number = _format_number(value.normalize() if value % 1 else value.quantize(Decimal(1)))
    return f"{number}\u00a0%" if QLocale().language() != QLocale.Language.English else f"{number}%"

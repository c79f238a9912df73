"""An Excel workbook: receipts, line items, taxes and sums on sheets of their own.

Written row by row with XlsxWriter. Text is stored as text: nothing in it can be a formula.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, BinaryIO

from receipt_desktop.domain.fields import FIELDS, Field
from receipt_desktop.domain.reading import Draft
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.export.csv import COLUMNS, ITEM_COLUMNS, CellValue
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.validation.category_split import split_total, sum_categories

MAX_ROWS, MAX_TEXT = 1_048_576, 32_767
"""Limits of a sheet and of a cell."""
WORKBOOK_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
TAX_HEADS = ("id", "file", "date", "merchant", "currency", "rate", "net", "tax", "gross")
SUM_HEADS = ("currency", "month", "category", "receipts", "total", "tax")
RATE_HEADS = ("currency", "rate", "receipts", "net", "tax")
WIDE, NARROW = 28, 13
WIDE_HEADS = frozenset(
    {"file", "merchant", "item", "summary", "merchant_address", "review_reasons"}
)


class _Sheet:
    """A sheet that continues on a further one when it is full."""

    def __init__(self, book: _Book, name: str, heads: Sequence[str]) -> None:
        self._book, self._name, self._heads = book, name, heads
        self._pages, self._row = 0, 0
        self._begin_page()

    def add(self, values: Iterable[CellValue]) -> None:
        """Add a row."""
        if self._row == MAX_ROWS:
            self._begin_page()
        for column, value in enumerate(values):
            if value is not None:
                self._book.write_cell(self._page, self._row, column, value)
        self._row += 1

    def close(self) -> None:
        """Let a person filter the rows."""
        if self._row > 1:
            self._page.autofilter(0, 0, self._row - 1, len(self._heads) - 1)

    def _begin_page(self) -> None:
        if self._pages:
            self.close()
        self._pages += 1
        name = self._name if self._pages == 1 else f"{self._name} {self._pages}"
        self._page = self._book.file.add_worksheet(name)
        self._page.freeze_panes(1, 0)
        for column, head in enumerate(self._heads):
            self._page.set_column(column, column, WIDE if head in WIDE_HEADS else NARROW)
        for column, head in enumerate(self._heads):
            self._page.write_string(0, column, make_title(head), self._book.head_format)
        self._row = 1


class _Book:
    """The workbook and its formats."""

    def __init__(self, stream: BinaryIO) -> None:
        import xlsxwriter  # noqa: PLC0415 (slow to load)

        self.file = xlsxwriter.Workbook(stream, WORKBOOK_OPTIONS)
        self.head_format = self.file.add_format({"bold": True, "bottom": 1})
        self._formats = {
            date: self.file.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            time: self.file.add_format({"num_format": "hh:mm", "align": "left"}),
        }
        self._money: dict[int, Any] = {}

    def write_cell(self, page: Any, row: int, column: int, value: CellValue) -> None:
        """Write a value with its type; text never as a formula, a link or a number."""
        if isinstance(value, bool):
            page.write_string(row, column, "yes" if value else "no")
        elif isinstance(value, Decimal):
            page.write_number(row, column, float(value), self._get_money_format(value))
        elif isinstance(value, int | float):
            page.write_number(row, column, value)
        elif isinstance(value, str):
            page.write_string(row, column, value[:MAX_TEXT])
        elif isinstance(value, time):
            page.write_datetime(row, column, value, self._formats[time])
        elif isinstance(value, date):
            moment = datetime.combine(value, time())
            page.write_datetime(row, column, moment, self._formats[date])

    def _get_money_format(self, amount: Decimal) -> Any:
        """With as many decimals as the amount has, which its currency decides."""
        exponent = amount.as_tuple().exponent
        digits = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        if digits not in self._money:
            pattern = "#,##0" + ("." + "0" * digits if digits else "")
            self._money[digits] = self.file.add_format({"num_format": pattern})
        return self._money[digits]


class _Sums:
    """The sums of the last two sheets."""

    def __init__(self) -> None:
        self.by_category: dict[tuple[str, str, str], list[Decimal]] = defaultdict(
            lambda: [Decimal(0)] * 3
        )
        self.by_rate: dict[tuple[str, Decimal | None], list[Decimal]] = defaultdict(
            lambda: [Decimal(0)] * 3
        )

    def add(self, draft: Draft) -> None:
        """Count a receipt."""
        day, category = draft.get_value(Field.DATE), draft.get_value(Field.CATEGORY)
        month = f"{day:%Y-%m}" if isinstance(day, date) else ""
        for name, (total, tax) in _list_category_sums(draft).items():
            held = self.by_category[draft.currency or "", month, str(name or category or "")]
            _add_up(held, total, tax)
        for line in draft.tax_lines:
            _add_up(self.by_rate[draft.currency or "", line.rate], line.net, line.amount)


def _list_category_sums(draft: Draft) -> Mapping[str | None, tuple[object, object]]:
    """Total and tax by the categories of line items, None for that of the receipt."""
    whole = (draft.get_value(Field.TOTAL), draft.get_value(Field.TAX))
    return sum_categories(split_total(draft)) or {None: whole}


def _add_up(held: list[Decimal], first: object, second: object) -> None:
    held[0] += 1
    held[1] += first if isinstance(first, Decimal) else 0
    held[2] += second if isinstance(second, Decimal) else 0


def write_workbook(
    receipts: Iterable[ReceiptDetails], stream: BinaryIO, options: ExportOptions
) -> int:
    """Write the workbook; the number of receipts."""
    book, sums, written = _Book(stream), _Sums(), 0
    book.file.set_properties({"title": "Receipts", "comments": options.origin})
    sheets = {
        "Receipts": _Sheet(book, "Receipts", [column.head for column in COLUMNS]),
        "Items": _Sheet(book, "Items", [column.head for column in ITEM_COLUMNS]),
        "Taxes": _Sheet(book, "Taxes", TAX_HEADS),
    }
    for details in receipts:
        _add_receipt(sheets, details, sums)
        written += 1
    _add_sums(book, sums)
    for sheet in sheets.values():
        sheet.close()
    book.file.close()
    return written


def _add_receipt(sheets: Mapping[str, _Sheet], details: ReceiptDetails, sums: _Sums) -> None:
    draft = details.reading.checked.draft if details.reading else Draft()
    sheets["Receipts"].add(column.get_cell(details, None) for column in COLUMNS)
    for item in draft.items:
        sheets["Items"].add(column.get_cell(details, item) for column in ITEM_COLUMNS)
    day, merchant = draft.get_value(Field.DATE), draft.get_value(Field.MERCHANT)
    for line in draft.tax_lines:
        gross = None if line.net is None else line.net + line.amount
        head = (details.receipt.id, details.receipt.file_name, day, merchant, draft.currency)
        sheets["Taxes"].add((*head, line.rate, line.net, line.amount, gross))
    if details.reading:
        sums.add(draft)


def _add_sums(book: _Book, sums: _Sums) -> None:
    sheet = _Sheet(book, "Sums", SUM_HEADS)
    for (currency, month, category), (count, total, tax) in sorted(sums.by_category.items()):
        sheet.add((currency or None, month or None, category or None, int(count), total, tax))
    sheet.close()
    sheet = _Sheet(book, "Tax rates", RATE_HEADS)
    for (currency, rate), (count, net, tax) in sorted(sums.by_rate.items(), key=str):
        sheet.add((currency or None, rate, int(count), net, tax))
    sheet.close()


def make_title(head: str) -> str:
    """The head of a CSV column as a title: "receipt_number" is "Receipt number"."""
    named = next((spec for spec in FIELDS.values() if spec.column.head == head), None)
    return named.label if named else head.replace("_", " ").capitalize()

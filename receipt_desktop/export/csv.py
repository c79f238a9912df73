"""A CSV that a bookkeeper can open: one row a receipt, or one row a line item.

Text that a spreadsheet would take for a formula (it starts with = + - @, also of full width or
behind blanks, a tab or a carriage return) gets an apostrophe in front, as OWASP's "CSV Injection"
page advises; numbers stay numbers. Text with a separator of any country stands in quotes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import TextIO

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft, LineItem, format_reason
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.export.separators import find_separators

FORMULA_SIGNS = frozenset("=+-@")
DANGEROUS_STARTS = (*sorted(FORMULA_SIGNS), "\t", "\r")
INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Unicode categories of what stands before a sign without being seen."""
SEPARATOR_CHARACTERS = ',;\t\r\n"'
"""Of cells and rows, somewhere in the world."""
AMOUNT_PATTERN = re.compile(r"-?[0-9]+([.,][0-9]+)?")
CellValue = Decimal | date | time | str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class CsvStyle:
    """How the file is written."""

    delimiter: str = ","
    decimal: str = "."
    bom: bool = True
    """Begin with a byte order mark: Excel takes UTF-8 for UTF-8 only so."""
    layout: str = "receipts"
    """receipts or items."""

    @classmethod
    def for_locale(cls, name: str) -> CsvStyle:
        """Decimal mark and delimiter where this language is spoken ("de", "fr_CH").

        The region is the system's when `name` has none; "" is the system's locale.
        """
        return cls(*find_separators(name))

    @property
    def encoding(self) -> str:
        """The name of the encoding for `open`."""
        return "utf-8-sig" if self.bom else "utf-8"


@dataclass(frozen=True, slots=True)
class CsvColumn:
    """One column: its head, what it holds, and how to get it."""

    head: str
    meaning: str
    get_cell: Callable[[ReceiptDetails, LineItem | None], CellValue]


def _field_getter(name: Field) -> Callable[[ReceiptDetails, LineItem | None], CellValue]:
    return lambda details, _: _draft_of(details).get_value(name)


def _draft_of(details: ReceiptDetails) -> Draft:
    return details.reading.checked.draft if details.reading else Draft()


def _format_tax_rates(details: ReceiptDetails) -> str:
    """As text with a point whatever the locale: 20%: 4.33; 5.5%: 0.12."""
    lines = _draft_of(details).tax_lines
    return "; ".join(f"{'?' if t.rate is None else f'{t.rate:f}%'}: {t.amount:f}" for t in lines)


def _format_reasons(details: ReceiptDetails) -> str:
    return " ".join(format_reason(one, _draft_of(details)) for one in details.receipt.reasons)


def _error_sentence(details: ReceiptDetails) -> str | None:
    return details.receipt.failure.sentence if details.receipt.failure else None


COLUMNS: tuple[CsvColumn, ...] = (
    CsvColumn("id", "The receipt's id", lambda d, _: d.receipt.id),
    CsvColumn("file", "Name of the file", lambda d, _: d.receipt.file_name),
    CsvColumn(
        "status", "pending, processing, completed or failed", lambda d, _: d.receipt.status.value
    ),
    CsvColumn("date", "Day of the receipt, YYYY-MM-DD", _field_getter(Field.DATE)),
    CsvColumn("time", "Time of the receipt, HH:MM", _field_getter(Field.TIME)),
    CsvColumn("merchant", "Name of the merchant", _field_getter(Field.MERCHANT)),
    CsvColumn(
        "total", "What was charged, tax and printed tip included", _field_getter(Field.TOTAL)
    ),
    CsvColumn("currency", "ISO 4217 code", lambda d, _: _draft_of(d).currency),
    CsvColumn("subtotal", "Before tax, as printed", _field_getter(Field.SUBTOTAL)),
    CsvColumn("tax", "Sum of the taxes", _field_getter(Field.TAX)),
    CsvColumn("tax_rates", "Each rate with its tax, as text", lambda d, _: _format_tax_rates(d)),
    CsvColumn("tip", "Printed tip", _field_getter(Field.TIP)),
    CsvColumn("payment", "How it was paid", _field_getter(Field.PAYMENT)),
    CsvColumn("card_last4", "Last four digits of the card", _field_getter(Field.CARD)),
    CsvColumn("receipt_number", "Number of the receipt or invoice", _field_getter(Field.NUMBER)),
    CsvColumn("category", "Kind of expense", _field_getter(Field.CATEGORY)),
    CsvColumn("merchant_address", "Address of the merchant", _field_getter(Field.ADDRESS)),
    CsvColumn("merchant_phone", "Telephone of the merchant", _field_getter(Field.PHONE)),
    CsvColumn("merchant_tax_id", "Tax number of the merchant", _field_getter(Field.TAX_ID)),
    CsvColumn("summary", "One sentence", lambda d, _: _draft_of(d).summary),
    CsvColumn(
        "confidence", "The lowest of total, date, merchant", lambda d, _: d.receipt.confidence
    ),
    CsvColumn("needs_review", "yes or no", lambda d, _: d.receipt.needs_review),
    CsvColumn("approved", "yes or no", lambda d, _: d.receipt.approved),
    CsvColumn("review_reasons", "Why a person should look", lambda d, _: _format_reasons(d)),
    CsvColumn("error", "Why it failed", lambda d, _: _error_sentence(d)),
)
"""One row a receipt."""

ITEM_COLUMNS: tuple[CsvColumn, ...] = (
    *(c for c in COLUMNS if c.head in {"id", "file", "date", "merchant", "currency"}),
    CsvColumn("item", "What was bought", lambda _, item: item.description if item else None),
    CsvColumn(
        "quantity", "How many, or what weight", lambda _, item: item.quantity if item else None
    ),
    CsvColumn("unit_price", "Price of one", lambda _, item: item.unit_price if item else None),
    CsvColumn("item_total", "Price of the line", lambda _, item: item.total if item else None),
    CsvColumn("tax_rate", "Percent", lambda _, item: item.tax_rate if item else None),
    CsvColumn("receipt_total", "Total of the whole receipt", _field_getter(Field.TOTAL)),
)
"""One row a line item; a receipt without line items has one row with empty item cells."""


def write_csv(receipts: Iterable[ReceiptDetails], stream: TextIO, style: CsvStyle) -> int:
    """Write the head and all rows; the number of rows without the head.

    Lines end in CRLF as RFC 4180 says; open the stream with `newline=""`.
    """
    columns = ITEM_COLUMNS if style.layout == "items" else COLUMNS
    stream.write(format_row([column.head for column in columns], style.delimiter))
    written = 0
    for details in receipts:
        for item in _rows_of_receipt(details, style):
            cells = [format_cell(column.get_cell(details, item), style) for column in columns]
            stream.write(format_row(cells, style.delimiter))
            written += 1
    return written


def _rows_of_receipt(details: ReceiptDetails, style: CsvStyle) -> tuple[LineItem | None, ...]:
    if style.layout != "items":
        return (None,)
    return _draft_of(details).items or (None,)


def format_cell(cell: CellValue, style: CsvStyle) -> str:
    """One cell as text."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        cell = Decimal(str(round(cell, 4)))
    if isinstance(cell, (Decimal, int)):
        return f"{cell:f}".replace(".", style.decimal) if isinstance(cell, Decimal) else str(cell)
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    return cell.isoformat() if isinstance(cell, date) else escape_formula(cell)


def format_row(cells: Iterable[str], delimiter: str = ",") -> str:
    """One row, ready to be written."""
    return delimiter.join(_quote_cell(cell, delimiter) for cell in cells) + "\r\n"


def _quote_cell(cell: str, delimiter: str) -> str:
    """In quotes where a program with other separators would cut it; amounts stay bare."""
    special = delimiter if AMOUNT_PATTERN.fullmatch(cell) else SEPARATOR_CHARACTERS
    if not any(letter in special for letter in cell) and delimiter not in cell:
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'


def escape_formula(text: str) -> str:
    """Text on one line that no spreadsheet takes for a formula."""
    folded = " ".join(text.replace("\x00", "").splitlines())
    return "'" + folded if folded.startswith(DANGEROUS_STARTS) or _is_formula(folded) else folded


def _is_formula(text: str) -> bool:
    """Whether the first visible letter is a formula's, also in another width or size."""
    first = next((c for c in text if unicodedata.category(c) not in INVISIBLE_CATEGORIES), "")
    return unicodedata.normalize("NFKC", first) in FORMULA_SIGNS

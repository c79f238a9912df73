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

from receipt_desktop.draft import Draft, Field, Item, reason_sentence
from receipt_desktop.export.region import separators
from receipt_desktop.receipt import Details

FORMULA = frozenset("=+-@")
DANGEROUS = (*sorted(FORMULA), "\t", "\r")
UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Unicode categories of what stands before a sign without being seen."""
SEPARATORS = ',;\t\r\n"'
"""Of cells and rows, somewhere in the world."""
AMOUNT = re.compile(r"-?[0-9]+([.,][0-9]+)?")
Cell = Decimal | date | time | str | int | float | bool | None


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
        return cls(*separators(name))

    @property
    def encoding(self) -> str:
        """The name of the encoding for `open`."""
        return "utf-8-sig" if self.bom else "utf-8"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, what it holds, and how to get it."""

    head: str
    meaning: str
    cell: Callable[[Details, Item | None], Cell]


def _field(name: Field) -> Callable[[Details, Item | None], Cell]:
    return lambda details, _: _draft(details).get(name)


def _draft(details: Details) -> Draft:
    return details.reading.checked.draft if details.reading else Draft()


def _rates(details: Details) -> str:
    """As text with a point whatever the locale: 20%: 4.33; 5.5%: 0.12."""
    lines = _draft(details).tax_lines
    return "; ".join(f"{'?' if t.rate is None else f'{t.rate:f}%'}: {t.amount:f}" for t in lines)


def _reasons(details: Details) -> str:
    return " ".join(reason_sentence(one, _draft(details)) for one in details.receipt.reasons)


def _error(details: Details) -> str | None:
    return details.receipt.failure.sentence if details.receipt.failure else None


COLUMNS: tuple[Column, ...] = (
    Column("id", "The receipt's id", lambda d, _: d.receipt.id),
    Column("file", "Name of the file", lambda d, _: d.receipt.file_name),
    Column(
        "status", "pending, processing, completed or failed", lambda d, _: d.receipt.status.value
    ),
    Column("date", "Day of the receipt, YYYY-MM-DD", _field(Field.DATE)),
    Column("time", "Time of the receipt, HH:MM", _field(Field.TIME)),
    Column("merchant", "Name of the merchant", _field(Field.MERCHANT)),
    Column("total", "What was charged, tax and printed tip included", _field(Field.TOTAL)),
    Column("currency", "ISO 4217 code", lambda d, _: _draft(d).currency),
    Column("subtotal", "Before tax, as printed", _field(Field.SUBTOTAL)),
    Column("tax", "Sum of the taxes", _field(Field.TAX)),
    Column("tax_rates", "Each rate with its tax, as text", lambda d, _: _rates(d)),
    Column("tip", "Printed tip", _field(Field.TIP)),
    Column("payment", "How it was paid", _field(Field.PAYMENT)),
    Column("card_last4", "Last four digits of the card", _field(Field.CARD)),
    Column("receipt_number", "Number of the receipt or invoice", _field(Field.NUMBER)),
    Column("category", "Kind of expense", _field(Field.CATEGORY)),
    Column("merchant_address", "Address of the merchant", _field(Field.ADDRESS)),
    Column("merchant_phone", "Telephone of the merchant", _field(Field.PHONE)),
    Column("merchant_tax_id", "Tax number of the merchant", _field(Field.TAX_ID)),
    Column("summary", "One sentence", lambda d, _: _draft(d).summary),
    Column("confidence", "The lowest of total, date, merchant", lambda d, _: d.receipt.confidence),
    Column("needs_review", "yes or no", lambda d, _: d.receipt.needs_review),
    Column("approved", "yes or no", lambda d, _: d.receipt.approved),
    Column("review_reasons", "Why a person should look", lambda d, _: _reasons(d)),
    Column("error", "Why it failed", lambda d, _: _error(d)),
)
"""One row a receipt."""

ITEM_COLUMNS: tuple[Column, ...] = (
    *(c for c in COLUMNS if c.head in {"id", "file", "date", "merchant", "currency"}),
    Column("item", "What was bought", lambda _, item: item.description if item else None),
    Column("quantity", "How many, or what weight", lambda _, item: item.quantity if item else None),
    Column("unit_price", "Price of one", lambda _, item: item.unit_price if item else None),
    Column("item_total", "Price of the line", lambda _, item: item.total if item else None),
    Column("tax_rate", "Percent", lambda _, item: item.tax_rate if item else None),
    Column("receipt_total", "Total of the whole receipt", _field(Field.TOTAL)),
)
"""One row a line item; a receipt without line items has one row with empty item cells."""


def write(receipts: Iterable[Details], stream: TextIO, style: CsvStyle) -> int:
    """Write the head and all rows; the number of rows without the head.

    Lines end in CRLF as RFC 4180 says; open the stream with `newline=""`.
    """
    columns = ITEM_COLUMNS if style.layout == "items" else COLUMNS
    stream.write(line([column.head for column in columns], style.delimiter))
    written = 0
    for details in receipts:
        for item in _items(details, style):
            cells = [shown(column.cell(details, item), style) for column in columns]
            stream.write(line(cells, style.delimiter))
            written += 1
    return written


def _items(details: Details, style: CsvStyle) -> tuple[Item | None, ...]:
    if style.layout != "items":
        return (None,)
    return _draft(details).items or (None,)


def shown(cell: Cell, style: CsvStyle) -> str:
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
    return cell.isoformat() if isinstance(cell, date) else harmless(cell)


def line(cells: Iterable[str], delimiter: str = ",") -> str:
    """One row, ready to be written."""
    return delimiter.join(_quoted(cell, delimiter) for cell in cells) + "\r\n"


def _quoted(cell: str, delimiter: str) -> str:
    """In quotes where a program with other separators would cut it; amounts stay bare."""
    special = delimiter if AMOUNT.fullmatch(cell) else SEPARATORS
    if not any(letter in special for letter in cell) and delimiter not in cell:
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'


def harmless(text: str) -> str:
    """Text on one line that no spreadsheet takes for a formula."""
    folded = " ".join(text.replace("\x00", "").splitlines())
    return "'" + folded if folded.startswith(DANGEROUS) or _is_formula(folded) else folded


def _is_formula(text: str) -> bool:
    """Whether the first visible letter is a formula's, also in another width or size."""
    first = next((c for c in text if unicodedata.category(c) not in UNSEEN), "")
    return unicodedata.normalize("NFKC", first) in FORMULA

"""CSV with one row a receipt, or one row a line item.

Text that a spreadsheet would interpret as a formula (it starts with = + - @, also full-width or
after spaces, a tab, a carriage return or the separator of another country) is prefixed with an
apostrophe, as recommended by the page "CSV Injection" of OWASP; numbers stay numbers. Text with a
separator of any country is quoted.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from types import NoneType
from typing import Any, BinaryIO

from receipt_desktop.domain.fields import BOOKKEEPING_FIELDS, FORM_ORDER, Field
from receipt_desktop.domain.reading import Draft, LineItem
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.domain.review_reasons import reason_message
from receipt_desktop.domain.source import SourceKind
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.separators import find_separators

FORMULA_SIGNS = frozenset("=+-@")
DANGEROUS_STARTS = (*sorted(FORMULA_SIGNS), "\t", "\r")
INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Unicode categories of invisible characters before a sign."""
SEPARATOR = re.compile('[,;\t\r\n"]')
"""Separators of cells and rows in any country."""
FORMULA_BEHIND_SEPARATOR = re.compile(
    "([,;\t][\\s\u200b-\u200f\u2060\ufeff\xad]*)(?=[=@＝＠﹦﹫]|[+\\-＋－﹢﹣]\\S)"
)
"""What begins a cell with a formula where a program reads another separator than was written."""
AMOUNT_PATTERN = re.compile(r"-?[0-9]+([.,][0-9]+)?")
CellValue = Decimal | date | time | str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class CsvStyle:
    """The style of a CSV file."""

    delimiter: str = ","
    decimal: str = "."
    bom: bool = True
    """Begin with a byte order mark."""
    layout: str = "receipts"
    """"receipts" or "items"."""

    @classmethod
    def of(cls, options: ExportOptions) -> CsvStyle:
        """The chosen marks over those of the language's locale.

        The region is the system's when the language names none.
        """
        delimiter, decimal = find_separators(options.language)
        return cls(
            options.delimiter or delimiter, options.decimal or decimal, options.bom, options.layout
        )


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its head, its meaning and its value."""

    head: str
    meaning: str
    get_cell: Callable[[ReceiptDetails, LineItem | None], CellValue]


def _field_getter(field: Field) -> TableColumn:
    column = field.spec.column
    return TableColumn(
        column.head, column.meaning, lambda details, _: _draft_of(details).get_value(field)
    )


def _draft_of(details: ReceiptDetails) -> Draft:
    return details.reading.checked.draft if details.reading else Draft()


def _format_tax_rates(details: ReceiptDetails) -> str:
    """Rates and taxes as text with a decimal point in all locales: 20%: 4.33; 5.5%: 0.12."""
    lines = _draft_of(details).tax_lines
    return "; ".join(f"{'?' if t.rate is None else f'{t.rate:f}%'}: {t.amount:f}" for t in lines)


def _format_reasons(details: ReceiptDetails) -> str:
    return " ".join(
        reason_message(one, _draft_of(details)).text() for one in details.receipt.reasons
    )


def _find_category(details: ReceiptDetails, item: LineItem | None) -> str | None:
    own = item.category if item else None
    category = own or _draft_of(details).get_value(Field.CATEGORY)
    return category if isinstance(category, str) else None


def _error_sentence(details: ReceiptDetails) -> str | None:
    return details.receipt.failure.text() if details.receipt.failure else None


FIRST = (
    Field.DATE,
    Field.TIME,
    Field.MERCHANT,
    Field.TOTAL,
    Field.CURRENCY,
    Field.SUBTOTAL,
    Field.TAX,
)
"""The fields that come first; all others follow in the order of the review form."""

COLUMNS: tuple[TableColumn, ...] = (
    TableColumn("id", "The receipt's id", lambda d, _: d.receipt.id),
    TableColumn("file", "Name of the file", lambda d, _: d.receipt.file_name),
    TableColumn(
        "status", "pending, processing, completed or failed", lambda d, _: d.receipt.status.value
    ),
    *map(_field_getter, FIRST),
    TableColumn("tax_rates", "Each rate with its tax, as text", lambda d, _: _format_tax_rates(d)),
    *(_field_getter(field) for field in FORM_ORDER if field not in (*FIRST, *BOOKKEEPING_FIELDS)),
    TableColumn("summary", "One sentence", lambda d, _: _draft_of(d).summary),
    TableColumn(
        "confidence", "The lowest of total, date, merchant", lambda d, _: d.receipt.confidence
    ),
    TableColumn("needs_review", "yes or no", lambda d, _: d.receipt.needs_review),
    TableColumn("approved", "yes or no", lambda d, _: d.receipt.approved),
    TableColumn("review_reasons", "Why a person should look", lambda d, _: _format_reasons(d)),
    TableColumn("error", "Why it failed", lambda d, _: _error_sentence(d)),
    *map(_field_getter, BOOKKEEPING_FIELDS),
    TableColumn(
        "tax_treatment",
        "That of the category: as_printed, not_deductible, exempt or reverse_charge",
        lambda d, _: d.tax_treatment.value,
    ),
    TableColumn("archived", "yes or no", lambda d, _: d.receipt.is_archived),
    TableColumn(
        "by_hand", "Entered without a picture: yes or no", lambda d, _: not d.receipt.has_picture
    ),
    TableColumn(
        "source",
        f"How it came in: {', '.join(SourceKind)}",
        lambda d, _: d.receipt.source.kind.value if d.receipt.source else None,
    ),
    TableColumn(
        "source_name",
        "Folder, mailbox, scanner, API client or web address",
        lambda d, _: d.receipt.source.name if d.receipt.source else None,
    ),
    TableColumn(
        "source_sender",
        "Sender of the mail",
        lambda d, _: d.receipt.source.sender if d.receipt.source else None,
    ),
)
"""One row a receipt."""

ITEM_COLUMNS: tuple[TableColumn, ...] = (
    *(c for c in COLUMNS if c.head in {"id", "file", "date", "merchant", "currency"}),
    TableColumn("item", "What was bought", lambda _, item: item.description if item else None),
    TableColumn(
        "quantity", "How many, or what weight", lambda _, item: item.quantity if item else None
    ),
    TableColumn("unit_price", "Price of one", lambda _, item: item.unit_price if item else None),
    TableColumn("item_total", "Price of the line", lambda _, item: item.total if item else None),
    TableColumn("tax_rate", "Percent", lambda _, item: item.tax_rate if item else None),
    TableColumn(
        "receipt_total",
        "Total of the whole receipt",
        lambda d, _: _draft_of(d).get_value(Field.TOTAL),
    ),
    TableColumn("category", "That of the line, else of the receipt", _find_category),
)
"""One row a line item; a receipt without line items has one row with empty item cells."""


COMPANY_MEANING = "Name of the company, which every row repeats"


def make_rate_columns(rates: Iterable[Decimal]) -> tuple[TableColumn, ...]:
    """Net and tax of each rate: `net_19`, `tax_19`; empty where the receipt has none."""
    return tuple(_make_rate_column(rate, name) for rate in sorted(rates) for name in ("net", "tax"))


def _make_rate_column(rate: Decimal, name: str) -> TableColumn:
    return TableColumn(
        f"{name}_{rate.normalize():f}",
        f"{name.capitalize()} of the rate",
        lambda details, _: _find_rate_sum(details, rate, name),
    )


def _find_rate_sum(details: ReceiptDetails, rate: Decimal, name: str) -> Decimal | None:
    lines = [line for line in _draft_of(details).tax_lines if line.rate == rate]
    amounts = [line.net if name == "net" else line.amount for line in lines]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def write_csv(receipts: Iterable[ReceiptDetails], stream: BinaryIO, options: ExportOptions) -> int:
    """Write the head and all rows in UTF-8; the number of rows without the head.

    Lines end in CRLF as RFC 4180 says. Raises `OSError`.
    """
    style = CsvStyle.of(options)
    company = TableColumn("company", COMPANY_MEANING, lambda *_: options.company)
    own = ITEM_COLUMNS if style.layout == "items" else (*COLUMNS, *make_rate_columns(options.rates))
    columns = (*own, company)
    stream.write(BOM_UTF8 if style.bom else b"")
    stream.write(format_row([column.head for column in columns], style.delimiter).encode())
    written = 0
    for details in receipts:
        for item in _rows_of_receipt(details, style):
            cells = [format_cell(column.get_cell(details, item), style) for column in columns]
            stream.write(format_row(cells, style.delimiter).encode())
            written += 1
    return written


def _rows_of_receipt(details: ReceiptDetails, style: CsvStyle) -> tuple[LineItem | None, ...]:
    if style.layout != "items":
        return (None,)
    return _draft_of(details).items or (None,)


def format_cell(cell: CellValue, style: CsvStyle) -> str:
    """One cell as text."""
    write = _EXACT_WRITERS.get(type(cell))
    if write is None:
        write = next(write for kind, write in _WRITERS if isinstance(cell, kind))
    return write(cell, style)


def _number(number: Decimal, style: CsvStyle) -> str:
    return f"{number:f}".replace(".", style.decimal)


_WRITERS: tuple[tuple[type, Callable[[Any, CsvStyle], str]], ...] = (
    (str, lambda text, _: escape_formula(text)),
    (NoneType, lambda *_: ""),
    (Decimal, _number),
    (bool, lambda yes, _: "yes" if yes else "no"),
    (int, lambda number, _: str(number)),
    (float, lambda number, style: _number(Decimal(str(round(number, 4))), style)),
    (time, lambda clock, _: clock.isoformat("minutes")),
    (date, lambda day, _: day.isoformat()),
)
"""One for each type of `CellValue`; a bool is an int, so it comes before."""
_EXACT_WRITERS = dict(_WRITERS)


def format_row(cells: Iterable[str], delimiter: str = ",") -> str:
    """Format a row, with its line end."""
    return delimiter.join(_quote_cell(cell, delimiter) for cell in cells) + "\r\n"


def _quote_cell(cell: str, delimiter: str) -> str:
    """Quote a cell with a separator of any country; amounts only with the used delimiter."""
    if not cell:
        return cell
    is_special = SEPARATOR.search(cell) and not AMOUNT_PATTERN.fullmatch(cell)
    if not is_special and delimiter not in cell:
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'


def escape_formula(text: str) -> str:
    """Text on one line that no spreadsheet interprets as a formula."""
    folded = " ".join(text.replace("\x00", "").splitlines())
    folded = FORMULA_BEHIND_SEPARATOR.sub(r"\1'", folded)
    return "'" + folded if folded.startswith(DANGEROUS_STARTS) or _is_formula(folded) else folded


def _is_formula(text: str) -> bool:
    """Whether the first visible character starts a formula, also as a full-width or small form."""
    first = next((c for c in text if unicodedata.category(c) not in INVISIBLE_CATEGORIES), "")
    return unicodedata.normalize("NFKC", first) in FORMULA_SIGNS

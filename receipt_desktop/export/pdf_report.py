"""A PDF of values and pictures: a file a month, or a file a receipt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from receipt_desktop.domain.currencies import format_plain
from receipt_desktop.domain.fields import FORM_ORDER, Field
from receipt_desktop.domain.reading import Draft
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.export.export_files import ExportFiles
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.originals_zip import find_free_name, make_file_name
from receipt_desktop.export.pdf_book import MARGIN, WIDTH, PdfBook
from receipt_desktop.export.source_files import find_pages
from receipt_desktop.messages import ENGLISH, text

RECEIPTS_PER_FILE = 150
"""ReportLab keeps a document in memory until it is written, pictures included."""
RIGHTS = (WIDTH - MARGIN - 140, WIDTH - MARGIN - 70, WIDTH - MARGIN)
NO_DATE = "0000-00"


@dataclass(slots=True)
class _Month:
    """The receipts of a file before they are drawn."""

    name: str
    part: int = 1
    receipts: list[ReceiptDetails] = field(default_factory=list)


def write_months(
    receipts: Iterable[ReceiptDetails], files: ExportFiles, options: ExportOptions
) -> int:
    """Write a PDF a month, of receipts in the order of their days; the number of receipts.

    A first page has the sums and the list; a page or more of each receipt follow.
    """
    month, written = _Month(""), 0
    for details in receipts:
        name = _find_month(details)
        is_full = len(month.receipts) == RECEIPTS_PER_FILE
        if name != month.name or is_full:
            _write_month(month, files, options)
            month = _Month(name, month.part + 1 if name == month.name else 1)
        month.receipts.append(details)
        written += 1
    _write_month(month, files, options)
    return written


def write_each(
    receipts: Iterable[ReceiptDetails], files: ExportFiles, options: ExportOptions
) -> int:
    """Write a PDF a receipt, named by day, merchant and total; their number."""
    taken: set[str] = set()
    for details in receipts:
        name = find_free_name(make_file_name(details), ".pdf", taken)
        with files.create(name) as stream:
            book = PdfBook(stream, name, options.origin)
            _add_receipt(book, details, options)
            book.close()
    return len(taken)


def _find_month(details: ReceiptDetails) -> str:
    return f"{details.receipt.day:%Y-%m}" if details.receipt.day else NO_DATE


def _write_month(month: _Month, files: ExportFiles, options: ExportOptions) -> None:
    if not month.receipts:
        return
    ending = f"-{month.part}" if month.part > 1 else ""
    with files.create(f"receipts_{month.name}{ending}.pdf") as stream:
        title = f"{_say('export_pdf_title', options)} {month.name}{ending} {options.batch}".strip()
        book = PdfBook(stream, title, options.origin)
        book.add_title(title)
        book.add_table(list(_list_sums(month.receipts)), RIGHTS)
        book.add_space()
        book.add_table([_list_receipt(one) for one in month.receipts], RIGHTS)
        book.end_page()
        for details in month.receipts:
            _add_receipt(book, details, options)
        book.close()


def _list_sums(receipts: Iterable[ReceiptDetails]) -> Iterator[tuple[str, ...]]:
    """The sum of each currency."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for details in receipts:
        if details.receipt.total is not None:
            sums[details.receipt.currency or ""] += details.receipt.total
    yield from (
        (currency or "–", "", format_plain(total, currency))
        for currency, total in sorted(sums.items())
    )


def _list_receipt(details: ReceiptDetails) -> tuple[str, ...]:
    receipt = details.receipt
    day = receipt.day.isoformat() if receipt.day else "–"
    name = receipt.merchant or receipt.file_name
    total = "–" if receipt.total is None else format_plain(receipt.total, receipt.currency)
    return f"{day}  {name}", receipt.currency or "", total


def _add_receipt(book: PdfBook, details: ReceiptDetails, options: ExportOptions) -> None:
    receipt = details.receipt
    book.add_title(receipt.merchant or receipt.file_name)
    book.add_rows(_list_values(details))
    book.add_space()
    for file in find_pages(details, options):
        book.add_picture(file)
    book.end_page()


def _list_values(details: ReceiptDetails) -> Iterator[tuple[str, str]]:
    """The fields that the receipt has, its taxes, its file."""
    draft = details.reading.checked.draft if details.reading else Draft()
    for one in FORM_ORDER:
        value = draft.get_value(one)
        if value is not None and one is not Field.MERCHANT:
            yield one.spec.label, _format_value(value, draft.currency)
    for line in draft.tax_lines:
        rate = "?" if line.rate is None else f"{line.rate.normalize():f}"
        net = "" if line.net is None else f" ({format_plain(line.net, draft.currency)})"
        yield f"{rate} %", f"{format_plain(line.amount, draft.currency)}{net}"
    yield "File", details.receipt.file_name
    yield "ID", details.receipt.id


def _format_value(value: object, currency: str | None) -> str:
    if isinstance(value, Decimal):
        return format_plain(value, currency)
    return value.isoformat() if isinstance(value, date) else str(value)


def _say(key: str, options: ExportOptions) -> str:
    return text(key, options.language[:2] or ENGLISH)

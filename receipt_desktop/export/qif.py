"""Transactions in QIF, for Quicken, GnuCash and others.

Codes as in GnuCash's notes on the format: D date, T amount, N number, P payee, L category, M memo,
S and $ the category and the amount of a split, `^` ends a transaction. The format names neither
currency nor form of dates: one currency a file, dates as the profile says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from receipt_desktop.domain.export_batch import ExportProblem
from receipt_desktop.domain.export_profile import ExportProfile
from receipt_desktop.domain.fields import Field
from receipt_desktop.export import quickbooks
from receipt_desktop.export.bookings import Booking
from receipt_desktop.export.export_files import ExportFiles
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.row_text import format_plain, strip_formula

HEAD = "!Type:Cash\r\n"
MAX_TEXT = 200


def write_transactions(
    bookings: Iterable[Booking], files: ExportFiles, options: ExportOptions
) -> int:
    """Write one transaction a receipt; money out is negative."""
    rows = 0
    with files.create() as stream:
        stream.write(HEAD.encode())
        for booking in bookings:
            lines = (*list_lines(booking, options.profile), "^")
            stream.write("".join(f"{line}\r\n" for line in lines).encode())
            rows += 1
    return rows


def list_lines(booking: Booking, profile: ExportProfile) -> Iterator[str]:
    """The lines of a transaction; those without a value are left out."""
    splits = _sum_categories(booking)
    yield f"D{quickbooks.format_day(booking, profile)}"
    yield f"T{format_plain(-(booking.total or Decimal(0)))}"
    for code, words in (
        ("N", booking.get_text(Field.NUMBER)),
        ("P", booking.contact),
        ("L", next(iter(splits), "")),
        ("M", booking.draft.summary or ""),
    ):
        if plain := strip_formula(words)[:MAX_TEXT]:
            yield f"{code}{plain}"
    if len(splits) > 1:
        for category, amount in splits.items():
            yield f"S{strip_formula(category)[:MAX_TEXT]}"
            yield f"${format_plain(-amount)}"


def _sum_categories(booking: Booking) -> dict[str, Decimal]:
    """The gross amounts by category or account, that of the receipt first."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for line in booking.lines:
        name = line.account_name or line.category
        sums[name.strip("[]")] += line.gross  # brackets would make it a transfer
    return sums


def check_profile(profile: ExportProfile) -> Iterator[ExportProblem]:
    """A form of dates that its readers know."""
    return quickbooks.check_date_form(profile)

"""A Beancount journal: a transaction a receipt, `!` until it is approved.

Syntax of "Beancount Language Syntax". Accounts are opened once, on the day of their first use; the
order of directives in the file is free.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from receipt_desktop.domain.export_batch import ExportProblem
from receipt_desktop.domain.export_profile import ExportProfile
from receipt_desktop.domain.fields import Field
from receipt_desktop.export.bookings import Booking
from receipt_desktop.export.checks import Check, find_common_problems
from receipt_desktop.export.export_files import ExportFiles
from receipt_desktop.export.journal_accounts import list_postings
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.row_text import format_plain

NOTES = ((Field.NUMBER, "number"), (Field.TAX_ID, "tax-id"))
"""Fields that are kept as metadata."""


def write_journal(bookings: Iterable[Booking], files: ExportFiles, options: ExportOptions) -> int:
    """Write the transactions, then the accounts that they use; the number of transactions."""
    opened: dict[str, date] = {}
    rows = 0
    with files.create() as stream:
        stream.write(f"; {options.origin}\n\n".encode())
        for booking in bookings:
            stream.write(
                ("\n".join(format_transaction(booking, options, opened)) + "\n\n").encode()
            )
            rows += 1
        for account, day in sorted(opened.items()):
            stream.write(f"{day} open {account}\n".encode())
    return rows


def format_transaction(
    booking: Booking, options: ExportOptions, opened: dict[str, date]
) -> Iterator[str]:
    """The lines of a transaction; `opened` notes the first day of its accounts."""
    day = booking.day
    if day is None:
        return
    flag = "*" if booking.receipt.approved else "!"
    link = f" ^{options.batch}" if options.batch else ""
    note = quote(booking.draft.summary or "")
    yield f"{day} {flag} {quote(booking.contact)} {note}{link}"
    yield f"  receipt: {quote(booking.receipt.id)}"
    yield f"  document: {quote(booking.receipt.file_name)}"
    for field, name in NOTES:
        if words := booking.get_text(field):
            yield f"  {name}: {quote(words)}"
    for posting in list_postings(booking, options.profile):
        opened[posting.account] = min(day, opened.get(posting.account, day))
        yield f"  {posting.account}  {format_plain(posting.amount)} {booking.currency}"


def quote(words: str) -> str:
    """A string on one line."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def make_check(profile: ExportProfile) -> Check:
    """What every target needs; accounts without a rule are named after their category."""

    def check(booking: Booking) -> Iterator[ExportProblem]:
        yield from find_common_problems(booking, profile)

    return check

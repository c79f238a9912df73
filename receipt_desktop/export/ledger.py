"""Journals for hledger and Ledger: a transaction a receipt, `!` until it is approved.

Syntax of hledger's "Journal format" and Ledger's manual. The accounts and currencies are declared,
as the strict checks of both ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from receipt_desktop.export.bookings import Booking
from receipt_desktop.export.export_files import ExportFiles
from receipt_desktop.export.journal_accounts import list_postings
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.row_text import format_plain

TAGS = ("receipt", "file", "batch")
NOT_IN_PAYEE = re.compile(r"[;|\x00-\x1f\x7f]+")
NOT_IN_CODE = re.compile(r"[();\x00-\x1f\x7f]+")
NOT_IN_TAG = re.compile(r"[,;:\x00-\x1f\x7f]+")


def write_hledger(bookings: Iterable[Booking], files: ExportFiles, options: ExportOptions) -> int:
    """Write the journal with the tags of a transaction on one line."""
    return _write_journal(bookings, files, options, between=", ")


def write_ledger(bookings: Iterable[Booking], files: ExportFiles, options: ExportOptions) -> int:
    """Write the journal with one tag a line."""
    return _write_journal(bookings, files, options, between="\n    ; ")


def _write_journal(
    bookings: Iterable[Booking], files: ExportFiles, options: ExportOptions, between: str
) -> int:
    declared: set[str] = set()
    rows = 0
    with files.create() as stream:
        stream.write(f"; {options.origin}\n\n".encode())
        stream.write("".join(f"tag {name}\n" for name in TAGS).encode() + b"\n")
        for booking in bookings:
            lines = (*_declare(booking, options, declared), *_format(booking, options, between))
            stream.write(("\n".join(lines) + "\n\n").encode())
            rows += 1
    return rows


def _declare(booking: Booking, options: ExportOptions, declared: set[str]) -> Iterator[str]:
    """What the transaction uses for the first time: Ledger asks for it before."""
    if booking.currency not in declared:
        declared.add(booking.currency)
        decimals = format_plain(booking.total or Decimal(0)).partition(".")[2]
        shown = f"1000.{'0' * len(decimals)} {booking.currency}"  # as many as the currency has
        yield f"commodity {booking.currency}\n    format {shown}\n"
    for posting in list_postings(booking, options.profile):
        if posting.account not in declared:
            declared.add(posting.account)
            yield f"account {posting.account}\n"


def _format(booking: Booking, options: ExportOptions, between: str) -> Iterator[str]:
    """The lines of a transaction."""
    flag = "*" if booking.receipt.approved else "!"
    code = _clean(NOT_IN_CODE, booking.number)
    yield f"{booking.day} {flag} ({code}) {_clean(NOT_IN_PAYEE, booking.contact)}"
    values = (booking.receipt.id, booking.receipt.file_name, options.batch)
    tags = zip(TAGS, values, strict=True)
    named = (f"{name}: {_clean(NOT_IN_TAG, value)}" for name, value in tags if value)
    yield "    ; " + between.join(named)
    for posting in list_postings(booking, options.profile):
        yield f"    {posting.account}  {format_plain(posting.amount)} {booking.currency}"


def _clean(unwanted: re.Pattern[str], words: str) -> str:
    return " ".join(unwanted.sub(" ", words).split())

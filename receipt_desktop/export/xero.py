"""Bills for Xero: its import template, inclusive of tax, one line a tax rate.

The header and the rules are those of Xero's template for bills ("Import bills"). Total and
TaxAmount are recalculated by Xero; a repeated number of a contact is refused, and so is an unknown
TaxType. An empty TaxType goes in without a message, with the account's own rate: it is never
written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal

from receipt_desktop.domain.export_batch import ExportProblem
from receipt_desktop.domain.export_profile import ExportProfile, fold_name
from receipt_desktop.domain.fields import Field
from receipt_desktop.export.bookings import Booking
from receipt_desktop.export.checks import (
    Check,
    describe,
    find_account_problems,
    find_common_problems,
    find_detail_problems,
    find_tax_problems,
)
from receipt_desktop.export.export_files import ExportFiles
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.row_text import encode_row, format_plain, make_text
from receipt_desktop.messages import Message

HEAD = (
    "*ContactName", "EmailAddress", "POAddressLine1", "POAddressLine2", "POAddressLine3",
    "POAddressLine4", "POCity", "PORegion", "POPostalCode", "POCountry", "*InvoiceNumber",
    "*InvoiceDate", "*DueDate", "Total", "InventoryItemCode", "Description", "*Quantity",
    "*UnitAmount", "*AccountCode", "*TaxType", "TaxAmount", "TrackingName1", "TrackingOption1",
    "TrackingName2", "TrackingOption2", "Currency",
)  # fmt: skip
MAX_LINES = 500
"""Lines of one file that Xero takes."""
MAX_TEXT = 255


def write_bills(bookings: Iterable[Booking], files: ExportFiles, options: ExportOptions) -> int:
    """Write the lines of each bill together, 500 lines a file."""
    rows, room = 0, 0
    stream = None
    try:
        for booking in bookings:
            if stream is None or room < len(booking.lines):
                if stream is not None:
                    stream.close()
                stream, room = files.create_part(), MAX_LINES
                stream.write(encode_row(HEAD))
            for cells in make_rows(booking, options.profile):
                stream.write(encode_row(cells))
                rows, room = rows + 1, room - 1
        if stream is None:
            stream = files.create_part()
            stream.write(encode_row(HEAD))
    finally:
        if stream is not None:
            stream.close()
    return rows


def make_rows(booking: Booking, profile: ExportProfile) -> Iterator[list[str]]:
    """The lines of a bill; what is the same in all of them is repeated."""
    if booking.day is None or booking.total is None:
        return
    due = booking.day + timedelta(days=int(profile.get_detail("due_days")))
    for line in booking.lines:
        values = {
            "*ContactName": make_text(booking.contact, MAX_TEXT),
            "*InvoiceNumber": make_text(booking.number, MAX_TEXT),
            "*InvoiceDate": booking.day.isoformat(),  # read right in every region
            "*DueDate": due.isoformat(),
            "Total": format_plain(booking.total),
            "Description": make_text(booking.draft.summary or booking.contact),
            "*Quantity": "1",
            "*UnitAmount": format_plain(line.gross),
            "*AccountCode": make_text(line.account_name),
            "*TaxType": make_text(line.tax_code),
            "TaxAmount": format_plain(line.tax),
            "Currency": booking.currency,
        }
        if tracking := profile.get_detail("tracking"):
            values["TrackingName1"] = make_text(tracking)
            values["TrackingOption1"] = make_text(line.category)
        yield [values.get(name, "") for name in HEAD]


def make_check(profile: ExportProfile) -> Check:
    """Accounts, tax types, and numbers that a contact has only once."""
    known: set[tuple[str, str]] = set()

    def check(booking: Booking) -> Iterator[ExportProblem]:
        yield from find_common_problems(booking, profile)
        yield from find_account_problems(booking)
        yield from find_tax_problems(booking, empty_allowed=False)
        bill = (fold_name(booking.contact), booking.number.casefold())
        if bill in known:
            message = Message("export_repeated_number", {"number": booking.number})
            yield describe(booking, message, Field.NUMBER)
        known.add(bill)
        if any(abs(line.gross) >= Decimal(10) ** 12 for line in booking.lines):
            yield describe(booking, Message("export_too_large"), Field.TOTAL)

    return check


def check_profile(profile: ExportProfile) -> Iterator[ExportProblem]:
    """The days until a bill is due are a number."""
    return find_detail_problems("xero", profile)

"""Audit trail transactions for Sage 50: one row a tax code, amounts positive.

The order of columns is that of Sage's import template for audit trail transactions; the type says
the direction: PI and PC are invoices and credits of a supplier, BP and BR bank payments and
receipts, CP and CR cash ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from receipt_desktop.domain.export_batch import ExportProblem
from receipt_desktop.domain.export_profile import DateForm, ExportProfile
from receipt_desktop.domain.fields import Field
from receipt_desktop.export.bookings import Booking, BookingLine
from receipt_desktop.export.checks import (
    Check,
    find_account_problems,
    find_common_problems,
    find_detail_problems,
    find_payment_problems,
    find_second_currency,
    find_tax_problems,
)
from receipt_desktop.export.export_files import ExportFiles
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.row_text import encode_row, format_plain, make_text

HEAD = (
    "Type", "Account Reference", "Nominal A/C Ref", "Department Code", "Date", "Reference",
    "Details", "Net Amount", "Tax Code", "Tax Amount", "Exchange Rate", "Extra Reference",
    "User Name", "Project Refn", "Cost Code Refn",
)  # fmt: skip
MAX_REFERENCE, MAX_DETAILS, MAX_ACCOUNT = 30, 60, 8
USER = "Receipt Desktop"


def write_audit_trail(
    bookings: Iterable[Booking], files: ExportFiles, options: ExportOptions
) -> int:
    """Write the head and one row a tax code."""
    rows = 0
    with files.create() as stream:
        stream.write(encode_row(HEAD))
        for booking in bookings:
            for line in booking.lines:
                stream.write(encode_row(make_row(booking, line, options.profile)))
                rows += 1
    return rows


def make_row(booking: Booking, line: BookingLine, profile: ExportProfile) -> list[str]:
    """A row; one of a refund has the opposite type."""
    rate = f"{booking.exchange_rate:f}" if booking.exchange_rate else "1"
    return [
        find_type(booking, line),
        make_text(booking.supplier.number or booking.payment_account, MAX_ACCOUNT),
        make_text(line.account_name),
        profile.get_detail("department"),
        DateForm.BRITISH.format_day(booking.day) if booking.day else "",
        make_text(booking.number, MAX_REFERENCE),
        make_text(booking.contact, MAX_DETAILS),
        format_plain(abs(line.net)),
        make_text(line.tax_code),
        format_plain(abs(line.tax)),
        rate,
        make_text(booking.receipt.id[:8]),
        USER,
        "",
        "",
    ]


def find_type(booking: Booking, line: BookingLine) -> str:
    """An invoice where the supplier has an account, else a payment by bank or cash."""
    is_refund = line.gross < 0
    if booking.supplier.number:
        return "PC" if is_refund else "PI"
    if booking.get_text(Field.PAYMENT) == "cash":
        return "CR" if is_refund else "CP"
    return "BR" if is_refund else "BP"


def make_check(profile: ExportProfile) -> Check:
    """Accounts and tax codes, and a rate for a second currency: no column names the currency."""
    currencies: set[str] = {profile.currency} if profile.currency else set()

    def check(booking: Booking) -> Iterator[ExportProblem]:
        yield from find_common_problems(booking, profile)
        yield from find_account_problems(booking)
        yield from find_tax_problems(booking, empty_allowed=False)
        if not booking.supplier.number:
            yield from find_payment_problems(booking)
        if booking.exchange_rate is None:
            yield from find_second_currency(booking, currencies)

    return check


def check_profile(profile: ExportProfile) -> Iterator[ExportProblem]:
    """The department is a number."""
    return find_detail_problems("sage", profile)

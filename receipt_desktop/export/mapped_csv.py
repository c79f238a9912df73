"""A CSV whose columns the profile names: Wave, FreshBooks, Odoo, QuickBooks bills, Zoho and others.

One row a tax rate. Programs that read several lines of a bill repeat its number, which each row
has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from receipt_desktop.domain.export_batch import ExportProblem
from receipt_desktop.domain.export_profile import ExportProfile
from receipt_desktop.export.booking_values import FIXED, VALUES, Value, get_value
from receipt_desktop.export.bookings import Booking
from receipt_desktop.export.checks import (
    Check,
    find_account_problems,
    find_common_problems,
    find_payment_problems,
    find_tax_problems,
)
from receipt_desktop.export.csv import CsvStyle
from receipt_desktop.export.export_files import ExportFiles
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.row_text import encode_row, format_plain, make_text
from receipt_desktop.messages import Message


def write_mapped(bookings: Iterable[Booking], files: ExportFiles, options: ExportOptions) -> int:
    """Write the head and one row a tax rate."""
    columns, style = options.profile.columns, CsvStyle.of(options)
    rows = 0
    with files.create() as stream:
        stream.write("\ufeff".encode() if style.bom else b"")
        stream.write(encode_row((make_text(one.head) for one in columns), style.delimiter))
        for booking in bookings:
            for line in booking.lines:
                values = (get_value(one.value, booking, line, options.profile) for one in columns)
                cells = [format_value(value, options.profile, style) for value in values]
                stream.write(encode_row(cells, style.delimiter))
                rows += 1
    return rows


def format_value(value: Value, profile: ExportProfile, style: CsvStyle) -> str:
    """A cell: plain amounts, dates in the form of the profile."""
    if isinstance(value, Decimal):
        return format_plain(value, style.decimal)
    if isinstance(value, date):
        return profile.date_form.format_day(value)
    return make_text(value)


def make_check(profile: ExportProfile) -> Check:
    """Only what the columns show has to be there."""
    shown = {column.value for column in profile.columns}

    def check(booking: Booking) -> Iterator[ExportProblem]:
        yield from find_common_problems(booking, profile)
        if "account" in shown:
            yield from find_account_problems(booking)
        if "tax_code" in shown:
            yield from find_tax_problems(booking, empty_allowed=True)
        if "payment_account" in shown:
            yield from find_payment_problems(booking)

    return check


def check_profile(profile: ExportProfile) -> Iterator[ExportProblem]:
    """Without columns, or with unknown ones, there is nothing to write."""
    if not profile.columns:
        yield ExportProblem(Message("export_no_columns"))
    for column in profile.columns:
        if column.value not in VALUES and not column.value.startswith(FIXED):
            yield ExportProblem(Message("export_column_unknown", {"name": column.value}))

"""Bank lines for FreeAgent: dd/mm/yyyy, amount, description, without a head and quote marks.

Rules of FreeAgent's help on uploading a statement: money out is negative, two decimals.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from receipt_desktop.domain.export_profile import DateForm
from receipt_desktop.export.bookings import Booking
from receipt_desktop.export.export_files import ExportFiles
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.row_text import format_plain, strip_formula

UNQUOTED = str.maketrans(dict.fromkeys(",\"';\t", " "))
"""Characters that would need quote marks."""
MAX_TEXT = 200


def write_bank_lines(
    bookings: Iterable[Booking], files: ExportFiles, _options: ExportOptions
) -> int:
    """Write one line a receipt."""
    rows = 0
    with files.create() as stream:
        for booking in bookings:
            stream.write(make_row(booking).encode())
            rows += 1
    return rows


def make_row(booking: Booking) -> str:
    """A line with its end."""
    day = DateForm.BRITISH.format_day(booking.day) if booking.day else ""
    words = strip_formula(booking.contact.translate(UNQUOTED))[:MAX_TEXT]
    return f"{day},{format_plain(-(booking.total or Decimal(0)))},{words}\r\n"

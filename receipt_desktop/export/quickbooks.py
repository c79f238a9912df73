"""Bank lines for QuickBooks Online: three columns by default, four on request.

Rules of Intuit's help on importing bank transactions: these head words and nothing else, one form
of dates, no currency sign, no thousands separator, a decimal point, no row of zero, at most 350 KB
a file. The pages of Intuit disagree whether Credit or Debit is money out of the four columns, so
three is the default; with four, money out is Debit as on a bank statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from receipt_desktop.domain.export_batch import ExportProblem
from receipt_desktop.domain.export_profile import DateForm, ExportProfile
from receipt_desktop.export.bookings import Booking
from receipt_desktop.export.checks import find_detail_problems
from receipt_desktop.export.export_files import ExportFiles
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.row_text import encode_row, format_plain, make_text
from receipt_desktop.messages import Message

THREE = ("Date", "Description", "Amount")
FOUR = ("Date", "Description", "Credit", "Debit")
MAX_BYTES = 350_000
MAX_LINES = 1_000
DATE_FORMS = (DateForm.AMERICAN, DateForm.BRITISH)
"""Those that QuickBooks reads, the default first."""
MAX_TEXT = 200


def write_bank_lines(
    bookings: Iterable[Booking], files: ExportFiles, options: ExportOptions
) -> int:
    """Write one line a receipt, 1,000 lines or 350 KB a file."""
    profile = options.profile
    head = encode_row(FOUR if profile.get_detail("layout") == "4" else THREE)
    rows, lines, size = 0, 0, 0
    stream = files.create_part()
    try:
        stream.write(head)
        for booking in bookings:
            row = encode_row(make_row(booking, profile))
            if lines == MAX_LINES or size + len(row) + len(head) > MAX_BYTES:
                stream.close()
                stream, lines, size = files.create_part(), 0, 0
                stream.write(head)
            stream.write(row)
            rows, lines, size = rows + 1, lines + 1, size + len(row)
    finally:
        stream.close()
    return rows


def make_row(booking: Booking, profile: ExportProfile) -> list[str]:
    """A line; what was paid is money out."""
    day = format_day(booking, profile)
    words = make_text(booking.contact, MAX_TEXT)
    words = f"No. {words}" if words.replace(" ", "").isdigit() else words
    total = booking.total or Decimal(0)
    if profile.get_detail("layout") != "4":
        return [day, words, format_plain(-total)]
    paid = format_plain(abs(total))
    return [day, words, "", paid] if total > 0 else [day, words, paid, ""]


def format_day(booking: Booking, profile: ExportProfile) -> str:
    """The day in the form of the profile, or in the American one."""
    form = profile.date_form if profile.date_form in DATE_FORMS else DATE_FORMS[0]
    return form.format_day(booking.day) if booking.day else ""


def check_profile(profile: ExportProfile) -> Iterator[ExportProblem]:
    """Three or four columns, in a form of dates that QuickBooks reads."""
    yield from find_detail_problems("quickbooks", profile)
    yield from check_date_form(profile)


def check_date_form(profile: ExportProfile) -> Iterator[ExportProblem]:
    """A form of dates that is not read; another one is written."""
    if profile.key and profile.date_form not in DATE_FORMS:
        names = {"form": profile.date_form.value, "others": " · ".join(DATE_FORMS)}
        yield ExportProblem(Message("export_date_form", names), blocks=False)

"""DATEV: an EXTF file a month, the documents and the check report, in one folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

from receipt_desktop.domain.export_batch import ExportProblem
from receipt_desktop.domain.export_profile import ExportProfile
from receipt_desktop.domain.fields import Field
from receipt_desktop.export.bookings import Booking
from receipt_desktop.export.checks import (
    Check,
    describe,
    find_account_problems,
    find_common_problems,
    find_detail_problems,
    find_payment_problems,
    find_tax_problems,
)
from receipt_desktop.export.datev.documents import DocumentArchives
from receipt_desktop.export.datev.header import (
    BOOKS_CURRENCY,
    COLUMNS,
    Period,
    make_header,
)
from receipt_desktop.export.datev.report import FILE_NAME, CheckReport, FileSums, format_report
from receipt_desktop.export.datev.rows import (
    CODE_PAGE,
    find_counter_account,
    find_period,
    make_number,
    make_rows,
)
from receipt_desktop.export.export_files import ExportFiles
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.messages import Message

TAX_KEY_PATTERN = re.compile(r"[0-9]{0,4}")
MAX_WHOLE_DIGITS = 10
LINE_END = "\r\n"
OLDEST = date(1900, 1, 1)


class _Months:
    """The file of each month; one is open, as receipts come in the order of their days."""

    def __init__(self, files: ExportFiles, options: ExportOptions) -> None:
        self._files, self._options = files, options
        self._open: tuple[str, BinaryIO] | None = None
        self.sums: dict[str, FileSums] = {}
        """By the name of the file."""

    def post(self, booking: Booking, *, linked: bool) -> None:
        """Write the rows of a receipt."""
        period = find_period(booking.day or OLDEST, self._options.profile)
        name = f"EXTF_Buchungsstapel_{period.first:%Y-%m-%d}.csv"
        stream = self._get_file(name, period)
        sums = self.sums[name]
        sums.receipts += 1
        for row, posting in make_rows(booking, self._options.profile, linked=linked):
            stream.write((row + LINE_END).encode(CODE_PAGE))
            sums.add(posting)

    def close(self) -> None:
        """Close the file that is open."""
        if self._open is not None:
            self._open[1].close()
            self._open = None

    def _get_file(self, name: str, period: Period) -> BinaryIO:
        if self._open is not None and self._open[0] == name:
            return self._open[1]
        self.close()
        stream = self._files.create(name)
        self._open = name, stream
        if name not in self.sums:
            self.sums[name] = FileSums()
            header = make_header(
                self._options.profile, period, self._options.at, self._options.batch
            )
            for line in (header, ";".join(COLUMNS)):
                stream.write((line + LINE_END).encode(CODE_PAGE))
        return stream


def write_batches(bookings: Iterable[Booking], files: ExportFiles, options: ExportOptions) -> int:
    """Write all files; the number of postings."""
    report, archives = CheckReport(), DocumentArchives(files, options)
    months = _Months(files, options)
    try:
        for booking in bookings:
            has_document = archives.add(booking)
            if not has_document:
                report.without_document.append(f"{booking.contact} ({booking.receipt.id[:8]})")
            report.note_text(booking.contact)
            months.post(booking, linked=has_document)
    finally:
        months.close()
        archives.close()
    report.files = months.sums
    with files.create(FILE_NAME) as stream:
        stream.write(("\ufeff" + format_report(report, options)).encode())
    return sum(sums.rows for sums in months.sums.values())


def make_check(profile: ExportProfile) -> Check:
    """Accounts of the right length, tax keys, numbers, and a rate for other currencies."""
    digits = int(profile.get_detail("account_length") or 4)
    ledger, person = re.compile(f"[0-9]{{{digits}}}"), re.compile(f"[0-9]{{{digits + 1}}}")

    def check(booking: Booking) -> Iterator[ExportProblem]:
        yield from find_common_problems(booking, profile)
        yield from find_account_problems(booking)
        yield from find_tax_problems(booking, empty_allowed=True)
        if not find_counter_account(booking):
            yield from find_payment_problems(booking)
        yield from _find_form_problems(booking, ledger, person)
        if booking.currency not in ("", BOOKS_CURRENCY) and booking.exchange_rate is None:
            message = Message("export_no_rate", {"currency": booking.currency})
            yield describe(booking, message, Field.CURRENCY)

    return check


def _find_form_problems(
    booking: Booking, ledger: re.Pattern[str], person: re.Pattern[str]
) -> Iterator[ExportProblem]:
    counter = find_counter_account(booking)
    for account in {line.account_name: None for line in booking.lines}:
        if account and not ledger.fullmatch(account):
            message = Message("export_account_form", {"account": account})
            yield describe(booking, message, Field.CATEGORY)
    if counter and not (ledger.fullmatch(counter) or person.fullmatch(counter)):
        message = Message("export_account_form", {"account": counter})
        yield describe(booking, message, Field.PAYMENT)
    for line in booking.lines:
        if line.tax_code and not TAX_KEY_PATTERN.fullmatch(line.tax_code):
            message = Message("export_tax_code_form", {"code": line.tax_code})
            yield describe(booking, message, Field.TAX)
    if not make_number(booking):
        yield describe(booking, Message("export_number_unusable"), Field.NUMBER)
    if booking.total is not None and abs(booking.total).adjusted() >= MAX_WHOLE_DIGITS:
        yield describe(booking, Message("export_too_large"), Field.TOTAL)
    if booking.lines and not any(line.gross for line in booking.lines):
        yield describe(booking, Message("export_zero"), Field.TOTAL)


def check_profile(profile: ExportProfile) -> Iterator[ExportProblem]:
    """The numbers of consultant and client, and the euro as currency of the books."""
    yield from find_detail_problems("datev", profile)
    if profile.currency not in ("", BOOKS_CURRENCY):
        yield ExportProblem(Message("export_books_currency", {"currency": profile.currency}))

"""DATEV: an EXTF file a month, the documents and the check report, in one folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

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


@dataclass(slots=True)
class _Month:
    """The rows of one file, kept until it is written; the order of arrival is not by month."""

    period: Period
    rows: list[bytes] = field(default_factory=list)
    sums: FileSums = field(default_factory=FileSums)


def write_batches(bookings: Iterable[Booking], files: ExportFiles, options: ExportOptions) -> int:
    """Write all files; the number of postings."""
    months: dict[Period, _Month] = {}
    report, archives = CheckReport(), DocumentArchives(files, options)
    try:
        for booking in bookings:
            has_document = archives.add(booking)
            if not has_document:
                report.without_document.append(f"{booking.contact} ({booking.receipt.id[:8]})")
            report.note_text(booking.contact)
            _post(booking, months, options, linked=has_document)
    finally:
        archives.close()
    for month in months.values():
        name = f"EXTF_Buchungsstapel_{month.period.first:%Y-%m-%d}.csv"
        _write_month(month, name, files, options)
        report.files[name] = month.sums
    with files.create(FILE_NAME) as stream:
        stream.write(("\ufeff" + format_report(report, options)).encode())
    return sum(month.sums.rows for month in months.values())


def _post(
    booking: Booking, months: dict[Period, _Month], options: ExportOptions, *, linked: bool
) -> None:
    period = find_period(booking.day or OLDEST, options.profile)
    month = months.setdefault(period, _Month(period))
    month.sums.receipts += 1
    for row, posting in make_rows(booking, options.profile, linked=linked):
        month.rows.append((row + LINE_END).encode(CODE_PAGE))
        month.sums.add(posting)


def _write_month(month: _Month, name: str, files: ExportFiles, options: ExportOptions) -> None:
    header = make_header(options.profile, month.period, options.at, options.batch)
    with files.create(name) as stream:
        for line in (header, ";".join(COLUMNS)):
            stream.write((line + LINE_END).encode(CODE_PAGE))
        stream.writelines(month.rows)


def make_check(profile: ExportProfile) -> Check:
    """Accounts of the right length, tax keys, numbers, and a rate for other currencies."""
    digits = int(profile.get_detail("account_length") or 4)
    ledger, person = re.compile(f"[0-9]{{{digits}}}"), re.compile(f"[0-9]{{{digits + 1}}}")

    def check(booking: Booking) -> Iterator[ExportProblem]:
        yield from find_common_problems(booking, profile)
        yield from find_account_problems(booking)
        is_automatic = booking.account is not None and booking.account.automatic
        if not is_automatic:
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
    account = booking.account.account if booking.account else ""
    counter = find_counter_account(booking)
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

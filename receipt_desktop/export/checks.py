"""What a receipt needs before a bookkeeping program can take it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from re import fullmatch

from receipt_desktop.domain.export_batch import ExportProblem
from receipt_desktop.domain.export_profile import (
    DETAILS,
    FOREIGN_TAX,
    NO_TAX,
    UNKNOWN_TAX,
    CurrencyRule,
    ExportProfile,
)
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.receipt import ReceiptDetails, Status
from receipt_desktop.export.bookings import Booking, BookingMaker
from receipt_desktop.export.options import ExportReport
from receipt_desktop.messages import Message

Check = Callable[[Booking], Iterable[ExportProblem]]
"""Finds why a booking cannot be written."""
CheckMaker = Callable[[ExportProfile], Check]
"""Makes a check, which may remember the bookings before."""


def describe(
    booking: Booking, message: Message, field: Field | None = None, *, blocks: bool = True
) -> ExportProblem:
    """A problem of one receipt."""
    name = booking.merchant or booking.receipt.file_name
    return ExportProblem(message, booking.receipt.id, name, field, blocks)


def find_common_problems(booking: Booking, profile: ExportProfile) -> Iterator[ExportProblem]:
    """What no target can do without: a finished reading, total, day, merchant and currency."""
    if booking.receipt.status is not Status.COMPLETED or booking.details.reading is None:
        yield describe(booking, Message("export_unfinished"))
        return
    if booking.total is None:
        yield describe(booking, Message("export_no_total"), Field.TOTAL)
    elif not booking.lines:
        yield describe(booking, Message("export_tax_contradicts"), Field.TAX)
    if booking.day is None:
        yield describe(booking, Message("export_no_date"), Field.DATE)
    if not booking.contact:
        yield describe(booking, Message("export_no_merchant"), Field.MERCHANT)
    yield from _find_currency_problems(booking, profile)


def _find_currency_problems(booking: Booking, profile: ExportProfile) -> Iterator[ExportProblem]:
    if not booking.currency:
        yield describe(booking, Message("export_no_currency"), Field.CURRENCY)
    elif booking.lacks_rate:
        message = Message("export_no_rate", {"currency": booking.currency})
        yield describe(booking, message, Field.CURRENCY)
    elif profile.currency_rule is CurrencyRule.REFUSE and is_foreign(booking, profile):
        names = {"currency": booking.currency, "books": profile.currency}
        yield describe(booking, Message("export_other_currency", names), Field.CURRENCY)


def is_foreign(booking: Booking, profile: ExportProfile) -> bool:
    """Whether it is written in another currency than that of the books."""
    return bool(profile.currency) and booking.currency not in ("", profile.currency)


def find_account_problems(booking: Booking) -> Iterator[ExportProblem]:
    """Categories without an account."""
    for category in {line.category: None for line in booking.lines if not line.account_name}:
        message = Message("export_no_account", {"category": category or "–"})
        yield describe(booking, message, Field.CATEGORY)


def find_tax_problems(booking: Booking, *, empty_allowed: bool) -> Iterator[ExportProblem]:
    """A tax rate without a code, or with an empty one where the target needs one.

    Lines whose account decides the tax by itself need none.
    """
    coded = [line for line in booking.lines if line.account is None or not line.account.automatic]
    lacking = (one for one in coded if one.tax_code is None or not (one.tax_code or empty_allowed))
    for key in {line.tax_key: None for line in lacking}:
        message = Message("export_no_tax_code", {"rate": name_tax(key)})
        yield describe(booking, message, Field.TAX)


def name_tax(key: str) -> Message | str:
    """A key of the tax codes in words: "19 %", no tax."""
    special = {
        NO_TAX: Message("export_tax_none"),
        FOREIGN_TAX: Message("export_tax_foreign"),
        UNKNOWN_TAX: Message("export_tax_unknown"),
    }
    return special.get(key, f"{key} %")


def find_payment_problems(booking: Booking) -> Iterator[ExportProblem]:
    """A way of payment without an account."""
    if not booking.payment_account:
        message = Message(
            "export_no_payment_account", {"payment": booking.get_text(Field.PAYMENT) or "–"}
        )
        yield describe(booking, message, Field.PAYMENT)


def find_detail_problems(target: str, profile: ExportProfile) -> Iterator[ExportProblem]:
    """Details of a target that the profile lacks, or that cannot be right."""
    for name, spec in DETAILS.items():
        if spec.target == target and not fullmatch(spec.pattern, profile.get_detail(name)):
            label = Message(f"export_detail_{name}")
            value = profile.get_detail(name)
            yield ExportProblem(
                Message("export_detail_invalid", {"name": label, "value": value})
                if value
                else Message("export_detail_missing", {"name": label})
            )


def make_bank_check(profile: ExportProfile) -> Check:
    """The check of a bank statement: one currency a file, and no amount of zero."""
    currencies: set[str] = {profile.currency} if profile.currency else set()

    def check(booking: Booking) -> Iterator[ExportProblem]:
        yield from find_common_problems(booking, profile)
        if booking.total is not None and not booking.total:
            yield describe(booking, Message("export_zero"), Field.TOTAL)
        yield from find_second_currency(booking, currencies)

    return check


def find_second_currency(booking: Booking, currencies: set[str]) -> Iterator[ExportProblem]:
    """Another currency than that of the file, which the first receipt decides if none is set."""
    if not currencies and booking.currency:
        currencies.add(booking.currency)
    if booking.currency and booking.currency not in currencies:
        names = {"currency": booking.currency, "books": min(currencies)}
        yield describe(booking, Message("export_other_currency", names), Field.CURRENCY)


def check_basics(profile: ExportProfile) -> Check:
    """The check of a target that needs no accounts."""
    return lambda booking: find_common_problems(booking, profile)


def pass_bookings(
    receipts: Iterable[ReceiptDetails], make_check: CheckMaker, profile: ExportProfile,
    report: ExportReport,
) -> Iterator[Booking]:  # fmt: skip
    """The bookings without a blocking problem; the others are noted in the report."""
    maker, check = BookingMaker(profile), make_check(profile)
    for details in receipts:
        booking = maker.make(details)
        blocked = False
        for problem in check(booking):
            report.add_problem(problem)
            blocked = blocked or problem.blocks
        if blocked:
            report.left_out += 1
        else:
            report.numbers.append(booking.receipt.number)
            yield booking


def pass_receipts(
    receipts: Iterable[ReceiptDetails], report: ExportReport
) -> Iterator[ReceiptDetails]:
    """All receipts, noted in the report."""
    for details in receipts:
        report.numbers.append(details.receipt.number)
        yield details

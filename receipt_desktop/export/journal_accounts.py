"""Accounts of plain text ledgers: the profile's, or plain ones made of category and payment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from receipt_desktop.domain.export_profile import ExportProfile
from receipt_desktop.domain.fields import Field
from receipt_desktop.export.bookings import Booking, BookingLine

ROOTS = ("Assets", "Liabilities", "Equity", "Income", "Expenses")
"""The five of Beancount; hledger and Ledger know them too."""
NOT_IN_PART = re.compile(r"[^\w-]+|_")
UNPAID, TAX = "Liabilities:Unpaid", "Assets:Input-Tax"


@dataclass(frozen=True, slots=True)
class Posting:
    """A posting of a transaction."""

    account: str
    amount: Decimal


def list_postings(booking: Booking, profile: ExportProfile) -> Iterator[Posting]:
    """Net and tax of each rate and category, and the account that paid; their sum is 0.

    Without a tax account in the profile the tax is part of the expense.
    """
    for line in booking.lines:
        expense = find_expense_account(line)
        is_split = bool(profile.tax_account) and bool(line.tax)
        yield Posting(expense, line.net if is_split else line.gross)
        if is_split:
            yield Posting(name_account(profile.tax_account, "Assets"), line.tax)
    yield Posting(
        find_paying_account(booking), -sum((one.gross for one in booking.lines), Decimal(0))
    )


def find_expense_account(line: BookingLine) -> str:
    """The account of the category, or one named after it."""
    return name_account(line.account_name or line.category or "Uncategorised", "Expenses")


def find_paying_account(booking: Booking) -> str:
    """The account that paid, the creditor's, or one named after the way of payment."""
    payment = booking.get_text(Field.PAYMENT)
    if booking.supplier.number and not payment:
        return name_account(booking.supplier.number, "Liabilities")
    if booking.payment_account:
        return name_account(booking.payment_account, "Assets" if payment else "Liabilities")
    return name_account(payment, "Assets") if payment else UNPAID


def name_account(words: str, root: str) -> str:
    """An account whose parts begin with a capital letter or a digit, under a root."""
    parts = [_name_part(part) for part in words.split(":")]
    named = [part for part in parts if part]
    if not named or named[0] not in ROOTS:
        named.insert(0, root)
    return ":".join(named if len(named) > 1 else [*named, "Other"])


def _name_part(words: str) -> str:
    plain = NOT_IN_PART.sub("-", words.strip()).strip("-")
    named = plain[:1].upper() + plain[1:]
    return named if not named or named[0].isupper() or named[0].isdecimal() else f"X-{named}"

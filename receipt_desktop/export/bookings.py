"""Receipts as bookkeeping programs see them: account, tax code and paying account for each part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from receipt_desktop.domain.export_profile import (
    FOREIGN_TAX,
    NO_TAX,
    UNKNOWN_TAX,
    AccountRule,
    ContactRule,
    CurrencyRule,
    ExportProfile,
    fold_name,
    rate_key,
)
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft
from receipt_desktop.domain.receipt import Receipt, ReceiptDetails
from receipt_desktop.validation.category_split import split_total
from receipt_desktop.validation.tax_split import CENT, TaxPart

EMPTY_DRAFT = Draft()
NO_RULE = ContactRule()
KEPT_NAMES = 4_096


@dataclass(frozen=True, slots=True)
class BookingLine:
    """One part of a booking: everything under one tax rate and category."""

    net: Decimal
    tax: Decimal
    rate: Decimal | None
    tax_key: str
    """The key of the profile's tax codes."""
    tax_code: str | None
    """None where the profile has none for this rate."""
    has_tax: bool
    category: str
    """"" without one."""
    account: AccountRule | None
    """The rule of the category or the supplier; None without one."""

    @property
    def account_name(self) -> str:
        """The account; "" without a rule."""
        return self.account.account if self.account else ""

    @property
    def gross(self) -> Decimal:
        return self.net + self.tax


@dataclass(frozen=True, slots=True)
class Booking:
    """One receipt under a profile. Amounts are in `currency`."""

    details: ReceiptDetails
    draft: Draft
    day: date | None
    merchant: str
    total: Decimal | None
    currency: str
    lines: tuple[BookingLine, ...]
    """Their sum is the total; () without a total or with a tax table that contradicts it."""
    payment_account: str
    supplier: ContactRule
    lacks_rate: bool = False
    """Whether it should be converted, but the profile has no rate."""
    exchange_rate: Decimal | None = None
    """Units of the receipt's currency for one of the profile's, where they differ."""

    @property
    def receipt(self) -> Receipt:
        return self.details.receipt

    @property
    def contact(self) -> str:
        """The merchant as the target knows it."""
        return self.supplier.contact or self.merchant

    @property
    def category(self) -> str:
        return self.get_text(Field.CATEGORY)

    @property
    def number(self) -> str:
        """The number of the receipt, or one made of its day of arrival and id, which never change.

        Targets refuse a bill without a number, and a second one with the same.
        """
        return self.get_text(Field.NUMBER) or made_number(self.receipt)

    def get_text(self, field: Field) -> str:
        """A field as text; "" without it."""
        value = self.draft.get_value(field)
        return "" if value is None else str(value)


def made_number(receipt: Receipt) -> str:
    """A number for a receipt that shows none: RD-20240131-1a2b3c4d."""
    return f"RD-{receipt.created_at:%Y%m%d}-{receipt.id.replace('-', '')[:8]}"


class BookingMaker:
    """Makes bookings of receipts under one profile."""

    def __init__(self, profile: ExportProfile) -> None:
        self.profile = profile
        self._suppliers = {fold_name(name): rule for name, rule in profile.suppliers.items()}
        self._find_supplier = lru_cache(maxsize=KEPT_NAMES)(self._look_up_supplier)

    def make(self, details: ReceiptDetails) -> Booking:
        """The receipt as a booking."""
        draft = details.reading.checked.draft if details.reading else EMPTY_DRAFT
        merchant = draft.get_value(Field.MERCHANT)
        name = merchant if isinstance(merchant, str) else ""
        return _make_booking(details, draft, self.profile, self._find_supplier(name))

    def _look_up_supplier(self, merchant: str) -> ContactRule:
        return self._suppliers.get(fold_name(merchant), NO_RULE) if self._suppliers else NO_RULE


def _make_booking(
    details: ReceiptDetails, draft: Draft, profile: ExportProfile, supplier: ContactRule
) -> Booking:
    currency = draft.currency or ""
    foreign = bool(profile.currency) and bool(currency) and currency != profile.currency
    rate = profile.rates.get(currency) if foreign else None
    parts = split_total(draft)
    converts = foreign and profile.currency_rule is CurrencyRule.CONVERT
    if converts and rate:
        parts = convert_parts(parts, rate)
        currency = profile.currency
    total = draft.get_value(Field.TOTAL)
    day, merchant = draft.get_value(Field.DATE), draft.get_value(Field.MERCHANT)
    lines = tuple(_make_line(part, draft, profile, supplier) for part in parts)
    payment = draft.get_value(Field.PAYMENT)
    return Booking(
        details=details,
        draft=draft,
        day=day if isinstance(day, date) else None,
        merchant=merchant if isinstance(merchant, str) else "",
        total=_sum_lines(lines, total if isinstance(total, Decimal) else None),
        currency=currency,
        lines=lines,
        payment_account=profile.find_payment_account(payment if isinstance(payment, str) else None),
        supplier=supplier,
        lacks_rate=converts and not rate,
        exchange_rate=rate,
    )


def convert_parts(parts: tuple[TaxPart, ...], rate: Decimal) -> tuple[TaxPart, ...]:
    """The parts in the base currency; the largest takes what rounding leaves of the total."""
    total = sum((part.gross for part in parts), Decimal(0))
    wanted = (total / rate).quantize(CENT)
    converted = [
        replace(one, net=(one.net / rate).quantize(CENT), tax=(one.tax / rate).quantize(CENT))
        for one in parts
    ]
    rest = wanted - sum((one.gross for one in converted), Decimal(0))
    if converted and rest:
        place = max(range(len(converted)), key=lambda one: abs(converted[one].gross))
        converted[place] = replace(converted[place], net=converted[place].net + rest)
    return tuple(converted)


def convert_amounts(amounts: tuple[Decimal, ...], rate: Decimal) -> tuple[Decimal, ...]:
    """The amounts in the base currency, their sum converted as a whole."""
    parts = tuple(TaxPart(None, amount, Decimal(0)) for amount in amounts)
    return tuple(part.gross for part in convert_parts(parts, rate))


def _sum_lines(lines: tuple[BookingLine, ...], total: Decimal | None) -> Decimal | None:
    return sum((line.gross for line in lines), Decimal(0)) if lines else total


def _make_line(
    part: TaxPart, draft: Draft, profile: ExportProfile, supplier: ContactRule
) -> BookingLine:
    """A line; the account of a supplier is not for what a person has put elsewhere."""
    key = find_tax_key(part, draft, profile)
    category = part.category or draft.get_value(Field.CATEGORY)
    name = category if isinstance(category, str) else ""
    return BookingLine(
        net=part.net,
        tax=part.tax,
        rate=part.rate,
        tax_key=key,
        tax_code=profile.tax_codes.get(key),
        has_tax=part.has_tax,
        category=name,
        account=profile.find_account(name or None, NO_RULE if part.category else supplier),
    )


def find_tax_key(part: TaxPart, draft: Draft, profile: ExportProfile) -> str:
    """The key of the tax codes for a part of a receipt."""
    if not part.has_tax:
        return NO_TAX
    is_foreign = draft.country is not None and bool(profile.country)
    if is_foreign and draft.country != profile.country and FOREIGN_TAX in profile.tax_codes:
        return FOREIGN_TAX
    return UNKNOWN_TAX if part.rate is None else rate_key(part.rate)

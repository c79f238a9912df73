"""Export profiles: how categories, taxes, payments and suppliers are named in another program."""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

NO_TAX, FOREIGN_TAX, UNKNOWN_TAX = "none", "foreign", "unknown"
"""Keys of `ExportProfile.tax_codes` beside the rates: no tax on the receipt, a receipt of another
country than the profile's, and a tax without a rate."""
ANY = ""
"""The key of `accounts` and `payments` for everything that has no entry of its own."""


class DateForm(enum.StrEnum):
    """How a target writes dates."""

    ISO = "YYYY-MM-DD"
    BRITISH = "DD/MM/YYYY"
    AMERICAN = "MM/DD/YYYY"
    GERMAN = "DD.MM.YYYY"
    COMPACT = "YYYYMMDD"

    def format_day(self, day: date) -> str:
        """A day in this form."""
        return day.strftime(_PATTERNS[self])


_PATTERNS: Mapping[DateForm, str] = MappingProxyType(
    {
        DateForm.ISO: "%Y-%m-%d",
        DateForm.BRITISH: "%d/%m/%Y",
        DateForm.AMERICAN: "%m/%d/%Y",
        DateForm.GERMAN: "%d.%m.%Y",
        DateForm.COMPACT: "%Y%m%d",
    }
)


class CurrencyRule(enum.StrEnum):
    """What becomes of receipts in another currency than the profile's."""

    KEEP = "keep"
    """They are written in their own currency, where the target can."""
    REFUSE = "refuse"
    """They are left out and named."""
    CONVERT = "convert"
    """They are converted at the rates of the profile."""


@dataclass(frozen=True, slots=True)
class AccountRule:
    """The account of a category."""

    account: str
    automatic: bool = False
    """Whether the account posts its tax itself (an "Automatikkonto"): no tax code is written."""


@dataclass(frozen=True, slots=True)
class ContactRule:
    """What a merchant is called in the target; "" where the rule says nothing."""

    contact: str = ""
    """The name of the contact."""
    number: str = ""
    """The number of the creditor or vendor."""
    account: str = ""
    """The account of all its receipts, over that of their category."""


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of the general CSV."""

    head: str
    value: str
    """A name of `export.booking_values`, or "=" and a fixed text."""


@dataclass(frozen=True, slots=True)
class ExportProfile:
    """One target program as one business uses it."""

    key: str
    """Stays when the profile is renamed; what was exported is remembered under it."""
    name: str
    target: str = ""
    """The name of the format that it is for; "" for any."""
    chart: str = ""
    """The chart of accounts: "03", "04" (DATEV's SKR), or "" for any other."""
    country: str = ""
    """ISO 3166-1 alpha-2; taxes of other countries have the code of `FOREIGN_TAX`."""
    currency: str = ""
    """The currency of the books (ISO 4217); "" where each receipt keeps its own."""
    currency_rule: CurrencyRule = CurrencyRule.KEEP
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    """By currency: how many units of it one unit of the profile's currency buys."""
    date_form: DateForm = DateForm.ISO
    accounts: Mapping[str, AccountRule] = field(default_factory=dict)
    """By category."""
    tax_codes: Mapping[str, str] = field(default_factory=dict)
    """By rate in percent as plain decimal text ("19", "5.5"), or one of the special keys."""
    tax_account: str = ""
    """Where a ledger posts the tax."""
    payments: Mapping[str, str] = field(default_factory=dict)
    """By way of payment ("card", "cash"): the account that paid."""
    suppliers: Mapping[str, ContactRule] = field(default_factory=dict)
    """By the merchant's name; letter case, accents and spaces do not count."""
    columns: tuple[MappedColumn, ...] = ()
    """Of the general CSV."""
    details: Mapping[str, str] = field(default_factory=dict)
    """What one target alone needs, by the names of `DETAILS`."""

    def find_account(self, category: str | None, supplier: ContactRule) -> AccountRule | None:
        """The account of a category; None without a rule."""
        if supplier.account:
            return AccountRule(supplier.account)
        return self.accounts.get(category or ANY) or self.accounts.get(ANY)

    def find_payment_account(self, payment: str | None) -> str:
        """The account that paid; "" without a rule."""
        return self.payments.get(payment or ANY) or self.payments.get(ANY, "")

    def get_detail(self, name: str) -> str:
        """A detail of one target, or its default."""
        return self.details.get(name) or DETAILS[name].default


NO_PROFILE = ExportProfile("", "")
"""Of exports that are not remembered."""


@dataclass(frozen=True, slots=True)
class DetailSpec:
    """A detail that one target alone needs."""

    target: str
    default: str = ""
    pattern: str = ".*"
    """A regular expression that the whole value matches."""


def fold_name(name: str) -> str:
    """A name without letter case, accents and repeated spaces, to compare it."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def rate_key(rate: Decimal) -> str:
    """A rate as key of `ExportProfile.tax_codes`: 19 and 19.00 are "19"."""
    return f"{rate.normalize():f}"


DETAILS: Mapping[str, DetailSpec] = MappingProxyType(
    {
        "consultant": DetailSpec("datev", pattern="[1-9][0-9]{3,6}"),
        "client": DetailSpec("datev", pattern="[1-9][0-9]{0,4}"),
        "fiscal_year": DetailSpec("datev", "01-01", "(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"),
        "account_length": DetailSpec("datev", "4", "[4-8]"),
        "initials": DetailSpec("datev", pattern="([A-Z]{2,4})?"),
        "cost_centre": DetailSpec("datev", pattern=r"[A-Za-z0-9]{0,36}"),
        "layout": DetailSpec("quickbooks", "3", "[34]"),
        "due_days": DetailSpec("xero", "0", "[0-9]{1,3}"),
        "tracking": DetailSpec("xero"),
        "department": DetailSpec("sage", "0", "[0-9]{1,3}"),
    }
)
"""By name; the captions are the messages `export_detail_<name>`."""

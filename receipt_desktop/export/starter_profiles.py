"""The profiles that come with the program; a person changes them, and their accountant decides.

Accounts of DATEV's charts SKR03 and SKR04; tax keys 9 (input tax 19 %) and 8 (7 %) of both. Taxes
of other countries are no input tax and have no key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from receipt_desktop.domain.export_profile import (
    ANY,
    FOREIGN_TAX,
    NO_TAX,
    UNKNOWN_TAX,
    AccountRule,
    CurrencyRule,
    DateForm,
    ExportProfile,
    MappedColumn,
)
from receipt_desktop.domain.fields import CATEGORIES

GERMAN_TAXES: Mapping[str, str] = {"19": "9", "7": "8", "0": "", NO_TAX: "", FOREIGN_TAX: ""}
SKR03_ACCOUNTS: Mapping[str, str] = {
    "restaurant": "4650", "fuel": "4530", "transport": "4670", "lodging": "4676",
    "office": "4930", "electronics": "4930", "household": "4980", "services": "4900",
    ANY: "4900",
}  # fmt: skip
SKR04_ACCOUNTS: Mapping[str, str] = {
    "restaurant": "6640", "fuel": "6530", "transport": "6670", "lodging": "6680",
    "office": "6815", "electronics": "6815", "household": "6850", "services": "6300",
    ANY: "6300",
}  # fmt: skip
PLAIN_COLUMNS = (
    ("Date", "date"), ("Supplier", "contact"), ("Number", "number"), ("Description", "description"),
    ("Account", "account"), ("Tax code", "tax_code"), ("Net", "net"), ("Tax", "line_tax"),
    ("Gross", "gross"), ("Currency", "booked_currency"),
)  # fmt: skip
BILL_COLUMNS = (
    ("BillNo", "number"), ("Supplier", "contact"), ("BillDate", "date"), ("DueDate", "date"),
    ("Account", "account"), ("LineDescription", "description"), ("LineAmount", "net"),
    ("TaxCode", "tax_code"), ("LineTax", "line_tax"),
)  # fmt: skip
SIMPLE_COLUMNS = (
    ("Date", "date"), ("Merchant", "contact"), ("Amount", "gross"), ("Category", "account"),
    ("Tax", "line_tax"), ("Description", "description"),
)  # fmt: skip
COLUMN_SETS: Mapping[str, tuple[MappedColumn, ...]] = {
    name: tuple(MappedColumn(*column) for column in columns)
    for name, columns in (
        ("plain", PLAIN_COLUMNS),
        ("bills", BILL_COLUMNS),
        ("simple", SIMPLE_COLUMNS),
    )
}
"""Columns to begin with: all values; the lines of bills, as QuickBooks Online, Odoo and Zoho map
them; expenses as Wave and FreshBooks map them."""


def _make_skr(
    key: str, chart: str, accounts: Mapping[str, str], cash: str, bank: str
) -> ExportProfile:
    return ExportProfile(
        key,
        f"SKR{chart}",
        target="datev",
        chart=chart,
        country="DE",
        currency="EUR",
        currency_rule=CurrencyRule.KEEP,
        date_form=DateForm.GERMAN,
        accounts={name: AccountRule(account) for name, account in accounts.items()},
        tax_codes=dict(GERMAN_TAXES),
        payments={"cash": cash, "card": bank, ANY: "70000"},
        columns=COLUMN_SETS["plain"],
    )


def _make_plain() -> ExportProfile:
    """Accounts named after the categories; codes named after the rates have to be filled in."""
    return ExportProfile(
        "plain",
        "Plain chart",
        accounts={
            **{name: AccountRule(name.capitalize()) for name in CATEGORIES},
            ANY: AccountRule("Other"),
        },
        tax_codes={NO_TAX: "No tax", UNKNOWN_TAX: "Tax"},
        payments={"cash": "Cash", "card": "Card", ANY: "Unpaid"},
        columns=COLUMN_SETS["plain"],
    )


STARTERS: tuple[ExportProfile, ...] = (
    _make_skr("skr03", "03", SKR03_ACCOUNTS, "1000", "1200"),
    _make_skr("skr04", "04", SKR04_ACCOUNTS, "1600", "1800"),
    _make_plain(),
)


def add_starters(saved: Iterable[ExportProfile]) -> tuple[ExportProfile, ...]:
    """The saved profiles, and the starters that were not saved with changes."""
    kept = tuple(saved)
    keys = {profile.key for profile in kept}
    return (*kept, *(one for one in STARTERS if one.key not in keys))

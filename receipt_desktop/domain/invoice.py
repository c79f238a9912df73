"""The data of an electronic invoice, as its XML states it.

The numbers BT-… and BG-… in the comments are the business terms of EN 16931-1, the semantic model
of CII and UBL invoices. Amounts are in major units; those of a credit note are negative.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class InvoiceParty:
    """The seller (BG-4) or the buyer (BG-7)."""

    name: str = ""
    """BT-27 or BT-44."""
    address: str = ""
    """Street, postcode and city, and country, joined by ", "."""
    country: str | None = None
    """ISO 3166-1 alpha-2 code."""
    tax_id: str | None = None
    """The VAT identifier (BT-31), else the tax registration (BT-32)."""
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class InvoiceTax:
    """A VAT category (BG-23): rate in percent, taxable amount, tax."""

    rate: Decimal | None
    net: Decimal | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class InvoiceItem:
    """An invoice line (BG-25), or an allowance or charge of the whole invoice (BG-20, BG-21)."""

    description: str
    total: Decimal
    """Net amount (BT-131)."""
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    """Net price (BT-146) of one unit."""
    tax_rate: Decimal | None = None
    """Percent."""


@dataclass(frozen=True, slots=True)
class Invoice:
    """An electronic invoice."""

    syntax: str
    """"CII", "ZUGFeRD 1" or "UBL"."""
    profile: str
    """The identifier of the specification that it follows (BT-24); "" if none is stated."""
    seller: InvoiceParty
    buyer: InvoiceParty
    number: str = ""
    """BT-1."""
    issued: date | None = None
    """BT-2."""
    due: date | None = None
    """BT-9."""
    currency: str | None = None
    """BT-5, an ISO 4217 code."""
    is_credit: bool = False
    """Whether the type (BT-3) is a credit note."""
    total: Decimal | None = None
    """With VAT (BT-112)."""
    net: Decimal | None = None
    """Without VAT (BT-109)."""
    tax: Decimal | None = None
    """BT-110."""
    prepaid: Decimal | None = None
    """BT-113."""
    payable: Decimal | None = None
    """BT-115: the total less what was prepaid."""
    payment_code: str = ""
    """BT-81, a code of UNTDID 4461."""
    taxes: tuple[InvoiceTax, ...] = ()
    items: tuple[InvoiceItem, ...] = ()

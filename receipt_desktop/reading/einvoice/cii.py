"""Invoices in CII (UN/CEFACT D16B: Factur-X, ZUGFeRD 2, XRechnung) and in ZUGFeRD 1.

The business terms BT-… are those of EN 16931-1; the elements are listed in the Factur-X 1.07 and
ZUGFeRD 1.0 specifications.
"""

from __future__ import annotations

from decimal import Decimal
from xml.etree.ElementTree import Element

from receipt_desktop.domain.invoice import Invoice, InvoiceItem, InvoiceParty, InvoiceTax
from receipt_desktop.reading.einvoice.xml import (
    amount_at,
    code_at,
    day_at,
    find,
    find_all,
    local_name,
    own_text,
    parse_amount,
    text_at,
)

CREDIT_TYPES = frozenset({"81", "83", "261", "296", "308", "381", "396", "420", "458", "502", "503",
                          "532"})  # fmt: skip
"""Types of credit notes (UNTDID 1001, as far as EN 16931 allows them)."""
UNCOUNTED_LINES = frozenset({"GROUP", "INFORMATION"})
"""Kinds of lines in the profile EXTENDED whose amounts are in other lines already."""

_CONTEXT = "ExchangedDocumentContext|SpecifiedExchangedDocumentContext"
_HEADER = "ExchangedDocument|HeaderExchangedDocument"
_TRADE = "SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction"
_AGREEMENT = "ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement"
_SETTLEMENT = "ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement"
_SUMS = "SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
_RATE = "RateApplicablePercent|ApplicablePercent"
_LINE_SETTLEMENT = "SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement"
_LINE_SUMS = (
    "SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
)


def read_cii(root: Element) -> Invoice:
    """The invoice of a `CrossIndustryInvoice` or `CrossIndustryDocument`."""
    header = find(root, _HEADER)
    settlement = find(root, f"{_TRADE}/{_SETTLEMENT}")
    currency = code_at(settlement, "InvoiceCurrencyCode", 3)
    sums = find(settlement, _SUMS)
    return Invoice(
        syntax="ZUGFeRD 1" if local_name(root) == "CrossIndustryDocument" else "CII",
        profile=text_at(root, f"{_CONTEXT}/GuidelineSpecifiedDocumentContextParameter/ID"),
        seller=_read_party(root, "SellerTradeParty"),
        buyer=_read_party(root, "BuyerTradeParty"),
        number=text_at(header, "ID"),
        issued=day_at(header, "IssueDateTime/DateTimeString"),
        due=day_at(settlement, "SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString"),
        currency=currency,
        is_credit=text_at(header, "TypeCode") in CREDIT_TYPES,
        total=amount_at(sums, "GrandTotalAmount"),
        net=amount_at(sums, "TaxBasisTotalAmount"),
        tax=_find_tax(sums, currency),
        prepaid=amount_at(sums, "TotalPrepaidAmount"),
        payable=amount_at(sums, "DuePayableAmount"),
        payment_code=text_at(settlement, "SpecifiedTradeSettlementPaymentMeans/TypeCode"),
        taxes=_read_taxes(settlement),
        items=_read_items(root) + _read_charges(settlement),
    )


def _read_party(root: Element, name: str) -> InvoiceParty:
    party = find(root, f"{_TRADE}/{_AGREEMENT}/{name}")
    address = find(party, "PostalTradeAddress")
    ids = find_all(party, "SpecifiedTaxRegistration/ID")
    ids.sort(key=lambda one: one.get("schemeID") != "VA")  # the VAT identifier first
    return InvoiceParty(
        name=text_at(party, "Name")
        or text_at(party, "SpecifiedLegalOrganization/TradingBusinessName"),
        address=_join_address(address),
        country=code_at(address, "CountryID", 2),
        tax_id=next((text for one in ids if (text := own_text(one))), None),
        phone=text_at(party, "DefinedTradeContact/TelephoneUniversalCommunication/CompleteNumber")
        or None,
    )


def _join_address(address: Element) -> str:
    lines = [text_at(address, name) for name in ("LineOne", "LineTwo", "LineThree")]
    city = f"{text_at(address, 'PostcodeCode')} {text_at(address, 'CityName')}".strip()
    return ", ".join(part for part in (*lines, city) if part)


def _find_tax(sums: Element, currency: str | None) -> Decimal | None:
    """BT-110; BT-111 is the same in the currency of the seller's accounting."""
    found = find_all(sums, "TaxTotalAmount")
    found.sort(key=lambda one: one.get("currencyID", currency) != currency)
    return parse_amount(own_text(found[0])) if found else None


def _read_taxes(settlement: Element) -> tuple[InvoiceTax, ...]:
    taxes = []
    for tax in find_all(settlement, "ApplicableTradeTax"):
        amount = amount_at(tax, "CalculatedAmount")
        if amount is not None:
            taxes.append(InvoiceTax(amount_at(tax, _RATE), amount_at(tax, "BasisAmount"), amount))
    return tuple(taxes)


def _read_items(root: Element) -> tuple[InvoiceItem, ...]:
    """The invoice lines; none if one has a product but no amount (ZUGFeRD 1 BASIC)."""
    lines = [
        line
        for line in find_all(root, f"{_TRADE}/IncludedSupplyChainTradeLineItem")
        if text_at(line, "AssociatedDocumentLineDocument/LineStatusReasonCode")
        not in UNCOUNTED_LINES
    ]
    items = [item for line in lines if (item := _read_item(line))]
    named = [line for line in lines if text_at(line, "SpecifiedTradeProduct/Name")]
    return tuple(items) if len(items) >= len(named) else ()


def _read_item(line: Element) -> InvoiceItem | None:
    total = amount_at(line, f"{_LINE_SETTLEMENT}/{_LINE_SUMS}/LineTotalAmount")
    if total is None:
        return None
    price = (
        "SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement/NetPriceProductTradePrice"
    )
    return InvoiceItem(
        description=text_at(line, "SpecifiedTradeProduct/Name"),
        total=total,
        quantity=amount_at(
            line, "SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery/BilledQuantity"
        ),
        unit_price=divide_price(
            amount_at(line, f"{price}/ChargeAmount"), amount_at(line, f"{price}/BasisQuantity")
        ),
        tax_rate=amount_at(line, f"{_LINE_SETTLEMENT}/ApplicableTradeTax/{_RATE}"),
    )


def divide_price(price: Decimal | None, units: Decimal | None) -> Decimal | None:
    """The price of one unit (BT-146 for BT-149 units)."""
    if price is None or not units or units == 1:
        return price
    return round(price / units, 6).normalize()


def _read_charges(settlement: Element) -> tuple[InvoiceItem, ...]:
    """Allowances (negative) and charges of the whole invoice."""
    items = []
    for charge in find_all(settlement, "SpecifiedTradeAllowanceCharge"):
        amount = amount_at(charge, "ActualAmount")
        sign = 1 if text_at(charge, "ChargeIndicator/Indicator") == "true" else -1
        rate = amount_at(charge, f"CategoryTradeTax/{_RATE}")
        items.append((text_at(charge, "Reason"), amount, sign, rate))
    for charge in find_all(settlement, "SpecifiedLogisticsServiceCharge"):
        amount = amount_at(charge, "AppliedAmount")
        items.append((text_at(charge, "Description"), amount, 1, None))
    return tuple(
        InvoiceItem(reason, sign * amount, tax_rate=rate)
        for reason, amount, sign, rate in items
        if amount
    )

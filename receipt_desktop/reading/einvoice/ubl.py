"""Invoices and credit notes in UBL 2.1 (OASIS): XRechnung, Peppol BIS Billing 3 and others.

The business terms BT-… are those of EN 16931-1, mapped as in Peppol BIS Billing 3.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from receipt_desktop.domain.invoice import Invoice, InvoiceItem, InvoiceParty, InvoiceTax
from receipt_desktop.reading.einvoice.cii import CREDIT_TYPES, divide_price
from receipt_desktop.reading.einvoice.xml import (
    amount_at,
    code_at,
    day_at,
    find,
    find_all,
    local_name,
    parse_amount,
    text_at,
)

UBL_NAMESPACE = "urn:oasis:names:specification:ubl:schema:xsd:"


def read_ubl(root: Element) -> Invoice:
    """The invoice of an `Invoice` or `CreditNote`."""
    currency = code_at(root, "DocumentCurrencyCode", 3)
    sums = find(root, "LegalMonetaryTotal|RequestedMonetaryTotal")
    taxes = _choose_tax_total(root, currency)
    kind = text_at(root, "InvoiceTypeCode|CreditNoteTypeCode")
    return Invoice(
        syntax="UBL",
        profile=text_at(root, "CustomizationID"),
        seller=_read_party(root, "AccountingSupplierParty/Party"),
        buyer=_read_party(root, "AccountingCustomerParty/Party"),
        number=text_at(root, "ID"),
        issued=day_at(root, "IssueDate"),
        due=day_at(root, "DueDate") or day_at(root, "PaymentMeans/PaymentDueDate"),
        currency=currency,
        is_credit=local_name(root) == "CreditNote" or kind in CREDIT_TYPES,
        total=amount_at(sums, "TaxInclusiveAmount|PayableAmount"),
        net=amount_at(sums, "TaxExclusiveAmount"),
        tax=amount_at(taxes, "TaxAmount"),
        prepaid=amount_at(sums, "PrepaidAmount"),
        payable=amount_at(sums, "PayableAmount"),
        payment_code=text_at(root, "PaymentMeans/PaymentMeansCode"),
        taxes=_read_taxes(taxes),
        items=_read_items(root) + _read_charges(root),
    )


def _choose_tax_total(root: Element, currency: str | None) -> Element:
    """BT-110 with the breakdown; BT-111 is a second total in the currency of the accounting."""
    found = find_all(root, "TaxTotal")
    found.sort(key=lambda one: _currency_of(one) not in (None, currency))
    return next(iter(found), Element("none"))


def _currency_of(tax_total: Element) -> str | None:
    return find(tax_total, "TaxAmount").get("currencyID")


def _read_party(root: Element, path: str) -> InvoiceParty:
    party = find(root, path)
    address = find(party, "PostalAddress")
    return InvoiceParty(
        name=text_at(party, "PartyLegalEntity/RegistrationName")
        or text_at(party, "PartyName/Name"),
        address=_join_address(address),
        country=code_at(address, "Country/IdentificationCode", 2),
        tax_id=_find_tax_id(party),
        phone=text_at(party, "Contact/Telephone") or None,
    )


def _find_tax_id(party: Element) -> str | None:
    schemes = find_all(party, "PartyTaxScheme")
    schemes.sort(key=lambda one: text_at(one, "TaxScheme/ID") != "VAT")
    return next((text for one in schemes if (text := text_at(one, "CompanyID"))), None)


def _join_address(address: Element) -> str:
    lines = [text_at(address, name) for name in ("StreetName", "BuildingNumber")]
    street = " ".join(line for line in lines if line)
    more = [text_at(address, "AdditionalStreetName"), text_at(address, "AddressLine/Line")]
    city = f"{text_at(address, 'PostalZone')} {text_at(address, 'CityName')}".strip()
    return ", ".join(part for part in (street, *more, city) if part)


def _read_taxes(tax_total: Element) -> tuple[InvoiceTax, ...]:
    taxes = []
    for part in find_all(tax_total, "TaxSubtotal"):
        amount = amount_at(part, "TaxAmount")
        if amount is not None:
            rate = parse_amount(text_at(part, "TaxCategory/Percent") or text_at(part, "Percent"))
            taxes.append(InvoiceTax(rate, amount_at(part, "TaxableAmount"), amount))
    return tuple(taxes)


def _read_items(root: Element) -> tuple[InvoiceItem, ...]:
    items = []
    for line in find_all(root, "InvoiceLine|CreditNoteLine"):
        total = amount_at(line, "LineExtensionAmount")
        if total is None:
            return ()
        item = InvoiceItem(
            description=text_at(line, "Item/Name|Description"),
            total=total,
            quantity=amount_at(line, "InvoicedQuantity|CreditedQuantity"),
            unit_price=divide_price(
                amount_at(line, "Price/PriceAmount"), amount_at(line, "Price/BaseQuantity")
            ),
            tax_rate=amount_at(line, "Item/ClassifiedTaxCategory/Percent"),
        )
        items.append(item)
    return tuple(items)


def _read_charges(root: Element) -> tuple[InvoiceItem, ...]:
    """Allowances (negative) and charges of the whole invoice."""
    items = []
    for charge in find_all(root, "AllowanceCharge"):
        amount = amount_at(charge, "Amount")
        sign = 1 if text_at(charge, "ChargeIndicator") == "true" else -1
        if amount:
            reason = text_at(charge, "AllowanceChargeReason")
            rate = amount_at(charge, "TaxCategory/Percent")
            items.append(InvoiceItem(reason, sign * amount, tax_rate=rate))
    return tuple(items)

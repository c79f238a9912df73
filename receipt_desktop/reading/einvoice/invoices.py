"""Recognises and reads an electronic invoice."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from xml.etree.ElementTree import Element

from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.invoice import Invoice, InvoiceItem, InvoiceTax
from receipt_desktop.reading.einvoice.cii import read_cii
from receipt_desktop.reading.einvoice.ubl import UBL_NAMESPACE, read_ubl
from receipt_desktop.reading.einvoice.xml import local_name, namespace, parse_xml

MAX_ROOT_NAME = 60
"""Characters of a foreign root element in the error."""


def parse_invoice(data: bytes) -> Invoice:
    """The invoice of an XML file.

    Raises `InvalidRequest` for XML that is damaged, unsafe, no invoice or without its totals.
    """
    root = parse_xml(data)
    invoice = _read_root(root)
    if invoice is None:
        raise InvalidRequest("xml_foreign", root=local_name(root)[:MAX_ROOT_NAME])
    if invoice.total is None or not (invoice.number or invoice.seller.name):
        raise InvalidRequest("xml_incomplete")
    return _negate(invoice) if invoice.is_credit and invoice.total > 0 else invoice


def _read_root(root: Element) -> Invoice | None:
    name, space = local_name(root), namespace(root)
    if name in ("CrossIndustryInvoice", "CrossIndustryDocument"):
        return read_cii(root)
    if name in ("Invoice", "CreditNote") and space.startswith(UBL_NAMESPACE):
        return read_ubl(root)
    return None


def _negate(invoice: Invoice) -> Invoice:
    """A credit note, which states positive amounts, with negative ones."""
    return replace(
        invoice,
        total=_minus(invoice.total),
        net=_minus(invoice.net),
        tax=_minus(invoice.tax),
        prepaid=_minus(invoice.prepaid),
        payable=_minus(invoice.payable),
        taxes=tuple(InvoiceTax(tax.rate, _minus(tax.net), -tax.amount) for tax in invoice.taxes),
        items=tuple(map(_negate_item, invoice.items)),
    )


def _negate_item(item: InvoiceItem) -> InvoiceItem:
    return replace(item, total=-item.total, quantity=_minus(item.quantity))


def _minus(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else -amount

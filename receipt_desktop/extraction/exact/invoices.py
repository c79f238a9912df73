"""The values of an electronic invoice."""

from __future__ import annotations

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.invoice import Invoice
from receipt_desktop.domain.reading import LineItem, TaxLine
from receipt_desktop.extraction.exact.values import CONFIDENCE, ExactValues, keep_known

CARD_CODES, CASH_CODES = frozenset({"48", "54", "55"}), frozenset({"10"})
"""Codes of UNTDID 4461: payment by card, in cash."""


def interpret_invoice(invoice: Invoice) -> ExactValues:
    """The values of an invoice.

    The total is the invoice's own (BT-112): what was prepaid (BT-113) belongs to it.
    """
    values: dict[Field, FieldValue | None] = {
        Field.TOTAL: invoice.total,
        Field.DATE: invoice.issued,
        Field.MERCHANT: invoice.seller.name,
        Field.SUBTOTAL: invoice.net,
        Field.TAX: invoice.tax,
        Field.NUMBER: invoice.number,
        Field.ADDRESS: invoice.seller.address,
        Field.PHONE: invoice.seller.phone,
        Field.TAX_ID: invoice.seller.tax_id,
        Field.PAYMENT: _name_payment(invoice.payment_code),
    }
    return ExactValues(
        keep_known(values),
        currency=invoice.currency,
        country=invoice.seller.country,
        tax_lines=tuple(
            TaxLine(tax.rate, tax.net, tax.amount, CONFIDENCE) for tax in invoice.taxes
        ),
        items=tuple(
            LineItem(
                item.description,
                item.total,
                CONFIDENCE,
                item.quantity,
                item.unit_price,
                item.tax_rate,
            )
            for item in invoice.items
        ),
    )


def _name_payment(code: str) -> str | None:
    if code in CARD_CODES:
        return "card"
    return "cash" if code in CASH_CODES else None

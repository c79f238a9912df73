"""The single-valued fields of a receipt. Standard library only."""

from __future__ import annotations

import enum
from datetime import date, time
from decimal import Decimal


class Field(enum.StrEnum):
    """The single-valued fields of a receipt; the values are the names in its JSON.

    The currency as read is `Draft.currency`; `CURRENCY` stands for a correction of it.
    """

    TOTAL = "totalAmount"
    CURRENCY = "currency"
    DATE = "date"
    MERCHANT = "merchantName"
    TIME = "time"
    SUBTOTAL = "subtotal"
    TAX = "taxAmount"
    TIP = "tip"
    PAYMENT = "paymentMethod"
    CARD = "cardLast4"
    NUMBER = "receiptNumber"
    ADDRESS = "merchantAddress"
    PHONE = "merchantPhone"
    TAX_ID = "merchantTaxId"
    CATEGORY = "category"


CATEGORIES = (
    "groceries", "restaurant", "fuel", "transport", "lodging", "electronics", "household",
    "clothing", "health", "office", "leisure", "services", "other",
)  # fmt: skip
"""Values that the program assigns to `Field.CATEGORY`; a person may type any other."""
MONEY_FIELDS = frozenset({Field.TOTAL, Field.SUBTOTAL, Field.TAX, Field.TIP})
KEY_FIELDS = (Field.TOTAL, Field.DATE, Field.MERCHANT)
FieldValue = Decimal | date | time | str

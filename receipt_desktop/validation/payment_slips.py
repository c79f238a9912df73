"""Recognises card slips, and whether a slip belongs to a receipt."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft

MAX_DELAY = timedelta(minutes=10)
"""Between the printing of a receipt and of its slip; clocks of tills and terminals differ."""
LISTED_FIELDS = frozenset({Field.TAX, Field.SUBTOTAL})
CASH = "cash"
"""The payment of a receipt that has no card slip."""
ANY_DAY = date(2000, 1, 1)


def is_card_slip(draft: Draft) -> bool:
    """Whether it is a payment without what was bought."""
    is_payment = Field.CARD in draft.fields or draft.get_value(Field.PAYMENT) not in (None, CASH)
    lists_sale = draft.items or draft.tax_lines or draft.fields.keys() & LISTED_FIELDS
    return is_payment and not lists_sale


def belong_together(first: Draft, second: Draft) -> bool:
    """Whether a slip and a receipt with the same total, day and merchant are of one sale."""
    cards = {draft.get_value(Field.CARD) for draft in (first, second)} - {None}
    if len(cards) > 1 or CASH in (first.get_value(Field.PAYMENT), second.get_value(Field.PAYMENT)):
        return False
    return _are_close(first.get_value(Field.TIME), second.get_value(Field.TIME))


def _are_close(first: object, second: object) -> bool:
    """Whether two printed times are near each other; true where one is unknown."""
    if not isinstance(first, time) or not isinstance(second, time):
        return True
    moments = [datetime.combine(ANY_DAY, one) for one in (first, second)]
    return abs(moments[0] - moments[1]) <= MAX_DELAY

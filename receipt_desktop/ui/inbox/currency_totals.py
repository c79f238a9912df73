"""The totals of the list by currency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.ui.i18n import texts

MAX_CURRENCIES = 3


def format_currency_totals(receipts: Iterable[Receipt]) -> str:
    """Totals such as 1,204.50 EUR · 80.90 MYR, most receipts first, three at most."""
    piles: dict[str, Decimal] = defaultdict(Decimal)
    numbers: dict[str, int] = defaultdict(int)
    for receipt in receipts:
        if receipt.status is Status.COMPLETED and receipt.total is not None:
            piles[receipt.currency or ""] += receipt.total
            numbers[receipt.currency or ""] += 1
    largest = sorted(piles, key=lambda currency: -numbers[currency])
    shown = [
        texts.format_amount(piles[currency], currency or None)
        for currency in largest[:MAX_CURRENCIES]
    ]
    return " · ".join(shown) + (" …" if len(largest) > MAX_CURRENCIES else "")

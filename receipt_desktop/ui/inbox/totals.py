"""What the pile adds up to, by currency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from receipt_desktop.receipt import Receipt, Status
from receipt_desktop.ui import texts

SHOWN = 3


def sums(receipts: Iterable[Receipt]) -> str:
    """As 1,204.50 EUR · 80.90 MYR, the largest piles first, at most three."""
    piles: dict[str, Decimal] = defaultdict(Decimal)
    numbers: dict[str, int] = defaultdict(int)
    for receipt in receipts:
        if receipt.status is Status.COMPLETED and receipt.total is not None:
            piles[receipt.currency or ""] += receipt.total
            numbers[receipt.currency or ""] += 1
    largest = sorted(piles, key=lambda currency: -numbers[currency])
    shown = [texts.money(piles[currency], currency or None) for currency in largest[:SHOWN]]
    return " · ".join(shown) + (" …" if len(largest) > SHOWN else "")

"""A tax row of a receipt with its amounts, and the arithmetic that tells net, tax and gross."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations

from receipt_desktop.extraction.text.rows import TextRow

CENT = Decimal("0.01")
TOLERANCE = Decimal("0.02")
"""Tolerance for the rounding of each row."""
WHOLE_TOLERANCE = Decimal(1)
""" "10% ¥2,160 ¥196": fractions of a yen are dropped."""
MAX_RATE = 30
MAX_SHARE = Decimal("0.3")
"""Of the total. The highest rates are 27 % (Hungary) and 40 % (India), 21 % and 29 % of it."""

_RATE = re.compile(
    r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,5})?)(?:[%٪％]| [%٪％](?!\d))"
    r"|(?<!\S)[%٪](\d{1,2}(?:[.,]\d{1,2})?)(?![\w.,])"
)
"""Also with the sign before the number, as in Turkish, or a wide one: "%18", "10％"."""


@dataclass(frozen=True, slots=True)
class TaxCandidate:
    """A tax row with the amounts that could be identified."""

    row: TextRow
    rate: Decimal | None
    net: Decimal | None
    amount: Decimal
    gross: Decimal | None
    is_proven: bool
    """Whether net x rate = tax (or net + tax = gross with the rate) holds."""
    needs_proof: bool = False
    """Whether the words do not say that the amount is a tax, so that only arithmetic can."""
    names: frozenset[str] = frozenset()
    """Which of the taxes that are charged side by side."""

    def negated(self) -> TaxCandidate:
        """The same tax of a refund."""
        net, gross = (None if amount is None else -amount for amount in (self.net, self.gross))
        return replace(self, net=net, amount=-self.amount, gross=gross)


def find_rates(text: str) -> list[Decimal]:
    """The percentages of a row, up to `MAX_RATE`."""
    found = [Decimal(raw.replace(",", ".")) for raw in map("".join, _RATE.findall(text))]
    return [rate for rate in found if rate <= MAX_RATE]


def rounding_of_row(row: TextRow) -> Decimal:
    """The tolerance for the rounding of a row: a whole unit where amounts have no decimals."""
    return TOLERANCE if row.style.places else WHOLE_TOLERANCE


def match_rate(
    rate: Decimal, amounts: Sequence[Decimal], tolerance: Decimal = TOLERANCE
) -> tuple[Decimal, Decimal, Decimal | None] | None:
    """(net, tax, gross) among the amounts such that net x rate = tax, within rounding."""
    if rate == 0:
        return (
            (max(amounts), Decimal(0), max(amounts))
            if Decimal(0) in amounts and len(amounts) > 1
            else None
        )
    for net, tax in permutations(amounts, 2):
        if tax > 0 and abs(net * rate / 100 - tax) <= tolerance and net > tax:
            gross = net + tax
            printed_gross = next((a for a in amounts if abs(a - gross) <= tolerance), None)
            return net, tax, printed_gross
    within = CENT if tolerance < 1 else tolerance
    for gross, tax in permutations(amounts, 2):
        if tax > 0 and abs(gross * rate / (100 + rate) - tax) <= within and gross > tax:
            return gross - tax, tax, gross
    return None

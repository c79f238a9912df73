"""A suggested fix of an item, a tax line or the total, when the sums do not match."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import Decimal


class FixKind(enum.StrEnum):
    """What a suggested fix is about."""

    PRODUCT = "product"
    DIGIT = "digit"
    EXTRA = "extra"
    TOTAL = "total"
    TYPED = "typed"
    """As `TOTAL`, for a total that a person typed."""
    TAX = "tax"


@dataclass(frozen=True, slots=True)
class SuggestedFix:
    """One suggestion. Lines count from 1; `printed` is what was read, `proposed` what would fit."""

    kind: FixKind
    line: int
    name: str
    """The item's description, or the tax rate in percent."""
    printed: Decimal
    proposed: Decimal

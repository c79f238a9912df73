"""A suggested fix of an item, a tax line or the total, when the sums do not match."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import Decimal


class FixKind(enum.StrEnum):
    """The kind of a suggested fix."""

    PRODUCT = "product"
    DIGIT = "digit"
    EXTRA = "extra"
    TOTAL = "total"
    TYPED = "typed"
    """Like `TOTAL`, for a total that a person typed."""
    TAX = "tax"


@dataclass(frozen=True, slots=True)
class SuggestedFix:
    """A suggestion. `line` counts from 1; `printed` is what was read, `proposed` the fix."""

    kind: FixKind
    line: int
    name: str
    """The item's description, or the tax rate in percent."""
    printed: Decimal
    proposed: Decimal

"""A suggested fix of an item, a tax line or the total, when the sums do not match."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from receipt_desktop.domain.currencies import format_plain
from receipt_desktop.domain.reading import LineItem, LineKind, TaxLine
from receipt_desktop.messages import Message


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

    @property
    def table(self) -> LineKind | None:
        """The table that `line` is a row of; None for a fix of the total."""
        if self.kind is FixKind.TAX:
            return LineKind.TAX_LINES
        return None if self.kind in (FixKind.TOTAL, FixKind.TYPED) else LineKind.ITEMS


def fix_items(items: tuple[LineItem, ...], fix: SuggestedFix) -> tuple[LineItem, ...]:
    """The line items as a fix of one of them proposes."""
    at = fix.line - 1
    if fix.kind is FixKind.EXTRA:
        return (*items[:at], *items[at + 1 :])
    return (*items[:at], replace(items[at], total=fix.proposed), *items[at + 1 :])


def fix_tax_lines(lines: tuple[TaxLine, ...], fix: SuggestedFix) -> tuple[TaxLine, ...]:
    """The tax lines as a fix of one of them proposes."""
    at = fix.line - 1
    return (*lines[:at], replace(lines[at], amount=fix.proposed), *lines[at + 1 :])


def fix_message(
    fix: SuggestedFix, write_amount: Callable[[Decimal], str] = format_plain
) -> Message:
    """The message for a suggested fix; `write_amount` formats its amounts."""
    return Message(
        f"fix_{fix.kind.value}",
        {
            "line": fix.line,
            "name": fix.name,
            "printed": write_amount(fix.printed),
            "proposed": write_amount(fix.proposed),
        },
    )

"""Categories of expenses: the program's own ones and those that a person adds.

A receipt holds the name of its category. The built-in ones are named by their code, which the
window translates until a person renames them.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from receipt_desktop.domain.fields import CATEGORIES


class TaxTreatment(enum.StrEnum):
    """What happens to the tax on the receipts of a category."""

    AS_PRINTED = "as_printed"
    """It is deducted as the receipt states it."""
    NOT_DEDUCTIBLE = "not_deductible"
    EXEMPT = "exempt"
    """There is none."""
    REVERSE_CHARGE = "reverse_charge"
    """The buyer owes it."""


PALETTE = (
    "#2e8b57", "#c2410c", "#7c3aed", "#0369a1", "#9f1239", "#4d7c0f", "#b45309", "#be185d",
    "#0f766e", "#4338ca", "#a21caf", "#57534e", "#64748b", "#b91c1c", "#15803d", "#1d4ed8",
)  # fmt: skip
"""Colours to choose from; each is visible on light and on dark ground."""
BUILT_IN_COLOURS = dict(zip(CATEGORIES, PALETTE, strict=False))


@dataclass(frozen=True, slots=True)
class Category:
    """One category of the list that a person arranges."""

    name: str
    colour: str
    """#rrggbb"""
    tax_treatment: TaxTreatment = TaxTreatment.AS_PRINTED
    is_hidden: bool = False
    """Not offered; receipts keep it."""
    stands_for: tuple[str, ...] = ()
    """Earlier names and names of merged categories, which become this one."""
    count: int = 0
    """Receipts that have it."""


BUILT_IN_CATEGORIES = tuple(Category(name, colour) for name, colour in BUILT_IN_COLOURS.items())
"""The list until a person changes it."""


@dataclass(frozen=True, slots=True)
class CategoryMove:
    """The rows that were given another category: ids of receipts, by the kind of row."""

    old: str
    new: str
    receipts: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    read_values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CategoryChange:
    """What a change of the categories replaced, for its undo."""

    before: tuple[Category, ...]
    """The whole list."""
    move: CategoryMove | None = None


def pick_colour(used: frozenset[str]) -> str:
    """A colour for a new category, one that no other has if there is one left."""
    return next((colour for colour in PALETTE if colour not in used), PALETTE[-1])

"""Categories of expenses: the program's own ones and those that a person adds.

A receipt holds the name of its category. The built-in ones are named by their code, which the
window translates until a person renames them.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
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
    "#298d52", "#cf5611", "#965ce8", "#1081c7", "#d8466a", "#568922", "#a9700e", "#dc388f",
    "#188a7f", "#6670e4", "#c240d6", "#88796b", "#6a7d98", "#e33d3d", "#808017", "#398695",
)  # fmt: skip
"""Colours to choose from, all of one luminance: each stands out from light and from dark ground."""
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
    rule_values: tuple[str, ...] = ()
    rules: tuple[int, ...] = ()
    """The ids of the rules of suppliers."""
    lines: tuple[str, ...] = ()
    """The receipts with line items of it."""


@dataclass(frozen=True, slots=True)
class CategoryChange:
    """What a change of the categories replaced, for its undo."""

    before: tuple[Category, ...]
    """The whole list."""
    move: CategoryMove | None = None


def find_category(name: str, categories: Iterable[Category]) -> Category | None:
    """The category of this name or of this earlier name, ignoring case; None without one."""
    folded, known = name.casefold(), tuple(categories)
    same = (one for one in known if one.name.casefold() == folded)
    earlier = (one for one in known if folded in map(str.casefold, one.stands_for))
    return next(same, None) or next(earlier, None)


def pick_colour(used: frozenset[str]) -> str:
    """A colour for a new category, one that no other has if there is one left."""
    return next((colour for colour in PALETTE if colour not in used), PALETTE[-1])

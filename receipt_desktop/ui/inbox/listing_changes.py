"""What changes in a list: the steps to its next order, so that a table need not start anew."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from receipt_desktop.domain.receipt import Receipt

MAX_STEPS = 64
"""With more steps, showing the new order at once is faster and no less clear."""


@dataclass(frozen=True, slots=True)
class Removal:
    """Rows to remove, the last one included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Insertion:
    """Numbers to insert before a row."""

    row: int
    numbers: array[int]


ListingStep = Removal | Insertion


def compare_listings(
    old: Sequence[int], new: Sequence[int], changed: Collection[int] = ()
) -> list[ListingStep] | None:
    """The steps from `old` to `new`; None if there are too many.

    Only the `changed` receipts may have moved. Runs in about 30 ms for 100,000 receipts.
    """
    if old == new:
        return []
    steps = _compare(old, new, frozenset())
    return steps if steps is not None else _compare(old, new, frozenset(changed))


def has_moved(before: Receipt, after: Receipt) -> bool:
    """Whether a receipt may belong elsewhere in a list, or be counted elsewhere.

    Not to be asked about a snapshot that was loaded after the change: it is equal to it.
    """
    steady = replace(
        before,
        version=after.version,
        stage=after.stage,
        progress=after.progress,
        remaining=after.remaining,
    )
    return steady != after


def _compare(
    old: Sequence[int], new: Sequence[int], moved: frozenset[int]
) -> list[ListingStep] | None:
    staying = (set(old) & set(new)) - moved
    if [one for one in old if one in staying] != [one for one in new if one in staying]:
        return None
    gone = _group_runs(row for row, number in enumerate(old) if number not in staying)
    come = _group_runs(row for row, number in enumerate(new) if number not in staying)
    if len(gone) + len(come) > MAX_STEPS:
        return None
    removals = [Removal(first, last) for first, last in reversed(gone)]
    insertions = [Insertion(first, array("q", new[first : last + 1])) for first, last in come]
    return [*removals, *insertions]


def _group_runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Runs of consecutive rows as (first, last)."""
    grouped = groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0])
    runs = [[row for _, row in group] for _, group in grouped]
    return [(run[0], run[-1]) for run in runs]

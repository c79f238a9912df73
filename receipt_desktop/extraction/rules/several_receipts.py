"""Notices two receipts in one picture: one below the other, or side by side.

Each part has its own head, total and day, and the parts share no total. A card slip repeats the
amount of its receipt, or adds the tip to it, and is no receipt of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from itertools import pairwise
from statistics import median

from receipt_desktop.domain.page import Line
from receipt_desktop.extraction.rules import dates, identifiers, payment, times
from receipt_desktop.extraction.rules.merchant.addresses import is_address
from receipt_desktop.extraction.text.amount_labels import label_amounts
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow, build_rows

MIN_ROWS = 4
"""Rows of the shortest receipt: name, day, item and total."""
PART_GAP = 1.5
"""Gap between two receipts, in usual distances of two rows."""
SIDE_GAP = 1.5
"""Gap between two receipts side by side, in letter heights."""
MAX_CROSSING = 0.03
"""Share of the lines that may cross the gap between two receipts side by side."""
HEAD_ROWS, NAME_ROWS = 6, 3
MIN_NAME_LETTERS = 3
TOTALS = frozenset({AmountRole.TOTAL, AmountRole.TOTAL_INCL})


@dataclass(frozen=True, slots=True)
class ReceiptPart:
    """What a part of a picture says when it is a receipt of its own."""

    totals: frozenset[Decimal]
    amounts: frozenset[Decimal]
    day: date | None
    time: time | None
    number: str | None
    is_card_slip: bool
    has_address: bool
    """Whether its head has an address, a telephone number or a tax number."""

    def differs_from(self, other: ReceiptPart) -> bool:
        """Whether both are receipts of different purchases."""
        if self.totals & other.amounts or other.totals & self.amounts:
            return False
        if self.is_card_slip or other.is_card_slip:
            return False
        if not (self.has_address or other.has_address):
            return False
        return any(
            mine is not None and theirs is not None and mine != theirs
            for mine, theirs in (
                (self.day, other.day),
                (self.time, other.time),
                (self.number, other.number),
            )
        )


def find_several_receipts(lines: Sequence[Line], today: date) -> bool:
    """Whether a page of the text holds two receipts of different purchases."""
    return any(
        _are_two_receipts(first, second, today)
        for page in sorted({line.page for line in lines})
        for first, second in _split_page([line for line in lines if line.page == page])
    )


def _are_two_receipts(first: Sequence[Line], second: Sequence[Line], today: date) -> bool:
    part = _describe_part(first, today)
    if part is None:
        return False
    other = _describe_part(second, today)
    return other is not None and part.differs_from(other)


def _split_page(lines: Sequence[Line]) -> Iterator[tuple[Sequence[Line], Sequence[Line]]]:
    """The pairs of parts that a wide gap separates."""
    yield from _split_downwards(build_rows(lines))
    yield from _split_sideways(lines)


def _split_downwards(rows: Sequence[TextRow]) -> Iterator[tuple[list[Line], list[Line]]]:
    if len(rows) < 2 * MIN_ROWS:
        return
    steps = [after.box.middle_y - before.box.middle_y for before, after in pairwise(rows)]
    usual = median(steps)
    for position in range(MIN_ROWS, len(rows) - MIN_ROWS + 1):
        if steps[position - 1] > PART_GAP * usual:
            yield _list_pieces(rows[:position]), _list_pieces(rows[position:])


def _list_pieces(rows: Sequence[TextRow]) -> list[Line]:
    return [piece for row in rows for piece in row.pieces]


def _split_sideways(lines: Sequence[Line]) -> Iterator[tuple[list[Line], list[Line]]]:
    """The parts on both sides of each upright gap that hardly any line crosses."""
    if len(lines) < 4 * MIN_ROWS:
        return
    width = SIDE_GAP * median(line.box.h for line in lines)
    allowed = MAX_CROSSING * len(lines)
    edges = sorted(lines, key=lambda line: line.box.right)
    for line in edges[MIN_ROWS:-MIN_ROWS]:
        start, end = line.box.right, line.box.right + width
        crossing = sum(other.box.x < end and other.box.right > start for other in lines)
        if crossing <= allowed:
            left = [other for other in lines if other.box.right <= start]
            right = [other for other in lines if other.box.x >= end]
            if min(len(left), len(right)) >= 2 * MIN_ROWS:
                yield left, right


def _describe_part(lines: Sequence[Line], today: date) -> ReceiptPart | None:
    """The part as a receipt; None without a head, a total, or a day or time of its own."""
    rows = build_rows(lines)
    labelled = label_amounts(rows)
    totals = [entry for entry in labelled if entry.role in TOTALS and entry.amount.value]
    head = _find_head(rows, labelled)
    if not (totals and head):
        return None
    sightings = dates.find_dates(rows, None, today)
    found = times.find_time(rows, sightings[0].row if sightings else None)
    if not (sightings or found):
        return None
    number = identifiers.find_receipt_number(rows)
    return ReceiptPart(
        frozenset(entry.amount.value for entry in totals),
        frozenset(entry.amount.value for entry in labelled),
        sightings[0].value if sightings else None,
        found[0] if found else None,
        number[0] if number else None,
        _is_card_slip(rows, labelled),
        _has_address(head),
    )


def _find_head(rows: Sequence[TextRow], labelled: Sequence[LabelledAmount]) -> Sequence[TextRow]:
    """The rows before the first amount; empty when they name nothing."""
    first = labelled[0].row.index if labelled else len(rows)
    head = rows[: min(HEAD_ROWS, first)]
    names = any(sum(map(str.isalpha, row.text)) >= MIN_NAME_LETTERS for row in head[:NAME_ROWS])
    return head if names else ()


def _has_address(head: Sequence[TextRow]) -> bool:
    return bool(
        any(is_address(row.folded) for row in head)
        or identifiers.find_phone(head)
        or identifiers.find_tax_id(head, None)
    )


def _is_card_slip(rows: Sequence[TextRow], labelled: Sequence[LabelledAmount]) -> bool:
    """Whether a part names a card and no item."""
    items = [entry for entry in labelled if entry.role is AmountRole.NONE]
    return not items and payment.find_card_digits(rows) is not None

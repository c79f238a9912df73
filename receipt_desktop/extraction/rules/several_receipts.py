"""Finds several receipts in one picture, one below the other or side by side, or in one document.

Each part has its own head, total and day, and the parts share no total. A card slip repeats the
amount of its receipt, or adds the tip to it, and is no receipt of its own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from statistics import median

from receipt_desktop.domain.page import Box, Line, Text
from receipt_desktop.domain.receipt_parts import PartPlace, ReceiptPart
from receipt_desktop.extraction.rules.receipt_parts import (
    MIN_ROWS,
    PartContent,
    describe_part,
    may_be_receipt,
    may_have_amount,
)
from receipt_desktop.extraction.text.rows import TextRow, build_rows, union_of_boxes

PART_GAP = 1.5
"""Gap between two receipts, in usual distances of two rows."""
SIDE_GAP = 1.5
"""Gap between two receipts side by side, in letter heights."""
MAX_CROSSING = 0.03
"""Share of the lines that may cross the gap between two receipts side by side."""
MAX_CUTS = 4
"""Cuts of a part that are tried in each direction, the widest gaps first."""
MAX_DEPTH = 3
"""Cuts inside of one another: up to eight receipts."""
_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True)
class _Block:
    """A part of a page with its lines."""

    lines: tuple[Line, ...]
    box: Box

    @cached_property
    def rows(self) -> tuple[TextRow, ...]:
        """The rows of its lines."""
        return build_rows(self.lines)


@dataclass(frozen=True, slots=True)
class _Found:
    """A block that is a receipt."""

    block: _Block
    content: PartContent


def propose_parts(text: Text, today: date) -> tuple[ReceiptPart, ...]:
    """The receipts that a picture or document consists of; empty when it seems to be one."""
    pages = sorted({line.page for line in text.lines})
    blocks = {page: _make_page_block(text, page) for page in pages}
    if len(pages) == 1:
        return _as_parts(pages[0], _split_page(blocks[pages[0]], today))
    return _split_document(blocks, today)


def _make_page_block(text: Text, page: int) -> _Block:
    lines = tuple(line for line in text.lines if line.page == page)
    pictures = {picture.number: picture for picture in text.pages}
    if page in pictures:
        return _Block(lines, Box(0, 0, pictures[page].width, pictures[page].height))
    return _Block(lines, union_of_boxes(line.box for line in lines))


def _as_parts(page: int, found: Sequence[_Found]) -> tuple[ReceiptPart, ...]:
    return tuple(ReceiptPart((PartPlace(page, one.block.box),)) for one in found)


# ---- documents


def _split_document(blocks: dict[int, _Block], today: date) -> tuple[ReceiptPart, ...]:
    """A receipt for each page with one of its own; other pages belong to the one before them."""
    parts: list[list[PartPlace]] = [[]]
    known: list[PartContent] = []
    for page, block in blocks.items():
        content = describe_part(block.rows, today, is_page=True)
        is_new = content is not None and all(_are_apart(content, other) for other in known)
        if content is not None and is_new:
            known.append(content)
            if len(known) > 1:
                parts.append([])
        parts[-1].append(PartPlace(page))
    return tuple(ReceiptPart(tuple(part)) for part in parts) if len(parts) > 1 else ()


def _are_apart(one: PartContent, other: PartContent) -> bool:
    """Whether two pages are of two receipts: they state different things and nothing in common."""
    if one.is_of_other_moment(other) and not one.shares_total(other):
        return True
    return one.contradicts(other) and one.differs_from(other, is_beside=True)


# ---- pictures


def _split_page(block: _Block, today: date) -> list[_Found]:
    """The receipts of a page; empty unless there are several."""
    return _cut_block(block, today, 0) if may_be_receipt(block.lines) else []


def _split_block(block: _Block, today: date, depth: int) -> list[_Found]:
    """The receipts of a block; empty if it is not even one."""
    if not may_be_receipt(block.lines):
        return []
    if depth < MAX_DEPTH and (found := _cut_block(block, today, depth)):
        return found
    content = describe_part(block.rows, today)
    return [_Found(block, content)] if content else []


def _cut_block(block: _Block, today: date, depth: int) -> list[_Found]:
    """The receipts beside one another, else those below one another, at the best cut."""
    for cuts, choose in (
        (_cut_sideways(block), _choose_widest),
        (_cut_downwards(block), _choose_border),
    ):
        splits = [_Split(cut, found) for cut in cuts if (found := _apply_cut(cut, today, depth))]
        most = max((len(one.found) for one in splits), default=0)
        if most:
            return choose([one for one in splits if len(one.found) == most]).found
    return []


@dataclass(frozen=True, slots=True)
class _Cut:
    """A block cut in two."""

    first: _Block
    second: _Block
    is_beside: bool
    gap: float
    """In usual distances of two rows, or in letter heights of receipts beside one another."""


@dataclass(frozen=True, slots=True)
class _Split:
    """A cut that leaves receipts on both sides."""

    cut: _Cut
    found: list[_Found]

    @property
    def is_of_one_seller(self) -> bool:
        """Whether two of the receipts have the same tax number, and so the same words."""
        known = [one.content.tax_id for one in self.found if one.content.tax_id]
        return len(known) > len(set(known))


def _choose_widest(splits: Sequence[_Split]) -> _Split:
    return max(splits, key=lambda one: one.cut.gap)


def _choose_border(splits: Sequence[_Split]) -> _Split:
    """The split between two receipts below one another that leaves what belongs together.

    A foot that repeats the name, the address or the number of its receipt may stand far below it.
    """
    best, *others = sorted(splits, key=lambda one: one.cut.second.box.y)
    for lower in others:
        wider = math.log2(lower.cut.gap / best.cut.gap)
        is_of_one_seller = best.is_of_one_seller or lower.is_of_one_seller
        kindred = 0.0 if is_of_one_seller else _count_kindred(best.cut, lower.cut)
        if wider + kindred > 0:
            best = lower
    return best


def _count_kindred(upper: _Cut, lower: _Cut) -> float:
    """How many rows between two cuts have words of what is above more than of what is below.

    Rows with amounts say nothing: any receipt has such words.
    """
    lines = set(lower.first.lines)
    between = build_rows([line for line in upper.second.lines if line in lines])
    above, below = _list_words(upper.first.lines), _list_words(lower.second.lines)
    return sum(
        (len(words & above - below) - len(words & below - above)) / len(words)
        for row in between
        if (words := _list_words(row.pieces)) and not may_have_amount(row.text)
    )


def _apply_cut(cut: _Cut, today: date, depth: int) -> list[_Found]:
    """The receipts on both sides of a cut; empty unless they differ from one another."""
    if not (may_be_receipt(cut.first.lines) and may_be_receipt(cut.second.lines)):
        return []
    first = _split_block(cut.first, today, depth + 1)
    second = _split_block(cut.second, today, depth + 1) if first else []
    differ = all(
        one.content.differs_from(other.content, is_beside=cut.is_beside)
        for one in first
        for other in second
    )
    return [*first, *second] if second and differ else []


def _cut_sideways(block: _Block) -> Iterator[_Cut]:
    """Cuts through the widest upright gaps that hardly any line crosses."""
    box = block.box
    height = median(line.box.h for line in block.lines)
    for start, end in _find_side_gaps(block.lines, SIDE_GAP * height):
        middle = (start + end) // 2
        left = tuple(line for line in block.lines if 2 * line.box.x + line.box.w <= 2 * middle)
        right = tuple(line for line in block.lines if 2 * line.box.x + line.box.w > 2 * middle)
        yield _Cut(
            _Block(left, Box(box.x, box.y, middle - box.x, box.h)),
            _Block(right, Box(middle, box.y, box.right - middle, box.h)),
            is_beside=True,
            gap=(end - start) / height,
        )


def _find_side_gaps(lines: Sequence[Line], least: float) -> list[tuple[int, int]]:
    """Start and end of the gaps of some width, the widest first."""
    if len(lines) < 4 * MIN_ROWS:
        return []
    allowed = MAX_CROSSING * len(lines)
    edges = sorted(edge for line in lines for edge in ((line.box.x, 1), (line.box.right, -1)))
    gaps: list[tuple[int, int]] = []
    crossing, start = 0, None
    for place, step in edges:
        before, crossing = crossing, crossing + step
        if before > allowed >= crossing:
            start = place
        elif before <= allowed < crossing and start is not None:
            gaps.append((start, place))
    wide = [gap for gap in gaps if gap[1] - gap[0] >= least]
    return sorted(wide, key=lambda gap: gap[0] - gap[1])[:MAX_CUTS]


def _cut_downwards(block: _Block) -> Iterator[_Cut]:
    """Cuts through the widest gaps between two rows."""
    rows = block.rows
    if len(rows) < 2 * MIN_ROWS:
        return
    steps = [after.box.middle_y - before.box.middle_y for before, after in pairwise(rows)]
    usual = median(steps)
    places = range(MIN_ROWS, len(rows) - MIN_ROWS + 1)
    wide = [place for place in places if steps[place - 1] > PART_GAP * usual]
    box = block.box
    for place in sorted(wide, key=lambda place: -steps[place - 1])[:MAX_CUTS]:
        middle = (rows[place - 1].box.bottom + rows[place].box.y) // 2
        yield _Cut(
            _Block(_list_lines(rows[:place]), Box(box.x, box.y, box.w, middle - box.y)),
            _Block(_list_lines(rows[place:]), Box(box.x, middle, box.w, box.bottom - middle)),
            is_beside=False,
            gap=steps[place - 1] / usual,
        )


def _list_words(lines: Sequence[Line]) -> set[str]:
    """The words and numbers of some length."""
    return {word for line in lines for word in _WORD.findall(line.text.casefold())}


def _list_lines(rows: Sequence[TextRow]) -> tuple[Line, ...]:
    return tuple(piece for row in rows for piece in row.pieces)

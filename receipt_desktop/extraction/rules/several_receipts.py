"""Finds several receipts in one picture, one below the other or side by side, or in one document.

Each part has its own head, total and day, and the parts share no total. A card slip repeats the
amount of its receipt, or adds the tip to it, and is no receipt of its own.
"""

from __future__ import annotations

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
        found = _split_block(blocks[pages[0]], today)
        return _as_parts(pages[0], found) if len(found) > 1 else ()
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
        content = describe_part(block.rows, today)
        is_new = content is not None and all(_are_apart(content, other) for other in known)
        if content is not None and is_new:
            known.append(content)
            if len(known) > 1:
                parts.append([])
        parts[-1].append(PartPlace(page))
    return tuple(ReceiptPart(tuple(part)) for part in parts) if len(parts) > 1 else ()


def _are_apart(one: PartContent, other: PartContent) -> bool:
    """Whether two pages are of two receipts: they state different things and nothing in common."""
    return one.contradicts(other) and one.differs_from(other, is_beside=True)


# ---- pictures


def _split_block(block: _Block, today: date, depth: int = 0) -> list[_Found]:
    """The receipts of a block; empty if it is not even one."""
    if not may_be_receipt(block.lines):
        return []
    for cut in _list_cuts(block) if depth < MAX_DEPTH else ():
        if found := _apply_cut(cut, today, depth):
            return found
    content = describe_part(block.rows, today)
    return [_Found(block, content)] if content else []


@dataclass(frozen=True, slots=True)
class _Cut:
    """A block cut in two."""

    first: _Block
    second: _Block
    is_beside: bool


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


def _list_cuts(block: _Block) -> Iterator[_Cut]:
    yield from _cut_sideways(block)
    yield from _cut_downwards(block)


def _cut_sideways(block: _Block) -> Iterator[_Cut]:
    """Cuts through the widest upright gaps that hardly any line crosses."""
    box = block.box
    for start, end in _find_side_gaps(block.lines):
        middle = (start + end) // 2
        left = tuple(line for line in block.lines if 2 * line.box.x + line.box.w <= 2 * middle)
        right = tuple(line for line in block.lines if line not in left)
        yield _Cut(
            _Block(left, Box(box.x, box.y, middle - box.x, box.h)),
            _Block(right, Box(middle, box.y, box.right - middle, box.h)),
            is_beside=True,
        )


def _find_side_gaps(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Start and end of the gaps, the widest first."""
    if len(lines) < 4 * MIN_ROWS:
        return []
    least = SIDE_GAP * median(line.box.h for line in lines)
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
    least = PART_GAP * median(steps)
    places = range(MIN_ROWS, len(rows) - MIN_ROWS + 1)
    wide = [place for place in places if steps[place - 1] > least]
    box = block.box
    for place in sorted(wide, key=lambda place: -steps[place - 1])[:MAX_CUTS]:
        middle = (rows[place - 1].box.bottom + rows[place].box.y) // 2
        yield _Cut(
            _Block(_list_lines(rows[:place]), Box(box.x, box.y, box.w, middle - box.y)),
            _Block(_list_lines(rows[place:]), Box(box.x, middle, box.w, box.bottom - middle)),
            is_beside=False,
        )


def _list_lines(rows: Sequence[TextRow]) -> tuple[Line, ...]:
    return tuple(piece for row in rows for piece in row.pieces)

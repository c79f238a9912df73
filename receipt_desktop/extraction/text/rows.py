"""Groups the lines of OCR into printed rows.

OCR gives pieces ("TOTAL", then far to the right "12.50"). The tilt of the page is measured first,
so that a slanted row stays one row.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from operator import attrgetter
from statistics import median
from unicodedata import bidirectional

from receipt_desktop.domain.page import Box, Evidence, Line
from receipt_desktop.extraction.text.amounts import (
    USUAL_STYLE,
    Amount,
    AmountStyle,
    find_amounts,
)
from receipt_desktop.extraction.text.cyrillic import restore_cyrillic, restore_quoted_company
from receipt_desktop.extraction.text.hangul import restore_hangul
from receipt_desktop.extraction.text.kanji import restore_kanji
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.numerals import join_spaced_letters
from receipt_desktop.extraction.text.satang import join_satang

MIN_OVERLAP = 0.5
"""Share of the smaller height by which two pieces of a row overlap."""
MAX_ROW_CHARACTERS = 300
"""Longer rows are cut; no receipt prints more in a row."""
COLUMN_GAP = 1.6
"""A gap wider than this many letter heights separates columns."""
FIGURE_GAP = 0.5
"""The same between two numbers: "1 372,17" next to "10 520,00"."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """A printed row: its pieces in reading order, from left to right except in Hebrew or Arabic."""

    index: int
    """Position from the top, over all pages, 0-based."""
    page: int
    pieces: tuple[Line, ...]
    text: str
    folded: str
    """The text of `fold_text`; its length may differ from that of `text`."""
    box: Box
    height: float
    """Median height of its pieces in pixels."""
    style: AmountStyle = USUAL_STYLE
    """How amounts are printed on the receipt."""

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """The amounts of the row, from left to right."""
        return find_amounts(self.text, style=self.style)

    @property
    def score(self) -> float:
        """Mean OCR score of the pieces (0..1), weighted by their length."""
        letters = sum(len(piece.text) for piece in self.pieces)
        return sum(piece.score * len(piece.text) for piece in self.pieces) / max(1, letters)

    def evidence(self) -> Evidence:
        """The whole row as the evidence of a value."""
        return Evidence(self.page, self.box, self.text)


def union_of_boxes(boxes: Iterable[Box]) -> Box:
    """The smallest box that contains all."""
    return reduce(Box.union_with, boxes)


def make_evidence(rows: Sequence[TextRow], separator: str = "\n") -> Evidence:
    """The evidence of several rows; those on other pages than the first are left out."""
    same_page = [row for row in rows if row.page == rows[0].page]
    text = separator.join(row.text for row in same_page)
    return Evidence(rows[0].page, union_of_boxes(row.box for row in same_page), text)


def build_rows(lines: Sequence[Line]) -> tuple[TextRow, ...]:
    """The rows of all pages, from top to bottom."""
    rows: list[TextRow] = []
    for page in sorted({line.page for line in lines}):
        on_page = [_repair(line) for line in lines if line.page == page and line.text.strip()]
        for pieces in join_satang(_group_lines(on_page)):
            rows.append(_make_row(len(rows), page, pieces))
    return tuple(rows)


def _repair(line: Line) -> Line:
    """The line with what readers tear or misread in Korean and Cyrillic print."""
    text = restore_cyrillic(restore_kanji(restore_hangul(line.text)))
    company = restore_quoted_company(text)
    if company != text:
        return replace(line, text=company, score=max(line.score, REPAIRED_SCORE))
    return line if text == line.text else replace(line, text=text)


REPAIRED_SCORE = 0.7
"""OCR score of a company whose misread signs are known: its name was read better than they."""


def _make_row(index: int, page: int, pieces: Sequence[Line]) -> TextRow:
    height = median(piece.box.h for piece in pieces)
    text = join_spaced_letters(pieces[0].text.strip())
    for before, after in pairwise(pieces):
        if twice := _count_letters_read_twice(before, after):
            text += after.text.strip()[twice:]
            continue
        gap = _horizontal_distance(before.box, after.box)
        between_digits = before.text[-1:].isdigit() and after.text[:1].isdigit()
        column_gap = (FIGURE_GAP if between_digits else COLUMN_GAP) * height
        text += ("  " if gap > column_gap else " ") + join_spaced_letters(after.text.strip())
    text = text[:MAX_ROW_CHARACTERS]
    box = union_of_boxes(piece.box for piece in pieces)
    return TextRow(index, page, tuple(pieces), text, fold_text(text), box, height)


def _count_letters_read_twice(before: Line, after: Line) -> int:
    """How many letters the two pieces share: "05-05" and "5-2018" whose boxes overlap by one."""
    start, end = before.text.strip(), after.text.strip()
    overlap = before.box.right - after.box.x
    is_first = before.box.x < after.box.x < before.box.right
    if not is_first or min(len(start), len(end)) < _MIN_SHARING_LETTERS:
        return 0
    shared = round(overlap * len(start) / before.box.w)
    return shared if start[-shared:] == end[:shared] and 0 < shared < len(end) else 0


_MIN_SHARING_LETTERS = 3
"""Letters of a piece; shorter ones may begin with the letter before them by chance."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line with what grouping asks again and again."""

    line: Line
    left: int
    right: int
    width: int
    height: int
    level: float
    """Height of its middle on the page, without the tilt of the rows."""

    @classmethod
    def from_line(cls, line: Line, slope: float) -> _Piece:
        """The piece of a line on a page whose rows have this slope."""
        box = line.box
        level = box.middle_y - slope * (box.x + box.w / 2)
        return cls(line, box.x, box.right, box.w, box.h, level)

    def is_level_with(self, other: _Piece) -> bool:
        """Whether the two stand at about the same height."""
        return abs(self.level - other.level) < MIN_OVERLAP * max(self.height, other.height)

    def is_beside(self, other: _Piece) -> bool:
        """Whether neither covers much of the other's width."""
        overlap = min(self.right, other.right) - max(self.left, other.left)
        return max(0, overlap) < MIN_OVERLAP * min(self.width, other.width)

    def distance_to(self, other: _Piece) -> int:
        """Pixels between the two; negative when one covers a part of the other's width."""
        return max(self.left - other.right, other.left - self.right)


def _group_lines(lines: Sequence[Line]) -> list[list[Line]]:
    slope = measure_tilt(lines)
    groups: list[list[_Piece]] = []
    for piece in sorted((_Piece.from_line(line, slope) for line in lines), key=_get_level):
        level = [group for group in groups[-4:][::-1] if any(map(piece.is_level_with, group))]
        group_of_piece = next((group for group in level if _belongs_to_group(group, piece)), None)
        if group_of_piece is not None:
            group_of_piece.append(piece)
        elif not any(_displace_worse(group, piece, groups) for group in level):
            groups.append([piece])

    is_reversed = is_right_to_left(lines)
    for group in groups:
        group.sort(key=lambda piece: piece.left, reverse=is_reversed)
    return [[piece.line for piece in group] for group in groups]


_get_level = attrgetter("level")


def _displace_worse(group: list[_Piece], piece: _Piece, groups: list[list[_Piece]]) -> bool:
    """Put the piece in the place of one that is far less level with the row; tell whether.

    On a curved page a piece may reach into the row below its own. The first words of a row stay.
    """
    worst = [other for other in group if not other.is_beside(piece)]
    rest = [other for other in group if other not in worst]
    if len(worst) != 1 or not rest or worst[0].left < min(other.left for other in rest):
        return False
    if not _belongs_to_group(rest, piece):
        return False
    level = min(rest, key=piece.distance_to).level
    misfit, fit = (abs(one.level - level) for one in (worst[0], piece))
    if misfit < _WORSE * max(fit, 1.0):
        return False
    group[:] = [*rest, piece]
    groups.insert(groups.index(group), worst)
    return True


_WORSE = 2.5
"""How many times less level a piece has to be to leave its row to another."""


def is_right_to_left(lines: Iterable[Line]) -> bool:
    """Whether most letters are of a script that runs from right to left, such as Hebrew."""
    lines = tuple(lines)
    if all(line.text.isascii() for line in lines):
        return False
    counts = Counter(bidirectional(letter) for line in lines for letter in line.text)
    return counts["R"] + counts["AL"] > counts["L"]


def _belongs_to_group(group: Sequence[_Piece], piece: _Piece) -> bool:
    nearest = min(group, key=piece.distance_to)
    distance = abs(nearest.level - piece.level)
    overlap = (nearest.height + piece.height) / 2 - distance
    return (
        overlap >= MIN_OVERLAP * min(nearest.height, piece.height)
        and nearest.is_level_with(piece)
        and all(other.is_beside(piece) for other in group)
    )


def _horizontal_distance(a: Box, b: Box) -> int:
    return max(a.x - b.right, b.x - a.right)


def measure_tilt(lines: Sequence[Line]) -> float:
    """The slope of the rows: the median over neighbours in a row; positive when they fall."""
    slopes = []
    by_level = sorted(lines, key=lambda line: line.box.middle_y)
    levels = [line.box.middle_y for line in by_level]
    for line in lines:
        reach = MIN_OVERLAP * line.box.h
        first = bisect_left(levels, line.box.middle_y - reach)
        last = bisect_right(levels, line.box.middle_y + reach)
        right = [
            other
            for other in by_level[first:last]
            if other.box.x > max(line.box.x, line.box.right - line.box.h / 2)
            and other.box.right > line.box.right
            and abs(other.box.middle_y - line.box.middle_y)
            < MIN_OVERLAP * min(other.box.h, line.box.h)
        ]
        if right:
            other = min(right, key=lambda other: other.box.x)
            horizontal_distance = (other.box.x + other.box.w / 2) - (line.box.x + line.box.w / 2)
            slopes.append((other.box.middle_y - line.box.middle_y) / horizontal_distance)
    return median(slopes) if len(slopes) > 2 else 0.0  # noqa: PLR2004

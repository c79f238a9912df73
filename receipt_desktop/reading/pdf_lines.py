"""Joins the letters of a PDF page to words and lines by the distances between them.

The order of the content and the blanks in it say little: programs place letters one by one, and
headings are spaced out.
"""

from __future__ import annotations

import statistics
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from receipt_desktop.domain.page import Box, Line
from receipt_desktop.reading.pdf_letters import PdfLetter

TEXT_LAYER_SCORE = 0.99
ROW_DISTANCE = 0.35
"""Distance of the middles of two letters of a row, in heights of the smaller one."""
COLUMN_GAP = 1.6
"""Gap, in letter heights, that splits a row into two lines."""
CONTENT_GAP, FAR_APART = 0.8, 5
"""The same between letters that are so many characters apart in the content of the page."""
WORD_GAP = 0.13
"""Gap, in letter heights, between two words."""
SPACED_GAPS = 4
"""Equal gaps in a row between single letters that are spaced out, and no words."""
SPACED_WORD_GAP = 1.6
"""Gap between two spaced-out words, in gaps between their letters."""
SPACED_AMOUNT_GAP = 1.25
"""The same between a word and an amount."""
MAX_SIZE_RATIO = 2.2
"""Ratio of the heights of two letters of one line."""
SAME_PLACE = 0.5
"""Share of the width of a text that another one covers when both are printed in one place."""
MAX_UNMAPPED_SHARE = 0.2
"""Largest share of letters of a line without a mapping to Unicode."""


def join_letters(letters: Iterable[PdfLetter]) -> Iterator[tuple[Line, int]]:
    """The lines with their fonts; lines that no font maps to characters are left out."""
    for row in _group_rows(letters):
        for layer in _split_layers(row):
            for piece in _split_columns(layer):
                unmapped = sum(not letter.is_mapped for letter in piece)
                if unmapped <= MAX_UNMAPPED_SHARE * len(piece):
                    yield _make_line(piece), statistics.mode(letter.font for letter in piece)


def _group_rows(letters: Iterable[PdfLetter]) -> Iterator[list[PdfLetter]]:
    """Group letters whose middles are at one height."""
    row: list[PdfLetter] = []
    middle = 0.0
    for letter in sorted(letters, key=lambda letter: letter.middle_y):
        if row:
            smaller = min(letter.height, row[-1].height)
            if letter.middle_y - middle > ROW_DISTANCE * smaller:
                yield row
                row = []
        row.append(letter)
        middle += (letter.middle_y - middle) / len(row)
    if row:
        yield row


def _split_layers(row: list[PdfLetter]) -> Iterator[list[PdfLetter]]:
    """Separate text that is printed over other text of the row, from left to right each.

    Text printed twice in one place, for bold type, counts once.
    """
    rest = sorted(_find_runs(row), key=lambda run: run[0].left)
    while rest:
        layer, over = [rest[0]], []
        for run in rest[1:]:
            if not _share_place(layer[-1], run):
                layer.append(run)
            elif _text_of(run) != _text_of(layer[-1]):
                over.append(run)
        yield [letter for run in layer for letter in run]
        rest = over


def _find_runs(row: list[PdfLetter]) -> Iterator[list[PdfLetter]]:
    """Letters that one text object prints from left to right, without a wide gap."""
    run: list[PdfLetter] = []
    for letter in sorted(row, key=lambda letter: letter.index):
        if run and (
            letter.text_object != run[-1].text_object
            or letter.left < run[-1].left
            or _measure_gap(run[-1], letter) > COLUMN_GAP
        ):
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _share_place(one: list[PdfLetter], other: list[PdfLetter]) -> bool:
    """Whether a piece of text is printed over another one."""
    shared = min(one[-1].right, other[-1].right) - other[0].left
    width = min(one[-1].right - one[0].left, other[-1].right - other[0].left)
    return shared > SAME_PLACE * width > 0


def _text_of(letters: Iterable[PdfLetter]) -> str:
    return "".join(letter.text for letter in letters)


def _split_columns(row: list[PdfLetter]) -> Iterator[list[PdfLetter]]:
    piece = [row[0]]
    for before, after in pairwise(row):
        heights = sorted((before.height, after.height, 1.0))[-2:]
        gap = CONTENT_GAP if abs(after.index - before.index) > FAR_APART else COLUMN_GAP
        if after.left - before.right > gap * heights[1] or heights[1] > MAX_SIZE_RATIO * heights[0]:
            yield piece
            piece = []
        piece.append(after)
    yield piece


def _make_line(piece: Sequence[PdfLetter]) -> Line:
    left, right = min(x.left for x in piece), max(x.right for x in piece)
    top = statistics.median(x.top for x in piece)
    bottom = statistics.median(x.bottom for x in piece)
    box = Box(round(left), round(top), max(1, round(right - left)), max(1, round(bottom - top)))
    words = (
        " " * begins + letter.text * letter.is_readable
        for begins, letter in zip(_find_words(piece), piece, strict=True)
    )
    text = order_logically(" ".join("".join(words).split()))
    return Line(unicodedata.normalize("NFC", text), box, TEXT_LAYER_SCORE)


def _find_words(piece: Sequence[PdfLetter]) -> list[bool]:
    """Whether each letter of a line begins a word."""
    gaps = [_measure_gap(before, after) for before, after in pairwise(piece)]
    begins = [
        gap > WORD_GAP or _has_blank(before, after)
        for gap, (before, after) in zip(gaps, pairwise(piece), strict=True)
    ]
    for start, end in _find_spaced_runs(begins):
        usual = statistics.median_low(gaps[start:end])
        for position in range(start, end):
            before, after = piece[position], piece[position + 1]
            begins[position] = gaps[position] > usual * (
                SPACED_AMOUNT_GAP
                if before.text.isalpha() and after.text.isdecimal()
                else SPACED_WORD_GAP
            )
    return [False, *begins]


def _find_spaced_runs(begins: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Ranges of gaps in which single letters follow one another."""
    start = 0
    for position, begun in enumerate([*begins, False]):
        if not begun:
            if position - start >= SPACED_GAPS:
                yield start, position
            start = position + 1


def _measure_gap(before: PdfLetter, after: PdfLetter) -> float:
    """The gap between two letters in letter heights."""
    return (after.left - before.right) / max(before.height, after.height, 1.0)


def _has_blank(before: PdfLetter, after: PdfLetter) -> bool:
    """Whether the content has a blank between two letters that follow one another in it."""
    first, second = sorted((before, after), key=lambda letter: letter.index)
    return second.follows_blank and second.index - first.index <= 3  # noqa: PLR2004 (two blanks)


def order_logically(text: str) -> str:
    """The reading order of a line given from left to right: right to left for Hebrew and Arabic.

    Numbers and words of other scripts in such a line keep their direction, as in the
    bidirectional algorithm (Unicode Standard Annex 9), without its rarer cases.
    """
    right_to_left = sum(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    left_to_right = sum(unicodedata.bidirectional(letter) == "L" for letter in text)
    if right_to_left <= left_to_right:
        return text
    ordered: list[str] = []
    run: list[str] = []
    for letter in reversed(text):
        if unicodedata.bidirectional(letter) in ("R", "AL", "NSM") or letter.isspace():
            ordered += [*reversed(run), letter]
            run = []
        else:
            run.append(letter)
    return "".join([*ordered, *reversed(run)])

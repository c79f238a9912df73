"""Whether a PDF says in its own text what its page shows.

A reader looks at what the text leaves out, since logos are pictures, and at a few of its lines,
since fonts may map letters to wrong ones.
"""

from __future__ import annotations

import statistics

from rapidfuzz import fuzz

from receipt_desktop.errors import Deadline
from receipt_desktop.page import Box, Line
from receipt_desktop.reading.opened import Opened
from receipt_desktop.reading.picture import Picture
from receipt_desktop.reading.reader import Found, Reads, downwards

SAMPLE = 10
LOWEST_LIKENESS = 70.0
"""Percent of the letters of a middling line that both must have alike."""
LOWEST_SCORE = 0.7
MOST_SHARED = 0.3
"""Of a read box: when the PDF's lines cover more, the PDF has it already."""


def agreed(opened: Opened, reader: Reads, deadline: Deadline) -> Found | None:
    """The PDF's lines with those only the reader sees; None when the two disagree."""
    sample = _sample(opened.own_lines)
    hidden = [line.box for line in opened.own_lines if line not in sample]
    read = reader.read(_without(opened.picture, hidden), deadline)
    if read.picture.shape != opened.picture.shape:
        return None  # it was turned: the text does not run as its letters stand
    if statistics.median(_likeness(line, read.lines) for line in sample) < LOWEST_LIKENESS:
        return None
    boxes = [line.box for line in opened.own_lines]
    more = [line for line in read.lines if line.score >= LOWEST_SCORE and _new(line, boxes)]
    return Found(opened.picture, downwards([*opened.own_lines, *more]))


def _sample(lines: tuple[Line, ...]) -> set[Line]:
    """Some of the longer lines, spread over the page."""
    longer = sorted(lines, key=lambda line: len(line.text))[len(lines) // 2 :]
    spread = sorted(longer, key=lambda line: line.box.y)
    return set(spread[:: max(1, len(spread) // SAMPLE)])


def _without(picture: Picture, boxes: list[Box]) -> Picture:
    """A copy with these boxes painted over."""
    left = picture.copy()
    for box in boxes:
        left[box.y : box.bottom, max(0, box.x) : box.right] = 255
    return left


def _likeness(line: Line, read: tuple[Line, ...]) -> float:
    """Percent by which the line is like what was read at its place."""
    there = sorted((one for one in read if _shared(one.box, line.box) > 0), key=lambda x: x.box.x)
    return fuzz.ratio(_bare(line.text), _bare("".join(one.text for one in there)))


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _new(line: Line, boxes: list[Box]) -> bool:
    covered = sum(_shared(line.box, box) for box in boxes)
    return covered <= MOST_SHARED * line.box.w * line.box.h


def _shared(one: Box, other: Box) -> int:
    """Pixels that two boxes share."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(0, across) * max(0, down)

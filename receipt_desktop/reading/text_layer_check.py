"""Whether a PDF says in its own text what its page shows.

A reader looks at what the text leaves out, since logos are pictures, and at a few of its lines,
since fonts may map letters to wrong ones.
"""

from __future__ import annotations

import statistics

from rapidfuzz import fuzz

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Box, Line
from receipt_desktop.reading.decoded_page import DecodedPage
from receipt_desktop.reading.pictures import Picture
from receipt_desktop.reading.reader import OcrReader, OcrResult, sort_downwards

SAMPLE_LINES = 10
MIN_SIMILARITY = 70.0
"""Percent of the letters of a middling line that both must have alike."""
MIN_SCORE = 0.7
MAX_OVERLAP = 0.3
"""Of a read box: when the PDF's lines cover more, the PDF has it already."""


def verify_text_layer(
    opened: DecodedPage, reader: OcrReader, deadline: Deadline
) -> OcrResult | None:
    """The PDF's lines with those only the reader sees; None when the two disagree."""
    sample = _choose_sample(opened.text_layer)
    hidden = [line.box for line in opened.text_layer if line not in sample]
    read = reader.read_picture(_paint_over(opened.picture, hidden), deadline)
    if read.picture.shape != opened.picture.shape:
        return None  # it was turned: the text does not run as its letters stand
    if statistics.median(_measure_similarity(line, read.lines) for line in sample) < MIN_SIMILARITY:
        return None
    boxes = [line.box for line in opened.text_layer]
    more = [line for line in read.lines if line.score >= MIN_SCORE and _is_uncovered(line, boxes)]
    return OcrResult(opened.picture, sort_downwards([*opened.text_layer, *more]))


def _choose_sample(lines: tuple[Line, ...]) -> set[Line]:
    """Some of the longer lines, spread over the page."""
    longer = sorted(lines, key=lambda line: len(line.text))[len(lines) // 2 :]
    spread = sorted(longer, key=lambda line: line.box.y)
    return set(spread[:: max(1, len(spread) // SAMPLE_LINES)])


def _paint_over(picture: Picture, boxes: list[Box]) -> Picture:
    """A copy with these boxes painted over."""
    left = picture.copy()
    for box in boxes:
        left[box.y : box.bottom, max(0, box.x) : box.right] = 255
    return left


def _measure_similarity(line: Line, read: tuple[Line, ...]) -> float:
    """Percent by which the line is like what was read at its place."""
    there = sorted(
        (one for one in read if _shared_pixels(one.box, line.box) > 0), key=lambda x: x.box.x
    )
    return fuzz.ratio(
        _strip_to_alphanumeric(line.text),
        _strip_to_alphanumeric("".join(one.text for one in there)),
    )


def _strip_to_alphanumeric(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _is_uncovered(line: Line, boxes: list[Box]) -> bool:
    covered = sum(_shared_pixels(line.box, box) for box in boxes)
    return covered <= MAX_OVERLAP * line.box.w * line.box.h


def _shared_pixels(one: Box, other: Box) -> int:
    """Pixels that two boxes share."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(0, across) * max(0, down)

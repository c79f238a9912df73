"""Checks the text layer of a PDF page against OCR.

OCR reads a sample of the lines, since fonts may map letters to wrong characters, and the areas
without text, since logos are pictures.
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
"""Percent of equal letters in the median line of the sample."""
MIN_SCORE = 0.7
MAX_OVERLAP = 0.3
"""Share of a box from OCR that lines of the PDF may cover; with more, the PDF has the line."""


def verify_text_layer(page: DecodedPage, reader: OcrReader, deadline: Deadline) -> OcrResult | None:
    """The lines of the PDF and those that only OCR finds; None when they disagree."""
    sample = _choose_sample(page.text_layer)
    hidden = [line.box for line in page.text_layer if line not in sample]
    result = reader.read_picture(_paint_over(page.picture, hidden), deadline)
    if result.picture.shape != page.picture.shape:
        return None  # OCR turned the page, so the text layer is not upright
    if (
        statistics.median(_measure_similarity(line, result.lines) for line in sample)
        < MIN_SIMILARITY
    ):
        return None
    boxes = [line.box for line in page.text_layer]
    additional = [
        line for line in result.lines if line.score >= MIN_SCORE and _is_uncovered(line, boxes)
    ]
    return OcrResult(page.picture, sort_downwards([*page.text_layer, *additional]))


def _choose_sample(lines: tuple[Line, ...]) -> set[Line]:
    """A sample of the longer lines, spread over the page."""
    longer = sorted(lines, key=lambda line: len(line.text))[len(lines) // 2 :]
    ordered = sorted(longer, key=lambda line: line.box.y)
    return set(ordered[:: max(1, len(ordered) // SAMPLE_LINES)])


def _paint_over(picture: Picture, boxes: list[Box]) -> Picture:
    """A copy of the picture with the boxes painted white."""
    painted = picture.copy()
    for box in boxes:
        painted[box.y : box.bottom, max(0, box.x) : box.right] = 255
    return painted


def _measure_similarity(line: Line, recognised: tuple[Line, ...]) -> float:
    """Similarity, in percent, of a line and the OCR text in its place."""
    overlapping = sorted(
        (other for other in recognised if _shared_pixels(other.box, line.box) > 0),
        key=lambda piece: piece.box.x,
    )
    return fuzz.ratio(
        _strip_to_alphanumeric(line.text),
        _strip_to_alphanumeric("".join(other.text for other in overlapping)),
    )


def _strip_to_alphanumeric(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _is_uncovered(line: Line, boxes: list[Box]) -> bool:
    covered = sum(_shared_pixels(line.box, box) for box in boxes)
    return covered <= MAX_OVERLAP * line.box.w * line.box.h


def _shared_pixels(one: Box, other: Box) -> int:
    """The area of the intersection of two boxes, in pixels."""
    width = min(one.right, other.right) - max(one.x, other.x)
    height = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(0, width) * max(0, height)

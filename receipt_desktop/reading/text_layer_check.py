"""Checks the text layer of a PDF page against OCR, line by line.

OCR reads a sample of the lines, since fonts may map letters to wrong characters, and the areas
without text, since logos are pictures. A line that OCR reads differently is replaced by what OCR
reads, with all lines in a font that no line of the sample proves.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable

from rapidfuzz import fuzz

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Box, Line
from receipt_desktop.reading.decoded_page import DecodedPage
from receipt_desktop.reading.pictures import Picture
from receipt_desktop.reading.reader import OcrReader, OcrResult, sort_downwards

SAMPLE_LINES = 10
LINES_PER_FONT = 2
"""Lines of the sample in each font of the page."""
MIN_SIMILARITY = 70.0
"""Percent of equal letters in the median line of the sample."""
MIN_LINE_SIMILARITY = 40.0
"""The same in a single line: OCR misreads small and pale print."""
MIN_DIGITS = 3
FIRST_OTHER_SCRIPT = 0x370
"""Unicode's Latin blocks end before this character, the first of Greek."""
MIN_SCORE = 0.7
MAX_OVERLAP = 0.3
"""Share of a box from OCR that lines of the PDF may cover; with more, the PDF has the line."""


def verify_text_layer(page: DecodedPage, reader: OcrReader, deadline: Deadline) -> OcrResult | None:
    """The lines of the PDF that OCR confirms, and those that only OCR finds.

    None when OCR disagrees with most of the sample, or finds more text than the text layer has.
    """
    fonts = dict(zip(page.text_layer, page.fonts, strict=False))
    sample = _choose_sample(page.text_layer, fonts)
    result = _read_except(page, set(page.text_layer) - sample, reader, deadline)
    if result.picture.shape != page.picture.shape:
        return None  # OCR turned the page, so the text layer is not upright
    similarities = {
        line: similarity
        for line in sample
        if (similarity := _measure_similarity(line, result.lines)) is not None
    }
    if similarities and statistics.median(similarities.values()) < MIN_SIMILARITY:
        return None
    doubtful = _find_doubtful(similarities, fonts)
    if doubtful - sample:
        result = _read_except(page, set(page.text_layer) - doubtful, reader, deadline)
    return _combine(page, [line for line in page.text_layer if line not in doubtful], result)


def _combine(page: DecodedPage, trusted: list[Line], result: OcrResult) -> OcrResult | None:
    """The trusted lines with those that only OCR finds; None for a scan with a stamp of text."""
    boxes = [line.box for line in trusted]
    additional = [
        line for line in result.lines if line.score >= MIN_SCORE and _is_uncovered(line, boxes)
    ]
    if _count_letters(additional) > _count_letters(trusted):
        return None
    return OcrResult(page.picture, sort_downwards([*trusted, *additional]))


def _read_except(
    page: DecodedPage, hidden: Iterable[Line], reader: OcrReader, deadline: Deadline
) -> OcrResult:
    boxes = [line.box for line in hidden]
    return reader.read_picture(_paint_over(page.picture, boxes), deadline, is_photo=False)


def _choose_sample(lines: tuple[Line, ...], fonts: dict[Line, int]) -> set[Line]:
    """A sample of the longer lines, spread over the page, with the longest ones of each font."""
    longer = sorted(lines, key=lambda line: len(line.text))[len(lines) // 2 :]
    ordered = sorted(longer, key=lambda line: line.box.y)
    spread = set(ordered[:: max(1, len(ordered) // SAMPLE_LINES)])
    sampled = Counter(fonts[line] for line in spread if line in fonts)
    for line in sorted(set(fonts) - spread, key=lambda line: -len(line.text)):
        if sampled[fonts[line]] < LINES_PER_FONT:
            sampled[fonts[line]] += 1
            spread.add(line)
    return spread


def _find_doubtful(similarities: dict[Line, float], fonts: dict[Line, int]) -> set[Line]:
    """Lines that OCR reads differently, and all lines in fonts without a confirmed line."""
    wrong = {line for line, percent in similarities.items() if percent < MIN_LINE_SIMILARITY}
    proven = {
        fonts.get(line) for line, percent in similarities.items() if percent >= MIN_SIMILARITY
    }
    forged = {fonts.get(line) for line in wrong} - proven
    return wrong | {line for line, font in fonts.items() if font in forged}


def _count_letters(lines: Iterable[Line]) -> int:
    return sum(letter.isalnum() for line in lines for letter in line.text)


def _paint_over(picture: Picture, boxes: list[Box]) -> Picture:
    """A copy of the picture with the boxes painted white."""
    painted = picture.copy()
    for box in boxes:
        painted[box.y : box.bottom, max(0, box.x) : box.right] = 255
    return painted


def _measure_similarity(line: Line, recognised: tuple[Line, ...]) -> float | None:
    """Similarity, in percent, of a line and the OCR text in its place.

    None says nothing about the line: OCR reads no text there, such as pale or tiny print, or it
    lacks the script of the line, which may also agree by its digits alone.
    """
    overlapping = sorted(
        (other for other in recognised if _shared_pixels(other.box, line.box) > 0),
        key=lambda piece: piece.box.x,
    )
    printed = _strip_to_alphanumeric(line.text)
    seen = _strip_to_alphanumeric("".join(other.text for other in overlapping))
    if not seen:
        return None
    similarity = fuzz.ratio(printed, seen)
    if similarity >= MIN_SIMILARITY or _is_latin(printed):
        return similarity
    digits, seen_digits = _strip_to_digits(printed), _strip_to_digits(seen)
    if len(digits) < MIN_DIGITS:
        return None
    return max(similarity, fuzz.ratio(digits, seen_digits))


def _is_latin(letters: str) -> bool:
    """Whether most letters are Latin."""
    alphabetic = [letter for letter in letters if letter.isalpha()]
    latin = sum(ord(letter) < FIRST_OTHER_SCRIPT for letter in alphabetic)
    return 2 * latin >= len(alphabetic)


def _strip_to_digits(letters: str) -> str:
    return "".join(letter for letter in letters if letter.isdecimal())


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

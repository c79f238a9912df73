"""Reads pages with Tesseract. Runs in a worker process only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

import numpy as np

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Box, Line
from receipt_desktop.reading.engines import TesseractInstallation
from receipt_desktop.reading.line_boxes import Quads
from receipt_desktop.reading.page_view import PageView
from receipt_desktop.reading.pictures import (
    Picture,
    as_picture,
    compare_row_profile,
    rotate_quarter_turns,
)
from receipt_desktop.reading.reader import OcrResult, sort_downwards
from receipt_desktop.reading.tesseract_run import TesseractWord, read_words

READER_NAME = "tesseract"
PAGE_MODE = "--psm 6"
"""One uniform block of text: the page segmentation that reads most totals and dates."""
MIN_SCORE = 0.25
POOR_SCORE = 0.55
MIN_LETTERS = 12


class TesseractReader:
    """Reads pictures with Tesseract; each reading starts the binary."""

    name = READER_NAME

    def __init__(self, tesseract: TesseractInstallation, languages: tuple[str, ...]) -> None:
        self._tesseract = tesseract
        self._languages = tesseract.choose_languages(languages)

    def locate_lines(self, _picture: Picture, _deadline: Deadline) -> Quads:
        """None: Tesseract finds lines only where it reads them."""
        return np.empty((0, 4, 2), np.float32)

    def read_picture(
        self,
        picture: Picture,
        deadline: Deadline,
        *,
        is_photo: bool = True,  # noqa: ARG002 (it never crops)
        is_upright: bool = False,
    ) -> OcrResult:
        """Read a picture, also turned when the first result is or would be poor.

        Raises `TimedOut`, `ProcessingError`, `MemoryError`.
        """
        if is_upright:
            return self._read_lines(picture, deadline)
        result = None
        if compare_row_profile(picture) >= 1:
            result = self._read_lines(picture, deadline)
            if not is_poor(result):
                return result
        turns = self._find_best_turns(picture, deadline)
        if result and not turns:
            return result
        view = PageView.of_region(picture, None).turn(turns)
        turned = replace(self._read_lines(view.picture, deadline), corners=view.corners)
        return max(result, turned, key=count_certain_letters) if result else turned

    def _find_best_turns(self, picture: Picture, deadline: Deadline) -> int:
        """Quarter turns (0..3) after which most can be read in the middle of the picture."""
        height, width = picture.shape[:2]
        middle = picture[height // 4 : height - height // 4, width // 4 : width - width // 4]
        counts = []
        for turns in range(4):
            turned = rotate_quarter_turns(as_picture(middle), turns)
            counts.append(count_certain_letters(self._read_lines(turned, deadline)))
        return counts.index(max(counts))

    def _read_lines(self, picture: Picture, deadline: Deadline) -> OcrResult:
        words = read_words(self._tesseract, picture, self._languages, PAGE_MODE, deadline)
        lines = sort_downwards(group_words_into_lines(words))
        return OcrResult(
            picture,
            tuple(line for line in lines if line.score >= MIN_SCORE),
            tuple(line for line in lines if line.score < MIN_SCORE),
        )


def is_poor(result: OcrResult) -> bool:
    """Whether so little text, or text of so poor a score, was read that the page may be rotated."""
    return result.letter_count < MIN_LETTERS or result.mean_score < POOR_SCORE


def count_certain_letters(result: OcrResult) -> int:
    """The number of letters and digits in lines of an acceptable score."""
    texts = [line.text for line in result.lines if line.score >= POOR_SCORE]
    return sum(letter.isalnum() for text in texts for letter in text)


def group_words_into_lines(words: Iterable[TesseractWord]) -> Iterator[Line]:
    """The lines of these words, in Tesseract's order."""
    names = ("block_num", "par_num", "line_num")
    for _, group in groupby(words, key=lambda row: tuple(row[name] for name in names)):
        yield join_words(list(group))


def join_words(words: Sequence[TesseractWord], min_gap: int = 0) -> Line:
    """A line of words in reading order; its score is their mean, weighted by length.

    Words less than `min_gap` pixels apart are joined without a space.
    """
    text = str(words[0]["text"]).strip()
    for before, after in pairwise(words):
        text += (" " if _measure_gap(before, after) >= min_gap else "") + str(after["text"]).strip()
    length = sum(len(str(word["text"])) for word in words)
    score = sum(float(word["conf"]) * len(str(word["text"])) for word in words) / length / 100
    box = _make_box(words[0])
    for word in words[1:]:
        box = box.union_with(_make_box(word))
    return Line(text, box, round(min(1.0, score), 4))


def _measure_gap(one: TesseractWord, other: TesseractWord) -> int:
    """Pixels between two words of a line, at least 0, whichever is on the left."""
    a, b = _make_box(one), _make_box(other)
    return max(0, a.x - b.right, b.x - a.right)


def _make_box(word: TesseractWord) -> Box:
    return Box(int(word["left"]), int(word["top"]), int(word["width"]), int(word["height"]))

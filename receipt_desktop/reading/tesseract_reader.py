"""Tesseract through pytesseract. In a child process only."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pytesseract
from PIL import Image

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import ProcessingError, TimedOut
from receipt_desktop.domain.page import Box, Line
from receipt_desktop.reading.engines import TesseractInstallation
from receipt_desktop.reading.pictures import (
    Picture,
    as_picture,
    compare_row_profile,
    rotate_quarter_turns,
)
from receipt_desktop.reading.reader import OcrResult, sort_downwards
from receipt_desktop.reading.worker import memory

READER_NAME = "tesseract"
PAGE_MODE = "--psm 6"
"""One block of text: of the ways to part a page, the one that read most totals and dates."""
MIN_SCORE = 0.25
POOR_SCORE = 0.55
MIN_LETTERS = 12

TesseractWord = dict[str, Any]


class TesseractReader:
    """Starts the binary once for each reading."""

    name = READER_NAME

    def __init__(self, tesseract: TesseractInstallation, languages: tuple[str, ...]) -> None:
        self._languages = "+".join(tesseract.choose_languages(languages))
        pytesseract.pytesseract.tesseract_cmd = tesseract.binary
        os.environ["OMP_THREAD_LIMIT"] = "1"
        if tesseract.data_folder:
            os.environ["TESSDATA_PREFIX"] = tesseract.data_folder

    def read_picture(self, picture: Picture, deadline: Deadline) -> OcrResult:
        """Read it as it lies or, when that promises or proves poor, turned. Raises `TimedOut`."""
        found = None
        if compare_row_profile(picture) >= 1:
            found = OcrResult(picture, self._read_lines(picture, deadline))
            if not is_poor(found):
                return found
        turns = self._find_best_turns(picture, deadline)
        if found and not turns:
            return found
        upright = rotate_quarter_turns(picture, turns)
        again = OcrResult(upright, self._read_lines(upright, deadline))
        return max(found, again, key=count_certain_letters) if found else again

    def _find_best_turns(self, picture: Picture, deadline: Deadline) -> int:
        """Quarter turns after which most can be read in the middle of the picture."""
        height, width = picture.shape[:2]
        middle = picture[height // 4 : height - height // 4, width // 4 : width - width // 4]
        weights = []
        for turns in range(4):
            way = rotate_quarter_turns(as_picture(middle), turns)
            weights.append(count_certain_letters(OcrResult(way, self._read_lines(way, deadline))))
        return weights.index(max(weights))

    def _read_lines(self, picture: Picture, deadline: Deadline) -> tuple[Line, ...]:
        deadline.raise_if_over()
        image = Image.fromarray(picture[:, :, ::-1])
        image.format = "BMP"  # pytesseract hands the picture over in a file: no time for PNG
        try:
            data = pytesseract.image_to_data(
                image,
                lang=self._languages or None,
                config=PAGE_MODE,
                timeout=deadline.wall_seconds_left(),
                output_type=pytesseract.Output.DICT,
            )
        except pytesseract.TesseractError as error:
            if memory.is_allocation_failure(error):
                raise MemoryError from error
            raise ProcessingError("Tesseract failed.", key="tesseract_failed") from error
        except RuntimeError as error:  # pytesseract's word for its timeout
            raise TimedOut("Tesseract took too long.", key="timeout") from error
        return sort_downwards(group_words_into_lines(data))


def is_poor(found: OcrResult) -> bool:
    """Whether so little or so bad was read that the page may lie on its side."""
    return found.letter_count < MIN_LETTERS or found.mean_score < POOR_SCORE


def count_certain_letters(found: OcrResult) -> int:
    """How many letters were read with some certainty."""
    sure = [line.text for line in found.lines if line.score >= POOR_SCORE]
    return sum(letter.isalnum() for text in sure for letter in text)


def group_words_into_lines(data: dict[str, list[Any]]) -> Iterator[Line]:
    """Lines made of Tesseract's words, in its order."""
    names = ("block_num", "par_num", "line_num")
    rows = [dict(zip(data, values, strict=True)) for values in zip(*data.values(), strict=True)]
    words = [row for row in rows if float(row["conf"]) >= 0 and str(row["text"]).strip()]
    for _, group in groupby(words, key=lambda row: tuple(row[name] for name in names)):
        line = _make_line(list(group))
        if line.score >= MIN_SCORE:
            yield line


def _make_line(words: list[TesseractWord]) -> Line:
    text = " ".join(str(word["text"]).strip() for word in words)
    length = sum(len(str(word["text"])) for word in words)
    score = sum(float(word["conf"]) * len(str(word["text"])) for word in words) / length / 100
    box = _make_box(words[0])
    for word in words[1:]:
        box = box.union_with(_make_box(word))
    return Line(text, box, round(min(1.0, score), 4))


def _make_box(word: TesseractWord) -> Box:
    return Box(int(word["left"]), int(word["top"]), int(word["width"]), int(word["height"]))

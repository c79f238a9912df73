"""Tesseract through pytesseract. Runs in a worker process only."""

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
"""One uniform block of text: the page segmentation that reads most totals and dates."""
MIN_SCORE = 0.25
POOR_SCORE = 0.55
MIN_LETTERS = 12

TesseractWord = dict[str, Any]


class TesseractReader:
    """Reads pictures with Tesseract; each reading starts the binary."""

    name = READER_NAME

    def __init__(self, tesseract: TesseractInstallation, languages: tuple[str, ...]) -> None:
        self._languages = "+".join(tesseract.choose_languages(languages))
        pytesseract.pytesseract.tesseract_cmd = tesseract.binary
        os.environ["OMP_THREAD_LIMIT"] = "1"
        if tesseract.data_folder:
            os.environ["TESSDATA_PREFIX"] = tesseract.data_folder

    def read_picture(self, picture: Picture, deadline: Deadline) -> OcrResult:
        """Read a picture, also turned when the first result is or would be poor.

        Raises `TimedOut`, `ProcessingError`, `MemoryError`.
        """
        result = None
        if compare_row_profile(picture) >= 1:
            result = OcrResult(picture, self._read_lines(picture, deadline))
            if not is_poor(result):
                return result
        turns = self._find_best_turns(picture, deadline)
        if result and not turns:
            return result
        upright = rotate_quarter_turns(picture, turns)
        turned = OcrResult(upright, self._read_lines(upright, deadline))
        return max(result, turned, key=count_certain_letters) if result else turned

    def _find_best_turns(self, picture: Picture, deadline: Deadline) -> int:
        """Quarter turns (0..3) after which most can be read in the middle of the picture."""
        height, width = picture.shape[:2]
        middle = picture[height // 4 : height - height // 4, width // 4 : width - width // 4]
        counts = []
        for turns in range(4):
            turned = rotate_quarter_turns(as_picture(middle), turns)
            counts.append(
                count_certain_letters(OcrResult(turned, self._read_lines(turned, deadline)))
            )
        return counts.index(max(counts))

    def _read_lines(self, picture: Picture, deadline: Deadline) -> tuple[Line, ...]:
        deadline.raise_if_over()
        image = Image.fromarray(picture[:, :, ::-1])
        image.format = "BMP"  # pytesseract writes the picture to a file, and PNG is slow
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
            raise ProcessingError("tesseract_failed") from error
        except RuntimeError as error:  # pytesseract's word for its timeout
            raise TimedOut("ocr_timeout") from error
        return sort_downwards(group_words_into_lines(data))


def is_poor(result: OcrResult) -> bool:
    """Whether so little text, or text of so poor a score, was read that the page may be rotated."""
    return result.letter_count < MIN_LETTERS or result.mean_score < POOR_SCORE


def count_certain_letters(result: OcrResult) -> int:
    """The number of letters and digits in lines of an acceptable score."""
    texts = [line.text for line in result.lines if line.score >= POOR_SCORE]
    return sum(letter.isalnum() for text in texts for letter in text)


def group_words_into_lines(data: dict[str, list[Any]]) -> Iterator[Line]:
    """Group the words of Tesseract's TSV output into lines, in its order."""
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

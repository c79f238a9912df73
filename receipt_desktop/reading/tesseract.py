"""Tesseract through pytesseract. In a child process only."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pytesseract
from PIL import Image

from receipt_desktop.errors import Deadline, ProcessingError, TimedOut
from receipt_desktop.page import Box, Line
from receipt_desktop.reading import memory
from receipt_desktop.reading.engines import Tesseract
from receipt_desktop.reading.picture import Picture, as_picture, rows_over_columns, turned
from receipt_desktop.reading.reader import Found, downwards

NAME = "tesseract"
BLOCK = "--psm 6"
"""One block of text: of the ways to part a page, the one that read most totals and dates."""
LOWEST_SCORE = 0.25
POOR_SCORE = 0.55
FEW_LETTERS = 12

Row = dict[str, Any]


class TesseractReader:
    """Starts the binary once for each reading."""

    name = NAME

    def __init__(self, tesseract: Tesseract, languages: tuple[str, ...]) -> None:
        self._languages = "+".join(tesseract.chosen(languages))
        pytesseract.pytesseract.tesseract_cmd = tesseract.binary
        os.environ["OMP_THREAD_LIMIT"] = "1"
        if tesseract.data:
            os.environ["TESSDATA_PREFIX"] = tesseract.data

    def read(self, picture: Picture, deadline: Deadline) -> Found:
        """Read it as it lies or, when that promises or proves poor, turned. Raises `TimedOut`."""
        found = None
        if rows_over_columns(picture) >= 1:
            found = Found(picture, self._lines(picture, deadline))
            if not poor(found):
                return found
        turns = self._best_turns(picture, deadline)
        if found and not turns:
            return found
        upright = turned(picture, turns)
        again = Found(upright, self._lines(upright, deadline))
        return max(found, again, key=weight) if found else again

    def _best_turns(self, picture: Picture, deadline: Deadline) -> int:
        """Quarter turns after which most can be read in the middle of the picture."""
        height, width = picture.shape[:2]
        middle = picture[height // 4 : height - height // 4, width // 4 : width - width // 4]
        weights = []
        for turns in range(4):
            way = turned(as_picture(middle), turns)
            weights.append(weight(Found(way, self._lines(way, deadline))))
        return weights.index(max(weights))

    def _lines(self, picture: Picture, deadline: Deadline) -> tuple[Line, ...]:
        deadline.check()
        image = Image.fromarray(picture[:, :, ::-1])
        image.format = "BMP"  # pytesseract hands the picture over in a file: no time for PNG
        try:
            data = pytesseract.image_to_data(
                image,
                lang=self._languages or None,
                config=BLOCK,
                timeout=deadline.longest(),
                output_type=pytesseract.Output.DICT,
            )
        except pytesseract.TesseractError as error:
            if memory.allocation_failed(error):
                raise MemoryError from error
            raise ProcessingError("Tesseract failed.", key="tesseract_failed") from error
        except RuntimeError as error:  # pytesseract's word for its timeout
            raise TimedOut("Tesseract took too long.", key="timeout") from error
        return downwards(lines_of(data))


def poor(found: Found) -> bool:
    """Whether so little or so bad was read that the page may lie on its side."""
    return found.letters < FEW_LETTERS or found.score < POOR_SCORE


def weight(found: Found) -> int:
    """How many letters were read with some certainty."""
    sure = [line.text for line in found.lines if line.score >= POOR_SCORE]
    return sum(letter.isalnum() for text in sure for letter in text)


def lines_of(data: dict[str, list[Any]]) -> Iterator[Line]:
    """Lines made of Tesseract's words, in its order."""
    names = ("block_num", "par_num", "line_num")
    rows = [dict(zip(data, values, strict=True)) for values in zip(*data.values(), strict=True)]
    words = [row for row in rows if float(row["conf"]) >= 0 and str(row["text"]).strip()]
    for _, group in groupby(words, key=lambda row: tuple(row[name] for name in names)):
        line = _line(list(group))
        if line.score >= LOWEST_SCORE:
            yield line


def _line(words: list[Row]) -> Line:
    text = " ".join(str(word["text"]).strip() for word in words)
    length = sum(len(str(word["text"])) for word in words)
    score = sum(float(word["conf"]) * len(str(word["text"])) for word in words) / length / 100
    box = _box(words[0])
    for word in words[1:]:
        box = box.around(_box(word))
    return Line(text, box, round(min(1.0, score), 4))


def _box(word: Row) -> Box:
    return Box(int(word["left"]), int(word["top"]), int(word["width"]), int(word["height"]))

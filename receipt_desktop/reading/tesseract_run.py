"""Runs Tesseract through pytesseract. Runs in a worker process only."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytesseract
from PIL import Image

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import ProcessingError, TimedOut
from receipt_desktop.reading.engines import TesseractInstallation, list_tesseracts
from receipt_desktop.reading.pictures import Picture
from receipt_desktop.reading.worker import memory

DATA_VARIABLE = "TESSDATA_PREFIX"
SHORT_TEXT = "-c min_characters_to_try=8"
"""Letters that the detection of the script needs; it wants 50 otherwise."""

TesseractWord = dict[str, Any]


def read_words(
    tesseract: TesseractInstallation,
    picture: Picture,
    languages: tuple[str, ...],
    mode: str,
    deadline: Deadline,
) -> list[TesseractWord]:
    """The words of a picture as rows of Tesseract's TSV output, in its order.

    Raises `TimedOut`, `ProcessingError`, `MemoryError`.
    """
    with _prepare_run(tesseract, deadline):
        data = pytesseract.image_to_data(
            make_image(picture),
            lang="+".join(languages) or None,
            config=mode,
            timeout=deadline.wall_seconds_left(),
            output_type=pytesseract.Output.DICT,
        )
    rows = [dict(zip(data, values, strict=True)) for values in zip(*data.values(), strict=True)]
    return [row for row in rows if float(row["conf"]) >= 0 and str(row["text"]).strip()]


def detect_script(
    tesseract: TesseractInstallation, picture: Picture, deadline: Deadline
) -> tuple[str, float]:
    """The name of the script as `osd.traineddata` calls it, and its confidence, 0 or more.

    The name is "" when it finds too little text. Raises `TimedOut`, `MemoryError`.
    """
    try:
        with _prepare_run(tesseract, deadline):
            found = pytesseract.image_to_osd(
                make_image(picture),
                config=SHORT_TEXT,
                timeout=deadline.wall_seconds_left(),
                output_type=pytesseract.Output.DICT,
            )
    except ProcessingError:
        return "", 0.0
    return str(found.get("script", "")), float(found.get("script_conf", 0.0))


@contextmanager
def _prepare_run(tesseract: TesseractInstallation, deadline: Deadline) -> Iterator[None]:
    """Point pytesseract at this Tesseract, and translate its errors."""
    deadline.raise_if_over()
    pytesseract.pytesseract.tesseract_cmd = tesseract.binary
    os.environ["OMP_THREAD_LIMIT"] = "1"
    if tesseract.data_folder:
        os.environ[DATA_VARIABLE] = tesseract.data_folder
    elif os.environ.get(DATA_VARIABLE) in {each.data_folder for each in list_tesseracts()}:
        del os.environ[DATA_VARIABLE]
    try:
        yield
    except pytesseract.TesseractError as error:
        if memory.is_allocation_failure(error):
            raise MemoryError from error
        raise ProcessingError("tesseract_failed") from error
    except RuntimeError as error:  # pytesseract's word for its timeout
        raise TimedOut("ocr_timeout") from error


def make_image(picture: Picture) -> Image.Image:
    """The picture for pytesseract; a grey one with a single channel, which Tesseract reads alike.

    That takes half the memory and three quarters of the time.
    """
    blue = picture[:, :, 0]
    is_grey = all((picture[:, :, channel] == blue).all() for channel in (1, 2))
    image = Image.fromarray(blue if is_grey else picture[:, :, ::-1])
    image.format = "BMP"  # pytesseract writes the picture to a file, and PNG is slow
    return image

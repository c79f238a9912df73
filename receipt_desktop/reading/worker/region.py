"""The task of a worker process that reads a region of a stored page picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.page import Box
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.reading.pictures import Picture
from receipt_desktop.reading.worker.tasks import make_readers

MIN_HEIGHT = 96
"""Pixels of a region; a lower one is enlarged, since readers miss small print."""
MAX_ENLARGEMENT = 4
MARGIN_RATIO = 0.5
"""White paper around the region, relative to its height."""


def read_region(
    _: Callable[[float], None],
    deadline: Deadline,
    file: str,
    box: Box,
    reader: ReaderChoice,
    languages: tuple[str, ...],
) -> tuple[str, ...]:
    """The lines that are printed in a region, by the first reader that finds any.

    Raises `InvalidRequest` when the picture is gone or the region is outside of it.
    """
    data = np.frombuffer(Path(file).read_bytes(), np.uint8) if Path(file).exists() else None
    decoded = None if data is None else cv2.imdecode(data, cv2.IMREAD_COLOR)
    if decoded is None:
        raise InvalidRequest("picture_unreadable")
    picture: Picture = decoded.astype(np.uint8)
    part = picture[max(0, box.y) : box.bottom, max(0, box.x) : box.right]
    if not part.size:
        return ()
    enlarged = _frame_region(part)
    for one in make_readers(reader, languages):
        lines = one.read_picture(enlarged, deadline).lines
        if lines:
            return tuple(line.text for line in lines)
    return ()


def _frame_region(part: Picture) -> Picture:
    """The region enlarged where it is low, on a margin of its brightest colour."""
    factor = min(MAX_ENLARGEMENT, max(1.0, MIN_HEIGHT / part.shape[0]))
    large = cv2.resize(part, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    margin = round(large.shape[0] * MARGIN_RATIO)
    paper = [float(value) for value in np.percentile(large.reshape(-1, 3), 90, axis=0)]
    framed = cv2.copyMakeBorder(
        large, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=paper
    )
    return framed.astype(np.uint8)

"""Pictures in the form that RapidOCR's networks take."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from receipt_desktop.reading.pictures import Picture, as_picture

LINE_HEIGHT = 48
"""Pixels of a line for the networks that read one."""


def make_input(picture: Picture) -> NDArray[np.float32]:
    """The picture from -1 to 1, shape (1, 3, height, width)."""
    blob = cv2.dnn.blobFromImage(picture, 1 / 127.5, mean=(127.5, 127.5, 127.5))
    return np.asarray(blob, np.float32)


def make_line_input(line: Picture, min_width: int, max_width: int) -> NDArray[np.float32]:
    """A line of the networks' height, grey behind its end when it is narrower than `min_width`."""
    ratio = line.shape[1] / line.shape[0]
    width = min(max_width, max(min_width, int(LINE_HEIGHT * ratio)))
    text_width = min(width, math.ceil(LINE_HEIGHT * ratio))
    text = make_input(as_picture(cv2.resize(line, (text_width, LINE_HEIGHT))))
    if text_width == width:
        return text
    padded = np.zeros((1, 3, LINE_HEIGHT, width), np.float32)
    padded[..., :text_width] = text
    return padded

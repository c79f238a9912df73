"""How much of a picture is covered by strokes as fine as those of print."""

from __future__ import annotations

import cv2
import numpy as np

from receipt_desktop.reading.pictures import Picture, scale_picture

MEASURED_SIDE = 1280
"""Pixels of the longer side during the measurement."""
STROKE_SIDE = 9
"""Pixels at that size: what is darker than its surroundings and narrower is a stroke."""
MIN_DEPTH = 20
"""Grey levels (of 255) by which a stroke is darker."""
MAX_RATIO = 0.5
"""Density of strokes around an area, as a share of that inside, that is none of print: there are
blank paper and plain ground."""


def is_print_around(picture: Picture, left: int, top: int, right: int, bottom: int) -> bool:
    """Whether there may be print outside of this area, which has text; in pixels of the picture."""
    height, width = picture.shape[:2]
    if (left, top, right, bottom) == (0, 0, width, height):
        return False
    factor = min(1.0, MEASURED_SIDE / max(height, width))
    grey = cv2.cvtColor(scale_picture(picture, factor), cv2.COLOR_BGR2GRAY)
    kernel = np.ones((STROKE_SIDE, STROKE_SIDE), np.uint8)
    strokes = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, kernel) > MIN_DEPTH
    inside = np.zeros(strokes.shape, bool)
    sides = (round(side * factor) for side in (top, bottom, left, right))
    first_row, last_row, first_column, last_column = sides
    inside[first_row:last_row, first_column:last_column] = True
    return bool(strokes[~inside].mean() > MAX_RATIO * strokes[inside].mean())

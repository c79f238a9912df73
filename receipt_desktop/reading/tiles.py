"""Splits a picture into tiles for the detector, whose memory use grows with the area."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DETECTOR_SIDE = 1280
"""Pixels of the longer side for the detector; at 960 it misses small print."""
MIN_DETECTOR_WIDTH = 640
"""Pixels: smallest width of a long, narrow receipt for the detector."""
MAX_DETECTOR_AREA = 700_000
"""Pixels of a tile at most; the detector needs 400 bytes for each."""
SMALL_LINE = 20.0
"""Pixels at the detector's scale: lower boxes of text are worth a closer look."""
MIN_ZOOM = 1.3
COARSE_SHARE = 0.4
"""Share of the detector's scale at which a first look tells the height of the lines."""
COARSE_EXCESS = 8.5
"""Pixels at the detector's scale by which lines look higher then: the median of 23 pages."""
MIN_COARSE_LINES = 8
USUAL_LINE = 36.0
"""Pixels: height at which the detector finds the lines of usual print as well as larger ones.

At 24, two of 43 receipts lost a value."""
MIN_SHARE, MAX_SHARE = 0.7, 0.9
"""Shares of the detector's scale that are used; above the last one a page is taken as it is."""
MAX_COVERED = 0.6
"""Share of a picture that its text covers; of one with more, no margin is left out: a first look
misses small print at the foot of a page."""
PART_MARGIN = 4.0
"""Margin around the text, in heights of a line."""
TILE_OVERLAP = 112
"""Pixels by which neighbouring tiles overlap: a few lines."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A horizontal band of the picture; positions in pixels of the picture."""

    top: int
    bottom: int
    factor: float
    """The scale factor for the detector."""
    own_top: float
    own_bottom: float
    """The tile reports the boxes whose middle lies from `own_top` to below this."""

    def owned_quads(self, quads: NDArray[np.float32]) -> NDArray[np.bool_]:
        """A mask of the boxes, shape (n, 4, 2), that this tile reports."""
        middle = quads[:, :, 1].mean(axis=1)
        owned: NDArray[np.bool_] = (middle >= self.own_top) & (middle < self.own_bottom)
        return owned


def choose_factor(width: float, height: float) -> float:
    """The factor (at most 1) that scales a picture of this size for the detector."""
    factor = min(1.0, DETECTOR_SIDE / max(width, height))
    if height > width:
        factor = max(factor, min(1.0, MIN_DETECTOR_WIDTH / width))
    return factor


def find_small_text(
    quads: NDArray[np.float32], width: int, height: int
) -> tuple[int, int, int, int] | None:
    """The part (left, top, right, bottom) of a picture that holds its text; None for most.

    Only for text that is too small for the detector, in a part that it would see at a larger size.
    """
    line = float(np.median(np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)))
    factor = choose_factor(width, height)
    if line * factor >= SMALL_LINE:
        return None
    left, top, right, bottom = _surround(quads, PART_MARGIN * line, width, height)
    if choose_factor(right - left, bottom - top) < MIN_ZOOM * factor:
        return None
    return left, top, right, bottom


@dataclass(frozen=True, slots=True)
class TextArea:
    """Where a picture has text, and how closely to look there; positions in pixels."""

    left: int
    top: int
    right: int
    bottom: int
    share: float = 1.0
    """The share of the detector's scale that is enough for the lines."""


def whole_picture(picture: NDArray[np.uint8], share: float = 1.0) -> TextArea:
    """All of a picture, at this share of the detector's scale."""
    return TextArea(0, 0, picture.shape[1], picture.shape[0], share)


def measure_text_area(quads: NDArray[np.float32], width: int, height: int) -> TextArea:
    """The area of the lines, shape (n, 4, 2), found in a picture of this size at `COARSE_SHARE`.

    The whole picture at the full scale when they are few. A scale of 0.7 takes 40 % of the time.
    """
    if len(quads) < MIN_COARSE_LINES:
        return TextArea(0, 0, width, height)
    sides = np.linalg.norm(quads - np.roll(quads, 1, axis=1), axis=2)[:, :2]
    line = float(np.median(sides.min(axis=1)))
    usual = line * choose_factor(width, height) - COARSE_EXCESS
    share = max(MIN_SHARE, USUAL_LINE / max(1.0, usual))
    share = share if share < MAX_SHARE else 1.0
    left, top, right, bottom = _surround(quads, PART_MARGIN * line, width, height)
    if (right - left) * (bottom - top) > MAX_COVERED * width * height:
        return TextArea(0, 0, width, height, share)
    return TextArea(left, top, right, bottom, share)


def has_text_at_edge(area: TextArea, quads: NDArray[np.float32], width: int, height: int) -> bool:
    """Whether text stands in the outer half of the margin that was left around an area.

    Then a first look has missed print there, and more may follow beyond the area.
    """
    if not len(quads):
        return False
    sides = np.linalg.norm(quads - np.roll(quads, 1, axis=1), axis=2)[:, :2]
    edge = PART_MARGIN / 2 * float(np.median(sides.min(axis=1)))
    low, high = quads.min(axis=(0, 1)), quads.max(axis=(0, 1))
    near = (
        low < (area.left + edge, area.top + edge),
        high > (area.right - edge, area.bottom - edge),
    )
    inside = ((area.left > 0, area.top > 0), (area.right < width, area.bottom < height))
    return bool((np.array(near) & np.array(inside)).any())


def _surround(
    quads: NDArray[np.float32], margin: float, width: int, height: int
) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the area of the boxes, with a margin, inside the picture."""
    low = np.maximum(0, quads.min(axis=(0, 1)) - margin)
    high = np.minimum((width, height), np.ceil(quads.max(axis=(0, 1)) + margin))
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])


def split_into_tiles(width: int, height: int, factor: float) -> Iterator[Tile]:
    """Bands from top to bottom that cover a picture of this size; one for a usual page.

    `factor` scales the picture for the detector.
    """
    max_height = MAX_DETECTOR_AREA / (width * factor)
    count = max(1, math.ceil((height * factor - TILE_OVERLAP) / (max_height - TILE_OVERLAP)))
    step, overlap = height / count, TILE_OVERLAP / factor
    for index in range(count):
        top = max(0.0, index * step - overlap / 2)
        bottom = min(float(height), (index + 1) * step + overlap / 2)
        own_top = -math.inf if index == 0 else index * step
        own_bottom = math.inf if index == count - 1 else (index + 1) * step
        yield Tile(int(top), math.ceil(bottom), factor, own_top, own_bottom)

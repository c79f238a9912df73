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


def split_into_tiles(width: int, height: int) -> Iterator[Tile]:
    """Bands from top to bottom that cover a picture of this size; one for a usual page."""
    factor = min(1.0, DETECTOR_SIDE / max(width, height))
    if height > width:
        factor = max(factor, min(1.0, MIN_DETECTOR_WIDTH / width))
    max_height = MAX_DETECTOR_AREA / (width * factor)
    count = max(1, math.ceil((height * factor - TILE_OVERLAP) / (max_height - TILE_OVERLAP)))
    step, overlap = height / count, TILE_OVERLAP / factor
    for index in range(count):
        top = max(0.0, index * step - overlap / 2)
        bottom = min(float(height), (index + 1) * step + overlap / 2)
        own_top = -math.inf if index == 0 else index * step
        own_bottom = math.inf if index == count - 1 else (index + 1) * step
        yield Tile(int(top), math.ceil(bottom), factor, own_top, own_bottom)

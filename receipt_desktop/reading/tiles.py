"""How a picture is cut for the detector, whose memory grows with the area it sees at once."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DETECTOR_SIDE = 1280
"""Pixels the page's long side has for the detector: 960 lost small print."""
MIN_DETECTOR_WIDTH = 640
"""A long thin receipt keeps this width for the detector."""
MAX_DETECTOR_AREA = 700_000
"""Most pixels that the detector sees at once: they cost it 400 bytes each."""
TILE_OVERLAP = 112
"""Pixels that neighbouring tiles share: a few lines."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A band of the picture across its whole width; all in pixels of the picture."""

    top: int
    bottom: int
    factor: float
    """By which it is scaled for the detector."""
    own_top: float
    own_bottom: float
    """What has its middle between these is this tile's to report."""

    def owned_quads(self, quads: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Which of these boxes, shape (n, 4, 2), are this tile's."""
        middle = quads[:, :, 1].mean(axis=1)
        owned: NDArray[np.bool_] = (middle >= self.own_top) & (middle < self.own_bottom)
        return owned


def split_into_tiles(width: int, height: int) -> Iterator[Tile]:
    """Bands from top to bottom that together cover the picture; one for an ordinary page."""
    factor = min(1.0, DETECTOR_SIDE / max(width, height))
    if height > width:
        factor = max(factor, min(1.0, MIN_DETECTOR_WIDTH / width))
    most = MAX_DETECTOR_AREA / (width * factor)
    count = max(1, math.ceil((height * factor - TILE_OVERLAP) / (most - TILE_OVERLAP)))
    step, overlap = height / count, TILE_OVERLAP / factor
    for at in range(count):
        top = max(0.0, at * step - overlap / 2)
        bottom = min(float(height), (at + 1) * step + overlap / 2)
        own_top = -math.inf if at == 0 else at * step
        own_bottom = math.inf if at == count - 1 else (at + 1) * step
        yield Tile(int(top), math.ceil(bottom), factor, own_top, own_bottom)

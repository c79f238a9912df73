"""Sets a page straight and flat by the boxes of its lines."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from receipt_desktop.reading.flattening import HeightMap, measure_heights
from receipt_desktop.reading.page_view import PageView
from receipt_desktop.reading.pictures import compute_straightening, transform_points

MIN_TILT, MAX_TILT = 0.5, 50.0
LARGE_TILT = 8.0
"""Degrees from which the page is set straight before its lines are detected."""
MIN_SHIFT, LARGE_SHIFT = 0.4, 1.0
"""Bend of the page in line heights from which it is flattened, and from which that comes before the
detection of its lines."""
MIN_COARSE_BOXES = 24
"""Boxes of a first look that show a bend: each is less exact than one at the full scale."""

Quads = NDArray[np.float32]
"""Shape (n, 4, 2): corners clockwise from the top left, relative to the text."""


@dataclass(frozen=True, slots=True, eq=False)
class PageShape:
    """How the lines of a page run."""

    tilt: float
    """In degrees, as `measure_tilt`."""
    level: Quads
    """Their boxes on the page set straight."""
    heights: HeightMap | None
    """The bend of the page set straight."""
    bend: float
    """Its largest shift, in heights of a line."""

    @classmethod
    def measure(cls, view: PageView, quads: Quads) -> PageShape:
        """The shape of a page with these boxes, one at least."""
        height, width = view.picture.shape[:2]
        tilt = measure_tilt(quads)
        matrix, *size = compute_straightening(width, height, 0, tilt)
        level = transform_points(quads.reshape(-1, 2), matrix).reshape(-1, 4, 2)
        heights = measure_heights(level, *size)
        bend = heights.largest / measure_line_height(quads) if heights else 0.0
        return cls(tilt, level, heights, bend)

    @property
    def is_steep(self) -> bool:
        return abs(self.tilt) > LARGE_TILT

    def flatten(self, view: PageView) -> tuple[PageView, Quads]:
        """The page straight and flat, and its boxes there."""
        tilted, _ = view.straighten(0, self.tilt)
        if self.heights is None:
            return tilted, self.level
        flat = replace(tilted, picture=self.heights.flatten_picture(tilted.picture))
        return flat, self.heights.flatten_points(self.level.reshape(-1, 2)).reshape(-1, 4, 2)


def level_page(view: PageView, quads: Quads) -> tuple[PageView, Quads, bool]:
    """A steep or strongly bent page straight and flat, with its boxes of a first look.

    The last value tells whether a bend was flattened. Any other page stays as it is.
    """
    if not len(quads):
        return view, quads, False
    shape = PageShape.measure(view, quads)
    if shape.bend >= LARGE_SHIFT and len(quads) >= MIN_COARSE_BOXES:
        return *shape.flatten(view), True
    if shape.is_steep:
        return view.straighten(0, shape.tilt)[0], shape.level, False
    return view, quads, False


def measure_line_height(quads: Quads) -> float:
    """The median height of the boxes in pixels."""
    return float(np.median(np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)))


def measure_tilt(quads: Quads) -> float:
    """Degrees by which lines slope down to the right; 0.0 outside `MIN_TILT` to `MAX_TILT`."""
    edges = quads[:, 1] - quads[:, 0]
    lengths = np.linalg.norm(edges, axis=1)
    angles = [math.degrees(math.atan2(y, x)) for x, y in edges[lengths >= np.median(lengths)]]
    tilt = statistics.median(angles)
    return tilt if MIN_TILT <= abs(tilt) <= MAX_TILT else 0.0

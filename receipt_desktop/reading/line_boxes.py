"""What the boxes of lines say about a page."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from receipt_desktop.reading.pictures import Points

Quads = NDArray[np.float32]
"""Shape (n, 4, 2): corners clockwise from the top left, in pixels."""
LYING_RATIO = 1.5
"""Length divided by height from which a box shows the direction of its line."""
MIN_LINES = 8
MIN_INSIDE, MIN_OUTSIDE = 0.25, 0.5
"""Heights of a line on both sides of an edge that cuts it; seen from afar, boxes are too large."""
NEAR_EDGE = 1.5
"""Heights of a line between an edge and the middle of the next line outside."""


def are_lines_vertical(quads: Quads) -> bool:
    """Whether most lines are steeper than 45 degrees."""
    across, down = quads[:, 1] - quads[:, 0], quads[:, 3] - quads[:, 0]
    widths, heights = np.linalg.norm(across, axis=1), np.linalg.norm(down, axis=1)
    lengths = np.maximum(widths, heights)
    along = np.where((widths >= heights)[:, None], across, down)
    is_long = lengths >= LYING_RATIO * np.minimum(widths, heights)
    is_steep = np.abs(along[:, 1]) > np.abs(along[:, 0])
    return bool(lengths[is_long & is_steep].sum() > lengths.sum() / 2)


def cuts_lines(corners: Points, quads: Quads) -> bool:
    """Whether the edge of a part with these corners, shape (4, 2), cuts lines or leaves out some.

    Lines farther away are not of the same paper: the keys of a keyboard beside it. A few lines say
    nothing: from afar, small print is not seen or taken for one large line.
    """
    return len(quads) >= MIN_LINES and any(_is_cut(corners, quad) for quad in quads)


def _is_cut(corners: Points, quad: Points) -> bool:
    """Whether one line lies on both sides of the edge or right outside."""
    edge = np.ascontiguousarray(corners, np.float32)
    *depths, middle = (
        cv2.pointPolygonTest(edge, (float(x), float(y)), measureDist=True)
        for x, y in (*quad, quad.mean(axis=0))
    )
    height = float(min(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[0] - quad[3])))
    is_outside, is_inside = min(depths) < -MIN_OUTSIDE * height, max(depths) > MIN_INSIDE * height
    return (is_outside and is_inside) or -NEAR_EDGE * height < middle < 0

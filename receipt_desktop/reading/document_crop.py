"""Finds the paper in a phone photo, crops it and corrects the perspective.

Paper is a bright, solid area with four corners on a darker background. A picture without one, such
as a scan, is left unchanged.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from receipt_desktop.reading.line_boxes import Quads, cuts_lines
from receipt_desktop.reading.page_view import PageView
from receipt_desktop.reading.pictures import Picture, Points, as_picture, scale_picture

DETECTION_SIDE = 512
"""Pixels of the longer side during the detection."""
KERNEL_SIZE = 17
"""Pixels at that size: strokes narrower than this are closed."""
MIN_AREA_SHARE, MAX_AREA_SHARE = 0.015, 0.92
"""Share of the picture that the paper covers."""
MIN_CONTRAST = 40.0
"""Grey levels (of 255) by which the paper is brighter than its surroundings."""
MIN_SOLIDITY = 0.93
"""Share of the quadrilateral that is bright."""
MAX_OUTSIDE_SHARE = 0.03
"""Share of the bright area outside the quadrilateral; more could be text that is cut off."""
MIN_SECOND_SHARE = 0.15
"""Area of a second paper, as a share of that of the largest."""
MIN_SECOND_SOLIDITY, MIN_SECOND_BRIGHTNESS = 0.85, 0.5
"""Area of a second paper as a share of that of its hull, and its brightness as one of the first."""
GROUND_PERCENTILE = 25
"""Of the grey levels outside of the paper: what is there of the ground."""
CORNER_STEPS = (0.02, 0.03, 0.05, 0.08)
"""Tolerances for the simplification to four corners, as shares of the outline's length."""
MAX_FRAME_DISTANCE = 0.01
"""Between a side of the paper and that of the picture, as a share of the picture's side, up to
which the paper goes on beyond the picture."""
MARGIN_SHARE = 0.008
"""Margin around the paper, as a share of its sides."""

LineLocator = Callable[[Picture], Quads]
"""Finds the boxes of most lines of a picture."""


def crop_document(view: PageView, locate_lines: LineLocator) -> PageView:
    """The paper seen from straight above; the same object when no paper is found.

    The same as well when the edge would cut lines: then it is that of a shadow or of a light.
    """
    found = find_corners(view.picture)
    if found is None:
        return view
    corners = add_margin(found)
    is_cut = cuts_lines(corners, locate_lines(view.picture))
    return view if is_cut else warp_to_rectangle(view, corners)


def find_corners(picture: Picture) -> Points | None:
    """Corners of the paper, clockwise from the top left, in pixels of the picture; shape (4, 2).

    None when there is none, or when it may go on beyond what is bright.
    """
    corners = find_bright_corners(picture)
    return None if corners is None or _fills_frame(corners, picture) else corners


def find_bright_corners(picture: Picture) -> Points | None:
    """Corners of the bright part of the only paper; order, unit and shape as in find_corners."""
    factor = min(1.0, DETECTION_SIDE / max(picture.shape[:2]))
    grey = cv2.cvtColor(scale_picture(picture, factor), cv2.COLOR_BGR2GRAY)
    smooth = cv2.GaussianBlur(
        cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((KERNEL_SIZE, KERNEL_SIZE))), (5, 5), 0
    )
    grey_levels = as_picture(smooth)
    first = _find_paper(grey_levels)
    if first is None or _has_second_paper(grey_levels, first):
        return None
    return sort_corners(first) / np.float32(factor)


def _fills_frame(corners: Points, picture: Picture) -> bool:
    """Whether the paper reaches three sides of the picture.

    Then the fourth side may be the edge of a shadow, and the paper goes on in it.
    """
    height, width = picture.shape[:2]
    top, right, bottom, left = (corners[[n, (n + 1) % 4]] for n in range(4))
    distances = (
        np.max(top[:, 1]) / height,
        np.max(width - 1 - right[:, 0]) / width,
        np.max(height - 1 - bottom[:, 1]) / height,
        np.max(left[:, 0]) / width,
    )
    near = [distance for distance in distances if distance <= MAX_FRAME_DISTANCE]
    return len(near) >= 3  # noqa: PLR2004


def _find_paper(grey: Picture) -> Points | None:
    """The corners of the largest bright area, if it is paper; shape (4, 2)."""
    outline = _find_bright_outline(grey)
    corners = None if outline is None else simplify_to_corners(outline)
    if outline is None or corners is None:
        return None
    return corners if is_paper(grey, outline, corners) else None


def _find_bright_outline(grey: Picture) -> NDArray[np.int32] | None:
    """The outline of the largest bright area; None when nothing is brighter than the rest."""
    _, bright = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return np.asarray(max(outlines, key=cv2.contourArea), np.int32) if outlines else None


def _has_second_paper(grey: Picture, first: Points) -> bool:
    """Whether there is paper beside the first one, perhaps in a shadow; then both are to be read.

    It may be bent or torn, so that it has no four corners. The first one is painted over with the
    ground.
    """
    inside = _fill_area(grey, first.astype(np.int32))
    covered = cv2.dilate(inside, np.ones((KERNEL_SIZE, KERNEL_SIZE)))
    if covered.all():
        return False
    ground = float(np.percentile(grey[covered == 0], GROUND_PERCENTILE))
    painted = grey.copy()
    painted[covered == 1] = ground
    second = _find_bright_outline(painted)
    if second is None:
        return False
    area = cv2.contourArea(second)
    if area < MIN_SECOND_SHARE * cv2.contourArea(first):
        return False
    brightness = float(np.median(grey[_fill_area(grey, second) == 1]))
    return (
        area >= MIN_SECOND_SOLIDITY * cv2.contourArea(cv2.convexHull(second))
        and brightness - ground > MIN_CONTRAST
        and brightness > MIN_SECOND_BRIGHTNESS * np.median(grey[inside == 1])
    )


def _fill_area(grey: Picture, outline: NDArray[np.int32]) -> Picture:
    """1 inside of the outline and 0 outside of it, of the shape of the picture."""
    filled = np.zeros(grey.shape, np.uint8)
    cv2.fillPoly(filled, [outline], 1)
    return filled


def simplify_to_corners(outline: NDArray[np.int32]) -> Points | None:
    """Simplify the outline to four convex corners, shape (4, 2); None when that is impossible."""
    hull = cv2.convexHull(outline)
    length = cv2.arcLength(hull, closed=True)
    for tolerance in CORNER_STEPS:
        simplified = cv2.approxPolyDP(hull, tolerance * length, closed=True)
        if len(simplified) == 4:  # noqa: PLR2004 (corners)
            return np.asarray(simplified.reshape(4, 2), np.float32)
    return None


def is_paper(grey: Picture, outline: NDArray[np.int32], corners: Points) -> bool:
    """Whether the quadrilateral is solid, plausible in size and brighter than its surroundings."""
    inside, bright = _fill_area(grey, corners.astype(np.int32)), _fill_area(grey, outline)
    area, bright_area = int(inside.sum()), int(bright.sum())
    overlap = int((inside & bright).sum())
    if not MIN_AREA_SHARE < area / grey.size < MAX_AREA_SHARE:
        return False
    if overlap < MIN_SOLIDITY * area or bright_area - overlap > MAX_OUTSIDE_SHARE * bright_area:
        return False
    surroundings = 1 - cv2.dilate(inside, np.ones((KERNEL_SIZE, KERNEL_SIZE)))
    if not surroundings.any():
        return False
    return bool(np.median(grey[inside == 1]) - np.median(grey[surroundings == 1]) > MIN_CONTRAST)


def sort_corners(corners: Points) -> Points:
    """Sort corners clockwise from the top left by their angle round the middle; shape (4, 2)."""
    across, down = (corners - corners.mean(axis=0)).T
    clockwise = corners[np.argsort(np.arctan2(down, across))]
    first = int(clockwise.sum(axis=1).argmin())
    return np.asarray(np.roll(clockwise, -first, axis=0), np.float32)


def add_margin(corners: Points) -> Points:
    """The corners of the paper with a narrow margin around it."""
    outwards = (corners - corners.mean(axis=0)) * np.float32(2 * MARGIN_SHARE)
    return np.asarray(corners + outwards, np.float32)


def warp_to_rectangle(view: PageView, corners: Points) -> PageView:
    """Warp the quadrilateral to a rectangle."""
    top, right, bottom, left = (
        float(np.linalg.norm(corners[(n + 1) % 4] - corners[n])) for n in range(4)
    )
    return view.warp(corners, round(max(top, bottom)), round(max(left, right)))

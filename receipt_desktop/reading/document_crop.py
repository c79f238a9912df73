"""The paper in a phone photo: found by its brightness, cut out and laid flat.

Bright and solid with four corners on a darker ground: what is not that is left as it is, so a scan,
which is all paper, stays untouched.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from receipt_desktop.reading.pictures import Picture, Points, as_picture, scale_picture

DETECTION_SIDE = 512
"""Pixels of the longer side while looking for the paper."""
KERNEL_SIZE = 17
"""Pixels there: letters narrower than this are closed over."""
MIN_AREA_SHARE, MAX_AREA_SHARE = 0.1, 0.92
"""Of the picture that paper may cover."""
MIN_CONTRAST = 40.0
"""Grey levels (of 255) that the paper is brighter than what lies around it, at least."""
MIN_SOLIDITY = 0.93
"""Share of the four-cornered area that is really bright."""
MAX_OUTSIDE_SHARE = 0.03
"""Share of what is bright that may lie outside the four corners: more may be text."""
CORNER_STEPS = (0.02, 0.03, 0.05, 0.08)
"""Shares of the outline's length by which it may be simplified to four corners."""
RIM_SHARE = 0.008
"""Kept around the paper, as a share of its sides."""


def crop_document(picture: Picture) -> Picture:
    """The paper alone, seen from straight above; the same object when none is found."""
    corners = find_corners(picture)
    return picture if corners is None else warp_to_rectangle(picture, corners)


def find_corners(picture: Picture) -> Points | None:
    """Top left, top right, bottom right and bottom left of the paper, in pixels of the picture."""
    factor = min(1.0, DETECTION_SIDE / max(picture.shape[:2]))
    grey = cv2.cvtColor(scale_picture(picture, factor), cv2.COLOR_BGR2GRAY)
    calm = cv2.GaussianBlur(
        cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((KERNEL_SIZE, KERNEL_SIZE))), (5, 5), 0
    )
    _, bright = cv2.threshold(calm, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    outline = np.asarray(max(outlines, key=cv2.contourArea), np.int32)
    corners = simplify_to_corners(outline)
    if corners is None or not is_paper(as_picture(calm), outline, corners):
        return None
    return sort_corners(corners) / np.float32(factor)


def simplify_to_corners(outline: NDArray[np.int32]) -> Points | None:
    """The outline simplified to a convex shape of four corners, None when it is no such shape."""
    hull = cv2.convexHull(outline)
    length = cv2.arcLength(hull, closed=True)
    for step in CORNER_STEPS:
        simple = cv2.approxPolyDP(hull, step * length, closed=True)
        if len(simple) == 4:  # noqa: PLR2004 (corners)
            return np.asarray(simple.reshape(4, 2), np.float32)
    return None


def is_paper(grey: Picture, outline: NDArray[np.int32], corners: Points) -> bool:
    """Whether the shape is solid, of a sensible size, and brighter than its surroundings."""
    inside, bright = np.zeros(grey.shape, np.uint8), np.zeros(grey.shape, np.uint8)
    cv2.fillConvexPoly(inside, corners.astype(np.int32), 1)
    cv2.fillPoly(bright, [outline], 1)
    area, lit = int(inside.sum()), int(bright.sum())
    both = int((inside & bright).sum())
    if not MIN_AREA_SHARE < area / grey.size < MAX_AREA_SHARE:
        return False
    if both < MIN_SOLIDITY * area or lit - both > MAX_OUTSIDE_SHARE * lit:
        return False
    around = 1 - cv2.dilate(inside, np.ones((KERNEL_SIZE, KERNEL_SIZE)))
    if not around.any():
        return False
    return bool(np.median(grey[inside == 1]) - np.median(grey[around == 1]) > MIN_CONTRAST)


def sort_corners(corners: Points) -> Points:
    """Top left, top right, bottom right, bottom left."""
    sums, differences = corners.sum(axis=1), np.diff(corners, axis=1).ravel()
    places = [sums.argmin(), differences.argmin(), sums.argmax(), differences.argmax()]
    return np.asarray(corners[places], np.float32)


def warp_to_rectangle(picture: Picture, corners: Points) -> Picture:
    """What lies between the corners as a rectangle, with a narrow rim."""
    corners = corners + (corners - corners.mean(axis=0)) * np.float32(2 * RIM_SHARE)
    top, right, bottom, left = (
        float(np.linalg.norm(corners[(n + 1) % 4] - corners[n])) for n in range(4)
    )
    width, height = round(max(top, bottom)), round(max(left, right))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    flat = cv2.warpPerspective(
        picture,
        cv2.getPerspectiveTransform(corners.astype(np.float32), target),
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return as_picture(flat)

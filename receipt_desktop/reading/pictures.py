"""Scales, rotates, straightens and saves pictures of pages.

A `Picture` is an array of shape (height, width, 3), uint8, in the channel order of OpenCV (BGR).
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from receipt_desktop.config.atomic import replace_file
from receipt_desktop.domain.page import PagePicture
from receipt_desktop.domain.page_sources import Region
from receipt_desktop.reading.request import THUMBNAIL_NAME

Picture = NDArray[np.uint8]
Points = NDArray[np.float32]
"""Shape (n, 2): x and y in pixels."""
Matrix = NDArray[np.float64]
"""Shape (2, 3): an affine map of points of one picture to points of another."""

LONG_SIDE = 2400
LONG_RECEIPT_WIDTH = 1200
"""Smallest width of a long, narrow receipt after scaling, in pixels."""
MAX_LONG_SIDE = 9600
MAX_ENLARGEMENT = 2
"""Of a page of which only a region is read."""
JPEG_QUALITY = 85
THUMBNAIL_SIZE = (192, 256)
"""Largest width and height in pixels: 96 by 128 points at double pixel density."""
PROFILE_SIDE = 800
PROFILE_STRIPS = 6
WHITE = (255, 255, 255)


def bounding_factor(width: float, height: float) -> float:
    """The factor (at most 1) that scales a page to the size of a stored picture."""
    long, short = max(width, height), min(width, height)
    factor = max(LONG_SIDE / long, min(LONG_RECEIPT_WIDTH / short, MAX_LONG_SIDE / long))
    return min(1.0, factor)


def choose_factor(size: tuple[float, float], region: Region | None) -> float:
    """The factor (at most 1) that scales a page of this size so that its region is bounded.

    The page as a whole is then larger than usual, `MAX_ENLARGEMENT` times at most.
    """
    whole = bounding_factor(*size)
    if region is None:
        return whole
    part = bounding_factor(size[0] * region.width, size[1] * region.height)
    return min(part, MAX_ENLARGEMENT * whole)


def scale_picture(picture: Picture, factor: float) -> Picture:
    """Scale a picture; the same object when its size does not change."""
    height, width = picture.shape[:2]
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    if size == (width, height):
        return picture
    interpolation = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return as_picture(cv2.resize(picture, size, interpolation=interpolation))


def swap_channels(picture: Picture) -> Picture:
    """The picture of Pillow's channel order (RGB) in that of OpenCV."""
    return as_picture(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))


def as_picture(array: Any) -> Picture:
    """Convert an array to a contiguous `Picture`."""
    return np.ascontiguousarray(array, dtype=np.uint8)


def crop_quad(picture: Picture, quad: Points) -> Picture:
    """Cut out a quadrilateral, shape (4, 2), as a straight picture."""
    horizontal = max(np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[2] - quad[3]))
    vertical = max(np.linalg.norm(quad[3] - quad[0]), np.linalg.norm(quad[2] - quad[1]))
    width, height = max(1, round(float(horizontal))), max(1, round(float(vertical)))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    crop = cv2.warpPerspective(
        picture,
        cv2.getPerspectiveTransform(np.ascontiguousarray(quad, np.float32), target),
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return as_picture(crop)


def rotate_quarter_turns(picture: Picture, turns: int) -> Picture:
    """Rotate a picture counter-clockwise by quarter turns."""
    return as_picture(np.rot90(picture, turns)) if turns % 4 else picture


def compare_row_profile(picture: Picture) -> float:
    """The variation of ink between rows, divided by that between columns.

    Above 1 when text lines are horizontal, below 1 when the page lies on its side; unreliable for
    photos with a large background. Measured in strips, which reduces the effect of a tilt.
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    small = scale_picture(as_picture(grey), min(1.0, PROFILE_SIDE / max(grey.shape)))
    ink = cv2.adaptiveThreshold(
        small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12
    ).astype(np.float32)
    return _sum_profile_changes(ink) / max(1e-9, _sum_profile_changes(ink.T))


def _sum_profile_changes(ink: NDArray[np.float32]) -> float:
    rows = [strip.mean(axis=1) for strip in np.array_split(ink, PROFILE_STRIPS, axis=1)]
    return sum(float((np.diff(row) ** 2).sum()) / max(1e-9, float(row.mean())) for row in rows)


def compute_straightening(
    width: int, height: int, turns: int, tilt: float
) -> tuple[Matrix, int, int]:
    """The affine map that sets a picture upright, and its new width and height in pixels.

    `turns` counts quarter turns counter-clockwise, `tilt` is in degrees, positive when the lines
    (after the quarter turns) slope down to the right.
    """
    angle = math.radians(90 * turns + tilt)
    cosine, sine = math.cos(angle), math.sin(angle)
    matrix = np.array([[cosine, sine, 0.0], [-sine, cosine, 0.0]])
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    rotated = corners @ matrix[:, :2].T
    low, high = rotated.min(axis=0), rotated.max(axis=0)
    matrix[:, 2] = -low
    new_width, new_height = np.round(high - low).astype(int)
    return matrix, int(new_width), int(new_height)


def straighten_picture(picture: Picture, turns: int, tilt: float) -> tuple[Picture, Matrix]:
    """The upright picture with white borders, and the affine map that made it."""
    height, width = picture.shape[:2]
    matrix, new_width, new_height = compute_straightening(width, height, turns, tilt)
    if not tilt:
        return rotate_quarter_turns(picture, turns), matrix
    upright = cv2.warpAffine(
        picture, matrix, (new_width, new_height), flags=cv2.INTER_LINEAR, borderValue=WHITE
    )
    return as_picture(upright), matrix


def transform_points(points: Points, matrix: Matrix) -> Points:
    """Apply an affine map to points of shape (n, 2)."""
    return np.asarray(points @ matrix[:, :2].T + matrix[:, 2], np.float32)


def save_page_picture(picture: Picture, folder: Path, prefix: str, number: int) -> PagePicture:
    """Save a page as `<number>.jpg` in `folder`. Raises `OSError`."""
    height, width = picture.shape[:2]
    name = f"{number}.jpg"
    _write_jpeg(picture, folder / name)
    return PagePicture(number, width, height, f"{prefix}/{name}")


def save_thumbnail(picture: Picture, folder: Path) -> None:
    """Save a small picture of the top of the page in `folder`. Raises `OSError`."""
    max_width, max_height = THUMBNAIL_SIZE
    width = picture.shape[1]
    top = picture[: math.ceil(width * max_height / max_width)]
    factor = min(1.0, max_width / width, max_height / top.shape[0])
    _write_jpeg(scale_picture(as_picture(top), factor), folder / THUMBNAIL_NAME)


def _write_jpeg(picture: Picture, path: Path) -> None:
    """Write a JPEG atomically: two attempts at one receipt may overlap. Raises `OSError`."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    encoded, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    if not encoded:
        raise OSError(f"{path.name} could not be encoded")
    with replace_file(path, flush=False) as unfinished:
        unfinished.write_bytes(data.tobytes())

"""Pictures as the readers want them: upright, straight, of a bounded size.

A `Picture` is an array of shape (height, width, 3), uint8, blue-green-red, as OpenCV has it.
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
from receipt_desktop.reading.request import THUMBNAIL_NAME

Picture = NDArray[np.uint8]
Points = NDArray[np.float32]
"""Shape (n, 2): x and y in pixels."""
Matrix = NDArray[np.float64]
"""Shape (2, 3): an affine map of points of one picture to points of another."""

LONG_SIDE = 2400
LONG_RECEIPT_WIDTH = 1200
"""A long thin receipt keeps at least this much of its width."""
MAX_LONG_SIDE = 9600
JPEG_QUALITY = 85
THUMBNAIL_SIZE = (192, 256)
"""Most pixels across and down: 96 by 128 points on a screen of double density."""
PROFILE_SIDE = 800
PROFILE_STRIPS = 6
WHITE = (255, 255, 255)


def bounding_factor(width: float, height: float) -> float:
    """The factor (at most 1) that brings a page into the bounds of a stored picture."""
    long, short = max(width, height), min(width, height)
    wanted = max(LONG_SIDE / long, min(LONG_RECEIPT_WIDTH / short, MAX_LONG_SIDE / long))
    return min(1.0, wanted)


def scale_picture(picture: Picture, factor: float) -> Picture:
    """The picture at this factor of its size; the same object when that changes nothing."""
    height, width = picture.shape[:2]
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    if size == (width, height):
        return picture
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return as_picture(cv2.resize(picture, size, interpolation=way))


def as_picture(array: Any) -> Picture:
    """An array in the form of a `Picture`, for the types' sake and contiguous in memory."""
    return np.ascontiguousarray(array, dtype=np.uint8)


def rotate_quarter_turns(picture: Picture, turns: int) -> Picture:
    """The picture after quarter turns counter-clockwise."""
    return as_picture(np.rot90(picture, turns)) if turns % 4 else picture


def compare_row_profile(picture: Picture) -> float:
    """How much more the ink changes from row to row than from column to column.

    Above 1 for a page whose lines are level, below for one that lies on its side; a photo with
    much around the receipt may lie to us. Taken in strips, so that a tilt matters less.
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
    """The map that turns a picture upright, and the size it then has.

    `turns` counts quarter turns counter-clockwise, `tilt` is in degrees, positive when the lines
    (after the quarter turns) still fall to the right.
    """
    angle = math.radians(90 * turns + tilt)
    cosine, sine = math.cos(angle), math.sin(angle)
    matrix = np.array([[cosine, sine, 0.0], [-sine, cosine, 0.0]])
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    moved = corners @ matrix[:, :2].T
    low, high = moved.min(axis=0), moved.max(axis=0)
    matrix[:, 2] = -low
    across, down = np.round(high - low).astype(int)
    return matrix, int(across), int(down)


def straighten_picture(picture: Picture, turns: int, tilt: float) -> tuple[Picture, Matrix]:
    """The upright picture, white where nothing was, and the map that led there."""
    height, width = picture.shape[:2]
    matrix, across, down = compute_straightening(width, height, turns, tilt)
    if not tilt:
        return rotate_quarter_turns(picture, turns), matrix
    upright = cv2.warpAffine(
        picture, matrix, (across, down), flags=cv2.INTER_LINEAR, borderValue=WHITE
    )
    return as_picture(upright), matrix


def transform_points(points: Points, matrix: Matrix) -> Points:
    """Points of the first picture in the second one."""
    return np.asarray(points @ matrix[:, :2].T + matrix[:, 2], np.float32)


def save_page_picture(picture: Picture, folder: Path, prefix: str, number: int) -> PagePicture:
    """Store the picture of a page as `<number>.jpg` below `folder`. Raises `OSError`."""
    height, width = picture.shape[:2]
    name = f"{number}.jpg"
    _write_jpeg(picture, folder / name)
    return PagePicture(number, width, height, f"{prefix}/{name}")


def save_thumbnail(picture: Picture, folder: Path) -> None:
    """Store a small picture of the page's top beside the pages. Raises `OSError`."""
    across, down = THUMBNAIL_SIZE
    width = picture.shape[1]
    top = picture[: math.ceil(width * down / across)]
    factor = min(1.0, across / width, down / top.shape[0])
    _write_jpeg(scale_picture(as_picture(top), factor), folder / THUMBNAIL_NAME)


def _write_jpeg(picture: Picture, path: Path) -> None:
    """Write a JPEG whole or not at all: two attempts at one receipt may overlap."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    done, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    if not done:
        raise OSError(f"{path.name} could not be encoded")
    with replace_file(path, flush=False) as unfinished:
        unfinished.write_bytes(data.tobytes())

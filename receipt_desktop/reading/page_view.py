"""A picture made from a page, with where its points were on that page."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from receipt_desktop.domain.page_sources import DECIMALS, Corners, Region
from receipt_desktop.reading.pictures import (
    Matrix,
    Picture,
    Points,
    as_picture,
    compute_straightening,
    rotate_quarter_turns,
    straighten_picture,
)

Homography = NDArray[np.float64]
"""Shape (3, 3): maps points of a picture to those of another."""


@dataclass(frozen=True, slots=True, eq=False)
class PageView:
    """A picture of a page. Flattening moves points a little further, which is not recorded."""

    picture: Picture
    to_page: Homography
    """Maps points of the picture, in pixels, to shares (0..1) of the page's width and height."""

    @classmethod
    def of_region(cls, picture: Picture, region: Region | None) -> PageView:
        """The view of a decoded page, or of a region of it."""
        height, width = picture.shape[:2]
        part = region or Region(0, 0, 1, 1)
        across, down = part.width / width, part.height / height
        return cls(picture, np.array([[across, 0, part.x], [0, down, part.y], [0, 0, 1.0]]))

    @property
    def corners(self) -> Corners:
        """Where the corners of the picture are on the page, clockwise from the top left."""
        height, width = self.picture.shape[:2]
        own = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
        return _transform(own, self.to_page)

    def locate(self, corners: Corners | None) -> Corners:
        """Where corners in shares of this picture are on the page; None for its own corners."""
        if corners is None:
            return self.corners
        height, width = self.picture.shape[:2]
        return _transform(np.array(corners) * (width, height), self.to_page)

    def turn(self, turns: int) -> PageView:
        """Turned by quarter turns counter-clockwise."""
        if not turns % 4:
            return self
        height, width = self.picture.shape[:2]
        matrix, _, _ = compute_straightening(width, height, turns, 0.0)
        return self._moved(rotate_quarter_turns(self.picture, turns), matrix)

    def straighten(self, turns: int, tilt: float) -> tuple[PageView, Matrix]:
        """As `straighten_picture`, with the affine map that made it."""
        upright, matrix = straighten_picture(self.picture, turns, tilt)
        return self._moved(upright, matrix), matrix

    def cut(self, left: int, top: int, right: int, bottom: int) -> PageView:
        """The part between these pixels."""
        part = as_picture(self.picture[top:bottom, left:right])
        return self._moved(part, np.array([[1.0, 0.0, -left], [0.0, 1.0, -top]]))

    def warp(self, corners: Points, width: int, height: int) -> PageView:
        """The quadrilateral with these corners, shape (4, 2), as a rectangle of this size."""
        target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
        flat = cv2.warpPerspective(
            self.picture,
            matrix,
            (width, height),
            flags=cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return PageView(as_picture(flat), self.to_page @ np.linalg.inv(matrix))

    def _moved(self, picture: Picture, matrix: Matrix) -> PageView:
        whole = np.vstack([matrix, [0.0, 0.0, 1.0]])
        return PageView(picture, self.to_page @ np.linalg.inv(whole))


def _transform(points: NDArray[np.float64], matrix: Homography) -> Corners:
    moved = cv2.perspectiveTransform(points[None], matrix)[0]
    first, second, third, fourth = (
        (round(float(x), DECIMALS), round(float(y), DECIMALS)) for x, y in moved
    )
    return first, second, third, fourth

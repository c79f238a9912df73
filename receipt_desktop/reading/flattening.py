"""Flattens curved pages: a smooth field of the lines' slopes is integrated to a map of heights.

Paper that is rolled, creased or seen at an angle bends its lines, so that an amount no longer
stands beside its label. Each box of text shows the slope of its line at its place.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from receipt_desktop.reading.pictures import WHITE, Picture, Points, as_picture

MIN_BOXES = 12
MIN_RATIO = 1.3
"""Width divided by height from which a box shows a slope."""
MAX_SLOPE = 0.6
FIT_ROUNDS = 5
OUTLIER_SLOPE = 0.02
"""Deviation of a box's slope from which it counts less."""
RIDGE = 0.002
"""Damping of the curvature, as a share of the boxes' weight."""
MAX_LEFT = 0.75
"""Share of the deviating slopes that the fitted field may leave unexplained."""
GRID_STEPS = 64
INVERSION_ROUNDS = 6

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class HeightMap:
    """How far each place of the flat page lies below or above that of the picture."""

    shifts: NDArray[np.float32]
    """Shape (`GRID_STEPS`, `GRID_STEPS`): pixels to add to the height on the flat page."""
    width: int
    height: int

    @property
    def largest(self) -> float:
        """The largest shift in pixels, apart from a shift of the whole page."""
        return float(np.ptp(self.shifts)) / 2

    def flatten_picture(self, picture: Picture) -> Picture:
        """The flat picture, of the same size, with white where nothing was seen."""
        size = (picture.shape[1], picture.shape[0])
        shifts = cv2.resize(self.shifts, size, interpolation=cv2.INTER_LINEAR)
        columns, rows = np.meshgrid(*(np.arange(side, dtype=np.float32) for side in size))
        flat = cv2.remap(
            picture, columns, rows + shifts, cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT, borderValue=WHITE,
        )  # fmt: skip
        return as_picture(flat)

    def flatten_points(self, points: Points) -> Points:
        """Points of the picture, shape (n, 2), on the flat page."""
        flat = np.array(points, np.float32)
        for _ in range(INVERSION_ROUNDS):
            flat[:, 1] = points[:, 1] - self._sample_shifts(flat)
        return flat

    def _sample_shifts(self, points: Points) -> NDArray[np.float32]:
        across = (points[:, 0] / self.width * GRID_STEPS - 0.5).astype(np.float32)
        down = (points[:, 1] / self.height * GRID_STEPS - 0.5).astype(np.float32)
        sampled = cv2.remap(
            self.shifts, across[:, None], down[:, None], cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )  # fmt: skip
        return np.asarray(sampled[:, 0], np.float32)


def measure_heights(quads: NDArray[np.float32], width: int, height: int) -> HeightMap | None:
    """The map of a page with these boxes, shape (n, 4, 2); None when they show no bend."""
    edges = (quads[:, 1] - quads[:, 0] + quads[:, 2] - quads[:, 3]) / 2
    lengths = np.linalg.norm(edges, axis=1)
    heights = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    slopes = edges[:, 1] / np.maximum(1.0, edges[:, 0])
    usable = (lengths >= MIN_RATIO * heights) & (np.abs(slopes) < MAX_SLOPE)
    if usable.sum() < MIN_BOXES:
        return None
    middles = quads.mean(axis=1)[usable] / (width, height)
    weights = np.minimum(lengths[usable], np.median(lengths[usable]))
    field = fit_slopes(middles, slopes[usable].astype(np.float64), weights.astype(np.float64))
    left = np.abs(make_terms(middles[:, 0], middles[:, 1]) @ field - slopes[usable])
    before = np.abs(slopes[usable] - np.median(slopes[usable]))
    if np.sum(left * weights) > MAX_LEFT * np.sum(before * weights):
        return None
    return HeightMap(integrate_slopes(field, width, height), width, height)


def fit_slopes(middles: Array, slopes: Array, weights: Array) -> Array:
    """The coefficients of the slope field for points in 0..1; boxes that deviate count less."""
    terms = make_terms(middles[:, 0], middles[:, 1])
    damping = np.diag([0.0, 0.0, 0.0, *[RIDGE * weights.sum()] * (terms.shape[1] - 3)])
    robust: Array = weights
    field: Array = np.zeros(terms.shape[1])
    for _ in range(FIT_ROUNDS):
        weighted = terms * robust[:, None]
        solved = np.linalg.solve(
            weighted.T @ terms + damping + np.eye(len(field)) * 1e-6, weighted.T @ slopes
        )
        field = np.asarray(solved, np.float64)

        deviations = np.abs(terms @ field - slopes)
        robust = weights * np.minimum(1.0, OUTLIER_SLOPE / np.maximum(deviations, 1e-9))
    return np.asarray(field)


def make_terms(across: Array, down: Array) -> Array:
    """The polynomial terms of the slope field, shape (n, 8), for points in 0..1."""
    x, y = 2 * across - 1, 2 * down - 1
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y, x * x * x, x * x * y], axis=-1)


def integrate_slopes(field: Array, width: int, height: int) -> NDArray[np.float32]:
    """The shifts in pixels: each flat row is followed along the slopes from the middle outwards."""
    steps = (np.arange(GRID_STEPS) + 0.5) / GRID_STEPS
    shifts = np.zeros((GRID_STEPS, GRID_STEPS), np.float32)
    middle = GRID_STEPS // 2
    for columns in (range(middle + 1, GRID_STEPS), range(middle - 1, -1, -1)):
        heights = steps * height
        for column in columns:
            before = column - 1 if column > middle else column + 1
            terms = make_terms(np.full(GRID_STEPS, steps[before]), heights / height)
            rise = np.clip(terms @ field, -MAX_SLOPE, MAX_SLOPE)
            heights = heights + rise * (steps[column] - steps[before]) * width
            shifts[:, column] = heights - steps * height
    return shifts

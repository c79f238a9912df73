"""Detects lines of text: RapidOCR's detection network, and boxes around what it marks.

The network gives each pixel the probability that it lies in the core of a line. Cores are widened
to the size of their lines. Source: Liao et al., "Real-time Scene Text Detection with
Differentiable Binarization", AAAI 2020, section 3.5.
"""

from __future__ import annotations

import cv2
import numpy as np
import pyclipper
from numpy.typing import NDArray

from receipt_desktop.reading.byte_products import are_products_exact, multiply_bytes
from receipt_desktop.reading.network_files import find_network, open_session, run_network
from receipt_desktop.reading.network_graph import Graph
from receipt_desktop.reading.network_input import make_input
from receipt_desktop.reading.pictures import Picture, Points, as_picture

SIDE_STEP = 32
"""The network takes sides that are multiples of this, in pixels."""
MIN_PROBABILITY = 0.3
"""Of a pixel in the core of a line."""
MIN_MEAN_PROBABILITY = 0.5
"""Of a whole core. The mean over its outline, since curved lines fill no rectangle."""
WIDENING = 1.6
"""Distance of a line's edge from its core, times the core's outline, divided by its area."""
MIN_CORE_SIDE, MIN_BOX_SIDE = 3, 5
"""Pixels; smaller ones are specks."""
MIN_SIDE = 4
"""Pixels of the picture."""
MAX_LINES = 1000
MIN_BYTE_CHANNELS = 96
"""Channels of a convolution from which bytes are quicker than floats."""

Quads = NDArray[np.float32]
"""Shape (n, 4, 2): corners clockwise from the top left, relative to the text."""


class TextDetector:
    """Finds the lines of a picture."""

    def __init__(self, threads: int) -> None:
        """Load the network. Raises `ImportError` when it is not installed."""
        network = Graph.parse(find_network("det").read_bytes())
        if are_products_exact():
            multiply_bytes(network, MIN_BYTE_CHANNELS)
        self._session = open_session(network.pack(), threads)
        self._input = self._session.get_inputs()[0].name

    def find_lines(self, picture: Picture) -> Quads:
        """The box of each line, in whole pixels of the picture."""
        height, width = picture.shape[:2]
        size = (_round_side(width), _round_side(height))
        scaled = picture if size == (width, height) else as_picture(cv2.resize(picture, size))
        inputs = {self._input: make_input(scaled)}
        probabilities = run_network(self._session, None, inputs)[0][0, 0]
        boxes = [cv2.boxPoints(box) for box in find_boxes(probabilities)]
        if not boxes:
            return np.empty((0, 4, 2), np.float32)
        factors = np.array((width / size[0], height / size[1]), np.float32)
        whole = np.clip(np.round(np.array(boxes, np.float32) * factors), 0, (width, height))
        quads = np.minimum(sort_corners(whole), (width - 1, height - 1)).astype(np.float32)
        return quads[_measure_short_sides(quads) >= MIN_SIDE]


def _round_side(side: int) -> int:
    return max(1, round(side / SIDE_STEP)) * SIDE_STEP


def find_boxes(probabilities: NDArray[np.float32]) -> list[cv2.typing.RotatedRect]:
    """The rectangles around lines whose cores have these probabilities, shape (height, width)."""
    marked = (probabilities > MIN_PROBABILITY).astype(np.uint8)
    joined = cv2.dilate(marked, np.ones((2, 2), np.uint8))
    outlines, _ = cv2.findContours(joined, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for outline in outlines[:MAX_LINES]:
        core = cv2.minAreaRect(outline)
        if min(core[1]) < MIN_CORE_SIDE:
            continue
        if _measure_mean(probabilities, np.asarray(outline, np.int32)) < MIN_MEAN_PROBABILITY:
            continue
        box = cv2.minAreaRect(widen_core(np.asarray(cv2.boxPoints(core), np.float32)))
        if min(box[1]) >= MIN_BOX_SIDE:
            found.append(box)
    return found


def _measure_mean(probabilities: NDArray[np.float32], outline: NDArray[np.int32]) -> float:
    """The mean probability inside an outline."""
    x, y, width, height = cv2.boundingRect(outline)
    inside = np.zeros((height, width), np.uint8)
    cv2.fillPoly(inside, [outline], 1, offset=(-x, -y))
    return cv2.mean(probabilities[y : y + height, x : x + width], inside)[0]


def widen_core(core: Points) -> NDArray[np.int32]:
    """The outline of the line that has this core, shape (4, 2), with round corners."""
    distance = WIDENING * cv2.contourArea(core) / cv2.arcLength(core, closed=True)
    offset = pyclipper.PyclipperOffset()
    offset.AddPath(core, pyclipper.JT_ROUND, pyclipper.ET_CLOSEDPOLYGON)
    return np.array(offset.Execute(distance), np.int32).reshape(-1, 1, 2)


def sort_corners(quads: Quads) -> Quads:
    """The corners of each quadrilateral, shape (n, 4, 2), clockwise from the top left."""
    by_x = np.take_along_axis(quads, np.argsort(quads[:, :, :1], axis=1, kind="stable"), axis=1)
    left, right = (_sort_by_y(by_x[:, half]) for half in (slice(0, 2), slice(2, 4)))
    return np.stack([left[:, 0], right[:, 0], right[:, 1], left[:, 1]], axis=1)


def _sort_by_y(pairs: Quads) -> Quads:
    order = np.argsort(pairs[:, :, 1:], axis=1, kind="stable")
    return np.asarray(np.take_along_axis(pairs, order, axis=1), np.float32)


def _measure_short_sides(quads: Quads) -> NDArray[np.float32]:
    """The shorter of width and height of each quadrilateral."""
    across = np.linalg.norm(quads[:, 0] - quads[:, 1], axis=1)
    down = np.linalg.norm(quads[:, 0] - quads[:, 3], axis=1)
    return np.asarray(np.minimum(across, down), np.float32)

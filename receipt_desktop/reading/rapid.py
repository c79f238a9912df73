"""RapidOCR: PP-OCR's detector and recogniser on onnxruntime. In a child process only."""

from __future__ import annotations

import logging
import math
import statistics
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from receipt_desktop.errors import Deadline
from receipt_desktop.page import Box, Line
from receipt_desktop.reading.picture import (
    Matrix,
    Picture,
    Points,
    as_picture,
    moved,
    straightened,
)
from receipt_desktop.reading.reader import Found

NAME = "rapidocr"
DETECTION_SIDE = 960
"""Pixels the long side of an ordinary page has for the detector."""
DETECTION_WIDTH = 640
"""A long thin receipt keeps at least this width for the detector."""
LOWEST_SCORE = 0.5
SAMPLE = 8
"""Lines looked at to tell whether a page stands on its head."""
LYING = 1.5
"""A box this many times higher than wide holds a line that lies on its side."""
SMALLEST_TILT, LARGEST_TILT = 0.5, 20.0

Quads = NDArray[np.float32]
"""Shape (n, 4, 2): corners from the top left one clockwise, as the text runs."""


class RapidReader:
    """One engine, kept for the life of the process: loading it takes half a second."""

    name = NAME

    def __init__(self, threads: int) -> None:
        """Load the engine. Raises `ImportError` when it is not installed."""
        from rapidocr import RapidOCR  # noqa: PLC0415 (heavy, and may be missing)

        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
        self._engine = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.max_side_len": 100_000,
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
                "Det.limit_type": "max",
                "Det.limit_side_len": DETECTION_SIDE,
                "Rec.rec_batch_num": 1,
                "Cls.cls_batch_num": 1,
            }
        )

    def read(self, picture: Picture, deadline: Deadline) -> Found:
        """Find the lines, see how the page lies, read them. Raises `TimedOut`."""
        quads = self._detect(picture)
        if quads is None:
            return Found(picture, ())
        deadline.check()
        turns = lying(quads)
        crops = [as_picture(np.rot90(crop(picture, quad), turns)) for quad in quads]
        if self._overturned(crops):
            turns += 2
            crops = [as_picture(np.rot90(one, 2)) for one in crops]
        lines = self._recognise(crops, deadline)
        upright, matrix = straightened(picture, turns, tilt(quads, turns))
        return Found(upright, tuple(_placed(lines, quads, matrix)))

    def _detect(self, picture: Picture) -> Quads | None:
        """Where text is; corners in pixels of the picture."""
        detector = self._engine._load_det_model()  # noqa: SLF001 (its steps have no public name)
        long, short = max(picture.shape[:2]), min(picture.shape[:2])
        detector.limit_side_len = max(DETECTION_SIDE, round(DETECTION_WIDTH * long / short))
        boxes = detector(picture).boxes
        return None if boxes is None else np.asarray(boxes, np.float32)

    def _overturned(self, crops: list[Picture]) -> bool:
        """Whether most of the clearest lines stand on their head."""
        sample = sorted(crops, key=lambda crop: crop.shape[1] / crop.shape[0])[-SAMPLE:]
        votes = self._engine.cls_and_rotate(list(sample))[1].cls_res
        heads = sum(score if label == "180" else -score for label, score in votes)
        return bool(heads > 0)

    def _recognise(self, crops: list[Picture], deadline: Deadline) -> list[tuple[str, float]]:
        """Text and score of every crop; in small portions, for the deadline's sake."""
        read: list[tuple[str, float]] = []
        for at in range(0, len(crops), SAMPLE):
            deadline.check()
            result: Any = self._engine.recognize_txt(crops[at : at + SAMPLE])
            read += zip(result.txts, map(float, result.scores), strict=True)
        return read


def crop(picture: Picture, quad: Points) -> Picture:
    """The inside of a box that may stand askew, as a picture of its own."""
    across = max(np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[2] - quad[3]))
    down = max(np.linalg.norm(quad[3] - quad[0]), np.linalg.norm(quad[2] - quad[1]))
    width, height = max(1, round(float(across))), max(1, round(float(down)))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    cut = cv2.warpPerspective(
        picture,
        cv2.getPerspectiveTransform(np.ascontiguousarray(quad, np.float32), target),
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return as_picture(cut)


def lying(quads: Quads) -> int:
    """1 when the lines run down or up the picture, else 0: quarter turns counter-clockwise."""
    across = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    down = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    weight = np.maximum(across, down)
    return int(weight[down >= LYING * across].sum() > weight.sum() / 2)


def tilt(quads: Quads, turns: int) -> float:
    """Degrees by which the lines, after the quarter turns, fall to the right; 0.0 when straight."""
    edges = quads[:, 1] - quads[:, 0] if turns % 2 == 0 else quads[:, 3] - quads[:, 0]
    length = np.linalg.norm(edges, axis=1)
    angles = [math.degrees(math.atan2(y, x)) for x, y in edges[length >= np.median(length)]]
    middle = statistics.median((angle - 90 * (turns % 2) + 90) % 180 - 90 for angle in angles)
    return middle if SMALLEST_TILT <= abs(middle) <= LARGEST_TILT else 0.0


def _placed(lines: list[tuple[str, float]], quads: Quads, matrix: Matrix) -> list[Line]:
    """Lines with their boxes in the upright picture, from top to bottom."""
    placed = [
        Line(text.strip(), _box(moved(quad, matrix)), score)
        for (text, score), quad in zip(lines, quads, strict=True)
        if text.strip() and score >= LOWEST_SCORE
    ]
    return sorted(placed, key=lambda line: (line.box.middle, line.box.x))


def _box(corners: Points) -> Box:
    left, top = np.maximum(0, np.floor(corners.min(axis=0))).astype(int)
    right, bottom = np.ceil(corners.max(axis=0)).astype(int)
    return Box(int(left), int(top), max(1, int(right - left)), max(1, int(bottom - top)))

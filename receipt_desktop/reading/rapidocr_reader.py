"""RapidOCR: PP-OCR's detector and recogniser on onnxruntime. In a child process only."""

from __future__ import annotations

import logging
import math
import statistics
from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Box, Line
from receipt_desktop.reading.pictures import (
    Matrix,
    Picture,
    Points,
    as_picture,
    rotate_quarter_turns,
    scale_picture,
    straighten_picture,
    transform_points,
)
from receipt_desktop.reading.reader import OcrResult, sort_downwards
from receipt_desktop.reading.tiles import split_into_tiles

READER_NAME = "rapidocr"
MIN_INPUT_WIDTH = 48
"""Pixels: the recogniser pads shorter lines to this width, and pays for every one of them."""
MIN_SCORE = 0.5
SAMPLE_LINES = 8
"""Lines looked at to tell whether a page stands on its head."""
UNLIMITED_SIDE = 100_000
UPRIGHT_SCORE = 0.8
"""Mean score of the lines of a page below which it may stand on its head."""
LYING_RATIO = 1.5
"""A box this many times higher than wide holds a line that lies on its side."""
MIN_TILT, MAX_TILT = 0.5, 20.0

Quads = NDArray[np.float32]
"""Shape (n, 4, 2): corners from the top left one clockwise, as the text runs."""


class RapidOcrReader:
    """One engine, kept for the life of the process: loading it takes half a second."""

    name = READER_NAME

    def __init__(self, threads: int) -> None:
        """Load the engine. Raises `ImportError` when it is not installed."""
        from rapidocr import RapidOCR  # noqa: PLC0415 (heavy, and may be missing)

        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
        cv2.setNumThreads(threads)
        self._engine = RapidOCR(
            params={
                "Global.log_level": "critical",
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
                "Det.limit_type": "max",
                "Det.limit_side_len": UNLIMITED_SIDE,
                "Rec.rec_batch_num": 1,
                "Rec.rec_img_shape": [3, 48, MIN_INPUT_WIDTH],
                "Cls.cls_batch_num": 1,
            }
        )
        # Its steps one by one have no public names, but what is between them matters here.
        self._detector: Any = self._engine._load_det_model()  # type: ignore[no-untyped-call] # noqa: SLF001
        self._recogniser: Any = self._engine._load_rec_model()  # type: ignore[no-untyped-call] # noqa: SLF001
        for part in (self._detector, self._recogniser):
            disable_memory_plans(part.session, threads)

    def read_picture(self, picture: Picture, deadline: Deadline) -> OcrResult:
        """Find the lines, see how the page lies, read them. Raises `TimedOut`."""
        turns, quads = self._detect_lines(picture, deadline)
        if not len(quads):
            return OcrResult(picture, ())
        picture = rotate_quarter_turns(picture, turns)
        crops = [crop_quad(picture, quad) for quad in quads]
        over, lines = self._read_upright(crops, deadline)
        upright, matrix = straighten_picture(picture, over, measure_tilt(quads))
        return OcrResult(upright, sort_downwards(_place_lines(lines, quads, matrix)))

    def _read_upright(
        self, crops: list[Picture], deadline: Deadline
    ) -> tuple[int, list[tuple[str, float]]]:
        """Quarter turns that set the lines on their feet, and what they then say.

        What reads badly is read the other way round too: the classifier of heads and feet errs.
        """
        over = 2 if self._is_upside_down(crops) else 0
        lines = self._recognise_crops([rotate_quarter_turns(one, over) for one in crops], deadline)
        if statistics.fmean(score for _, score in lines) >= UPRIGHT_SCORE:
            return over, lines
        other = self._recognise_crops(
            [rotate_quarter_turns(one, 2 - over) for one in crops], deadline
        )
        better = sum(score for _, score in other) > sum(score for _, score in lines)
        return (2 - over, other) if better else (over, lines)

    def _detect_lines(self, picture: Picture, deadline: Deadline) -> tuple[int, Quads]:
        """Quarter turns that lay the lines level, and where they are in the turned picture."""
        quads = self._find_quads(picture, deadline)
        if not are_lines_vertical(quads):
            return 0, quads
        return 1, self._find_quads(rotate_quarter_turns(picture, 1), deadline)

    def _find_quads(self, picture: Picture, deadline: Deadline) -> Quads:
        """Where text is, found tile by tile."""
        found = [np.empty((0, 4, 2), np.float32)]
        for tile in split_into_tiles(picture.shape[1], picture.shape[0]):
            deadline.raise_if_over()
            part = scale_picture(as_picture(picture[tile.top : tile.bottom]), tile.factor)
            boxes = self._detector(part).boxes
            if boxes is not None:
                quads = np.asarray(boxes, np.float32) / tile.factor + (0, tile.top)
                found.append(quads[tile.owned_quads(quads)])
        return np.concatenate(found).astype(np.float32)

    def _is_upside_down(self, crops: list[Picture]) -> bool:
        """Whether most of the longest lines stand on their head."""
        sample = sorted(crops, key=lambda crop: crop.shape[1] / crop.shape[0])[-SAMPLE_LINES:]
        votes: Any = self._engine.cls_and_rotate(list(sample))[1].cls_res
        heads = sum(score if label == "180" else -score for label, score in votes)
        return bool(heads > 0)

    def _recognise_crops(self, crops: list[Picture], deadline: Deadline) -> list[tuple[str, float]]:
        """Text and score of every crop; in small portions, for the deadline's sake."""
        read: list[tuple[str, float]] = []
        for at in range(0, len(crops), SAMPLE_LINES):
            deadline.raise_if_over()
            result: Any = self._engine.recognize_txt(crops[at : at + SAMPLE_LINES])
            read += zip(result.txts, map(float, result.scores), strict=True)
        return read


def crop_quad(picture: Picture, quad: Points) -> Picture:
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


def are_lines_vertical(quads: Quads) -> bool:
    """Whether the lines run down or up the picture."""
    across = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    down = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    length = np.maximum(across, down)
    return bool(length[down >= LYING_RATIO * across].sum() > length.sum() / 2)


def measure_tilt(quads: Quads) -> float:
    """Degrees by which the level lines fall to the right; 0.0 when they are straight."""
    edges = quads[:, 1] - quads[:, 0]
    length = np.linalg.norm(edges, axis=1)
    angles = [math.degrees(math.atan2(y, x)) for x, y in edges[length >= np.median(length)]]
    middle = statistics.median(angles)
    return middle if MIN_TILT <= abs(middle) <= MAX_TILT else 0.0


def _place_lines(lines: list[tuple[str, float]], quads: Quads, matrix: Matrix) -> Iterator[Line]:
    """Lines with their boxes in the upright picture; what is hardly legible is left out."""
    for (text, score), quad in zip(lines, quads, strict=True):
        if text.strip() and score >= MIN_SCORE:
            yield Line(text.strip(), _bounding_box(transform_points(quad, matrix)), score)


def _bounding_box(corners: Points) -> Box:
    left, top = np.maximum(0, np.floor(corners.min(axis=0))).astype(int)
    right, bottom = np.ceil(corners.max(axis=0)).astype(int)
    return Box(int(left), int(top), max(1, int(right - left)), max(1, int(bottom - top)))


def disable_memory_plans(part: Any, threads: int) -> None:
    """Load a network anew without a memory plan kept for each shape of input it ever saw.

    Every line has a width of its own: the plans would cost 150 MB and save nothing.
    """
    from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 (heavy)

    options = SessionOptions()
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    path = part.session._model_path  # noqa: SLF001 (it has no public name)
    part.session = InferenceSession(path, options, providers=["CPUExecutionProvider"])

"""RapidOCR's networks, PP-OCR on onnxruntime. Runs in a worker process only."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Box, Line
from receipt_desktop.reading.levelling import (
    LARGE_SHIFT,
    MIN_SHIFT,
    PageShape,
    level_page,
    measure_tilt,
)
from receipt_desktop.reading.line_boxes import are_lines_vertical
from receipt_desktop.reading.line_orientation import LineOrientation
from receipt_desktop.reading.page_view import PageView
from receipt_desktop.reading.pictures import (
    Matrix,
    Picture,
    Points,
    as_picture,
    crop_quad,
    rotate_quarter_turns,
    scale_picture,
    transform_points,
)
from receipt_desktop.reading.reader import OcrResult, sort_downwards
from receipt_desktop.reading.stroke_density import is_print_around
from receipt_desktop.reading.text_detector import Quads, TextDetector, sort_corners
from receipt_desktop.reading.text_recogniser import TextRecogniser
from receipt_desktop.reading.tiles import (
    COARSE_SHARE,
    MIN_COARSE_LINES,
    TextArea,
    choose_factor,
    find_small_text,
    has_text_at_edge,
    measure_text_area,
    split_into_tiles,
    whole_picture,
)

READER_NAME = "rapidocr"
MIN_SCORE = 0.5
SAMPLE_LINES = 8
"""Lines used to detect a page that is upside down."""
TURNED_LINES = 24
"""Lines at least, spread over the page, that are read in the other orientation too."""
UPRIGHT_SCORE = 0.8
"""Mean score of the lines below which the page may be upside down."""
CERTAIN_SCORE = 0.9
"""Score of a line from which it is hardly ever upside down."""


@dataclass(frozen=True, slots=True, eq=False)
class FirstLook:
    """What is known of a picture before its lines are detected."""

    view: PageView
    area: TextArea | None = None
    """Where it has text; None for all of it."""
    is_flattened: bool = False
    """Whether a strong bend of the page was flattened."""

    @property
    def share(self) -> float:
        """The share of the detector's scale that is enough for the lines."""
        return self.area.share if self.area else 1.0


class RapidOcrReader:
    """Reads pictures with RapidOCR's networks, which take 0.2 seconds to load."""

    name = READER_NAME

    def __init__(self, threads: int) -> None:
        """Load the engine. Raises `ImportError` when it is not installed."""
        cv2.setNumThreads(threads)
        self._detector = TextDetector(threads)
        self._recogniser = TextRecogniser(threads)
        self._orientation = LineOrientation(threads)

    def read_picture(
        self,
        picture: Picture,
        deadline: Deadline,
        *,
        is_photo: bool = True,
        is_upright: bool = False,
    ) -> OcrResult:
        """Detect the lines, set the page upright and recognise the text. Raises `TimedOut`.

        Only photos are cropped to small text and flattened.
        """
        view = PageView.of_region(picture, None)
        look = self._look_coarsely(view, deadline, is_upright) if is_photo else FirstLook(view)
        view, quads = self._detect_lines(look.view, look.area, deadline, is_upright)
        if not len(quads):
            return OcrResult(picture, ())
        if is_photo:
            view, quads = self._look_closer(view, quads, deadline)
            view, quads = self._flatten(
                view, quads, look.share, deadline, may_detect=not look.is_flattened
            )
        crops = [crop_quad(view.picture, quad) for quad in quads]
        half_turn, lines = self._read_upright(crops, deadline, is_upright)
        upright, matrix = view.straighten(half_turn, measure_tilt(quads))
        outlines = dict(_place_lines(lines, quads, matrix))
        placed = sort_downwards(outlines)
        return OcrResult(
            upright.picture,
            tuple(line for line in placed if line.text and line.score >= MIN_SCORE),
            tuple(line for line in placed if not line.text or line.score < MIN_SCORE),
            corners=upright.corners,
            outlines=outlines,
        )

    def locate_lines(self, picture: Picture, deadline: Deadline) -> Quads:
        """The boxes of most lines of a picture, seen from afar. Raises `TimedOut`."""
        return self._find_quads(picture, deadline, whole_picture(picture, COARSE_SHARE))

    def _read_upright(
        self, crops: list[Picture], deadline: Deadline, is_upright: bool
    ) -> tuple[int, list[tuple[str, float]]]:
        """Quarter turns (0 or 2) that set the lines upright, and the text and score of each line.

        With poor scores, a sample is read in the other orientation too: the network makes mistakes.
        """
        if is_upright:
            return 0, self._read_turned(crops, 0, deadline)
        half_turn = 2 if self._is_upside_down(crops) else 0
        sample = range(0, len(crops), max(1, len(crops) // TURNED_LINES))
        sampled = [crops[number] for number in sample]
        lines = self._read_turned(sampled, half_turn, deadline)
        if statistics.fmean(score for _, score in lines) < UPRIGHT_SCORE:
            turned = self._read_turned(sampled, 2 - half_turn, deadline)
            if count_certain_letters(turned) > count_certain_letters(lines):
                half_turn, lines = 2 - half_turn, turned
        found = dict(zip(sample, lines, strict=True))
        others = [number for number in range(len(crops)) if number not in found]
        rest = self._read_turned([crops[number] for number in others], half_turn, deadline)
        found |= zip(others, rest, strict=True)
        return half_turn, [found[number] for number in range(len(crops))]

    def _read_turned(
        self, crops: list[Picture], turns: int, deadline: Deadline
    ) -> list[tuple[str, float]]:
        """Text and score of each line after quarter turns counter-clockwise."""
        turned = [rotate_quarter_turns(crop, turns) for crop in crops]
        return self._recogniser.read_lines(turned, deadline)

    def _look_closer(
        self, view: PageView, quads: Quads, deadline: Deadline
    ) -> tuple[PageView, Quads]:
        """The part with the text and its boxes, when it is small in a large picture."""
        part = find_small_text(quads, view.picture.shape[1], view.picture.shape[0])
        if part is None:
            return view, quads
        closer = view.cut(*part)
        found = self._find_quads(closer.picture, deadline)
        return (closer, found) if len(found) else (view, quads)

    def _flatten(
        self,
        view: PageView,
        quads: Quads,
        share: float,
        deadline: Deadline,
        *,
        may_turn: bool = True,
        may_detect: bool = True,
    ) -> tuple[PageView, Quads]:
        """A flat picture and its boxes, when the lines are curved or steep; else the same.

        With `may_turn`, a steep page is set straight first; with `may_detect`, the boxes of a
        strongly bent page are detected anew. Both at this share of the detector's scale.
        """
        shape = PageShape.measure(view, quads)
        if shape.is_steep and may_turn:  # tiles cut such lines
            tilted, _ = view.straighten(0, shape.tilt)
            whole = whole_picture(tilted.picture, share)
            found = self._find_quads(tilted.picture, deadline, whole)
            if not len(found):
                return view, quads
            return self._flatten(tilted, found, share, deadline, may_turn=False)
        if shape.bend < MIN_SHIFT:
            return view, quads
        flat, found = shape.flatten(view)
        if shape.bend < LARGE_SHIFT or not may_detect:
            return flat, found
        found = self._find_quads(flat.picture, deadline, whole_picture(flat.picture, share))
        return self._flatten(flat, found, share, deadline, may_turn=False, may_detect=False)

    def _look_coarsely(self, view: PageView, deadline: Deadline, is_upright: bool) -> FirstLook:
        """The picture, its lines level as far as they were vertical, steep or strongly bent."""
        quads = self.locate_lines(view.picture, deadline)
        may_turn = not is_upright and len(quads) >= MIN_COARSE_LINES
        if may_turn and are_lines_vertical(quads):
            width = view.picture.shape[1]
            view = view.turn(1)
            quads = np.stack([quads[:, :, 1], width - quads[:, :, 0]], axis=2)
        view, quads, is_flattened = level_page(view, quads)
        height, width = view.picture.shape[:2]
        area = measure_text_area(quads, width, height)
        if is_print_around(view.picture, area.left, area.top, area.right, area.bottom):
            area = whole_picture(view.picture, area.share)
        return FirstLook(view, area, is_flattened)

    def _detect_lines(
        self, view: PageView, area: TextArea | None, deadline: Deadline, is_upright: bool
    ) -> tuple[PageView, Quads]:
        """The picture, turned when its lines are vertical, and their boxes in it."""
        quads = self._find_quads(view.picture, deadline, area)
        height, width = view.picture.shape[:2]
        if area and has_text_at_edge(area, quads, width, height):
            quads = self._find_quads(
                view.picture, deadline, whole_picture(view.picture, area.share)
            )
        if is_upright or not are_lines_vertical(quads):
            return view, quads
        turned = view.turn(1)
        return turned, self._find_quads(turned.picture, deadline)

    def _find_quads(
        self, picture: Picture, deadline: Deadline, area: TextArea | None = None
    ) -> Quads:
        """Boxes of text, detected tile by tile, in an area or the whole picture."""
        height, width = picture.shape[:2]
        area = area or whole_picture(picture)
        factor = choose_factor(width, height) * area.share
        part = picture[area.top : area.bottom, area.left : area.right]
        found = [np.empty((0, 4, 2), np.float32)]
        for tile in split_into_tiles(part.shape[1], part.shape[0], factor):
            deadline.raise_if_over()
            band = scale_picture(as_picture(part[tile.top : tile.bottom]), tile.factor)
            quads = self._detector.find_lines(band) / np.float32(tile.factor)
            quads += np.array((0, tile.top), np.float32)
            found.append(quads[tile.owned_quads(quads)])
        corner = np.array((area.left, area.top), np.float32)
        return np.concatenate(found).astype(np.float32) + corner

    def _is_upside_down(self, crops: list[Picture]) -> bool:
        """Whether most of the longest lines are upside down."""
        sample = sorted(crops, key=lambda crop: crop.shape[1] / crop.shape[0])[-SAMPLE_LINES:]
        return self._orientation.are_upside_down(sample)


def count_certain_letters(lines: list[tuple[str, float]]) -> float:
    """The number of characters in lines of a good score, else the sum of the scores below 1.

    Upside down, amounts read poorly in any script; words of an unknown script always do.
    """
    certain = sum(len(text) for text, score in lines if score >= CERTAIN_SCORE)
    return certain or statistics.fmean(score for _, score in lines)


def _place_lines(
    lines: list[tuple[str, float]], quads: Quads, matrix: Matrix
) -> Iterator[tuple[Line, Points]]:
    """Lines with their boxes and their corners in the upright picture."""
    upright = sort_corners(np.stack([transform_points(quad, matrix) for quad in quads]))
    for (text, score), corners in zip(lines, upright, strict=True):
        yield Line(text.strip(), _bounding_box(corners), score), corners


def _bounding_box(corners: Points) -> Box:
    left, top = np.maximum(0, np.floor(corners.min(axis=0))).astype(int)
    right, bottom = np.ceil(corners.max(axis=0)).astype(int)
    return Box(int(left), int(top), max(1, int(right - left)), max(1, int(bottom - top)))

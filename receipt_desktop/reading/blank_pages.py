"""Distinguishes blank pages from printed ones by their marks. Runs in a worker process only.

A page counts as printed in case of doubt: a blank one that is kept costs a glance, a printed one
that is dropped is lost. What shines through from the other side is pale and blurred; what is
printed is darker than three quarters of its paper, thermal print included.
"""

from __future__ import annotations

import cv2
import numpy as np

from receipt_desktop.reading.pictures import Picture

MEASURED_SIDE = 1600
"""Pixels of the long side, about 140 dots per inch of A4."""
PAPER_SIDE = 100
"""Pixels of the long side of the picture of the bare paper."""
INK_RATIO, CORE_RATIO = 0.78, 0.70
"""Brightness relative to the paper: of ink, and of the darkest spot of a letter."""
EDGE_SHARE = 0.02
"""Width of the border in which shadows of the scanner's edge lie."""
HOLE_ZONE = 0.12
"""Share of the page on each side in which punch holes lie."""
HOLE_PIXELS = (18, 48)
"""Width of a punch hole of 5 to 7 mm, with room for small and large paper."""
HOLE_FILL = 0.65
MIN_AREA, MIN_HEIGHT = 8, 4
"""Pixels of a letter; smaller marks are dust."""
MIN_LETTERS = 4
MIN_INK_SHARE = 0.002
"""Share of the page under marks of any shape, such as a picture or a signature."""


def is_blank(picture: Picture) -> bool:
    """Whether nothing is printed or written on a page."""
    ratio = _compare_with_paper(picture)
    mask = (ratio < INK_RATIO).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    darkest = _find_darkest(ratio, labels, count)
    marks = [
        stats[number]
        for number in range(1, count)
        if _is_mark(stats[number], mask.shape) and darkest[number] < CORE_RATIO
    ]
    share = sum(int(mark[cv2.CC_STAT_AREA]) for mark in marks) / mask.size
    return sum(map(_count_letters, marks)) < MIN_LETTERS and share < MIN_INK_SHARE


def _compare_with_paper(picture: Picture) -> np.ndarray:
    """The brightness of each pixel relative to the paper around it, without its noise."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    factor = min(1.0, MEASURED_SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    calm = cv2.GaussianBlur(cv2.medianBlur(small, 3), (3, 3), 0)
    tiny_factor = PAPER_SIDE / max(calm.shape)
    tiny = cv2.resize(calm, None, fx=tiny_factor, fy=tiny_factor, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(tiny, np.ones((3, 3), np.uint8)), 15)
    paper = np.maximum(paper, int(np.percentile(tiny, 75)) // 2)  # a dark picture is not paper
    smooth = cv2.resize(paper, calm.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return calm.astype(np.float32) / np.maximum(smooth, 1)


def _find_darkest(ratio: np.ndarray, labels: np.ndarray, count: int) -> np.ndarray:
    """The darkest spot of each mark."""
    darkest = np.ones(count, np.float32)
    inked = labels > 0
    np.minimum.at(darkest, labels[inked], ratio[inked])
    return darkest


def _count_letters(mark: np.ndarray) -> int:
    """How many letters a mark may be: those of handwriting and small print are joined."""
    return max(1, round(int(mark[cv2.CC_STAT_WIDTH]) / int(mark[cv2.CC_STAT_HEIGHT])))


def _is_mark(stats: np.ndarray, shape: tuple[int, ...]) -> bool:
    """Whether it may be print: not dust, not at the edge, not a punch hole."""
    x, y, width, height, area = (int(value) for value in stats[:5])
    edge_x, edge_y = int(shape[1] * EDGE_SHARE), int(shape[0] * EDGE_SHARE)
    is_inside = (
        x >= edge_x
        and y >= edge_y
        and x + width <= shape[1] - edge_x
        and y + height <= shape[0] - edge_y
    )
    if not is_inside or area < MIN_AREA or height < MIN_HEIGHT:
        return False
    lowest, highest = HOLE_PIXELS
    is_round = lowest <= width <= highest and abs(width - height) <= width // 4
    zone = shape[1] * HOLE_ZONE
    is_aside = x < zone or x + width > shape[1] - zone
    return not (is_round and is_aside and area >= HOLE_FILL * width * height)

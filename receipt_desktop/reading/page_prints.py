"""By what a page is recognised in another picture of it.

The look is a difference hash (dHash: N. Krawetz, "Kind of like that", 2013) of the ink in the
printed area of the upright page, so that another compression, crop, turn or light hardly changes
it. Receipts look alike: a similar look only suggests which receipts to compare.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import cv2
import numpy as np

from receipt_desktop.domain.page import Line, PagePrint
from receipt_desktop.reading.pictures import Picture
from receipt_desktop.reading.reader import OcrResult

AREA_SIZE = (256, 384)
"""Pixels to which the printed area is scaled before its light is evened out."""
LOOK_COLUMNS, LOOK_ROWS = 8, 16
PAPER_KERNEL = 9
"""Pixels: wider than the strokes of letters."""
PAPER_BLUR = 6.0
PIXELS_DIGEST = 16
"""Bytes."""


def make_print(decoded: Picture, result: OcrResult) -> PagePrint:
    """The print of a page from its picture as decoded and the result of reading it."""
    return PagePrint(hash_pixels(decoded), hash_look(result.picture, result.lines))


def hash_pixels(picture: Picture) -> str:
    """A hash of the shape and the pixels, 32 hexadecimal digits."""
    digest = hashlib.blake2b(repr(picture.shape).encode(), digest_size=PIXELS_DIGEST)
    digest.update(np.ascontiguousarray(picture).data)
    return digest.hexdigest()


def hash_look(picture: Picture, lines: Sequence[Line]) -> str:
    """The look of the area in which these lines stand, 32 hexadecimal digits; "" without one."""
    left, top, right, bottom = _find_area(picture, lines)
    if right <= left or bottom <= top:
        return ""
    area = cv2.cvtColor(picture[top:bottom, left:right], cv2.COLOR_BGR2GRAY)
    ink = _extract_ink(cv2.resize(area, AREA_SIZE, interpolation=cv2.INTER_AREA))
    cells = cv2.resize(ink, (LOOK_COLUMNS + 1, LOOK_ROWS), interpolation=cv2.INTER_AREA)
    cells = cv2.GaussianBlur(cells, (3, 3), 0)
    return np.packbits(cells[:, 1:] > cells[:, :-1]).tobytes().hex()


def _find_area(picture: Picture, lines: Sequence[Line]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of all lines, within the picture."""
    if not lines:
        return 0, 0, 0, 0
    boxes = np.array([(one.box.x, one.box.y, one.box.right, one.box.bottom) for one in lines])
    height, width = picture.shape[:2]
    (left, top), (right, bottom) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    return max(0, int(left)), max(0, int(top)), min(width, int(right)), min(height, int(bottom))


def _extract_ink(area: cv2.typing.MatLike) -> cv2.typing.MatLike:
    """How much darker than the paper around it each pixel is, 0 to 1, without the shadows."""
    grey = area.astype(np.float32)
    paper = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((PAPER_KERNEL, PAPER_KERNEL)))
    paper = cv2.GaussianBlur(paper, (0, 0), PAPER_BLUR)
    return np.clip(1 - grey / np.maximum(paper, 1), 0, 1)

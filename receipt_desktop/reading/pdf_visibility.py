"""Which letters of a PDF page a person can see.

The page is rendered with and without its text. Letters whose place looks the same both times are
invisible: outside the crop box, under a picture or a filled shape, in the colour of the paper,
clipped away, in a hidden layer (ISO 32000-1, 8.11) or in rendering mode 3, as scanners write their
OCR. Letters under a rectangle that carries other text are found by the order of the objects.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, islice
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from receipt_desktop.reading.pdf_letters import PageScale, PdfLetter, address_of

COMPARED_SCALE = 110 / 72
"""Pixels a point of the two pictures: enough for the stroke of a letter of 5 points."""
MAX_COMPARED_PIXELS = 4_000_000
MIN_DIFFERENCE = 20
"""Difference of the colours, 0..255, that a person can see."""
MIN_POINTS = 1.0
"""Height of the smallest letter that a person can see, in points."""
MAX_DEPTH = 5
MAX_OBJECTS = 100_000
"""A page of more objects, such as a map, is left to OCR."""
OPAQUE = 255
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, ...]
Bounds = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""


@dataclass(frozen=True, slots=True)
class PageObject:
    """An object of the page in the order of painting."""

    pointer: Any
    kind: int
    """One of `FPDF_PAGEOBJ_*`."""
    matrix: Matrix
    """Converts points of the object's form to points of the page."""


def find_visible_letters(page: Any, letters: Sequence[PdfLetter], scale: PageScale) -> list[bool]:
    """Whether each letter is visible. Hides all text of the page: call it after rendering.

    Raises `PdfiumError` when the page cannot be rendered or has too many objects.
    """
    objects = list(islice(list_page_objects(page), MAX_OBJECTS))
    if len(objects) == MAX_OBJECTS:
        raise pdfium.PdfiumError("the page has too many objects")
    difference = _measure_difference(page, objects)
    overprinted = _find_overprinted(letters, objects, scale)
    factor = difference.shape[1] / scale.width, difference.shape[0] / scale.height
    smallest = MIN_POINTS * scale.pixels_per_point
    return [
        letter.height >= smallest
        and letter.index not in overprinted
        and _has_ink(letter, difference, *factor)
        for letter in letters
    ]


def list_page_objects(page: Any) -> Iterator[PageObject]:
    """All objects of a page, with those of its forms, in the order of painting."""
    for position in range(pdfium_c.FPDFPage_CountObjects(page)):
        yield from _list_nested(pdfium_c.FPDFPage_GetObject(page, position), IDENTITY, 0)


def _list_nested(pointer: Any, matrix: Matrix, depth: int) -> Iterator[PageObject]:
    kind = pdfium_c.FPDFPageObj_GetType(pointer)
    if kind != pdfium_c.FPDF_PAGEOBJ_FORM:
        yield PageObject(pointer, kind, matrix)
    elif depth < MAX_DEPTH:
        inner = _multiply_matrices(_read_matrix(pointer), matrix)
        for position in range(pdfium_c.FPDFFormObj_CountObjects(pointer)):
            nested = pdfium_c.FPDFFormObj_GetObject(pointer, position)
            yield from _list_nested(nested, inner, depth + 1)


def _read_matrix(pointer: Any) -> Matrix:
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(pointer, matrix):
        return IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _multiply_matrices(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies `first` and `then` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    a2, b2, c2, d2, e2, f2 = then
    return (
        a * a2 + b * c2,
        a * b2 + b * d2,
        c * a2 + d * c2,
        c * b2 + d * d2,
        e * a2 + f * c2 + e2,
        e * b2 + f * d2 + f2,
    )


def _measure_difference(page: Any, objects: Sequence[PageObject]) -> Any:
    """How much the text changes each pixel, 0..255; an array of height by width."""
    width, height = page.get_size()
    most = (MAX_COMPARED_PIXELS / max(1.0, width * height)) ** 0.5
    scale = min(COMPARED_SCALE, most)
    shown = _render(page, scale)
    for item in objects:
        if item.kind == pdfium_c.FPDF_PAGEOBJ_TEXT and not pdfium_c.FPDFPageObj_SetIsActive(
            item.pointer, 0
        ):
            raise pdfium.PdfiumError("a text object cannot be hidden")
    return cv2.absdiff(shown, _render(page, scale)).max(axis=2)


def _render(page: Any, scale: float) -> Any:
    return page.render(scale=scale, may_draw_forms=False).to_numpy()[:, :, :3].copy()


def _has_ink(letter: PdfLetter, difference: Any, factor_x: float, factor_y: float) -> bool:
    """Whether the text changes a pixel in the box of a letter."""
    left, right = round(letter.left * factor_x), round(letter.right * factor_x)
    top, bottom = round(letter.top * factor_y), round(letter.bottom * factor_y)
    area = difference[max(0, top) : max(0, bottom, top + 1), max(0, left) : max(0, right, left + 1)]
    return bool(area.size and area.max() >= MIN_DIFFERENCE)


def _find_overprinted(
    letters: Sequence[PdfLetter], objects: Sequence[PageObject], scale: PageScale
) -> set[int]:
    """Indices of letters under a rectangle or picture with other text on it."""
    order = {address_of(item.pointer): position for position, item in enumerate(objects)}
    covers = [
        (position, scale.box_to_pixels(*bounds))
        for position, item in enumerate(objects)
        if (bounds := _find_cover(item)) is not None
    ]
    painted = np.array([order.get(letter.text_object, 0) for letter in letters])
    across = np.array([letter.middle_x for letter in letters])
    downwards = np.array([letter.middle_y for letter in letters])
    found: set[int] = set()
    for position, (left, top, right, bottom) in covers:
        inside = (across >= left) & (across <= right) & (downwards >= top) & (downwards <= bottom)
        under, above = inside & (painted < position), inside & (painted > position)
        if under.any() and above.any():
            newer = list(compress(letters, above))
            older = compress(letters, under)
            found |= {one.index for one in older if any(_overlap(one, other) for other in newer)}
    return found


def _overlap(one: PdfLetter, other: PdfLetter) -> bool:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return width > 0 and height > 0.3 * min(one.height, other.height)


def _find_cover(item: PageObject) -> Bounds | None:
    """The place that a filled rectangle or a picture covers; None for all other objects."""
    if item.kind == pdfium_c.FPDF_PAGEOBJ_IMAGE or (
        item.kind == pdfium_c.FPDF_PAGEOBJ_PATH and _is_filled_rectangle(item.pointer)
    ):
        bounds = [pdfium_c.c_float() for _ in range(4)]
        if pdfium_c.FPDFPageObj_GetBounds(item.pointer, *bounds):
            left, bottom, right, top = (bound.value for bound in bounds)
            return _transform_bounds((left, bottom, right, top), item.matrix)
    return None


def _transform_bounds(bounds: Bounds, matrix: Matrix) -> Bounds:
    left, bottom, right, top = bounds
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    across = [a * x + c * y + e for x, y in corners]
    upwards = [b * x + d * y + f for x, y in corners]
    return min(across), min(upwards), max(across), max(upwards)


def _is_filled_rectangle(path: Any) -> bool:
    fill, stroke = pdfium_c.c_int(), pdfium_c.c_int()
    colour = [pdfium_c.c_uint() for _ in range(4)]
    return bool(
        pdfium_c.FPDFPath_GetDrawMode(path, fill, stroke)
        and fill.value != pdfium_c.FPDF_FILLMODE_NONE
        and pdfium_c.FPDFPageObj_GetFillColor(path, *colour)
        and colour[3].value == OPAQUE
        and _has_right_angles(path)
    )


def _has_right_angles(path: Any) -> bool:
    """Whether a path is one rectangle with sides along the axes."""
    x, y = pdfium_c.c_float(), pdfium_c.c_float()
    points = []
    for position in range(min(6, pdfium_c.FPDFPath_CountSegments(path))):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, position)
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_BEZIERTO:
            return False
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((round(x.value, 2), round(y.value, 2)))
    across, upwards = {point[0] for point in points}, {point[1] for point in points}
    return len(across) == len(upwards) == 2 and len(points) in (4, 5)  # noqa: PLR2004 (corners)

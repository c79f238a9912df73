"""The text layer of a PDF page, when it can be trusted.

The text of a born-digital page is better than any OCR. The hidden text layer of a scanner is OCR
of unknown quality; it is recognised by its rendering mode (invisible, ISO 32000-1 table 106) or by
a picture that covers the page.
"""

from __future__ import annotations

import ctypes
import statistics
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from receipt_desktop.domain.page import Box, Line

TEXT_LAYER_SCORE = 0.99
MIN_LETTERS = 20
MAX_HIDDEN_SHARE = 0.02
"""Largest share of invisible text objects."""
MAX_COVERED_SHARE = 0.5
"""Largest share of the page that pictures cover."""
MAX_UNMAPPED_SHARE = 0.05
"""Largest share of letters without a mapping to Unicode."""
COLUMN_GAP = 1.6
"""Gap, in letter heights, that splits a row into two pieces."""
MAX_OBJECT_DEPTH = 5


@dataclass(frozen=True, slots=True)
class PdfLetter:
    """A character with its box in pixels of the picture."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


def read_text_layer(page: Any, width: int, height: int) -> tuple[Line, ...]:
    """The lines of the text layer in pixels of the picture; empty when it cannot be trusted."""
    if (
        measure_picture_cover(page) > MAX_COVERED_SHARE
        or measure_hidden_share(page) > MAX_HIDDEN_SHARE
    ):
        return ()
    textpage = page.get_textpage()
    try:
        if not is_meaningful(textpage):
            return ()
        pieces = list(_split_into_pieces(_iterate_letters(page, textpage, width, height)))
    finally:
        textpage.close()
    return tuple(line for line in map(_make_line, pieces) if line.text)


def measure_picture_cover(page: Any) -> float:
    """Share of the page that pictures cover, 0..1; overlaps count twice."""
    left, bottom, right, top = page.get_bbox()
    area = max(1.0, (right - left) * (top - bottom))
    covered = 0.0
    for image in page.get_objects([pdfium_c.FPDF_PAGEOBJ_IMAGE], MAX_OBJECT_DEPTH):
        x, y, x2, y2 = image.get_bounds()
        overlap_width = min(x2, right) - max(x, left)
        overlap_height = min(y2, top) - max(y, bottom)
        covered += max(0.0, overlap_width) * max(0.0, overlap_height)
    return float(min(1.0, covered / area))


def measure_hidden_share(page: Any) -> float:
    """Share of the text objects, 0..1, that are invisible or used for clipping only."""
    hidden = visible = 0
    invisible_modes = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
    for text_object in page.get_objects([pdfium_c.FPDF_PAGEOBJ_TEXT], MAX_OBJECT_DEPTH):
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(text_object)
        hidden += mode in invisible_modes
        visible += mode not in invisible_modes
    return hidden / max(1, hidden + visible)


def is_meaningful(textpage: Any) -> bool:
    """Whether there is enough text and its letters map to Unicode."""
    text = textpage.get_text_range()
    letters = [letter for letter in text if not letter.isspace()]
    if len(letters) < MIN_LETTERS:
        return False
    unreadable = sum(unicodedata.category(letter) in ("Cc", "Co", "Cn", "Cs") for letter in letters)
    unreadable += text.count("\N{REPLACEMENT CHARACTER}")
    unmapped = sum(
        pdfium_c.FPDFText_HasUnicodeMapError(textpage, index) == 1
        for index in range(textpage.count_chars())
    )
    return bool(max(unreadable, unmapped) / len(letters) <= MAX_UNMAPPED_SHARE)


def _iterate_letters(
    page: Any, textpage: Any, width: int, height: int
) -> Iterator[PdfLetter | None]:
    """All characters in the order of the page, with None at the end of each row."""
    pixel_x, pixel_y = ctypes.c_int(), ctypes.c_int()

    def to_pixels(x: float, y: float) -> tuple[int, int]:
        pdfium_c.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, pixel_x, pixel_y)
        return pixel_x.value, pixel_y.value

    for index in range(textpage.count_chars()):
        text = chr(pdfium_c.FPDFText_GetUnicode(textpage, index))
        if text in "\r\n":
            yield None
        elif text == " " or text.isprintable():
            left, bottom, right, top = textpage.get_charbox(index, loose=True)
            (x, y), (x2, y2) = to_pixels(left, top), to_pixels(right, bottom)
            yield PdfLetter(text, min(x, x2), min(y, y2), max(x, x2), max(y, y2))


def _split_into_pieces(letters: Iterator[PdfLetter | None]) -> Iterator[list[PdfLetter]]:
    """Split the letters into pieces at row ends and at wide gaps."""
    piece: list[PdfLetter] = []
    for letter in letters:
        if piece and (letter is None or _belong_apart(piece[-1], letter)):
            yield piece
            piece = []
        if letter is not None and (piece or not letter.text.isspace()):
            piece.append(_make_blank_after(piece[-1]) if letter.text.isspace() else letter)
    if piece:
        yield piece


def _make_blank_after(letter: PdfLetter) -> PdfLetter:
    """A space without width; the positions of the page's own spaces are unreliable."""
    return PdfLetter(" ", letter.right, letter.top, letter.right, letter.bottom)


def _belong_apart(before: PdfLetter, after: PdfLetter) -> bool:
    """Whether two consecutive letters belong to different pieces."""
    if after.text.isspace():
        return False
    height = max(before.height, after.height, 1.0)
    other_row = min(before.bottom, after.bottom) - max(before.top, after.top) < 0.3 * height
    gap = after.left - before.right
    return other_row or gap > COLUMN_GAP * height or gap < -2 * height


def _make_line(piece: list[PdfLetter]) -> Line:
    text = " ".join("".join(letter.text for letter in piece).split())
    visible = [letter for letter in piece if not letter.text.isspace()]
    left, right = min(x.left for x in visible), max(x.right for x in visible)
    top = statistics.median(x.top for x in visible)
    bottom = statistics.median(x.bottom for x in visible)
    box = Box(round(left), round(top), max(1, round(right - left)), max(1, round(bottom - top)))
    return Line(unicodedata.normalize("NFC", text), box, TEXT_LAYER_SCORE)

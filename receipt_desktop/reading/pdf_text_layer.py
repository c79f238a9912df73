"""The text a PDF page carries itself, and whether it is what a reader of the page sees.

A born-digital page's text beats any OCR. A scanner's hidden layer is OCR of unknown quality: it
is told by its rendering mode (invisible, ISO 32000-1 table 106) or by the picture over the page.
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
"""Share of the letters that may be invisible."""
MAX_COVERED_SHARE = 0.5
"""Share of the page that pictures may cover."""
MAX_UNMAPPED_SHARE = 0.05
"""Share of the letters whose meaning the font does not tell."""
COLUMN_GAP = 1.6
"""Gap in letter heights that parts a row into two pieces."""
MAX_OBJECT_DEPTH = 5


@dataclass(frozen=True, slots=True)
class PdfLetter:
    """One character, its box in pixels of the picture."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


def read_text_layer(page: Any, width: int, height: int) -> tuple[Line, ...]:
    """The page's own lines in pixels of its picture; none when they cannot be trusted."""
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
    """Share of the page that its largest pictures cover together, 0..1, overlaps counted twice."""
    left, bottom, right, top = page.get_bbox()
    area = max(1.0, (right - left) * (top - bottom))
    covered = 0.0
    for found in page.get_objects([pdfium_c.FPDF_PAGEOBJ_IMAGE], MAX_OBJECT_DEPTH):
        x, y, x2, y2 = found.get_bounds()
        across = min(x2, right) - max(x, left)
        down = min(y2, top) - max(y, bottom)
        covered += max(0.0, across) * max(0.0, down)
    return float(min(1.0, covered / area))


def measure_hidden_share(page: Any) -> float:
    """Share of the text objects that are drawn invisibly or only clip."""
    hidden = seen = 0
    unseen = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
    for found in page.get_objects([pdfium_c.FPDF_PAGEOBJ_TEXT], MAX_OBJECT_DEPTH):
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(found)
        hidden += mode in unseen
        seen += mode not in unseen
    return hidden / max(1, hidden + seen)


def is_meaningful(textpage: Any) -> bool:
    """Whether there is enough text and its letters are known ones."""
    text = textpage.get_text_range()
    letters = [letter for letter in text if not letter.isspace()]
    if len(letters) < MIN_LETTERS:
        return False
    strange = sum(unicodedata.category(letter) in ("Cc", "Co", "Cn", "Cs") for letter in letters)
    strange += text.count("\N{REPLACEMENT CHARACTER}")
    unmapped = sum(
        pdfium_c.FPDFText_HasUnicodeMapError(textpage, at) == 1
        for at in range(textpage.count_chars())
    )
    return bool(max(strange, unmapped) / len(letters) <= MAX_UNMAPPED_SHARE)


def _iterate_letters(
    page: Any, textpage: Any, width: int, height: int
) -> Iterator[PdfLetter | None]:
    """All characters in the page's order, None where a row ends."""
    across, down = ctypes.c_int(), ctypes.c_int()

    def place(x: float, y: float) -> tuple[int, int]:
        pdfium_c.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
        return across.value, down.value

    for at in range(textpage.count_chars()):
        text = chr(pdfium_c.FPDFText_GetUnicode(textpage, at))
        if text in "\r\n":
            yield None
        elif text == " " or text.isprintable():
            left, bottom, right, top = textpage.get_charbox(at, loose=True)
            (x, y), (x2, y2) = place(left, top), place(right, bottom)
            yield PdfLetter(text, min(x, x2), min(y, y2), max(x, x2), max(y, y2))


def _split_into_pieces(letters: Iterator[PdfLetter | None]) -> Iterator[list[PdfLetter]]:
    """Letters that stand together: parted where a row ends and at wide gaps."""
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
    """A blank of no width: the page's own blanks may stand anywhere."""
    return PdfLetter(" ", letter.right, letter.top, letter.right, letter.bottom)


def _belong_apart(before: PdfLetter, after: PdfLetter) -> bool:
    """Whether two letters in order belong to different pieces."""
    if after.text.isspace():
        return False
    height = max(before.height, after.height, 1.0)
    other_row = min(before.bottom, after.bottom) - max(before.top, after.top) < 0.3 * height
    gap = after.left - before.right
    return other_row or gap > COLUMN_GAP * height or gap < -2 * height


def _make_line(piece: list[PdfLetter]) -> Line:
    text = " ".join("".join(letter.text for letter in piece).split())
    inked = [letter for letter in piece if not letter.text.isspace()]
    left, right = min(x.left for x in inked), max(x.right for x in inked)
    top = statistics.median(x.top for x in inked)
    bottom = statistics.median(x.bottom for x in inked)
    box = Box(round(left), round(top), max(1, round(right - left)), max(1, round(bottom - top)))
    return Line(unicodedata.normalize("NFC", text), box, TEXT_LAYER_SCORE)

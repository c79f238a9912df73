"""The letters of a PDF page with their boxes in pixels of the picture."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium_c

MAX_TILT = math.radians(10)
"""Letters at a larger angle, such as a watermark, are left to OCR."""
DIRECTION_POINTS = 1000
"""Length of the vector whose pixels show the direction of a letter; pixels are whole numbers."""
UNREADABLE = frozenset({"Cc", "Cn", "Co", "Cs"})
"""Unicode categories of characters that no one can read."""


@dataclass(frozen=True, slots=True)
class PdfLetter:
    """A character with its box in pixels of the picture: the full height and advance width."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    index: int = 0
    """Position in the content of the page, blanks included."""
    follows_blank: bool = False
    """Whether the content has a blank before the letter."""
    text_object: int = 0
    """Identifies the text object, as in `list_page_objects`."""
    font: int = 0
    """Identifies the font."""
    is_mapped: bool = True
    """Whether the font says which character the letter is."""
    is_readable: bool = True
    """Whether Unicode has a printable character for the letter."""

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle_x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def middle_y(self) -> float:
        return (self.top + self.bottom) / 2


class PageScale:
    """Converts points of a page to pixels of its picture."""

    def __init__(self, page: Any, width: int, height: int) -> None:
        self._page, self.width, self.height = page, width, height
        self._x, self._y = ctypes.c_int(), ctypes.c_int()

    def to_pixels(self, x: float, y: float) -> tuple[int, int]:
        """Convert a point; the rotation and the crop box of the page count."""
        pdfium_c.FPDF_PageToDevice(
            self._page, 0, 0, self.width, self.height, 0, x, y, self._x, self._y
        )
        return self._x.value, self._y.value

    def box_to_pixels(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[int, int, int, int]:
        """Convert a rectangle; returns left, top, right and bottom in pixels."""
        (x, y), (x2, y2) = self.to_pixels(left, top), self.to_pixels(right, bottom)
        return min(x, x2), min(y, y2), max(x, x2), max(y, y2)

    @property
    def pixels_per_point(self) -> float:
        """The scale of the picture."""
        return self.height / max(1.0, float(self._page.get_size()[1]))


def read_letters(textpage: Any, scale: PageScale) -> Iterator[PdfLetter]:
    """All upright letters in the order of the content, with their accents and vowel signs.

    Blanks only mark the letter after them.
    """
    follows_blank = False
    letter: PdfLetter | None = None
    for index in range(textpage.count_chars()):
        if pdfium_c.FPDFText_IsGenerated(textpage, index) == 1:
            continue  # a blank or a line break that pdfium guesses from the gaps
        text = chr(pdfium_c.FPDFText_GetUnicode(textpage, index))
        if text.isspace():
            follows_blank = True
        elif unicodedata.category(text).startswith("M"):
            letter = replace(letter, text=letter.text + text) if letter else None
        elif _is_upright(textpage, index, scale):
            if letter:
                yield letter
            letter = _read_letter(textpage, index, text, scale, follows_blank=follows_blank)
            follows_blank = False
    if letter:
        yield letter


def _read_letter(
    textpage: Any, index: int, text: str, scale: PageScale, *, follows_blank: bool
) -> PdfLetter:
    left, top, right, bottom = scale.box_to_pixels(*textpage.get_charbox(index, loose=True))
    text_object = pdfium_c.FPDFText_GetTextObject(textpage, index)
    font = pdfium_c.FPDFTextObj_GetFont(text_object) if text_object else None
    readable = unicodedata.category(text) not in UNREADABLE and text != "\N{REPLACEMENT CHARACTER}"
    return PdfLetter(
        text,
        left,
        top,
        right,
        bottom,
        index=index,
        follows_blank=follows_blank,
        text_object=address_of(text_object),
        font=address_of(font),
        is_mapped=readable and pdfium_c.FPDFText_HasUnicodeMapError(textpage, index) != 1,
        is_readable=readable,
    )


def _is_upright(textpage: Any, index: int, scale: PageScale) -> bool:
    """Whether a letter stands upright in the picture."""
    angle = -pdfium_c.FPDFText_GetCharAngle(textpage, index)  # pdfium measures it clockwise
    origin_x, origin_y = scale.to_pixels(0, 0)
    x, y = scale.to_pixels(DIRECTION_POINTS * math.cos(angle), DIRECTION_POINTS * math.sin(angle))
    tilt = math.atan2(origin_y - y, x - origin_x)
    return abs(tilt) <= MAX_TILT


def address_of(pointer: Any) -> int:
    """The address of an object of pdfium: it identifies the object of an open page; 0 for none."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0 if pointer else 0

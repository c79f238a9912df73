"""Text read from a receipt: pages, lines and their boxes.

Coordinates are pixels of the stored upright page picture, scores run from 0.0 to 1.0.
"""

from __future__ import annotations

from dataclasses import dataclass

from receipt_desktop.domain.invoice import Invoice
from receipt_desktop.domain.page_sources import Corners, PageSource
from receipt_desktop.domain.scripts import Script


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the page picture: `x` and `y` of its top left corner, `w`, `h`."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        return self.x + self.w

    @property
    def bottom(self) -> int:
        return self.y + self.h

    @property
    def middle_y(self) -> float:
        """Vertical middle."""
        return self.y + self.h / 2

    def union_with(self, other: Box) -> Box:
        """The smallest box that contains both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text as the reader found it; a printed row may consist of several."""

    text: str
    box: Box
    score: float
    page: int = 0

    def locate(self, start: int, end: int) -> Box:
        """Where the characters from `start` to `end` stand, by their share of the width."""
        width = self.box.w / max(1, len(self.text))
        left = round(self.box.x + start * width)
        return Box(left, self.box.y, max(1, round((end - start) * width)), self.box.h)


@dataclass(frozen=True, slots=True)
class Code:
    """A two-dimensional code on a page: QR code or PDF417."""

    text: str
    """What it says, decoded to text."""
    page: int = 0
    box: Box | None = None
    """None if it was found on the picture before that was straightened."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A stored, upright picture of a page; boxes are in its pixels."""

    number: int
    width: int
    height: int
    file: str
    """Path relative to the data folder, with forward slashes; "" if none was stored."""
    source: PageSource | None = None
    """The page that it shows, of a receipt whose pages a person has arranged."""
    corners: Corners | None = None
    """Where its corners are on that page, in shares of the whole page; None for the same ones.

    A flattened picture shows points a little above or below their place.
    """


@dataclass(frozen=True, slots=True)
class PagePrint:
    """By what the picture of a page is recognised in another file; hexadecimal digits."""

    pixels: str
    """A hash of the decoded pixels: equal if only the metadata of the files differ."""
    look: str = ""
    """A perceptual hash of the printed area, see `reading.page_prints`; "" without text."""


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a receipt."""

    lines: tuple[Line, ...]
    pages: tuple[PagePicture, ...]
    engines: tuple[str, ...]
    """The engines used, in order: "rapidocr", "tesseract", "pdf" (the text layer of a PDF), "xml"
    (an electronic invoice)."""
    preprocessed: bool = False
    second_lines: tuple[Line, ...] = ()
    """Lines of the second reader, if `auto` used one."""
    seconds: float = 0.0
    """Duration of the reading, without the wait for a free reader."""
    codes: tuple[Code, ...] = ()
    """Codes on the pages, in the order of the pages."""
    invoice: Invoice | None = None
    """The electronic invoice that the file is or contains."""
    missing_script: Script | None = None
    """The script of text that no installed reader could read; not stored with the text."""
    prints: tuple[PagePrint, ...] = ()
    """One a page; stored as the keys by which duplicates are found, not with the text."""

    @property
    def score(self) -> float:
        """Mean score of the lines, weighted by text length; 0.0 without text."""
        letters = sum(len(line.text) for line in self.lines)
        if not letters:
            return 0.0
        return sum(line.score * len(line.text) for line in self.lines) / letters


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value was read on the picture."""

    page: int
    box: Box
    text: str

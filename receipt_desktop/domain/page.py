"""What was read: pages, lines and boxes.

Coordinates are pixels of the stored upright page picture, scores run from 0.0 to 1.0.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the page picture: left, top, width, height."""

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
        """The smallest box that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of text as the reader found it; a printed row may be several of them."""

    text: str
    box: Box
    score: float
    page: int = 0


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A stored, upright picture of one page; boxes are in its pixels."""

    number: int
    width: int
    height: int
    file: str
    """Path relative to the data folder, with forward slashes; empty when none was kept."""


@dataclass(frozen=True, slots=True)
class Text:
    """Everything read from one receipt."""

    lines: tuple[Line, ...]
    pages: tuple[PagePicture, ...]
    engines: tuple[str, ...]
    """Who read it, in order: "rapidocr", "tesseract", "pdf" (the PDF's own text)."""
    preprocessed: bool = False
    second_lines: tuple[Line, ...] = ()
    """The other reader's lines, when `auto` asked for a second reading."""
    seconds: float = 0.0
    """What the readers took, without waiting for one of them."""

    @property
    def score(self) -> float:
        """Mean reading score weighted by text length, 0.0 when nothing was read."""
        letters = sum(len(line.text) for line in self.lines)
        if not letters:
            return 0.0
        return sum(line.score * len(line.text) for line in self.lines) / letters


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where on the picture a value was read."""

    page: int
    box: Box
    text: str

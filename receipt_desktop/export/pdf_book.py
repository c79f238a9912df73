"""Pages of a PDF with text and pictures, drawn with ReportLab."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
WIDTH, HEIGHT = 210 / 25.4 * 72, 297 / 25.4 * 72
"""A4 in points."""
MARGIN, LINE_HEIGHT, SIZE, TITLE_SIZE = 42.0, 14.0, 9.5, 14.0
LABEL_WIDTH = 110.0
UNKNOWN = "·"
FONT_FILES: dict[str, tuple[str, ...]] = {
    "win32": ("C:/Windows/Fonts/arial.ttf", "C:/Windows/Fonts/msgothic.ttc",
              "C:/Windows/Fonts/malgun.ttf", "C:/Windows/Fonts/msyh.ttc"),
    "darwin": ("/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
               "/System/Library/Fonts/Supplemental/Arial.ttf"),
    "linux": ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
              "/usr/share/fonts/TTF/DejaVuSans.ttf",
              "/usr/share/fonts/truetype/freefont/FreeSans.ttf",
              "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
              "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"),
}  # fmt: skip
"""Fonts of the system for letters that the fonts of every PDF reader lack."""


class PdfBook:
    """A PDF in the making; it is written when it is closed."""

    def __init__(
        self, stream: BinaryIO, title: str, origin: str = "", *, is_reproducible: bool = False
    ) -> None:
        """A reproducible one states no time, so that the same pages are the same bytes."""
        from reportlab import rl_config  # noqa: PLC0415 (slow to load)
        from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

        rl_config.useA85 = 0  # pictures as they are, not as text
        self._canvas = Canvas(
            stream, pagesize=(WIDTH, HEIGHT), pageCompression=1, invariant=int(is_reproducible)
        )
        self._canvas.setTitle(title)
        self._canvas.setSubject(origin)
        self._canvas.setCreator("Receipt Desktop")
        self._top = HEIGHT - MARGIN
        self._is_page_empty = True

    def add_title(self, words: str) -> None:
        """A line of large letters."""
        self._draw(MARGIN, words, TITLE_SIZE, bold=True)
        self._top -= TITLE_SIZE + 8

    def add_rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """Labels and values; a long value goes on in further lines."""
        for label, value in rows:
            self._draw(MARGIN, label, SIZE, bold=True)
            for line in wrap(value, WIDTH - 2 * MARGIN - LABEL_WIDTH):
                self._draw(MARGIN + LABEL_WIDTH, line, SIZE)
                self._step()

    def add_table(self, rows: Sequence[Sequence[str]], rights: Sequence[float]) -> None:
        """Cells whose first is on the left and whose others end at these places."""
        for row in rows:
            self._draw(MARGIN, shorten(row[0], rights[0] - MARGIN - 70), SIZE)
            for words, right in zip(row[1:], rights, strict=False):
                plain, font = pick_font(words)
                self._canvas.setFont(font, SIZE)
                self._canvas.drawRightString(right, self._top, plain)
            self._step()

    def add_cells(self, cells: Iterable[tuple[float, str]]) -> None:
        """A line of cells, each with the place where it begins."""
        for left, words in cells:
            self._draw(left, words, SIZE)
        self._step()

    def add_picture(self, file: Path) -> None:
        """A JPEG below the text where it stays legible, else on a page of its own."""
        from reportlab.lib.utils import ImageReader  # noqa: PLC0415 (slow to load)

        width, height = ImageReader(str(file)).getSize()
        room = self._top - MARGIN
        if room < (HEIGHT - 2 * MARGIN) / 2 and not self._is_page_empty:
            self.end_page()
            room = self._top - MARGIN
        scale = min((WIDTH - 2 * MARGIN) / width, room / height)
        shown_width, shown_height = width * scale, height * scale
        bottom = self._top - shown_height
        # By its path: of a reader, ReportLab keeps all pixels in memory.
        self._canvas.drawImage(str(file), MARGIN, bottom, shown_width, shown_height)
        self._is_page_empty = False
        self._top = bottom - LINE_HEIGHT

    def add_space(self) -> None:
        """An empty line."""
        self._step()

    def end_page(self) -> None:
        """Go on with the next page."""
        self._canvas.showPage()
        self._top, self._is_page_empty = HEIGHT - MARGIN, True

    def close(self) -> None:
        """Write the file."""
        if not self._is_page_empty:
            self._canvas.showPage()
        self._canvas.save()

    def _step(self) -> None:
        self._top -= LINE_HEIGHT
        if self._top < MARGIN:
            self.end_page()

    def _draw(self, left: float, words: str, size: float, *, bold: bool = False) -> None:
        plain, font = pick_font(words, bold=bold)
        self._canvas.setFont(font, size)
        self._canvas.drawString(left, self._top, plain)
        self._is_page_empty = False


def wrap(words: str, width: float) -> list[str]:
    """The words in lines of this width; at least one line."""
    lines, line = [], ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and _measure(longer) > width:
            lines.append(line)
            longer = word
        line = shorten(longer, width)
    return [*lines, line]


def shorten(words: str, width: float) -> str:
    """The words, cut where they are wider."""
    while words and _measure(words) > width:
        words = words[:-1]
    return words


def _measure(words: str) -> float:
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 (slow to load)

    plain, font = pick_font(words)
    return float(pdfmetrics.stringWidth(plain, font, SIZE))


def pick_font(words: str, *, bold: bool = False) -> tuple[str, str]:
    """The words as they can be drawn, and a font that has their letters."""
    try:
        words.encode("cp1252")
    except UnicodeEncodeError:
        return _pick_system_font(words)
    return words, BOLD if bold else PLAIN


def _pick_system_font(words: str) -> tuple[str, str]:
    found = [(name, _count_missing(words, letters)) for name, letters in _load_fonts()]
    if not found:
        plain = "".join(c if c.encode("cp1252", "ignore") else UNKNOWN for c in words)
        return plain, PLAIN
    name = min(found, key=lambda one: one[1])[0]
    letters = dict(_load_fonts())[name]
    return "".join(c if ord(c) in letters else UNKNOWN for c in words), name


def _count_missing(words: str, letters: Any) -> int:
    return sum(ord(letter) not in letters for letter in words)


@cache
def _load_fonts() -> tuple[tuple[str, Any], ...]:
    """The fonts of this system by name, with their letters."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 (slow to load)
    from reportlab.pdfbase.ttfonts import TTFError, TTFont  # noqa: PLC0415

    platform = sys.platform if sys.platform in FONT_FILES else "linux"
    fonts = []
    for number, file in enumerate(FONT_FILES[platform]):
        if Path(file).is_file():
            try:
                font = TTFont(f"system{number}", file)
            except (TTFError, OSError):
                continue
            pdfmetrics.registerFont(font)
            fonts.append((font.fontName, font.face.charToGlyph))
    return tuple(fonts)

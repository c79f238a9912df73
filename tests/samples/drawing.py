"""Draws rows as a picture, with fonts of the system or that of Pillow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.samples.damage import damaged
from tests.samples.layouts import Row, Style, rows
from tests.samples.receipt import Layout, Sample

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

TYPEWRITER = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono{bold}.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationMono{bold}.ttf",
    "/System/Library/Fonts/Menlo.ttc",
    "C:/Windows/Fonts/consola.ttf",
)
PROPORTIONAL = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSans{bold}.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans{bold}.ttf",
    "/System/Library/Fonts/Helvetica.ttc",
    "C:/Windows/Fonts/arial.ttf",
)
STOPS = {1: (), 2: (1.0,), 3: (0.7, 1.0), 4: (0.5, 0.72, 1.0)}
"""Where the second and later cells end, by number of cells, in parts of the width."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Measures in pixels of the upright picture."""

    width: int
    margin: int
    size: int
    """Of the letters."""
    fonts: tuple[str, ...]
    height: int | None = None
    """None is as long as it takes, as a till's roll."""

    @property
    def step(self) -> int:
        return round(self.size * 1.45)


PAPERS = {
    Layout.SHOP: Paper(760, 48, 26, TYPEWRITER),
    Layout.TABLE: Paper(720, 56, 27, PROPORTIONAL),
    Layout.INVOICE: Paper(1240, 130, 24, PROPORTIONAL, 1754),
}


@cache
def font(names: tuple[str, ...], size: int, *, bold: bool = False) -> Font:
    """The first installed font; else that of Pillow, which has Western accents only."""
    for name in names:
        file = Path(name.format(bold="-Bold" if bold else ""))
        if file.exists():
            return ImageFont.truetype(file, size)
    return ImageFont.load_default(size)


def draw(sample: Sample) -> Image.Image:
    """The receipt as an RGB picture with the damage of its look."""
    return damaged(upright(sample), sample.look, sample.seed)


def upright(sample: Sample) -> Image.Image:
    """The undamaged receipt."""
    paper, printed = PAPERS[sample.layout], rows(sample)
    height = paper.height or paper.step * (len(printed) + 1) + 2 * paper.margin
    picture = Image.new("RGB", (paper.width, height), (252, 251, 247))
    pen = ImageDraw.Draw(picture)
    y = paper.margin
    for row in printed:
        _row(pen, paper, row, y)
        y += round(paper.step * (1.5 if row.style is Style.HEADLINE else 1))
    return picture


def _row(pen: ImageDraw.ImageDraw, paper: Paper, row: Row, y: int) -> None:
    left, right = paper.margin, paper.width - paper.margin
    if row.style is Style.RULE:
        pen.line((left, y + paper.step // 2, right, y + paper.step // 2), "black", 2)
        return
    face = _face(paper, row.style)
    if row.style in {Style.CENTRED, Style.HEADLINE}:
        pen.text((paper.width // 2, y), row.text, "black", face, anchor="ma")
        return
    for cell in row.cells[:1]:
        pen.text((left, y), cell, "black", face)
    for cell, stop in zip(row.cells[1:], STOPS[max(1, len(row.cells))], strict=True):
        pen.text((left + (right - left) * stop, y), cell, "black", face, anchor="ra")


def _face(paper: Paper, style: Style) -> Font:
    if style is Style.HEADLINE:
        return font(paper.fonts, paper.size + 8, bold=True)
    return font(paper.fonts, paper.size, bold=style is Style.BOLD)

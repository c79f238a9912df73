"""Damage to pictures of receipts: tilt, bends, backgrounds, shadows, speckle, blur, turns."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.samples.receipt import Look

COLUMN = 3
"""Pixels of a column that is moved as a whole."""
TABLE_TOP = (74, 58, 46)


def damaged(picture: Image.Image, look: Look, seed: int) -> Image.Image:
    """The damaged picture; the same for the same seed."""
    chance = random.Random(seed)
    if look.faded:
        picture = picture.point(lambda value: round(value + (255 - value) * look.faded))
    picture = _handled(picture, look)
    around = TABLE_TOP if look.table else (255, 255, 255)
    if look.frame:
        picture, around = _framed(picture, look.frame), TABLE_TOP
    if look.table:
        picture = _laid_down(picture, chance)
    if look.tilt:
        picture = picture.rotate(look.tilt, Image.Resampling.BICUBIC, expand=True, fillcolor=around)
    if look.slant:
        picture = _slanted(picture, look.slant, around)
    if look.shadow:
        picture = _shaded(picture, look.shadow)
    if look.noise:
        picture = _speckled(picture, look.noise / 100, chance)
    if look.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(look.blur))
    return picture.rotate(-90 * look.turned, expand=True) if look.turned else picture


def _handled(picture: Image.Image, look: Look) -> Image.Image:
    """As the paper or the screen is before it is photographed."""
    if look.dark:
        picture = ImageChops.invert(picture)
    if look.pen:
        picture = _scribbled(picture)
    return _bent(picture, look.bend, look.wave) if look.bend or look.wave else picture


def _scribbled(picture: Image.Image) -> Image.Image:
    """With a blue tick and line by pen, and a stamp in pale red."""
    wide, high = picture.size
    marks = Image.new("RGB", picture.size, "white")
    pen = ImageDraw.Draw(marks)
    pen.line((wide * 0.1, high * 0.3, wide * 0.9, high * 0.34), (60, 70, 160), 3)
    pen.line((wide * 0.6, high * 0.1, wide * 0.65, high * 0.16, wide * 0.8, 0), (60, 70, 160), 4)
    pen.ellipse((wide * 0.3, high * 0.4, wide * 0.75, high * 0.7), None, (245, 170, 170), 8)
    return ImageChops.multiply(picture, marks)


def _bent(picture: Image.Image, bend: float, wave: float) -> Image.Image:
    """With each column moved down or up."""
    wide, high = picture.size
    margin = round(wide * (abs(bend) + abs(wave))) + 2
    bent = Image.new("RGB", (wide, high + 2 * margin), picture.getpixel((2, 2)))
    for left in range(0, wide, COLUMN):
        place = left / wide
        shift = bend * math.sin(math.pi * place) + wave * math.sin(2 * math.pi * place)
        column = picture.crop((left, 0, min(wide, left + COLUMN), high))
        bent.paste(column, (left, margin - round(shift * wide)))
    return bent


def _framed(picture: Image.Image, frame: float) -> Image.Image:
    """Small on a wide table."""
    around = round(picture.width * frame)
    table = Image.new("RGB", (picture.width + 2 * around, picture.height + 2 * around), TABLE_TOP)
    table.paste(picture, (around, around))
    return table


def _laid_down(picture: Image.Image, chance: random.Random) -> Image.Image:
    """On a table with a margin on all sides."""
    sides = [round(picture.width * chance.uniform(0.08, 0.2)) for _ in range(4)]
    size = (picture.width + sides[0] + sides[1], picture.height + sides[2] + sides[3])
    table = Image.new("RGB", size, TABLE_TOP)
    table.paste(picture, (sides[0], sides[2]))
    return table


def _slanted(picture: Image.Image, slant: float, around: tuple[int, int, int]) -> Image.Image:
    """With perspective: the upper edge is further away, the corners are outside the picture."""
    wide, high = picture.size
    out = round(wide * slant)
    corners = (-out, 0, 0, high, wide, high, wide + out, 0)
    return picture.transform(
        (wide, high), Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=around
    )


def _shaded(picture: Image.Image, depth: float) -> Image.Image:
    """With light from the upper left."""
    down = Image.linear_gradient("L").rotate(30).crop((48, 48, 208, 208)).resize(picture.size)
    light = down.point(lambda value: round(255 - value * depth))
    return ImageChops.multiply(picture, Image.merge("RGB", (light,) * 3))


def _speckled(picture: Image.Image, share: float, chance: random.Random) -> Image.Image:
    speckle = Image.frombytes("L", picture.size, chance.randbytes(picture.width * picture.height))
    return Image.blend(picture, Image.merge("RGB", (speckle,) * 3), share)

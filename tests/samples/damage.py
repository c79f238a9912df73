"""Damage to pictures of receipts: tilt, backgrounds, shadows, speckle, blur, turns."""

from __future__ import annotations

import random

from PIL import Image, ImageChops, ImageFilter

from tests.samples.receipt import Look

TABLE_TOP = (74, 58, 46)


def damaged(picture: Image.Image, look: Look, seed: int) -> Image.Image:
    """The damaged picture; the same for the same seed."""
    chance = random.Random(seed)
    if look.faded:
        picture = picture.point(lambda value: round(value + (255 - value) * look.faded))
    around = TABLE_TOP if look.table else (255, 255, 255)
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

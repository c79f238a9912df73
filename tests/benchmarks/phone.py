"""Other views of receipts, repeatable by seed: by phone on a table, turned; by another scanner."""

from __future__ import annotations

import random
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageOps

Pixels = NDArray[np.uint8]

LONG_SIDE = 2400
"""Pixels of the receipt's longer side before it is photographed."""
MARGIN = 0.22
"""Table around the paper, as a share of the picture."""
SKEW = 0.05
"""How far a corner moves, as a share of the picture's sides."""


def photograph(file: Path, target: Path, seed: int) -> None:
    """Write a phone's view of a receipt as JPEG; every fourth lies on its side or its head."""
    chance = random.Random(seed)
    paper = page(file)
    view = shaded(on_table(paper, chance), chance)
    turns = chance.choice((1, 2, 3)) if seed % 4 == 3 else 0
    noisy = np.random.default_rng(seed).normal(0, 4, view.shape)
    grainy = np.clip(np.rot90(view, turns) + np.rot90(noisy, turns), 0, 255).astype(np.uint8)
    Image.fromarray(grainy).save(target, quality=82)


def rescan(file: Path, target: Path, seed: int) -> None:
    """Write the receipt as another scanner might: a little askew, coarser, compressed more."""
    chance = random.Random(seed)
    paper = page(file)
    height, width = paper.shape[:2]
    size, angle = chance.uniform(0.65, 0.95), chance.uniform(-1.5, 1.5)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, size)
    matrix[:, 2] += ((size - 1) * width / 2, (size - 1) * height / 2)
    across, down = round(width * size), round(height * size)
    seen = cv2.warpAffine(
        paper, matrix, (across, down), flags=cv2.INTER_AREA, borderValue=(255, 255, 255)
    )
    Image.fromarray(seen).save(target, quality=chance.randint(45, 75))


def page(file: Path) -> Pixels:
    """The first page, upright, RGB, at most `LONG_SIDE` long."""
    if file.suffix.casefold() == ".pdf":
        image = pypdfium2.PdfDocument(file)[0].render(scale=3).to_pil()
    else:
        image = ImageOps.exif_transpose(Image.open(file))
    image = image.convert("RGB")
    image.thumbnail((LONG_SIDE, LONG_SIDE))
    return np.asarray(image)


def on_table(paper: Pixels, chance: random.Random) -> Pixels:
    """The paper laid on a table of some colour and seen from an angle."""
    height, width = paper.shape[:2]
    wide, high = int(width * (1 + 2 * MARGIN)), int(height * (1 + MARGIN))
    left, top = (wide - width) / 2, (high - height) / 2
    corners = np.array(
        [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]
    )
    moved = corners + [
        (chance.uniform(-SKEW, SKEW) * wide, chance.uniform(-SKEW, SKEW) * high) for _ in corners
    ]
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)])
    matrix = cv2.getPerspectiveTransform(flat.astype(np.float32), moved.astype(np.float32))
    table = np.array([chance.randint(30, 110) for _ in range(3)])
    grain = np.random.default_rng(chance.randint(0, 10**6)).normal(0, 6, (high, wide, 1))
    ground = np.clip(table + cv2.GaussianBlur(grain, (0, 0), 3)[:, :, None] * 4, 0, 255)
    seen = cv2.warpPerspective(paper, matrix, (wide, high), flags=cv2.INTER_AREA)
    covered = cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, (wide, high))
    share = (covered / 255.0)[:, :, None]
    return (seen * share + ground * (1 - share)).astype(np.uint8)


def shaded(view: Pixels, chance: random.Random) -> Pixels:
    """Light from one side, and the soft edge of a hand's shadow across."""
    height, width = view.shape[:2]
    across, down = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    slope = chance.uniform(-0.25, 0.25) * across + chance.uniform(-0.15, 0.15) * down
    edge = across * chance.uniform(-1, 1) + down * chance.uniform(-1, 1)
    hand = 1 / (1 + np.exp(-(edge - float(np.median(edge))) * chance.uniform(8, 25)))
    light = (0.95 + slope) * (1 - chance.uniform(0.15, 0.4) * hand)
    return np.clip(view * light[:, :, None], 0, 255).astype(np.uint8)

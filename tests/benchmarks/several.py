"""How many pictures of several receipts are found, and whether single receipts are taken for such.

    python -m tests.benchmarks.several [--data FOLDER ...] [--keep FOLDER] [--seed N]

Composes 30 pictures of two or three receipts on varied grounds, and 8 PDFs of several receipts page
by page, from the real receipts but for the blind ones; reads them, and counts those whose proposed
parts are the receipts: their number is right, and each part has its receipt and hardly anything of
another. `--data` names data folders with readings of single receipts: none of them should be
proposed. `--keep` keeps the composed files and their page pictures. `--seed` composes other ones,
to check rules that were made by looking at the usual ones (0).
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Text
from receipt_desktop.domain.page_geometry import find_region
from receipt_desktop.domain.page_sources import Region
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.domain.receipt_parts import ReceiptPart
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.extraction.rules.several_receipts import propose_parts
from receipt_desktop.reading.document_crop import (
    add_margin,
    find_bright_corners,
    warp_to_rectangle,
)
from receipt_desktop.reading.page_view import PageView
from receipt_desktop.reading.pictures import as_picture
from receipt_desktop.reading.request import ReadLimits, ReadRequest
from receipt_desktop.reading.worker.pool import ReaderPool
from receipt_desktop.store.store import Store
from tests.benchmarks.blind import BLIND
from tests.benchmarks.machine import describe
from tests.benchmarks.phone import Pixels, page, shaded
from tests.conftest import RECEIPTS

PICTURES, DOCUMENTS = 30, 8
SEED_STEP = 7919
"""Between the random numbers of one seed and the next."""
LIMITS = ReadLimits(max_bytes=60_000_000, max_pixels=60_000_000, max_pages=20)
TODAY = date(2026, 11, 1)
OWN, FOREIGN = 0.85, 0.15
"""Least share of its own receipt, and largest of another, in a part."""
INK = 110
"""Grey level below which a pixel is ink."""
SPECK = 0.004
"""Share of ink in a row or column up to which it is dirt."""
PEN = np.ones((25, 25), np.uint8)
MAX_DARK = 0.05
"""Share of a photographed paper that may be dark apart from its print."""
WIDTH = 1100
"""Pixels of a receipt's width before it is laid down."""
MAX_RATIO, MIN_RATIO = 3.5, 1.2
"""Height divided by width of the receipts that are used."""
GROUNDS = (
    (252, 252, 252),
    (228, 226, 222),
    (52, 46, 40),
    (120, 84, 52),
    (60, 72, 96),
    (14, 14, 14),
)
GRAIN = (0, 1, 6, 14, 6, 2)


@dataclass(frozen=True, slots=True)
class Composition:
    """A composed file, and where its receipts are."""

    file: Path
    places: tuple[tuple[int, Region], ...]
    """Page and region of each receipt."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, action="append", default=[])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    print(describe())
    with tempfile.TemporaryDirectory(prefix="several-") as place:
        folder = options.keep or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        compositions = list(compose_all(folder, options.seed * SEED_STEP))
        right = report(compositions, folder)
    print(f"{right} of {len(compositions)} files with several receipts are split rightly")
    for data in options.data:
        proposed = list(find_proposed(data))
        print(f"{data}: {len(proposed)} single receipts are taken for several", *proposed)


def compose_all(folder: Path, shift: int = 0) -> Iterator[Composition]:
    """The same files at every call with the same shift of the random numbers."""
    papers = list(cut_out_papers())
    chance = random.Random(7 + shift)
    chance.shuffle(papers)
    supply = iter(papers * 4)
    for number in range(PICTURES):
        count = 3 if number % 4 == 3 else 2
        yield compose_picture([next(supply) for _ in range(count)], folder, number, shift)
    for number in range(DOCUMENTS):
        chosen = [next(supply) for _ in range(2 + number % 2)]
        file = folder / f"document_{number:02}.pdf"
        first, *others = [Image.fromarray(paper) for paper in chosen]
        first.save(file, save_all=True, append_images=others, resolution=150)
        whole = Region(0, 0, 1, 1)
        yield Composition(file, tuple((index, whole) for index in range(len(chosen))))


def cut_out_papers() -> Iterator[Pixels]:
    """The papers of the real receipts without their surroundings."""
    truths = [json.loads(line) for line in (RECEIPTS / "truth.jsonl").open(encoding="utf-8")]
    for truth in truths:
        file = RECEIPTS / truth["file"]
        if truth["id"] in BLIND or not all(truth.get(n) for n in ("total", "date", "merchant")):
            continue
        paper = cut_out_photo(file) if truth["set"] == "wild" else cut_out_scan(page(file))
        if paper is not None and MIN_RATIO <= paper.shape[0] / paper.shape[1] <= MAX_RATIO:
            scaled = Image.fromarray(paper)
            yield np.asarray(scaled.resize((WIDTH, round(WIDTH * scaled.height / scaled.width))))


def cut_out_photo(file: Path) -> Pixels | None:
    if file.suffix.casefold() == ".pdf":
        return None
    picture = as_picture(page(file)[:, :, ::-1])
    corners = find_bright_corners(picture)
    if corners is None:
        return None
    flat = warp_to_rectangle(PageView.of_region(picture, None), add_margin(corners)).picture
    paper = cv2.morphologyEx(cv2.cvtColor(flat, cv2.COLOR_BGR2GRAY), cv2.MORPH_CLOSE, PEN)
    if (paper < INK).mean() > MAX_DARK:
        return None
    return np.ascontiguousarray(flat[:, :, ::-1])


def cut_out_scan(picture: Pixels) -> Pixels | None:
    """The ink of a scan with a narrow margin."""
    ink = cv2.medianBlur(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), 5) < INK
    rows = np.flatnonzero(ink.mean(axis=1) > SPECK)
    columns = np.flatnonzero(ink.mean(axis=0) > SPECK)
    if not (rows.size and columns.size):
        return None
    margin = picture.shape[1] // 40
    top, bottom = max(0, rows[0] - margin), rows[-1] + margin
    left, right = max(0, columns[0] - margin), columns[-1] + margin
    return np.ascontiguousarray(picture[top:bottom, left:right])


def compose_picture(papers: Sequence[Pixels], folder: Path, number: int, shift: int) -> Composition:
    """Lay the papers on a ground: side by side, one below the other, or two above one."""
    chance = random.Random(number + shift)
    ground = number % len(GROUNDS)
    gap = round(WIDTH * chance.uniform(0.06, 0.2))
    tilt = 1.0 if ground in (0, 1, 5) else 4.0
    laid = [tilt_paper(paper, chance.uniform(-tilt, tilt)) for paper in papers]
    origins, width, height = place_papers([one[0].shape for one in laid], number, gap, shift)
    picture = np.empty((height, width, 3), np.float32)
    picture[:] = GROUNDS[ground]
    noise = np.random.default_rng(number).normal(0, 1, (height // 3, width // 12))
    grain = cv2.resize(noise.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    picture += grain[:, :, None] * GRAIN[ground]
    for (left, top), (paper, share) in zip(origins, laid, strict=True):
        high, wide = paper.shape[:2]
        part = picture[top : top + high, left : left + wide]
        part[:] = paper * share[:, :, None] + part * (1 - share[:, :, None])
    seen = np.clip(picture, 0, 255).astype(np.uint8)
    if ground in (2, 3, 4):
        seen = shaded(seen, chance)
    file = folder / f"picture_{number:02}.jpg"
    image = Image.fromarray(seen)
    image.thumbnail((4000, 4000))
    image.save(file, quality=84)
    places = tuple(
        (0, Region(left / width, top / height, one.shape[1] / width, one.shape[0] / height))
        for (left, top), (one, _) in zip(origins, laid, strict=True)
    )
    return Composition(file, places)


def tilt_paper(paper: Pixels, degrees: float) -> tuple[Pixels, NDArray[np.float32]]:
    """The paper tilted, and the share (0..1) of each pixel that it covers."""
    height, width = paper.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cosine, sine = abs(matrix[0, 0]), abs(matrix[0, 1])
    wide, high = int(width * cosine + height * sine), int(width * sine + height * cosine)
    matrix[:, 2] += ((wide - width) / 2, (high - height) / 2)
    tilted = cv2.warpAffine(paper, matrix, (wide, high), flags=cv2.INTER_AREA)
    share = cv2.warpAffine(np.ones((height, width), np.float32), matrix, (wide, high))
    return tilted.astype(np.uint8), share.astype(np.float32)


def place_papers(
    shapes: Sequence[tuple[int, ...]], number: int, gap: int, shift: int
) -> tuple[list[tuple[int, int]], int, int]:
    """Left and top of each paper, and width and height of the picture, in pixels."""
    heights, widths = [one[0] for one in shapes], [one[1] for one in shapes]
    chance = random.Random(1000 + number + shift)
    if number % 3 == 1:  # one below the other
        tops = [gap + sum(heights[:n]) + n * gap for n in range(len(shapes))]
        lefts = [gap + chance.randint(0, gap) for _ in shapes]
        return (
            list(zip(lefts, tops, strict=True)),
            max(widths) + 3 * gap,
            sum(heights) + gap * (len(shapes) + 1),
        )
    if len(shapes) == 3 and number % 3 == 2:  # two above one another beside a third
        tops = [gap, gap * 2 + heights[0], gap]
        lefts = [gap, gap, gap * 2 + max(widths[:2])]
        return (
            list(zip(lefts, tops, strict=True)),
            max(widths[:2]) + widths[2] + 3 * gap,
            max(heights[0] + heights[1] + gap * 3, heights[2] + 2 * gap),
        )
    lefts = [gap + sum(widths[:n]) + n * gap for n in range(len(shapes))]
    room = max(heights) - min(heights)
    tops = [gap + chance.randint(0, min(room, max(heights) - high)) for high in heights]
    return (
        list(zip(lefts, tops, strict=True)),
        sum(widths) + gap * (len(shapes) + 1),
        max(heights) + 2 * gap,
    )


def report(compositions: Sequence[Composition], folder: Path) -> int:
    """Read the files and print which are split wrongly; how many are split rightly."""
    pool = ReaderPool(1)
    right = 0
    try:
        for one in compositions:
            text = read(pool, one.file, folder)
            parts = propose_parts(text, TODAY)
            is_right = matches(one, text, parts)
            right += is_right
            if not is_right:
                print(f"  {one.file.name}: {len(one.places)} receipts, {len(parts)} parts")
    finally:
        pool.close()
    return right


def read(pool: ReaderPool, file: Path, folder: Path) -> Text:
    request = ReadRequest(
        str(file), str(folder / "pages" / file.stem), file.stem, ReaderChoice.AUTO, (), None, LIMITS
    )
    return pool.read_text(request, Deadline.after(600.0), lambda _: None)


def matches(one: Composition, text: Text, parts: Sequence[ReceiptPart]) -> bool:
    """Whether each part has its receipt and hardly anything of another."""
    if len(parts) != len(one.places):
        return False
    regions = [
        (
            place.page,
            find_region(text.pages[place.page], place.box) if place.box else Region(0, 0, 1, 1),
        )
        for part in parts
        for place in part.places
    ]
    return all(
        sum(covers(region, place) >= OWN for region in regions) == 1
        and sum(covers(region, place) <= FOREIGN for region in regions) == len(parts) - 1
        for place in one.places
    )


def covers(part: tuple[int, Region], place: tuple[int, Region]) -> float:
    """The share of the middle of a receipt, where its print is, that a part covers."""
    (page_of_part, region), (page_of_place, paper) = part, place
    if page_of_part != page_of_place:
        return 0.0
    x, y = paper.x + 0.1 * paper.width, paper.y + 0.06 * paper.height
    right, bottom = paper.right - 0.1 * paper.width, paper.bottom - 0.06 * paper.height
    wide = max(0.0, min(right, region.right) - max(x, region.x))
    high = max(0.0, min(bottom, region.bottom) - max(y, region.y))
    return wide * high / ((right - x) * (bottom - y))


def find_proposed(data: Path) -> Iterator[str]:
    """The single receipts of a data folder for which a split is proposed."""
    store = Store(f"sqlite:///{Paths(data).database}")
    try:
        for details in store.iterate_details(ReceiptQuery()):
            blind = Path(details.receipt.file_name).stem in BLIND
            if details.reading and not blind and propose_parts(details.reading.text, TODAY):
                yield details.receipt.file_name
    finally:
        store.close()


if __name__ == "__main__":
    main()

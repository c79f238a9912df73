"""Receipts as people photograph them: what must come out is rows with label and amount together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.extraction.text.rows import build_rows
from receipt_desktop.reading import decoder
from receipt_desktop.reading.flattening import measure_heights
from receipt_desktop.reading.tiles import (
    TextArea,
    find_small_text,
    has_text_at_edge,
    measure_text_area,
)
from tests.samples import SAMPLES, draw
from tests.samples.receipt import Look
from tests.unit.reading.conftest import LIMITS, Read

CAFE = SAMPLES["cafe"]
WHOLE_ROWS = ("Carrot cake 4.25", "TOTAL £11.45", "Cash 11.45", "21/08/2024 10:05")

LOOKS = {
    "tilted by 40 on a table": Look(tilt=40, table=True),
    "tilted by -40 on a table": Look(tilt=-40, table=True),
    "tilted by 40 on white": Look(tilt=40),
    "tilted by -30 on white": Look(tilt=-30),
    "on its side and tilted": Look(tilt=15, turned=1),
    "on its head and tilted": Look(tilt=-20, turned=2),
    "rolled": Look(bend=0.08),
    "rolled inwards": Look(bend=-0.08, table=True),
    "creased": Look(wave=0.02, table=True),
    "rolled and tilted": Look(bend=0.06, tilt=-6, table=True),
    "far away": Look(frame=2.5),
    "far away and tilted": Look(frame=1.5, tilt=20),
    "dark": Look(dark=True),
    "dark on its side": Look(dark=True, turned=3),
    "in a deep shadow": Look(shadow=0.7, table=True),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_label_and_amount_stay_in_a_row(read: Read, tmp_path: Path, look: Look) -> None:
    draw(replace(CAFE, look=look)).save(tmp_path / "a.png")
    rows = build_rows(read(tmp_path / "a.png", ReaderChoice.RAPIDOCR).lines)
    texts = {" ".join(row.text.split()) for row in rows}
    assert set(WHOLE_ROWS) <= texts


def test_rows_that_fan_out_are_read_whole(read: Read, tmp_path: Path) -> None:
    paper = np.asarray(draw(CAFE).convert("RGB"))
    height, width = paper.shape[:2]
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    seen = flat + np.array([(0, 0), (0, 0.5 * width), (0, 0), (0, 0)], np.float32)
    fanned = cv2.warpPerspective(
        paper, cv2.getPerspectiveTransform(flat, seen), (width, height), borderValue=(255,) * 3
    )
    Image.fromarray(fanned).save(tmp_path / "a.png")
    rows = build_rows(read(tmp_path / "a.png", ReaderChoice.RAPIDOCR).lines)
    assert set(WHOLE_ROWS) <= {" ".join(row.text.split()) for row in rows}


def test_pen_and_stamp_leave_label_and_amount_legible(read: Read, tmp_path: Path) -> None:
    draw(replace(CAFE, look=Look(pen=True))).save(tmp_path / "a.png")
    rows = build_rows(read(tmp_path / "a.png", ReaderChoice.RAPIDOCR).lines)
    assert any("TOTAL" in row.text and "11.45" in row.text for row in rows)


@pytest.mark.parametrize(("ink", "ground"), [("white", "black"), ("black", "white")])
def test_letters_on_a_transparent_ground_are_legible(tmp_path: Path, ink: str, ground: str) -> None:
    letters = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    letters.paste(ink, (50, 100, 350, 120))
    letters.save(tmp_path / "a.png")
    page = decoder.open_page(tmp_path / "a.png", 0, LIMITS).picture
    assert tuple(page[10, 10]) == {"white": (255,) * 3, "black": (0,) * 3}[ground]
    assert page[110, 200].tolist() != page[10, 10].tolist()


def test_light_paper_with_transparent_corners_stays_on_white(tmp_path: Path) -> None:
    paper = Image.new("RGBA", (400, 300), (250, 250, 250, 255))
    paper.paste((0, 0, 0, 0), (0, 0, 20, 20))
    paper.save(tmp_path / "a.png")
    assert decoder.open_page(tmp_path / "a.png", 0, LIMITS).picture[5, 5].min() == 255


def boxes_along(slope_of: float, rows: int = 10) -> NDArray[np.float32]:
    """Boxes of words on lines whose slope grows from left to right."""
    boxes = []
    for row in range(rows):
        for left in (50, 250, 450, 650):
            slope = slope_of * (left + 60 - 350) / 300
            y = 60 * (row + 1) + slope_of * ((left - 350) ** 2) / 600
            right = y + slope * 120
            boxes.append([(left, y), (left + 120, right), (left + 120, right + 30), (left, y + 30)])
    return np.array(boxes, np.float32)


def test_bent_lines_are_flattened() -> None:
    boxes = boxes_along(0.2)
    heights = measure_heights(boxes, 800, 700)
    assert heights is not None
    flat = heights.flatten_points(boxes.reshape(-1, 2)).reshape(-1, 4, 2)
    before, after = (np.ptp(one[16:20, 0, 1]) for one in (boxes, flat))
    assert before > 25
    assert after < 6


def test_straight_lines_have_no_bend() -> None:
    heights = measure_heights(boxes_along(0.0), 800, 700)
    assert heights is None or heights.largest < 1
    assert measure_heights(boxes_along(0.2, rows=2), 800, 700) is None


def test_only_small_text_in_a_large_picture_is_looked_at_closely() -> None:
    small = (boxes_along(0.0) * 0.5 + 900).astype(np.float32)
    part = find_small_text(small, 2400, 2000)
    assert part is not None
    left, top, right, bottom = part
    assert left < small[:, :, 0].min()
    assert bottom > small[:, :, 1].max()
    assert right - left < 700
    assert top > 600
    assert find_small_text(boxes_along(0.0), 800, 700) is None


def boxes_of_height(height: float, count: int = 12) -> np.ndarray:
    """Boxes of lines below each other, ten times as wide as high, with gaps of their height."""
    box = np.array([[0, 0], [10, 0], [10, 1], [0, 1]], np.float32) * height
    return np.stack([box + np.array((200, 200 + 2 * height * n)) for n in range(count)])


def test_large_print_is_looked_at_from_afar() -> None:
    usual = measure_text_area(boxes_of_height(30).astype(np.float32), 900, 1200)
    large = measure_text_area(boxes_of_height(70, 9).astype(np.float32), 1000, 1600)
    assert usual.share == 1.0
    assert 0.7 <= large.share < 0.9


def test_margins_are_left_out_where_text_is_small_in_a_large_picture() -> None:
    area = measure_text_area(boxes_of_height(30).astype(np.float32), 1280, 1280)
    assert (area.left, area.top) == (80, 80)
    assert (area.right, area.bottom) == (620, 1010)
    full = measure_text_area(boxes_of_height(30).astype(np.float32), 700, 1100)
    assert (full.left, full.top, full.right, full.bottom) == (0, 0, 700, 1100)


def test_text_at_the_edge_of_an_area_shows_that_more_may_follow() -> None:
    seen = boxes_of_height(30).astype(np.float32)
    area = measure_text_area(seen, 1280, 1280)
    more = boxes_of_height(30, 14).astype(np.float32)
    assert not has_text_at_edge(area, seen, 1280, 1280)
    assert has_text_at_edge(area, more, 1280, 1280)
    assert not has_text_at_edge(area, more, 1280, area.bottom)


def test_a_page_with_few_lines_is_looked_at_as_a_whole() -> None:
    area = measure_text_area(boxes_of_height(60, 3).astype(np.float32), 1280, 1280)
    assert area == TextArea(0, 0, 1280, 1280)

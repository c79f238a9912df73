"""Pages set straight and flat by a first look, before their lines are detected."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.reading.levelling import MIN_COARSE_BOXES, level_page, measure_tilt
from receipt_desktop.reading.page_view import PageView
from receipt_desktop.reading.pictures import as_picture, swap_channels
from receipt_desktop.reading.rapidocr_reader import RapidOcrReader
from tests.samples import SAMPLES, draw
from tests.samples.receipt import Look
from tests.unit.reading.test_photos import boxes_along

WIDTH, HEIGHT = 800, 700


def view() -> PageView:
    return PageView.of_region(np.full((HEIGHT, WIDTH, 3), 255, np.uint8), None)


def turned(boxes: NDArray[np.float32], degrees: float) -> NDArray[np.float32]:
    """The boxes on a page whose lines slope down to the right."""
    matrix = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), -degrees, 1)
    points = boxes.reshape(-1, 2) @ matrix[:, :2].T + matrix[:, 2]
    return points.reshape(-1, 4, 2).astype(np.float32)


def test_a_steep_page_is_set_straight() -> None:
    boxes = turned(boxes_along(0.0), 20)
    level, found, is_flattened = level_page(view(), boxes)
    assert measure_tilt(boxes) == pytest.approx(20, abs=0.5)
    assert measure_tilt(found) == 0
    assert level.picture.shape[1] > WIDTH
    assert not is_flattened


def test_a_strongly_bent_page_is_flattened() -> None:
    boxes = boxes_along(0.4)
    _, found, is_flattened = level_page(view(), boxes)
    assert is_flattened
    assert np.ptp(found[16:20, 0, 1]) < np.ptp(boxes[16:20, 0, 1]) / 4


def test_few_boxes_of_a_first_look_show_no_bend() -> None:
    page, boxes = view(), boxes_along(0.4, rows=5)
    assert len(boxes) < MIN_COARSE_BOXES
    level, found, is_flattened = level_page(page, boxes)
    assert level is page
    assert found is boxes
    assert not is_flattened


def test_a_level_page_stays_as_it_is() -> None:
    page = view()
    assert level_page(page, boxes_along(0.0))[0] is page
    assert level_page(page, np.empty((0, 4, 2), np.float32))[0] is page


@pytest.mark.parametrize("look", [Look(tilt=20), Look(bend=0.15)], ids=["steep", "bent"])
def test_lines_are_detected_at_the_full_scale_once(
    monkeypatch: pytest.MonkeyPatch, look: Look
) -> None:
    receipt = replace(SAMPLES["cafe"], look=look)
    picture = swap_channels(as_picture(draw(receipt).convert("RGB")))
    reader, looks = RapidOcrReader(1), []
    find = reader._find_quads

    def count(*arguments: object) -> object:
        looks.append(arguments)
        return find(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "_find_quads", count)
    result = reader.read_picture(picture, Deadline.after(60))
    assert any("11.45" in line.text for line in result.lines)
    assert len(looks) == 2  # a first one from afar

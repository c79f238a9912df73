"""A region of a stored page is read by itself."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.page import Box
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.reading.worker.region import read_region
from tests.unit.reading.conftest import EACH_READER
from tests.waiting import SECONDS

each_reader = pytest.mark.parametrize("reader", EACH_READER)


def read(file: Path, box: Box, reader: ReaderChoice) -> tuple[str, ...]:
    task = (str(file), box, reader, ("eng",))
    return read_region(lambda _: None, Deadline.after(SECONDS), *task)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    picture = np.full((600, 800, 3), 255, np.uint8)
    for text, top in (("TOTAL 12.50", 200), ("CHANGE 7.50", 400)):
        place = (60, top)
        cv2.putText(picture, text, place, cv2.FONT_HERSHEY_SIMPLEX, 1.6, (0, 0, 0), 3, cv2.LINE_AA)
    file = tmp_path / "page.png"
    file.write_bytes(cv2.imencode(".png", picture)[1].tobytes())
    return file


@each_reader
def test_only_the_region_is_read(page: Path, reader: ReaderChoice) -> None:
    (line,) = read(page, Box(40, 140, 500, 90), reader)
    assert "12.50" in line
    assert "7.50" not in line


@each_reader
def test_blank_paper_and_regions_outside_have_no_text(page: Path, reader: ReaderChoice) -> None:
    assert read(page, Box(20, 480, 300, 60), reader) == ()
    assert read(page, Box(2000, 2000, 10, 10), reader) == ()


def test_a_picture_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest):
        read(tmp_path / "gone.png", Box(0, 0, 10, 10), ReaderChoice.RAPIDOCR)

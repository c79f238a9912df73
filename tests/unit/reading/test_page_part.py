"""A receipt is read from exactly its pages: parts of pages, turned, of several files, in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Box, Line, Text
from receipt_desktop.domain.page_sources import PageSource, Region
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.reading.decoded_page import DecodedPage
from receipt_desktop.reading.page_part import cut_page
from receipt_desktop.reading.worker.pool import ReaderPool
from tests.samples import SAMPLES, draw
from tests.unit.reading.conftest import Request
from tests.waiting import SECONDS

LEFT, RIGHT = Region(0, 0, 0.5, 1), Region(0.5, 0, 0.5, 1)
ReadPages = Callable[..., Text]


@pytest.fixture
def two_receipts(tmp_path: Path) -> Path:
    """The café left of the diner, which stands on its head."""
    pictures = [draw(SAMPLES["cafe"]), draw(SAMPLES["diner"]).rotate(180)]
    width, height = max(one.width for one in pictures), max(one.height for one in pictures)
    both = Image.new("RGB", (2 * width, height), "white")
    for number, picture in enumerate(pictures):
        both.paste(picture, (number * width, 0))
    both.save(tmp_path / "both.png")
    return tmp_path / "both.png"


@pytest.fixture
def read_pages(pool: ReaderPool, request_for: Request) -> ReadPages:
    def read(path: Path, *sources: PageSource) -> Text:
        requests = [
            replace(request_for(path, ReaderChoice.RAPIDOCR, one.number), source=one)
            for one in sources
        ]
        request = replace(requests[0], following=tuple(requests[1:]))
        return pool.read_text(request, Deadline.after(SECONDS), lambda _: None)

    return read


def test_a_region_is_read_alone_and_set_upright(read_pages: ReadPages, two_receipts: Path) -> None:
    source = PageSource("", 0, region=RIGHT)
    text = read_pages(two_receipts, source)
    words = " ".join(line.text for line in text.lines)
    assert "LAKESIDE" in words.upper()
    assert "Carrot" not in words
    assert [page.source for page in text.pages] == [source]


def test_pages_come_in_the_order_of_their_sources(
    read_pages: ReadPages, two_receipts: Path
) -> None:
    text = read_pages(two_receipts, PageSource("", 0, region=RIGHT), PageSource("", 0, region=LEFT))
    second = " ".join(line.text for line in text.lines if line.page == 1)
    assert "Carrot" in second
    assert [page.number for page in text.pages] == [0, 1]
    assert text.pages[0].file != text.pages[1].file


def test_what_a_person_has_turned_is_not_turned_again(
    read_pages: ReadPages, two_receipts: Path
) -> None:
    (turned,) = read_pages(two_receipts, PageSource("", 0, 1, LEFT)).pages
    assert turned.width > turned.height


def test_text_of_a_pdf_outside_the_region_is_left_out() -> None:
    lines = (
        Line("TOTAL 1.00", Box(10, 10, 80, 20), 1.0),
        Line("over the edge", Box(80, 50, 60, 20), 1.0),
        Line("TOTAL 2.00", Box(110, 10, 80, 20), 1.0),
    )
    page = DecodedPage(np.zeros((100, 200, 3), np.uint8), lines, (1, 2, 3))
    cut, view = cut_page(page, PageSource("", 0, region=RIGHT))
    assert list(cut.text_layer) == [
        Line("over the edge", Box(0, 50, 40, 20), 1.0),
        Line("TOTAL 2.00", Box(10, 10, 80, 20), 1.0),
    ]
    assert cut.picture.shape == (100, 100, 3)
    assert cut.fonts == (2, 3)
    _, turned_view = cut_page(page, PageSource("", 0, 3, RIGHT))
    assert view.corners == ((0.5, 0.0), (1.0, 0.0), (1.0, 1.0), (0.5, 1.0))
    assert turned_view.corners == ((0.5, 1.0), (0.5, 0.0), (1.0, 0.0), (1.0, 1.0))

"""Both readers on drawn receipts: alone, turned, tilted, and the choice of readers."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import TimedOut
from receipt_desktop.domain.page import Line, Text
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.reading import pictures
from receipt_desktop.reading.decoded_page import DecodedPage
from receipt_desktop.reading.pictures import (
    as_picture,
    compare_row_profile,
    scale_picture,
    straighten_picture,
)
from receipt_desktop.reading.rapidocr_reader import RapidOcrReader
from receipt_desktop.reading.reader import OcrResult
from receipt_desktop.reading.request import ReadLimits, ReadRequest
from receipt_desktop.reading.tiles import MAX_DETECTOR_AREA, choose_factor, split_into_tiles
from receipt_desktop.reading.worker import tasks
from receipt_desktop.reading.worker.pool import ReaderPool
from tests.samples import SAMPLES, draw, save, save_with_orientation
from tests.unit.reading.conftest import EACH_READER, Read, Request, needs_tesseract

HEIC = Path(__file__).parent / "cafe.heic"
CAFE = SAMPLES["cafe"]
BOTH = pytest.mark.parametrize("reader", EACH_READER)


def words(text: Text) -> str:
    return " ".join(line.text for line in text.lines)


def assert_is_the_cafe(text: Text) -> None:
    """The name above the total, both within the picture, boxes about a line high."""
    name = next(line for line in text.lines if "Copper" in line.text)
    total = [line for line in text.lines if "TOTAL" in line.text][-1]
    assert name.box.bottom <= total.box.y
    page = text.pages[0]
    assert page.height > page.width
    for line in text.lines:
        assert 0 <= line.box.x < line.box.right <= page.width + 2
        assert 0 <= line.box.y < line.box.bottom <= page.height + 2
        assert 0 < line.score <= 1
    assert 8 < name.box.h < 90


@BOTH
def test_each_reader_reads_alone(read: Read, tmp_path: Path, reader: ReaderChoice) -> None:
    text = read(save(CAFE, tmp_path / "a.jpg"), reader)
    assert text.engines == (reader.value,)
    assert text.second_lines == ()
    assert_is_the_cafe(text)
    assert "11.45" in words(text).replace(" ", "")
    assert text.score > 0.6


@BOTH
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_turned_pages_are_turned_upright(
    read: Read, tmp_path: Path, reader: ReaderChoice, turns: int
) -> None:
    draw(CAFE).rotate(90 * turns, expand=True).save(tmp_path / "a.png")
    text = read(tmp_path / "a.png", reader)
    assert_is_the_cafe(text)
    assert text.preprocessed


def test_a_wrong_guess_of_head_and_foot_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RapidOcrReader, "_is_upside_down", lambda *_: True)
    page = as_picture(np.asarray(draw(CAFE).convert("RGB"))[:, :, ::-1])
    found = RapidOcrReader(1).read_picture(page, Deadline.after(60.0))
    assert found.picture.shape == page.shape
    assert_is_above("Copper", "TOTAL", found.lines)


def assert_is_above(first: str, second: str, lines: tuple[Line, ...]) -> None:
    tops = [next(line.box.y for line in lines if word in line.text) for word in (first, second)]
    assert tops[0] < tops[1]


def test_exif_orientation_alone_is_no_turn(read: Read, tmp_path: Path) -> None:
    text = read(save_with_orientation(CAFE, tmp_path / "a.jpg", 6), ReaderChoice.RAPIDOCR)
    assert_is_the_cafe(text)


def test_tilted_lines_are_laid_level(read: Read, tmp_path: Path) -> None:
    draw(CAFE).rotate(6, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC).save(
        tmp_path / "a.png"
    )
    text = read(tmp_path / "a.png", ReaderChoice.RAPIDOCR)
    assert_is_the_cafe(text)
    longest = max(text.lines, key=lambda line: line.box.w)
    assert longest.box.h < 0.12 * longest.box.w


def test_heic_is_read(read: Read) -> None:
    assert_is_the_cafe(read(HEIC))


def test_long_receipts_are_read_from_top_to_bottom(read: Read, tmp_path: Path) -> None:
    one = draw(CAFE)
    long = Image.new("RGB", (one.width, one.height * 3), "white")
    for part in range(3):
        long.paste(one, (0, part * one.height))
    long.save(tmp_path / "a.png")
    text = read(tmp_path / "a.png", ReaderChoice.RAPIDOCR)
    names = [line for line in text.lines if "Copper" in line.text]
    assert [round(line.box.y / one.height, 1) for line in names] == pytest.approx(
        [round(names[0].box.y / one.height + part, 1) for part in range(3)], abs=0.11
    )


@needs_tesseract
def test_a_poor_reading_gets_a_second_reader(read: Read, tmp_path: Path) -> None:
    small = Image.new("RGB", (500, 300), "white")
    ImageDraw.Draw(small).text((40, 100), "TOTAL 12.50", fill="black", font_size=40)
    small.filter(ImageFilter.GaussianBlur(1)).save(tmp_path / "a.png")
    text = read(tmp_path / "a.png")
    assert text.engines == ("rapidocr", "tesseract")
    assert "12.50" in words(text)
    assert any("12.50" in line.text for line in text.second_lines)


@needs_tesseract
def test_where_the_first_reader_finds_next_to_nothing_the_second_one_counts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = as_picture(np.asarray(draw(CAFE).convert("RGB"))[:, :, ::-1])
    monkeypatch.setattr(
        RapidOcrReader, "read_picture", lambda _, seen, __, **___: OcrResult(seen, ())
    )
    read = tasks.read_page_image(DecodedPage(page), request(tmp_path), 0, Deadline.after(60.0))
    assert read.engines == ("tesseract", "rapidocr")
    assert_is_above("Copper", "TOTAL", read.result.lines)


def request(folder: Path) -> ReadRequest:
    limits = ReadLimits(max_bytes=10**7, max_pixels=10**8, max_pages=1)
    return ReadRequest("", str(folder), "", ReaderChoice.AUTO, (), None, limits)


@pytest.mark.parametrize("reader", [ReaderChoice.AUTO, *EACH_READER])
def test_an_empty_page_has_no_lines(read: Read, tmp_path: Path, reader: ReaderChoice) -> None:
    Image.new("RGB", (600, 900), "white").save(tmp_path / "a.png")
    text = read(tmp_path / "a.png", reader)
    assert text.lines == ()
    assert text.score == 0.0
    assert len(text.pages) == 1


@needs_tesseract
def test_auto_without_rapidocr_is_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "_make_rapidocr_reader", lambda: None)
    assert [reader.name for reader in tasks.make_readers(ReaderChoice.AUTO, ())] == ["tesseract"]


@needs_tesseract
def test_tesseract_stops_at_the_deadline(
    pool: ReaderPool, request_for: Request, tmp_path: Path
) -> None:
    save(CAFE, tmp_path / "a.jpg")
    with pytest.raises(TimedOut):
        pool.read_text(
            request_for(tmp_path / "a.jpg", ReaderChoice.TESSERACT),
            Deadline.after(0.2),
            lambda _: None,
        )


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("tilt", [0.0, 5.0, -3.0])
def test_points_go_with_their_picture(turns: int, tilt: float) -> None:
    dark = np.full((200, 120, 3), 255, np.uint8)
    dark[40:44, 30:34] = 0
    upright, matrix = straighten_picture(dark, turns, tilt)
    x, y = pictures.transform_points(np.array([[32, 42]], np.float32), matrix)[0]
    assert upright[int(y), int(x)].max() < 128
    assert upright.min(axis=2).argmin() // upright.shape[1] == pytest.approx(y, abs=4)


def test_rows_of_ink_are_distinguished_from_columns() -> None:
    page = np.asarray(draw(CAFE))[:, :, ::-1].copy()
    assert compare_row_profile(page) > 1.2
    assert compare_row_profile(np.rot90(page).copy()) < 0.8


@pytest.mark.parametrize("size", [(600, 900), (1700, 2400), (1200, 9600), (2400, 800), (50, 4000)])
def test_tiles_cover_the_picture_once(size: tuple[int, int]) -> None:
    width, height = size
    bands = list(split_into_tiles(width, height, choose_factor(width, height)))
    assert bands[0].top == 0
    assert bands[-1].bottom == height
    for upper, lower in pairwise(bands):
        assert upper.own_bottom == lower.own_top
        assert upper.bottom > upper.own_bottom > lower.top
    seen = [(band.bottom - band.top) * width * band.factor**2 for band in bands]
    assert max(seen) <= MAX_DETECTOR_AREA * 1.01
    middles = np.linspace(1, height - 1, 97, dtype=np.float32)
    quads = np.repeat(middles, 4)[:, None].repeat(2, axis=1).reshape(-1, 4, 2)
    assert np.array_equal(sum(band.owned_quads(quads).astype(int) for band in bands), np.ones(97))


def test_scaling_to_the_same_size_costs_nothing() -> None:
    page = np.zeros((10, 10, 3), np.uint8)
    assert scale_picture(page, 1.0) is page
    assert scale_picture(page, 0.5).shape == (5, 5, 3)

"""Scanned pages: blank ones, separators, and the files that are made of them."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import segno

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.scanning import SEPARATOR_CODE, Division, ScannedPage, divide_pages
from receipt_desktop.reading.blank_pages import is_blank
from receipt_desktop.reading.pictures import Picture
from receipt_desktop.reading.worker.scans import assemble_pages, examine_scan
from tests.unit.reading.conftest import LIMITS

WIDTH, HEIGHT, RESOLUTION = 1240, 1754, 150
"""A4 in dots, and per inch."""
FONT = cv2.FONT_HERSHEY_SIMPLEX


def paper(grey: int = 235, noise: float = 0) -> Picture:
    generator = np.random.default_rng(5)
    page = (
        generator.normal(grey, noise, (HEIGHT, WIDTH, 3))
        if noise
        else np.full((HEIGHT, WIDTH, 3), grey)
    )
    return np.clip(page, 0, 255).astype(np.uint8)


def write(page: Picture, text: str, *, ink: int = 30, size: float = 0.6, y: int = 220) -> Picture:
    return np.asarray(cv2.putText(page, text, (200, y), FONT, size, (ink,) * 3, 2), np.uint8)


def shine_through(page: Picture) -> Picture:
    """A full page of print on the other side."""
    back = np.full_like(page, 255)
    for y in range(150, HEIGHT - 80, 34):
        write(back, "Total amount 123.45 including tax of the receipt", y=y, ink=0)
    blurred = cv2.GaussianBlur(cv2.flip(back, 1), (0, 0), 2.3).astype(np.float32) / 255
    return (page * (0.86 + 0.14 * blurred)).astype(np.uint8)


def test_blank_pages() -> None:
    grey_and_noisy = paper(185, 14)
    shadows = paper()
    shadows[:, :19] = 60
    cv2.line(shadows, (10, HEIGHT - 20), (WIDTH, HEIGHT - 8), (90, 90, 90), 5)
    uneven = (paper().astype(np.float32) * np.linspace(0.6, 1, WIDTH)[None, :, None]).astype(
        np.uint8
    )
    punched = paper()
    for y in (640, 1110):
        cv2.circle(punched, (71, y), 16, (70, 70, 70), -1)
    dusty = paper(230, 4)
    for x in range(150, 1050, 120):
        cv2.circle(dusty, (x, x), 1, (120, 120, 120), -1)
    blank = (paper(), grey_and_noisy, shine_through(paper()), shadows, uneven, punched, dusty)
    assert [is_blank(page) for page in blank] == [True] * len(blank)
    assert is_blank(shine_through(paper(205, 8)))


def test_printed_pages() -> None:
    small = write(paper(215, 10), "Page 2 of 2", size=0.55)
    thermal = write(paper(232, 6), "TOTAL 4,90", ink=140)
    overlaid = write(shine_through(paper()), "Paid 12.03.", size=0.55)
    signature = paper()
    cv2.polylines(
        signature,
        [np.array([(300 + 4 * n, 700 + int(45 * np.sin(n / 3))) for n in range(90)])],
        False,
        (60, 40, 30),
        3,
    )
    picture = paper()
    picture[450:1050, 300:900] = 40
    for page in (small, thermal, overlaid, signature, picture):
        assert not is_blank(page)


def save(path: Path, page: Picture) -> Path:
    assert cv2.imwrite(str(path), page)
    return path


def draw_separator() -> Picture:
    matrix = np.array([list(row) for row in segno.make(SEPARATOR_CODE, error="h").matrix])
    code = np.kron(1 - matrix, np.ones((12, 12))).astype(np.uint8) * 255
    page = paper(240, 6)
    page[220 : 220 + code.shape[0], 300 : 300 + code.shape[1]] = code[:, :, None]
    return page


def examine(path: Path) -> tuple[ScannedPage, ...]:
    return examine_scan(lambda _: None, Deadline.after(600), str(path), LIMITS, RESOLUTION)


def assemble(target: Path, *pages: ScannedPage) -> Path:
    return Path(assemble_pages(lambda _: None, Deadline.after(600), pages, str(target)))


def test_pages_are_examined_divided_and_put_together(tmp_path: Path) -> None:
    printed = [
        examine(save(tmp_path / name, write(paper(), f"Receipt {name}")))[0]
        for name in ("0.png", "1.jpg", "2.jpg")
    ]
    (separator,) = examine(save(tmp_path / "s.jpg", draw_separator()))
    (blank,) = examine(save(tmp_path / "b.jpg", paper()))
    assert (separator.is_separator, separator.is_blank) == (True, False)
    assert blank.is_blank
    assert not any(page.is_blank or page.is_separator for page in printed)
    thumbnail = cv2.imread(printed[0].thumbnail)
    assert thumbnail is not None
    assert max(thumbnail.shape) == 360

    pages = (separator, printed[0], printed[1], separator, separator, printed[2])
    groups = divide_pages(pages, Division.SEPARATORS)
    assert groups == (tuple(printed[:2]), (printed[2],))
    assert divide_pages(pages, Division.ONE_RECEIPT) == (tuple(printed),)
    assert len(divide_pages(pages, Division.EACH_PAGE)) == 3
    assert divide_pages((separator,), Division.ONE_RECEIPT) == ()

    single = assemble(tmp_path / "single", printed[1])
    assert single.read_bytes() == Path(printed[1].file).read_bytes()
    assert assemble(tmp_path / "of-sane", printed[0]).suffix == ".jpg"
    whole = assemble(tmp_path / "whole", *printed)
    assert Path(printed[1].file).read_bytes() in whole.read_bytes()  # not compressed again
    with pypdfium2.PdfDocument(whole) as document:
        assert len(document) == 3
        sizes = [tuple(round(side) for side in page.get_size()) for page in document]
    assert sizes == [(595, 842)] * 3
    parts = examine(whole)
    assert len(parts) == 3
    assert not any(part.is_blank for part in parts)
    assert not whole.exists()
    assert assemble(tmp_path / "again", *parts).suffix == ".pdf"

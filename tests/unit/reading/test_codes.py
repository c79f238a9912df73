"""Codes on pages: drawn by another library, turned, in perspective, grainy, several at once."""

from __future__ import annotations

import io
from collections.abc import Callable

import cv2
import numpy as np
import pytest
import segno
import zxingcpp
from PIL import Image

from receipt_desktop.reading.codes import find_codes
from receipt_desktop.reading.pictures import Picture, as_picture
from tests.samples.fiscal_codes import EPC, FISCAL, tse

TEXT = tse()


def draw_code(text: str, scale: int = 5) -> Image.Image:
    """A QR code, white border included."""
    stream = io.BytesIO()
    segno.make_qr(text, error="m").save(stream, kind="png", scale=scale, border=4)
    return Image.open(stream).convert("RGB")


def paste(*codes: tuple[str, int, int], size: tuple[int, int] = (900, 1600)) -> Picture:
    """A white page with codes at these places."""
    page = Image.new("RGB", size, "white")
    for text, x, y in codes:
        page.paste(draw_code(text), (x, y))
    return as_picture(np.asarray(page)[:, :, ::-1])


def texts_on(picture: Picture) -> list[str]:
    return [code.text for code in find_codes(picture, picture, 0)]


@pytest.mark.parametrize("text", [entry[0] for entry in FISCAL], ids=[f[1] for f in FISCAL])
def test_every_code_is_read_as_it_was_drawn(text: str) -> None:
    assert texts_on(paste((text, 100, 700))) == [text]


def test_the_box_lies_around_the_code() -> None:
    page = paste((TEXT, 100, 700))
    (code,) = find_codes(page, page, 2)
    side = draw_code(TEXT).width - 40
    assert code.page == 2
    assert code.box is not None
    assert abs(code.box.x - 120) < 6
    assert abs(code.box.y - 720) < 6
    assert abs(code.box.w - side) < 12


@pytest.mark.parametrize("angle", [7, 90, 133, 180, 270])
def test_turned_codes_are_read(angle: int) -> None:
    page = Image.fromarray(paste((TEXT, 250, 700))).rotate(angle, expand=True, fillcolor="white")
    assert texts_on(as_picture(np.asarray(page))) == [TEXT]


def perspective(picture: Picture) -> Picture:
    height, width = picture.shape[:2]
    corners = np.array(((0, 0), (width, 0), (width, height), (0, height)), np.float32)
    seen = np.array(
        ((90, 40), (width - 20, 0), (width - 120, height), (0, height - 90)), np.float32
    )
    matrix = cv2.getPerspectiveTransform(corners, seen)
    return as_picture(
        cv2.warpPerspective(picture, matrix, (width, height), borderValue=(90, 90, 90))
    )


def shade(picture: Picture) -> Picture:
    light = np.linspace(1.0, 0.35, picture.shape[1])[None, :, None]
    return as_picture((picture * light).astype(np.uint8))


def invert(picture: Picture) -> Picture:
    return as_picture(255 - picture)


def add_grain(picture: Picture) -> Picture:
    """As a thermal printer and a camera do it: about each eighth pixel is wrong."""
    mixed = np.arange(picture.shape[0] * picture.shape[1], dtype=np.uint32)
    for factor in (2654435761, 2246822519):  # an integer hash, the same on every machine
        mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(factor)
    wrong = (mixed >> np.uint32(24)).reshape(picture.shape[:2]) < 32
    grainy = picture.copy()
    grainy[wrong] = 255 - grainy[wrong]
    return as_picture(grainy)


@pytest.mark.parametrize("change", [perspective, shade, invert, add_grain])
def test_codes_of_photos_are_read(change: Callable[[Picture], Picture]) -> None:
    assert texts_on(change(paste((TEXT, 200, 700)))) == [TEXT]


def test_several_codes_of_a_page_are_read_once_each() -> None:
    page = paste((TEXT, 50, 100), (EPC, 50, 700), (TEXT, 50, 1000))
    assert sorted(texts_on(page)) == sorted([TEXT, EPC])


def test_a_pdf417_is_read() -> None:
    stamp = next(text for text, country, *_ in FISCAL if country == "CL")
    drawn = zxingcpp.create_barcode(stamp, zxingcpp.BarcodeFormat.PDF417).to_image(scale=3)
    page = np.full((900, 1400, 3), 255, np.uint8)
    code = np.asarray(drawn)[:, :, None]
    page[200 : 200 + code.shape[0], 100 : 100 + code.shape[1]] = code
    assert texts_on(page) == [stamp]


def test_a_code_outside_the_crop_is_found_on_the_whole_picture_without_a_box() -> None:
    whole = paste((TEXT, 50, 1000))
    (code,) = find_codes(as_picture(whole[:500]), whole, 0)
    assert (code.text, code.box) == (TEXT, None)


def test_a_page_without_codes_has_none() -> None:
    assert texts_on(paste()) == []
    assert texts_on(paste(("4006381333931", 10, 10), size=(40, 40))) == []

"""Pictures as Tesseract gets them."""

from __future__ import annotations

import numpy as np
import pytest

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.reading import tesseract_run
from receipt_desktop.reading.engines import find_tesseract
from receipt_desktop.reading.pictures import Picture
from receipt_desktop.reading.tesseract_run import make_image, read_words
from tests.samples import SAMPLES, draw


def draw_page() -> Picture:
    return np.asarray(draw(SAMPLES["cafe"]).convert("RGB"))[:, :, ::-1]


def test_a_grey_picture_has_one_channel() -> None:
    picture = np.full((4, 6, 3), 200, np.uint8)
    assert make_image(picture).mode == "L"
    picture[2, 3] = (10, 20, 30)
    image = make_image(picture)
    assert (image.mode, image.getpixel((3, 2))) == ("RGB", (30, 20, 10))


def test_one_channel_is_read_like_three(monkeypatch: pytest.MonkeyPatch) -> None:
    installation = find_tesseract(("eng",))
    if installation is None:
        pytest.skip("Tesseract is not installed")
    page = draw_page()
    found = read_words(installation, page, ("eng",), "--psm 6", Deadline.after(60.0))
    monkeypatch.setattr(
        tesseract_run, "make_image", lambda picture: make_image(picture).convert("RGB")
    )
    again = read_words(installation, page, ("eng",), "--psm 6", Deadline.after(60.0))
    assert [word["text"] for word in found] == [word["text"] for word in again]

"""The decoder: orientation, colours, bit depth, pages, limits before decoding, damage."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.page_sources import Region
from receipt_desktop.reading import decoder
from receipt_desktop.reading.decoder import count_pages, open_page
from receipt_desktop.reading.pictures import LONG_RECEIPT_WIDTH, LONG_SIDE, Picture
from receipt_desktop.reading.request import ReadLimits
from tests.samples import SAMPLES, bad_files, draw, save, save_born_digital, save_pages
from tests.unit.reading.conftest import LIMITS

HEIC = Path(__file__).parent / "cafe.heic"


@pytest.fixture(autouse=True)
def prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)
    decoder.configure_pillow()


def opened(path: Path, number: int = 0, limits: ReadLimits = LIMITS) -> Picture:
    return open_page(path, number, limits).picture


def refusal_of(path: Path, limits: ReadLimits = LIMITS) -> InvalidRequest:
    with pytest.raises(InvalidRequest) as caught:
        open_page(path, 0, limits)
    return caught.value


def corner(mode: str = "RGB") -> Image.Image:
    """A white picture of 80 by 60 pixels with a red top left quarter."""
    image = Image.new("RGB", (80, 60), "white")
    ImageDraw.Draw(image).rectangle((0, 0, 39, 29), fill="red")
    return image.convert(mode)


def colour(picture: Picture, x: int, y: int) -> str:
    blue, green, red = (int(part) for part in picture[y, x])
    if min(blue, green, red) > 200:
        return "white"
    if max(blue, green, red) < 55:
        return "black"
    return "red" if red > 200 and max(blue, green) < 80 else f"{red},{green},{blue}"


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tiff", "a.bmp", "a.gif", "a.avif"])
def test_formats_give_the_same_picture(tmp_path: Path, name: str) -> None:
    expected = np.asarray(draw(SAMPLES["cafe"]))[:, :, ::-1]
    picture = opened(save(SAMPLES["cafe"], tmp_path / name))
    assert picture.shape == expected.shape
    assert picture.flags.c_contiguous
    assert np.abs(picture.astype(int) - expected).mean() < 4


def test_heic_gives_the_picture() -> None:
    expected = np.asarray(draw(SAMPLES["cafe"]))[:, :, ::-1]
    picture = opened(HEIC)
    assert picture.shape == expected.shape
    assert np.abs(picture.astype(int) - expected).mean() < 12


UPRIGHT = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}
"""Where the first pixel of the file belongs by EXIF orientation: right? bottom?"""


@pytest.mark.parametrize("suffix", ["jpg", "png", "tiff", "webp"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_followed(tmp_path: Path, orientation: int, suffix: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / f"a.{suffix}"
    corner().save(path, exif=exif)
    picture = opened(path)
    height, width = picture.shape[:2]
    assert (width, height) == ((80, 60) if orientation < 5 else (60, 80))
    right, bottom = UPRIGHT[orientation]
    assert colour(picture, width * (1 + 2 * right) // 4, height * (1 + 2 * bottom) // 4) == "red"
    assert colour(picture, width * (3 - 2 * right) // 4, height * (3 - 2 * bottom) // 4) == "white"


@pytest.mark.parametrize(
    ("mode", "suffix"),
    [("1", "png"), ("L", "png"), ("P", "png"), ("CMYK", "jpg"), ("CMYK", "tiff"), ("LAB", "tiff")],
)
def test_colour_models(tmp_path: Path, mode: str, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    if mode == "LAB":
        Image.new("LAB", (80, 60), (255, 128, 128)).save(path)
    else:
        corner(mode).save(path)
    assert colour(opened(path), 60, 45) == "white"


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparency_becomes_white(tmp_path: Path, mode: str) -> None:
    clear = Image.new("RGBA", (80, 60), (0, 0, 0, 0))
    ImageDraw.Draw(clear).rectangle((0, 0, 39, 29), fill=(0, 0, 0, 255))
    clear.convert(mode).save(tmp_path / "a.png")
    picture = opened(tmp_path / "a.png")
    assert colour(picture, 20, 15) == "black"
    assert colour(picture, 60, 45) == "white"


@pytest.mark.parametrize("depth", [np.uint16, np.int32, np.float32])
def test_deep_grey_keeps_its_shades(tmp_path: Path, depth: type[np.number]) -> None:
    shades = np.zeros((60, 80), depth)
    shades[:, 40:] = 1 if depth is np.float32 else 65535
    Image.fromarray(shades).save(tmp_path / "a.tiff")
    picture = opened(tmp_path / "a.tiff")
    assert colour(picture, 20, 30) == "black"
    assert colour(picture, 60, 30) == "white"


def test_large_pictures_are_bounded(tmp_path: Path) -> None:
    Image.new("RGB", (5000, 4000), "white").save(tmp_path / "a.jpg")
    assert opened(tmp_path / "a.jpg").shape == (LONG_SIDE * 4 // 5, LONG_SIDE, 3)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "CMYK", "I;16"])
def test_large_pictures_of_every_kind_are_bounded(tmp_path: Path, mode: str) -> None:
    large = Image.new("L", (5000, 2500), 255)
    large.paste(0, (0, 0, 2500, 2500))
    shades = np.asarray(large, np.uint16) * 257
    kept = Image.fromarray(shades) if mode == "I;16" else large.convert("RGB").convert(mode)
    kept.save(tmp_path / "a.tiff", compression="tiff_adobe_deflate")
    picture = opened(tmp_path / "a.tiff")
    height, width = picture.shape[:2]
    assert (width, height) == (LONG_SIDE, LONG_SIDE // 2)
    assert colour(picture, width // 4, height // 2) == "black"
    assert colour(picture, width * 3 // 4, height // 2) == "white"


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_region_is_read_in_more_detail_than_its_page(tmp_path: Path, orientation: int) -> None:
    size = (6000, 3000) if orientation == 1 else (3000, 6000)
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", size, "white").save(tmp_path / "a.jpg", exif=exif)
    half = open_page(tmp_path / "a.jpg", 0, LIMITS, region=Region(0, 0, 0.5, 1)).picture
    assert half.shape[:2] == (LONG_SIDE, 2 * LONG_SIDE)
    tenth = open_page(tmp_path / "a.jpg", 0, LIMITS, region=Region(0, 0, 0.1, 0.1)).picture
    assert tenth.shape == half.shape


def test_long_receipts_keep_their_width(tmp_path: Path) -> None:
    Image.new("L", (1500, 7500), "white").save(tmp_path / "a.png")
    assert opened(tmp_path / "a.png").shape == (LONG_RECEIPT_WIDTH * 5, LONG_RECEIPT_WIDTH, 3)


def test_small_pictures_are_not_blown_up(tmp_path: Path) -> None:
    Image.new("L", (300, 500), "white").save(tmp_path / "a.png")
    assert opened(tmp_path / "a.png").shape == (500, 300, 3)


@pytest.mark.parametrize("suffix", ["tiff", "pdf"])
def test_pages(tmp_path: Path, suffix: str) -> None:
    path = save_pages([SAMPLES["cafe"], SAMPLES["diner"]], tmp_path / f"a.{suffix}")
    assert count_pages(path, LIMITS) == 2
    first, second = (opened(path, number) for number in (0, 1))
    assert first.shape != second.shape


def test_too_many_pages(tmp_path: Path) -> None:
    path = save_pages([SAMPLES["cafe"]] * 3, tmp_path / "a.pdf")
    few = ReadLimits(LIMITS.max_bytes, LIMITS.max_pixels, max_pages=2)
    with pytest.raises(InvalidRequest, match="too many pages: 3. The limit is 2"):
        count_pages(path, few)
    assert refusal_of(path, few).key == "too_many_pages"


def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    bomb = bad_files(tmp_path)["bomb.png"]
    bomb.write_bytes(bomb.read_bytes()[:100])  # its header alone: there is nothing to decode
    error = refusal_of(bomb)
    assert error.key == "picture_too_large"
    assert error.details == {"width": 50_000, "height": 50_000, "limit": 40}


def test_pages_of_a_tiff_have_limits_of_their_own(tmp_path: Path) -> None:
    small, large = Image.new("L", (100, 100)), Image.new("L", (2000, 2000))
    small.save(tmp_path / "a.tiff", save_all=True, append_images=[large])
    tight = ReadLimits(LIMITS.max_bytes, 1_000_000, LIMITS.max_pages)
    assert opened(tmp_path / "a.tiff", 0, tight).shape == (100, 100, 3)
    with pytest.raises(InvalidRequest, match="2000 × 2000"):
        open_page(tmp_path / "a.tiff", 1, tight)


def test_too_small_to_be_a_receipt(tmp_path: Path) -> None:
    Image.new("RGB", (16, 400)).save(tmp_path / "a.bmp")
    assert refusal_of(tmp_path / "a.bmp").key == "picture_too_small"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("truncated.jpg", "picture_broken"),
        ("truncated.png", "picture_broken"),
        ("truncated.pdf", "pdf_broken"),
        ("locked.pdf", "pdf_password"),
    ],
)
def test_damage_is_one_sentence(tmp_path: Path, name: str, key: str) -> None:
    error = refusal_of(bad_files(tmp_path)[name])
    assert error.key == key
    assert error.sentence.endswith(".")


def outcome(path: Path) -> str:
    """ "read", or the key of the refusal; nothing else may come of a damaged file."""
    try:
        picture = opened(path)
    except InvalidRequest as error:
        return error.key
    return "read" if picture.ndim == 3 else "strange"


@pytest.mark.parametrize(
    "name", ["a.jpg", "a.png", "a.webp", "a.tiff", "a.bmp", "a.gif", "a.avif", "a.pdf"]
)
@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_cut_off_file_is_refused_or_shows_what_is_left(
    tmp_path: Path, name: str, cut: float
) -> None:
    path = save(SAMPLES["cafe"], tmp_path / name)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * cut)])
    refused = {"picture_broken", "pdf_broken", "pdf_empty", "file_truncated"}
    assert outcome(path) in (refused | {"read"} if name == "a.pdf" else refused)


@pytest.mark.parametrize("seed", range(12))
def test_scrambled_bytes_are_refused_or_read(tmp_path: Path, seed: int) -> None:
    chance = np.random.default_rng(seed)
    path = save(SAMPLES["cafe"], tmp_path / ["a.jpg", "a.png", "a.webp", "a.tiff"][seed % 4])
    data = np.frombuffer(path.read_bytes(), np.uint8).copy()
    data[chance.integers(20, len(data), 40)] = chance.integers(0, 256, 40)
    path.write_bytes(data.tobytes())
    assert outcome(path).startswith(("read", "picture_", "file_", "too_many"))


def test_a_pdf_page_is_rendered_large_enough(tmp_path: Path) -> None:
    path = save_born_digital(SAMPLES["cafe"], tmp_path / "a.pdf")
    height, width = opened(path).shape[:2]
    assert max(width, height) <= LONG_SIDE or min(width, height) <= LONG_RECEIPT_WIDTH
    assert max(width, height) > 1000

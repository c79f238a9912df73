"""The drawn receipts are what they claim to be: sums right, formats real, damages repeatable."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from fpdf.errors import FPDFUnicodeEncodingException
from PIL import Image, ImageChops, ImageOps, UnidentifiedImageError

from receipt_desktop.config.paths import resources_folder
from receipt_desktop.config.settings import Settings
from receipt_desktop.reading.file_types import FileType, inspect_file
from receipt_desktop.reading.request import ReadLimits
from tests.samples import (
    PHOTO,
    SAMPLES,
    SHIPPED,
    Layout,
    Look,
    Sample,
    bad_files,
    draw,
    draw_many,
    misnamed,
    save,
    save_born_digital,
    save_pages,
    save_with_orientation,
    unreadable,
    varied,
)
from tests.samples.layouts import rows

LIMITS = ReadLimits(max_bytes=50_000_000, max_pixels=120_000_000, max_pages=50)
CAFE = SAMPLES["cafe"]


def said(sample: Sample) -> str:
    return "\n".join(row.text for row in rows(sample))


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("name", SAMPLES)
def test_every_layout_prints_the_truth(name: str, layout: Layout) -> None:
    sample = replace(SAMPLES[name], layout=layout)
    printed = said(sample)
    assert sample.merchant in printed
    assert sample.country.day(sample.day) in printed
    assert sample.country.price(sample.total) in printed
    for item in sample.items:
        assert item.name in printed


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=list(SAMPLES))
def test_the_sums_are_right(sample: Sample) -> None:
    goods = sum(line.net for line in sample.tax_lines)
    taxed = goods + sample.tax
    assert sample.total == taxed + sample.tip
    for line in sample.tax_lines:
        assert abs(line.net * line.rate / 100 - line.amount) < Decimal("0.01")


def test_tax_stands_above_the_total_in_america_and_tips_count() -> None:
    diner = SAMPLES["diner"]
    assert (diner.subtotal, diner.tax, diner.tip) == (
        Decimal("63.90"), Decimal("5.67"), Decimal(13),
    )  # fmt: skip
    assert diner.total == Decimal("82.57")
    assert "Sales Tax 8.875% 5.67" in said(diner)


def test_discounts_and_change_are_printed() -> None:
    sample = replace(SAMPLES["supermarkt"], discount=Decimal("1.00"), tendered=Decimal(20))
    assert sample.total == SAMPLES["supermarkt"].total - 1
    assert "Rabatt -1,00" in said(sample)
    assert "Rückgeld 6,18" in said(sample)


def test_amounts_look_as_in_their_country() -> None:
    amount = Decimal("1234.5")
    shown = {name: SAMPLES[name].country.price(amount) for name in SAMPLES}
    assert shown["supermarkt"] == "1.234,50 EUR"
    assert shown["bistro"] == "1 234,50 €"
    assert shown["diner"] == "$1,234.50"
    assert shown["papeterie"] == "CHF 1'234.50"
    assert shown["apteka"] == "1 234,50"


@pytest.mark.parametrize(
    "look", [Look(), PHOTO, Look(noise=10, blur=1.0, turned=1, faded=0.3)], ids=str
)
def test_the_same_seed_draws_the_same(look: Look) -> None:
    sample = replace(CAFE, look=look)
    first, again = draw(sample), draw(sample)
    assert ImageChops.difference(first, again).getbbox() is None


@pytest.mark.parametrize(
    "look",
    [
        Look(tilt=2), Look(noise=8), Look(blur=1.5), Look(turned=1), Look(shadow=0.5),
        Look(slant=0.1), Look(table=True), Look(faded=0.5),
    ],
    ids=str,
)  # fmt: skip
def test_every_damage_shows(look: Look) -> None:
    whole, hurt = draw(CAFE), draw(replace(CAFE, look=look))
    assert whole.size != hurt.size or ImageChops.difference(whole, hurt).getbbox()


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        (".jpg", FileType.JPEG), (".png", FileType.PNG), (".webp", FileType.WEBP),
        (".tif", FileType.TIFF), (".bmp", FileType.BMP), (".pdf", FileType.PDF),
    ],
)  # fmt: skip
def test_each_suffix_is_its_format(tmp_path: Path, suffix: str, kind: FileType) -> None:
    file = save(CAFE, tmp_path / "new folder" / f"a b{suffix}")
    assert inspect_file(file, LIMITS).type is kind


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_orientation_turns_the_pixels_back(tmp_path: Path, orientation: int) -> None:
    file = save_with_orientation(CAFE, tmp_path / "turned.jpg", orientation)
    with Image.open(file) as picture:
        upright = ImageOps.exif_transpose(picture)
        assert (picture.size == upright.size) == (orientation == 3)
    assert upright.size == draw(CAFE).size
    difference = ImageChops.difference(upright, draw(CAFE)).convert("L")
    assert sum(difference.histogram()[100:]) < 0.01 * upright.width * upright.height


def test_pages_of_a_tiff_and_a_pdf(tmp_path: Path) -> None:
    with Image.open(save_pages([CAFE, SAMPLES["bygg"]], tmp_path / "two.tif")) as tiff:
        assert getattr(tiff, "n_frames", 1) == 2
    two = pypdfium2.PdfDocument(save_pages([CAFE, SAMPLES["bygg"]], tmp_path / "two.pdf"))
    assert len(two) == 2
    two.close()


def text_of(file: Path, password: str | None = None) -> str:
    document = pypdfium2.PdfDocument(file, password)
    text = str(document[0].get_textpage().get_text_range())
    document.close()
    return text


@pytest.mark.parametrize("layout", list(Layout))
def test_a_born_digital_page_has_its_text(tmp_path: Path, layout: Layout) -> None:
    sample = replace(SAMPLES["bistro"], layout=layout)
    text = text_of(save_born_digital(sample, tmp_path / "x.pdf"))
    for row in rows(sample):
        for cell in row.cells:
            assert cell.strip() in text


def test_a_scanned_page_has_none(tmp_path: Path) -> None:
    assert text_of(save(CAFE, tmp_path / "x.pdf")) == ""


def test_a_locked_page_opens_with_its_password_alone(tmp_path: Path) -> None:
    file = save_born_digital(CAFE, tmp_path / "locked.pdf", "opensesame")
    for wrong in (None, "", "openbarley"):
        with pytest.raises(pypdfium2.PdfiumError, match="password"):
            pypdfium2.PdfDocument(file, wrong)
    assert CAFE.merchant in text_of(file, "opensesame")


def test_letters_that_the_page_cannot_hold_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FPDFUnicodeEncodingException):
        save_born_digital(SAMPLES["apteka"], tmp_path / "x.pdf")


def test_bad_files_are_bad(tmp_path: Path) -> None:
    for name, file in bad_files(tmp_path).items():
        assert file.name == name
        with (
            pytest.raises((OSError, Image.DecompressionBombError, UnidentifiedImageError)),
            Image.open(file) as picture,
        ):
            picture.load()


def test_misnamed_files_are_good(tmp_path: Path) -> None:
    kinds = {name: inspect_file(file, LIMITS).type for name, file in misnamed(tmp_path).items()}
    assert kinds["picture.pdf"] is FileType.JPEG
    assert kinds["invoice.jpg"] is FileType.PDF


def test_the_unreadable_sample_has_no_permissions(tmp_path: Path) -> None:
    assert unreadable(tmp_path).stat().st_mode & 0o777 == 0


def test_varied_receipts_differ_and_their_truth_is_written(tmp_path: Path) -> None:
    samples = varied(30)
    assert len({said(sample) for sample in samples}) == 30
    assert samples == varied(30)
    files = draw_many(tmp_path / "pile", 3)
    assert sorted((tmp_path / "pile").iterdir()) == files
    lines = (tmp_path / "pile.truth.jsonl").read_text(encoding="utf-8").splitlines()
    truths = [json.loads(line) for line in lines]
    assert [truth["total"] for truth in truths] == [str(s.total) for s in varied(3)]
    assert [truth["file"] for truth in truths] == [file.name for file in files]


def test_the_shipped_samples_are_here_small_and_readable() -> None:
    folder = resources_folder() / "samples"
    assert {file.name for file in folder.iterdir()} == set(SHIPPED)
    limits = ReadLimits(Settings().max_file_mb * 1_000_000, 120_000_000, 50)
    for name in SHIPPED:
        assert inspect_file(folder / name, limits).size < 80_000

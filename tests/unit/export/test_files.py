"""Workbook, originals, PDF, JSON and the columns of the CSV, read back by other libraries."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdf
import pytest
from PIL import Image

from receipt_desktop.domain.page import PagePicture
from receipt_desktop.domain.reading import LineItem
from receipt_desktop.export import pdf_report, workbook
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.originals_zip import clean_name
from tests.unit.export.examples import PLAIN, export, make_details, tax, with_items

PLAIN_STYLE = ExportOptions("en_GB", delimiter=",", decimal=".", bom=False)
TWO_RATES = with_items(
    make_details(1, "17.99", "=cmd|' /C calc'!A0", tax("19", "5.00", "0.95"),
                 tax("7", "11.25", "0.79"), CATEGORY="office"),
    LineItem("+49 Papier", Decimal("5.95"), 0.9, tax_rate=Decimal(19)),
    LineItem("Buch", Decimal("12.04"), 0.9, Decimal("1.5"), Decimal("8.03"), Decimal(7)),
)  # fmt: skip
DINARS = make_details(2, "14.149", "Tunis", currency="TND", day=date(2024, 2, 1))
NOTHING = make_details(3, None, None, day=None, currency=None)


def test_a_workbook_keeps_types_formats_and_sums(tmp_path: Path) -> None:
    files, _ = export(tmp_path, "xlsx", [TWO_RATES, DINARS, NOTHING], PLAIN)
    (content,) = files.values()
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Receipts", "Items", "Taxes", "Sums", "Tax rates"]
    rows = list(book["Receipts"].iter_rows())
    heads = [cell.value for cell in rows[0]]
    first = dict(zip(heads, rows[1], strict=True))
    assert (first["Total"].value, first["Total"].number_format) == (17.99, "#,##0.00")
    assert dict(zip(heads, rows[2], strict=True))["Total"].number_format == "#,##0.000"
    assert first["Date"].value == datetime(2024, 1, 31)  # noqa: DTZ001 (a cell has no zone)
    assert first["Merchant"].value == "=cmd|' /C calc'!A0"
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "d"}
    assert len(rows) == 4
    items = list(book["Items"].values)
    assert [row[5] for row in items] == ["Item", "+49 Papier", "Buch"]
    taxes = list(book["Taxes"].values)[1:]
    assert sum(Decimal(str(row[8])) for row in taxes) == Decimal("17.99")
    assert list(book["Sums"].values)[1:] == [
        (None, None, None, 1, 0, 0), ("EUR", "2024-01", "office", 1, 17.99, 0),
        ("TND", "2024-02", None, 1, 14.149, 0),
    ]  # fmt: skip
    assert list(book["Tax rates"].values)[1:] == [
        ("EUR", 19, 1, 5, 0.95), ("EUR", 7, 1, 11.25, 0.79)
    ]  # fmt: skip


def test_a_full_sheet_continues_on_a_further_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 3)
    many = [make_details(number, "1.00") for number in range(1, 6)]
    files, _ = export(tmp_path, "xlsx", many, PLAIN)
    (content,) = files.values()
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [book[name].max_row for name in ("Receipts", "Receipts 2", "Receipts 3")] == [3, 3, 2]


def test_originals_are_named_by_their_values_and_listed(tmp_path: Path) -> None:
    original = tmp_path / "original"
    original.write_bytes(b"%PDF-1.7 a receipt")
    (tmp_path / "out").mkdir()
    options = replace(PLAIN_STYLE, find_original=lambda _: original)
    receipts = [TWO_RATES, make_details(4, "17.99", "=cmd|' /C calc'!A0"), NOTHING]
    files, _ = export(tmp_path / "out", "originals", receipts, PLAIN, options)
    (content,) = files.values()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        manifest = archive.read("manifest.csv").decode("utf-8-sig")
        assert archive.read(names[0]) == original.read_bytes()
    stem = "2024-01-31_=cmd ' C calc'!A0_17.99EUR"
    assert names == [f"{stem}.pdf", f"{stem}_2.pdf", "r3.pdf", "manifest.csv", "origin.txt"]
    rows = list(csv.DictReader(io.StringIO(manifest, newline="")))
    assert [row["file"] for row in rows] == names[:3]
    assert rows[0]["sha256"] == TWO_RATES.receipt.content_hash
    assert rows[0]["batch"] == "E000007"


@pytest.mark.parametrize(
    ("words", "name"),
    [("a/b\\c:d", "a b c d"), ("CON", "_CON"), ("..", ""), ("REWE Markt.", "REWE Markt")],
)
def test_file_names_are_right_on_every_system(words: str, name: str) -> None:
    assert clean_name(words) == name


def test_a_missing_original_is_an_empty_name(tmp_path: Path) -> None:
    files, _ = export(tmp_path, "originals", [DINARS], PLAIN)
    (content,) = files.values()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["manifest.csv", "origin.txt"]


def test_pdfs_show_values_and_pictures_by_month(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_report, "RECEIPTS_PER_FILE", 2)
    picture = tmp_path / "1.jpg"
    Image.new("RGB", (60, 200), "white").save(picture)
    (tmp_path / "out").mkdir()
    options = replace(PLAIN_STYLE, find_picture=lambda _: picture)
    page = PagePicture(0, 60, 200, "pages/1.jpg")
    january = [
        make_details(number, f"{number}.50", f"Café {number}", pages=(page,))
        for number in range(1, 4)
    ]
    february = make_details(9, "9.00", "Ελλάς", day=date(2024, 2, 1))
    files, _ = export(tmp_path / "out", "pdf", [*january, february], PLAIN, options)
    names = ["receipts_2024-01.pdf", "receipts_2024-01-2.pdf", "receipts_2024-02.pdf"]
    assert list(files) == names
    pages = pypdf.PdfReader(io.BytesIO(files[names[0]])).pages
    assert "4.00" in pages[0].extract_text()
    assert "Café 2" in pages[0].extract_text()
    assert [len(page.images) for page in pages] == [0, 1, 1]
    assert "2024-01-31" in pages[1].extract_text()


def test_each_receipt_has_its_pdf(tmp_path: Path) -> None:
    files, _ = export(tmp_path, "pdfs", [DINARS, DINARS], PLAIN)
    assert list(files) == ["2024-02-01_Tunis_14.149TND.pdf", "2024-02-01_Tunis_14.149TND_2.pdf"]
    (page,) = pypdf.PdfReader(io.BytesIO(next(iter(files.values())))).pages
    assert "14.149" in page.extract_text()


def test_yen_have_no_decimals_in_a_pdf(tmp_path: Path) -> None:
    yen = make_details(4, "1280.00", "Don", tax("10", "1164.00", "116.00"), currency="JPY")
    files, _ = export(tmp_path, "pdf", [yen], PLAIN)
    pages = pypdf.PdfReader(io.BytesIO(next(iter(files.values())))).pages
    words = " ".join(page.extract_text() for page in pages)
    assert "1280" in words
    assert "1280." not in words


def test_the_json_names_batch_and_profile(tmp_path: Path) -> None:
    found = json.loads(
        next(iter(export(tmp_path, "json", [TWO_RATES, NOTHING], PLAIN)[0].values()))
    )
    assert (found["batch"], found["profile"]) == ("E000007", "Plain chart")
    totals = [one["extractedFields"].get("totalAmount") for one in found["receipts"]]
    assert totals[0]["value"] == 17.99
    assert totals[1] is None
    empty, _ = export(tmp_path, "json", [], PLAIN)
    assert json.loads(next(iter(empty.values())))["receipts"] == []


def test_each_rate_has_columns_of_net_and_tax(tmp_path: Path) -> None:
    rates = (Decimal("19.0"), Decimal("5.5"), Decimal(7))
    options = replace(PLAIN_STYLE, rates=rates)
    files, _ = export(tmp_path, "csv", [TWO_RATES, DINARS], PLAIN, options)
    rows = list(csv.DictReader(io.StringIO(next(iter(files.values())).decode(), newline="")))
    heads = ["net_5.5", "tax_5.5", "net_7", "tax_7", "net_19", "tax_19"]
    assert list(rows[0])[-7:] == [*heads, "company"]
    assert [rows[0][head] for head in heads] == ["", "", "11.25", "0.79", "5.00", "0.95"]
    assert [rows[1][head] for head in heads] == [""] * 6

"""DATEV: the files of 24 receipts keep the published rules, and their sums are the receipts'."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from receipt_desktop.domain.page import PagePicture
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.export.datev import documents
from receipt_desktop.export.datev.rows import encode_text, find_period
from receipt_desktop.export.formats import FORMATS
from receipt_desktop.export.options import ExportOptions
from tests.unit.export.datev_checker import Checked, check_folder
from tests.unit.export.examples import READY, SKR03, export, make_details, tax

AUTOMATIC = frozenset({"5400"})
JPEG = b"\xff\xd8\xff\xe0 a picture"
PAGE = PagePicture(0, 100, 200, "pages/1.jpg")


def make_receipts() -> list[ReceiptDetails]:
    """24 receipts of December 2023 and January 2024, the special ones first."""
    made = [
        make_details(1, "1190.00", "Bürohaus Łódź",
                     tax("19", "1000.00", "190.00"), NUMBER="RE 2024/17.ä", CATEGORY="office"),
        make_details(2, "54.00", "Acme Inc", country="US", currency="USD", NUMBER="US-1"),
        make_details(3, "30.00", "Pub", country="GB", currency="GBP", NUMBER="GB-1"),
        make_details(4, "17.99", "Markt", tax("19", "5.00", "0.95"), tax("7", "11.25", "0.79"),
                     NUMBER="4", PAYMENT="cash"),
        make_details(5, "-11.90", "Bürohaus", tax("19", "-10.00", "-1.90"), NUMBER="5"),
        make_details(6, "59.50", "Tank", tax("19", "50.00", "9.50"), NUMBER="6", CATEGORY="fuel"),
        make_details(7, "25.00", "Gasthof", tax("19", "20.00", "3.80"), NUMBER="7",
                     CATEGORY="restaurant", PAYMENT="card", day=date(2023, 12, 30)),
        make_details(8, "10.00", "papier gmbh", NUMBER="8"),
        make_details(9, "12.00", "=HYPERLINK(1)", NUMBER="9"),
        make_details(10, "14.149", "Tunis", country="TN", currency="TND", NUMBER="TN-1"),
    ]  # fmt: skip
    days = (date(2023, 12, 5), date(2024, 1, 15))
    further = (
        make_details(number, f"{number}.70", "Laden", day=days[number % 2], NUMBER=f"N{number}")
        for number in range(11, 25)
    )
    return [*made, *further]


@dataclass(frozen=True)
class Folder:
    files: dict[str, bytes]
    checked: Checked
    options: ExportOptions

    def row(self, number: str) -> list[str]:
        return next(row for row in self.checked.rows if row[10] == f'"{number}"')


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    place = tmp_path_factory.mktemp("datev")
    original = place / "original.jpg"
    original.write_bytes(JPEG)
    (place / "out").mkdir()
    options = ExportOptions(find_original=lambda _: original)
    files, used = export(place / "out", "datev", make_receipts(), options=options)
    return Folder(files, check_folder(files, AUTOMATIC), used)


def test_the_files_keep_the_published_rules(folder: Folder) -> None:
    assert folder.checked.faults == []
    assert folder.options.report.problems == []
    assert len(folder.checked.documents) == 24


def test_each_month_of_each_fiscal_year_has_its_file(folder: Folder) -> None:
    assert set(folder.files) == {
        "EXTF_Buchungsstapel_2023-12-01.csv",
        "EXTF_Buchungsstapel_2024-01-01.csv",
        "Belege_1.zip",
        "Pruefprotokoll.txt",
    }


def test_the_rows_of_a_receipt_add_up_to_its_total(folder: Folder) -> None:
    totals = folder.checked.totals
    assert totals["4"] == Decimal("17.99")
    assert totals["5"] == Decimal("-11.90")
    assert totals["7"] == Decimal("25.00")  # 23.80 with tax, and a tip without
    assert totals["US-1"] == Decimal("54.00")
    assert sum(folder.checked.accounts.values()) == sum(
        (Decimal(1190), Decimal(50), Decimal("35.29"), Decimal("17.99"), Decimal("-11.90"),
         Decimal("59.50"), Decimal(25), Decimal(10), Decimal(12), Decimal("11.32"),
         *(Decimal(f"{number}.70") for number in range(11, 25))),
        Decimal(0),
    )  # fmt: skip


def test_two_rates_are_two_rows_with_their_keys(folder: Folder) -> None:
    rows = [row for row in folder.checked.rows if row[10] == '"4"']
    assert {row[8]: row[0] for row in rows} == {'"0009"': "5,95", '"0008"': "12,04"}
    assert {row[7] for row in rows} == {"1600"}


def test_a_refund_is_a_credit_and_an_automatic_account_has_no_key(folder: Folder) -> None:
    assert folder.row("5")[:2] == ["11,90", '"H"']
    assert folder.row("6")[6:9] == ["5400", "70000", '""']


def test_foreign_money_has_rate_and_base_amount(folder: Folder) -> None:
    assert folder.row("US-1")[:6] == ["54,00", '"S"', '"USD"', "1,08", "50,00", '"EUR"']
    assert folder.row("TN-1")[:6] == ["11,32", '"S"', '"EUR"', "", "", '""']  # 3 decimals
    assert folder.row("TN-1")[20:22] == ['"Originalbetrag"', '"14.149 TND"']
    converted = folder.row("GB-1")  # Kurs begins with 1 to 9, so 0.85 cannot stand there
    assert converted[:6] == ["35,29", '"S"', '"EUR"', "", "", '""']
    assert converted[20:22] == ['"Originalbetrag"', '"30.00 GBP"']


def test_text_fits_the_code_page_and_runs_nowhere(folder: Folder) -> None:
    long = next(row for row in folder.checked.rows if row[10].startswith('"RE2024'))
    assert long[10] == '"RE2024/17a"'
    assert long[13] == '"Bürohaus Lódz"'
    assert folder.row("9")[13] == '"HYPERLINK(1)"'
    report = folder.files["Pruefprotokoll.txt"].decode("utf-8-sig")
    assert "Bürohaus Łódź: Łź" in report
    assert "Konto 6815 BU 0009: 1190,00" in report
    assert encode_text("日本 Café", 60) == " Café"


def test_a_supplier_with_a_number_is_the_creditor(folder: Folder) -> None:
    assert folder.row("8")[7] == "70123"
    assert folder.row("8")[13] == '"Papier & Co."'


def test_what_cannot_be_posted_is_left_out_and_named(tmp_path: Path) -> None:
    wrong = [
        make_details(1, "10.00", "A", tax("16", "8.62", "1.38")),
        make_details(2, "10.00", currency="CHF"),
        make_details(3, None),
        make_details(4, "10.00", day=None),
        make_details(5, "10.00", "A", tax("19", "20.00", "3.80")),
        make_details(6, "0.00"),
    ]
    files, options = export(tmp_path, "datev", wrong)
    assert [name for name in files if name.startswith("EXTF")] == []
    assert options.report.left_out == 6
    said = {(one.receipt_id[:8], one.message.key) for one in options.report.problems}
    assert said == {
        ("00000001", "export_no_tax_code"), ("00000002", "export_no_rate"),
        ("00000003", "export_no_total"), ("00000004", "export_no_date"),
        ("00000005", "export_tax_contradicts"), ("00000006", "export_zero"),
    }  # fmt: skip
    assert "Nicht exportierte Belege: 6" in files["Pruefprotokoll.txt"].decode()


def test_a_profile_without_the_numbers_of_the_office_is_refused() -> None:
    problems = list(FORMATS["datev"].check_profile(SKR03))
    said = [one.message.text() for one in problems]
    assert said == [
        "Missing in the profile: Consultant number.", "Missing in the profile: Client number."
    ]  # fmt: skip
    dollars = replace(READY, currency="USD")
    assert [one.message.key for one in FORMATS["datev"].check_profile(dollars)] == [
        "export_books_currency"
    ]


@pytest.mark.parametrize(
    ("start", "day", "first", "last", "year"),
    [
        ("01-01", (2024, 2, 29), (2024, 2, 1), (2024, 2, 29), (2024, 1, 1)),
        ("07-01", (2024, 6, 30), (2024, 6, 1), (2024, 6, 30), (2023, 7, 1)),
        ("07-15", (2024, 7, 3), (2024, 7, 1), (2024, 7, 14), (2023, 7, 15)),
        ("07-15", (2024, 7, 20), (2024, 7, 15), (2024, 7, 31), (2024, 7, 15)),
    ],
)
def test_a_file_stays_within_a_month_and_a_fiscal_year(
    start: str, day: tuple[int, int, int], first: tuple[int, int, int],
    last: tuple[int, int, int], year: tuple[int, int, int],
) -> None:  # fmt: skip
    profile = replace(READY, details={**READY.details, "fiscal_year": start})
    period = find_period(date(*day), profile)
    assert (period.first, period.last) == (date(*first), date(*last))
    assert period.year_start == date(*year)


def test_pages_stand_in_for_a_file_that_datev_does_not_take(tmp_path: Path) -> None:
    heic, page = tmp_path / "a.heic", tmp_path / "1.jpg"
    heic.write_bytes(b"\x00\x00\x00\x18ftypheic")
    page.write_bytes(JPEG)
    (tmp_path / "out").mkdir()
    options = ExportOptions(find_original=lambda _: heic, find_picture=lambda _: page)
    receipts = [make_details(1, "10.00", pages=(PAGE,)), make_details(2, "11.00")]
    profile = replace(READY, details={**READY.details, "cost_centre": "K10"})
    files, used = export(tmp_path / "out", "datev", receipts, profile, options)
    checked = check_folder(files)
    assert {row[36] for row in checked.rows} == {'"K10"'}
    assert checked.faults == []
    assert len(checked.documents) == 1
    assert "Buchungen ohne Belegbild: 1" in files["Pruefprotokoll.txt"].decode()
    assert used.report.left_out == 0


def test_pages_stand_in_for_a_file_that_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MAX_FILE_BYTES", len(JPEG))
    scan, page = tmp_path / "a.pdf", tmp_path / "1.jpg"
    scan.write_bytes(b"%PDF-1.7 of many megabytes")
    page.write_bytes(JPEG)
    options = ExportOptions(find_original=lambda _: scan, find_picture=lambda _: page)
    receipt = make_details(1, "10.00", pages=(PAGE,))
    assert documents.list_documents(receipt, options) == [(page, ".jpg")]
    page.write_bytes(JPEG * 2)
    assert documents.list_documents(receipt, options) == []

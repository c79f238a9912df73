"""The command `report`, in this process over a real store."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from receipt_desktop.cli import report
from receipt_desktop.cli.parser import parse_arguments
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.export.report_pdf import write_report_pdf
from receipt_desktop.export.report_table import ReportLanguage, ReportTable
from receipt_desktop.store.store import Store
from tests.unit.store.test_reports import add, line, simple

SETTINGS = Settings(language="de_DE", home_currency="EUR", company_name="Müller & Söhne")
NAMES = ("Café =Müller", "Søren", "Ресторан")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """Receipts of many merchants, one in another currency."""
    made = Paths(tmp_path_factory.mktemp("rd"))
    made.create_folders()
    store = Store(f"sqlite:///{made.database}")
    for number in range(12):
        name = NAMES[number] if number < len(NAMES) else f"Händler {number}"
        day = date(2025, 1 + number % 4, 28)
        reading = simple("11.90", line("19", "10.00", "1.90"), MERCHANT=name, DATE=day)
        add(store, reading, str(number))
    add(store, simple("5.00", currency="USD", MERCHANT="Diner"), "usd")
    store.close()
    return made


def run(data: Paths, *words: str) -> int:
    return report.run(data, SETTINGS, parse_arguments(["report", *words]))


def test_a_report_is_printed(data: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "--period", "2025-Q1") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Receipts by month\nPeriod: Quarter 1 of 2025\n")
    rows = [line.split() for line in printed.splitlines()]
    assert ["January", "2025", "3", "30.00", "5.70", "35.70"] in rows
    assert ["March", "2025", "4", "30.00", "5.70", "35.70", "1"] in rows
    assert "5.00 USD (1)" in printed


def test_a_csv_opens_in_a_spreadsheet_and_runs_nothing(
    data: Paths, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(data, "--by", "merchant", "--format", "csv")
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out), delimiter=";"))
    assert rows[0][:5] == ["Händler", "Belege", "Netto", "Steuer", "Brutto"]
    assert ["Søren", "1", "10,00", "1,90", "11,90", ""] in rows
    assert rows[-1][:5] == ["Summe", "13", "120,00", "22,80", "142,80"]
    target = tmp_path / "merchants.csv"
    assert run(data, "--by", "merchant", "--format", "csv", "-o", str(target)) == 0
    assert list(csv.reader(io.StringIO(target.read_text("utf-8-sig")), delimiter=";")) == rows


def test_a_pdf_names_company_title_period_filters_and_day(data: Paths, tmp_path: Path) -> None:
    target = tmp_path / "vat.pdf"
    run(data, "--by", "vat", "--period", "2025", "--archived", "--format", "pdf", "-o", str(target))
    text = PdfReader(target).pages[0].extract_text()
    for words in (
        *("Müller & Söhne", "Vorsteuerübersicht", "Zeitraum: 2025", "mit archivierten"),
        *("Erstellt am", "Beträge in EUR", "19 %", "142,80", "5,00 USD (1)", "Seite 1 von 1"),
    ):
        assert words in text


def test_a_long_pdf_repeats_its_head_and_counts_its_pages() -> None:
    rows = tuple((f"Shop {number}", "1", "1,00", "0,00", "1,00") for number in range(60))
    head, total = ("Händler", "Belege", "Netto", "Steuer", "Brutto"), ("Summe", *rows[0][1:])
    table = ReportTable("Belege nach Händler", (), head, rows, total, 1, ())
    stream = io.BytesIO()
    write_report_pdf(table, "", stream, ReportLanguage("de"))
    pages = [page.extract_text() for page in PdfReader(stream).pages]
    assert len(pages) == 2
    assert all("Brutto" in page for page in pages)
    assert "Seite 2 von 2" in pages[1]


def test_json_and_rates_from_a_file(
    data: Paths, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rates = tmp_path / "eurofxref-hist.zip"
    with zipfile.ZipFile(rates, "w") as archive:
        archive.writestr("eurofxref-hist.csv", "Date,USD,\n2025-03-31,1.25,\n")
    run(data, "--by", "rate", "--rates", str(rates), "--format", "json")
    printed = capsys.readouterr()
    shape = json.loads(printed.out)
    assert "Exchange rates of 1 days, until 2025-03-31." in printed.err
    assert (shape["currency"], shape["converted"], shape["unconverted"]) == ("EUR", 1, [])
    assert shape["total"]["gross"] == 146.80
    assert [(row["rate"], row["taxState"]) for row in shape["rows"]] == [
        (19.0, "rated"),
        (None, "untaxed"),
    ]
    run(data, "--currency", "usd", "--format", "json")
    assert json.loads(capsys.readouterr().out)["currency"] == "USD"


def test_sums_without_any_exchange_rate_are_no_zeros(
    data: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    scope = ("--currency", "GBP", "--period", "2025-02")
    run(data, *scope)
    printed = capsys.readouterr().out
    assert ["Sum", "3", "–", "–", "–", "3"] in [row.split() for row in printed.splitlines()]
    run(data, *scope, "--format", "csv")
    assert capsys.readouterr().out.splitlines()[-1] == "Summe;3;;;;3"
    run(data, *scope, "--by", "vat", "--format", "json")
    shape = json.loads(capsys.readouterr().out)
    assert [shape["total"][name] for name in ("net", "tax", "gross")] == [None] * 3
    assert shape["rows"][0]["gross"] is None
    assert shape["deductibleTax"] is None


def test_bad_options_are_refused(data: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "--format", "pdf") == 2
    with pytest.raises(SystemExit):
        parse_arguments(["report", "--period", "spring"])
    assert "2025-Q1" in capsys.readouterr().err
    with pytest.raises(InvalidRequest, match="XQZ"):
        run(data, "--currency", "XQZ")

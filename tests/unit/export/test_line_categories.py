"""Exports book each line item under the account of its own category."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
from beancount import loader
from beancount.core.data import Transaction

from receipt_desktop.domain.export_profile import ContactRule
from receipt_desktop.domain.reading import LineItem
from receipt_desktop.export.bookings import BookingMaker
from receipt_desktop.export.checks import find_account_problems
from receipt_desktop.export.options import ExportOptions
from tests.unit.export.examples import (
    BRITISH,
    READY,
    export,
    export_text,
    make_details,
    tax,
    with_items,
)

MIXED = with_items(
    make_details(1, "60.00", "Store", tax("20", "50.00", "10.00"), currency="GBP", country="GB",
                 CATEGORY="groceries", NUMBER="A1", PAYMENT="card"),
    LineItem("Bread", Decimal("24.00"), 0.9),
    LineItem("Lunch", Decimal("36.00"), 0.9, category="restaurant"),
)  # fmt: skip


def make_folder(parent: Path, name: str) -> Path:
    made = parent / name
    made.mkdir()
    return made


def read_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def test_a_bill_has_a_line_for_each_category(tmp_path: Path) -> None:
    rows = read_rows(export_text(tmp_path, "xero", [MIXED], BRITISH))
    assert [(row["*AccountCode"], row["*UnitAmount"], row["TaxAmount"]) for row in rows] == [
        ("429", "24.00", "4.00"),
        ("420", "36.00", "6.00"),
    ]
    assert {row["Total"] for row in rows} == {"60.00"}


def test_journals_post_to_both_accounts(tmp_path: Path) -> None:
    profile = replace(BRITISH, accounts={}, tax_account="")
    entries, errors, _ = loader.load_string(export_text(tmp_path, "beancount", [MIXED], profile))
    assert errors == []
    (booked,) = (one for one in entries if isinstance(one, Transaction))
    amounts = {one.account: one.units.number for one in booked.postings if one.units}
    assert amounts == {
        "Expenses:Groceries": Decimal("24.00"),
        "Expenses:Restaurant": Decimal("36.00"),
        "Assets:1200": Decimal("-60.00"),
    }


def test_a_transaction_of_qif_is_split(tmp_path: Path) -> None:
    lines = export_text(tmp_path, "qif", [MIXED], replace(BRITISH, accounts={})).splitlines()
    assert "T-60.00" in lines
    start = lines.index("Lgroceries")
    assert [line for line in lines[start:] if line[0] in "S$"] == [
        "Sgroceries", "$-24.00", "Srestaurant", "$-36.00",
    ]  # fmt: skip
    plain = export_text(
        make_folder(tmp_path, "plain"), "qif", [make_details(2, "1.00", currency="GBP")]
    )
    assert not [line for line in plain.splitlines() if line[0] in "S$"]


def test_sage_and_datev_have_a_row_for_each_account(tmp_path: Path) -> None:
    rows = read_rows(export_text(tmp_path, "sage", [MIXED], BRITISH))
    assert [(row["Nominal A/C Ref"], row["Net Amount"]) for row in rows] == [
        ("429", "20.00"),
        ("420", "30.00"),
    ]
    fuel = with_items(
        make_details(3, "119.00", "Station", tax("19", "100.00", "19.00"),
                     CATEGORY="office", PAYMENT="card"),
        LineItem("Diesel", Decimal("59.50"), 0.9, category="fuel"),
    )  # fmt: skip
    files, options = export(make_folder(tmp_path, "datev"), "datev", [fuel])
    assert options.report.problems == []
    (batch,) = (one for name, one in files.items() if name.endswith(".csv"))
    booked = [line.split(";") for line in batch.decode("cp1252").splitlines()[2:]]
    assert [(row[0], row[6], row[8]) for row in booked] == [
        ("59,50", READY.accounts["office"].account, '"0009"'),
        ("59,50", "5400", '""'),  # the automatic account of fuel takes no tax key
    ]


def test_the_account_of_a_supplier_is_not_for_other_categories() -> None:
    suppliers = {"Store": ContactRule(account="777")}
    booking = BookingMaker(replace(BRITISH, suppliers=suppliers)).make(MIXED)
    assert [line.account_name for line in booking.lines] == ["777", "420"]
    without = BookingMaker(replace(BRITISH, accounts={})).make(MIXED)
    named = [str(one.message.parameters["category"]) for one in find_account_problems(without)]
    assert named == ["groceries", "restaurant"]


def test_tables_show_the_category_of_each_line(tmp_path: Path) -> None:
    style = ExportOptions("en_GB", delimiter=",", decimal=".", bom=False, layout="items")
    files, _ = export(tmp_path, "csv", [MIXED], options=style)
    (content,) = files.values()
    rows = read_rows(content.decode())
    assert [row["category"] for row in rows] == ["groceries", "restaurant"]
    books, _ = export(make_folder(tmp_path, "xlsx"), "xlsx", [MIXED])
    (content,) = books.values()
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Sums"]
    sums = {row[2]: row[4:] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert sums == {"groceries": (24, 4), "restaurant": (36, 6)}

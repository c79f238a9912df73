"""Xero, QuickBooks, FreeAgent, Sage and the general CSV, by the targets' published rules."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from receipt_desktop.domain.export_profile import CurrencyRule, DateForm, MappedColumn
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.export.formats import FORMATS
from tests.unit.export.examples import BRITISH, PLAIN, export, export_text, make_details, tax

XERO_HEAD = (
    "*ContactName,EmailAddress,POAddressLine1,POAddressLine2,POAddressLine3,POAddressLine4,POCity,"
    "PORegion,POPostalCode,POCountry,*InvoiceNumber,*InvoiceDate,*DueDate,Total,InventoryItemCode,"
    "Description,*Quantity,*UnitAmount,*AccountCode,*TaxType,TaxAmount,TrackingName1,"
    "TrackingOption1,TrackingName2,TrackingOption2,Currency"
)
AMOUNT = re.compile(r"-?\d+\.\d{2}")
MIXED = [
    make_details(
        1, "17.50", "Café", tax("20", "10.00", "2.00"), tax("5", "5.00", "0.25"),
        currency="GBP", country="GB", CATEGORY="restaurant", NUMBER="A1",
    ),
    make_details(2, "-12.00", "Shop", tax("20", "-10.00", "-2.00"), currency="GBP", country="GB"),
    make_details(3, "3.00", "12345", currency="GBP", country="GB", PAYMENT="cash"),
]  # fmt: skip
"""A bill of two rates with a tip of 0.25, a refund, and a receipt without tax."""


def check_xero(text: str, kinds: frozenset[str]) -> dict[tuple[str, str], Decimal]:
    """The totals by contact and number, after a check by Xero's rules for the bills template."""
    head, *_ = text.split("\r\n")
    assert head == XERO_HEAD
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) <= 500
    bills: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    shared: dict[tuple[str, str], tuple[str, ...]] = {}
    before = ("", "")
    for row in rows:
        bill = row["*ContactName"], row["*InvoiceNumber"]
        assert all(bill)
        same = tuple(row[name] for name in ("*InvoiceDate", "*DueDate", "Total", "Currency"))
        assert bill == before or bill not in bills, "the lines of a bill stand together"
        assert shared.setdefault(bill, same) == same
        date.fromisoformat(row["*InvoiceDate"])
        assert row["*TaxType"] in kinds
        assert row["*AccountCode"]
        assert AMOUNT.fullmatch(row["*UnitAmount"])
        assert row["*Quantity"] == "1"
        bills[bill] += Decimal(row["*UnitAmount"])
        before = bill
    for bill, same in shared.items():
        assert bills[bill] == Decimal(same[2])
    return bills


def check_quickbooks(text: str, *, columns: int = 3) -> Decimal:
    """The sum of money out, after a check by Intuit's rules for bank files."""
    heads = {3: "Date,Description,Amount", 4: "Date,Description,Credit,Debit"}
    assert text.split("\r\n", maxsplit=1)[0] == heads[columns]
    assert len(text.encode()) <= 350_000
    spent = Decimal(0)
    for row in csv.reader(io.StringIO(text.split("\r\n", 1)[1], newline="")):
        assert len(row) == columns
        assert re.fullmatch(r"\d\d/\d\d/\d{4}", row[0])
        assert not row[1].isdigit()
        amounts = [cell for cell in row[2:] if cell]
        assert len(amounts) == 1
        assert AMOUNT.fullmatch(amounts[0])
        assert Decimal(amounts[0])
        spent += -Decimal(row[2]) if columns == 3 else Decimal(row[3] or 0) - Decimal(row[2] or 0)
    return spent


def test_xero_bills_keep_the_rules_of_its_template(tmp_path: Path) -> None:
    text = export_text(tmp_path, "xero", MIXED, BRITISH)
    bills = check_xero(text, frozenset(BRITISH.tax_codes.values()))
    made = "RD-20240301-00000002"
    assert bills == {
        ("Café", "A1"): Decimal("17.50"), ("Shop", made): Decimal("-12.00"),
        ("12345", "RD-20240301-00000003"): Decimal("3.00"),
    }  # fmt: skip
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [one["*TaxType"] for one in lines[:3]] == [
        "20% (VAT on Expenses)", "5% (VAT on Expenses)", "No VAT"
    ]  # fmt: skip
    assert [one["*AccountCode"] for one in lines] == ["420"] * 3 + ["429"] * 2


def test_xero_refuses_repeated_numbers_and_empty_tax_types(tmp_path: Path) -> None:
    profile = replace(BRITISH, tax_codes={**BRITISH.tax_codes, "none": ""})
    again = make_details(4, "1.20", "CAFE", tax("20", "1.00", "0.20"), currency="GBP", NUMBER="a1",
                         country="GB")  # fmt: skip
    _, options = export(tmp_path, "xero", [MIXED[1], again, MIXED[2], again], profile)
    said = [one.message.key for one in options.report.problems]
    assert said == ["export_no_tax_code", "export_repeated_number"]


def test_xero_files_are_split_between_bills(tmp_path: Path) -> None:
    many = [
        make_details(number, "17.25", "Café", tax("20", "10.00", "2.00"), tax("5", "5.00", "0.25"),
                     currency="GBP", country="GB")
        for number in range(1, 254)
    ]  # fmt: skip
    files, _ = export(tmp_path, "xero", many, BRITISH)
    kinds = frozenset(BRITISH.tax_codes.values())
    counts = [len(check_xero(content.decode(), kinds)) for content in files.values()]
    assert counts == [250, 3]


@pytest.mark.parametrize("columns", [3, 4])
def test_quickbooks_bank_lines_keep_the_rules(tmp_path: Path, columns: int) -> None:
    profile = replace(BRITISH, date_form=DateForm.BRITISH, details={"layout": str(columns)})
    text = export_text(tmp_path, "quickbooks", MIXED, profile)
    assert check_quickbooks(text, columns=columns) == Decimal("8.50")
    assert text.split("\r\n")[1].startswith("31/01/2024,Café,")


def test_quickbooks_files_are_split_and_take_one_currency(tmp_path: Path) -> None:
    many = [make_details(number, "1.00", "Laden") for number in range(1, 1_003)]
    others = [make_details(2_000, "1.00", currency="USD"), make_details(2_001, "0.00")]
    files, options = export(tmp_path, "quickbooks", [*many, *others], PLAIN)
    assert [check_quickbooks(content.decode()) for content in files.values()] == [1000, 2]
    said = [one.message.key for one in options.report.problems]
    assert said == ["export_other_currency", "export_zero"]


def test_a_form_of_dates_that_quickbooks_does_not_read_is_pointed_out() -> None:
    found = list(FORMATS["quickbooks"].check_profile(BRITISH))
    assert [(one.message.key, one.blocks) for one in found] == [("export_date_form", False)]


def test_freeagent_lines_have_no_head_and_no_quote_marks(tmp_path: Path) -> None:
    odd = make_details(4, "9.99", 'Say "Cheese", Ltd; =1+1', currency="GBP")
    text = export_text(tmp_path, "freeagent", [*MIXED, odd], BRITISH)
    assert text.split("\r\n") == [
        "31/01/2024,-17.50,Café", "31/01/2024,12.00,Shop", "31/01/2024,-3.00,12345",
        "31/01/2024,-9.99,Say Cheese Ltd =1+1", "",
    ]  # fmt: skip


def test_sage_rows_are_positive_and_their_type_says_the_direction(tmp_path: Path) -> None:
    profile = replace(BRITISH, tax_codes={"20": "T1", "5": "T5", "none": "T9"})
    text = export_text(tmp_path, "sage", MIXED, profile)
    rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert [(row[0], row[1], row[2], row[4], row[7], row[8], row[9]) for row in rows] == [
        ("BP", "1200", "420", "31/01/2024", "10.00", "T1", "2.00"),
        ("BP", "1200", "420", "31/01/2024", "5.00", "T5", "0.25"),
        ("BP", "1200", "420", "31/01/2024", "0.25", "T9", "0.00"),
        ("BR", "1200", "429", "31/01/2024", "10.00", "T1", "2.00"),
        ("CP", "1230", "429", "31/01/2024", "3.00", "T9", "0.00"),
    ]
    assert {len(row) for row in rows} == {15}


def test_the_general_csv_has_the_columns_of_the_profile(tmp_path: Path) -> None:
    columns = [("Bill", "number"), ("When", "date"), ("Who", "contact"), ("Net", "net"),
               ("Paid", "paid"), ("Kind", "=bill"), ("Shop", "merchant")]  # fmt: skip
    chosen = tuple(MappedColumn(*one) for one in columns)
    profile = replace(BRITISH, date_form=DateForm.AMERICAN, columns=chosen)
    text = export_text(tmp_path, "mapped", MIXED[:1], profile)
    assert text == (
        "Bill,When,Who,Net,Paid,Kind,Shop\r\n"
        "A1,01/31/2024,Café,10.00,-12.00,bill,Café\r\n"
        "A1,01/31/2024,Café,5.00,-5.25,bill,Café\r\n"
        "A1,01/31/2024,Café,0.25,-0.25,bill,Café\r\n"
    )
    empty = replace(profile, columns=(MappedColumn("X", "nothing"),))
    assert [one.message.key for one in FORMATS["mapped"].check_profile(empty)] == [
        "export_column_unknown"
    ]


@pytest.mark.parametrize(
    ("rule", "keys"),
    [(CurrencyRule.KEEP, []), (CurrencyRule.REFUSE, ["export_other_currency"] * 2),
     (CurrencyRule.CONVERT, ["export_no_rate"])],
)  # fmt: skip
def test_the_currency_rule_decides_about_other_currencies(
    tmp_path: Path, rule: CurrencyRule, keys: Sequence[str]
) -> None:
    dollars = make_details(1, "10.00", "A", tax("20", "8.33", "1.67"), currency="USD")
    francs = make_details(2, "10.00", "B", currency="CHF")
    rates = {"USD": Decimal("1.25")}
    profile = replace(BRITISH, country="", currency_rule=rule, rates=rates)
    files, options = export(tmp_path, "mapped", [dollars, francs], profile)
    assert [one.message.key for one in options.report.problems] == keys
    if rule is CurrencyRule.CONVERT:
        (content,) = files.values()
        assert b",6.66," in content
        assert b",1.34" in content


FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    " ＋1",
    "\u200b=1",
    "x;=1",
    "x\t=1",
)


@pytest.mark.parametrize("name", ["csv", "mapped", "xero", "quickbooks", "freeagent", "sage"])
def test_no_cell_is_a_formula_in_any_country(tmp_path: Path, name: str) -> None:
    receipts: list[ReceiptDetails] = [
        make_details(number, "1.20", formula, tax("20", "1.00", "0.20"), currency="GBP",
                     country="GB", NUMBER=f"{formula}{number}")
        for number, formula in enumerate(FORMULAS, start=1)
    ]  # fmt: skip
    profile = replace(BRITISH, tax_codes={"20": "T1"}, date_form=DateForm.BRITISH)
    text = export_text(tmp_path, name, receipts, profile)
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            for cell in row:
                first = cell.strip().lstrip("\u200b")[:1]
                is_number = re.fullmatch(r"-?\d+([.,]\d+)?(,.*)?", cell) is not None
                assert first not in tuple("=+@＝＋－＠") or is_number, cell
                assert first != "-" or is_number, cell

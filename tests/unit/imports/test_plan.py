"""Files of other programs as a plan: columns, traps of each program, pictures."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from receipt_desktop.domain.csv_import import ImportPlan
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.fields import Field
from receipt_desktop.imports.cell_values import has_day_first, parse_amount, parse_day
from receipt_desktop.imports.plan import make_plan

TAXHACKER = (
    "\ufeffName,Merchant,Issued At,Project,Category,Files,Total,Currency,Converted Total,Type,Note,"
    "VAT Amount\n"
    'Train to Lyon,SNCF,2026-08-20,Personal,"Travel Expenses",scans/a1.jpg,45.5,EUR,,expense,,'
    "4.14\n"
    "Coffee,,2026-08-21,,,,3.2,USD,2.9,expense,with Ann,\n"
    "Invoice 7,Client,2026-08-22,,,,900,EUR,,income,,\n"
    "Coin,Shop,2026-08-23,,,,1,DOGE,,expense,,\n"
)
WRANGLER = (
    "Id,Added At,Receipt Date,Name,Paid By,Amount,Status,Categories,Tags,Resolved Date\n"
    '12,2026-01-03,2026-01-02,Bakery,Ann,7.45,"Food,Home","lunch,cash",OPEN,\n'
    "13,2026-01-03,2026-01-02,Garage,Bob,120.00,RESOLVED,Car,,2026-02-01\n"
)
DEXT = (
    "Receipt ID,Type,Date,Due Date,Invoice Number,Supplier,Category,Customer,Project,"
    "Payment Method,Bank Account,Tax,Total,Currency,Tax (SGD),Total (SGD),Status,Owner,"
    "Note,Description,Image\r\n"
    '2161,Invoice,20-Aug-2026,,INV-1,Grab,"310 - Travel (9%)",,ASTP 01,Visa,"",3.24,"1,039.20",'
    "SGD,,,processed,Ann,,Taxi,https://rbnk.me/i/x\r\n"
    "2162,Credit Note,21-Aug-2026,,,Grab,,,,,,0.00,12.00,SGD,0.00,12.00,processed,,,,\r\n"
    "2162,Receipt,21-Aug-2026,,,Grab,,,,,,0.00,12.00,SGD,0.00,12.00,processed,,,,\r\n"
)


def plan(folder: Path, text: str, *pictures: str) -> ImportPlan:
    file = folder / "export.csv"
    file.write_text(text, encoding="utf-8", newline="")
    for name in pictures:
        path = folder / "pictures" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return make_plan(file, folder / "pictures" if pictures else None)


def test_taxhacker(tmp_path: Path) -> None:
    found = plan(tmp_path, TAXHACKER, "scans/a1.jpg", "2026-08-21 - Coffee.png", "other.jpg")
    train, coffee, income, coin = found.rows
    assert found.program == "TaxHacker"
    assert found.left_out == ("Converted Total",)
    assert found.unused_pictures == 1
    assert train.values == {
        Field.MERCHANT: "SNCF",
        Field.DATE: date(2026, 8, 20),
        Field.TOTAL: Decimal("45.5"),
        Field.CURRENCY: "EUR",
        Field.TAX: Decimal("4.14"),
        Field.CATEGORY: "Travel Expenses",
        Field.PROJECT: "Personal",
        Field.NOTE: "Train to Lyon",
    }
    assert train.picture
    assert train.picture.name == "a1.jpg"
    assert coffee.picture
    assert coffee.picture.name == "2026-08-21 - Coffee.png"
    assert (coffee.values[Field.MERCHANT], coffee.values[Field.NOTE]) == ("Coffee", "with Ann")
    assert income.skipped
    assert "income" in income.skipped.text()
    assert [note.key for note in coin.notes] == ["import_cell"]
    assert Field.CURRENCY not in coin.values


def test_the_zip_of_taxhacker_has_its_pictures(tmp_path: Path) -> None:
    file = tmp_path / "transactions.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("files/2026/08/2026-08-20 - Train to Lyon.pdf", b"%PDF")
        archive.writestr("transactions.csv", TAXHACKER.replace("scans/a1.jpg", ""))
    first = make_plan(file).rows[0]
    assert first.picture
    assert first.picture.member == "files/2026/08/2026-08-20 - Train to Lyon.pdf"


def test_receipt_wrangler_writes_three_columns_under_the_wrong_headers(tmp_path: Path) -> None:
    found = plan(tmp_path, WRANGLER, "12-bakery.jpg", "receipt 13 (1).jpg", "copy of 13.jpg")
    bakery, garage = found.rows
    assert bakery.name == "Receipt Wrangler 12"
    assert bakery.values[Field.CATEGORY] == "Food"
    assert bakery.values[Field.TAGS] == "lunch, cash, Home"
    assert bakery.values[Field.PAID_BY] == "Ann"
    assert bakery.picture
    assert bakery.picture.name == "12-bakery.jpg"
    assert garage.values[Field.CATEGORY] == "Car"
    assert Field.TAGS not in garage.values
    assert garage.picture is None  # two files claim the id
    assert [note.key for note in garage.notes] == ["import_pictures_differ"]


def test_dext(tmp_path: Path) -> None:
    found = plan(tmp_path, DEXT, "Receipt_2161 (1).PDF")
    grab, credit, repeated = found.rows
    assert grab.values == {
        Field.MERCHANT: "Grab",
        Field.DATE: date(2026, 8, 20),
        Field.TOTAL: Decimal("1039.20"),
        Field.CURRENCY: "SGD",
        Field.TAX: Decimal("3.24"),
        Field.NUMBER: "INV-1",
        Field.CATEGORY: "310 - Travel",
        Field.PROJECT: "ASTP 01",
        Field.PAYMENT: "Visa",
        Field.PAID_BY: "Ann",
        Field.NOTE: "Taxi",
    }
    assert (grab.line, grab.picture is not None) == (2, True)
    assert credit.values[Field.TOTAL] == Decimal("-12.00")
    assert repeated.skipped
    assert "Tax (SGD)" in found.left_out
    assert found.wanted == (grab, credit)


def test_rows_keep_their_keys_and_equal_rows_without_an_id_are_different(tmp_path: Path) -> None:
    row = "A,B,2026-01-01,,,,1,EUR,,expense,,\n"
    text = TAXHACKER.partition("\n")[0] + "\n" + row + row
    first, second = (one.key for one in plan(tmp_path, text).rows)
    assert first != second
    assert [one.key for one in plan(tmp_path, text).rows] == [first, second]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", b"Foo;Bar\n1;2\n"), ("a.csv", b""), ("a.csv", b'"open\n'), ("a.zip", b"PK\x03\x04")],
)
def test_another_file_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(InvalidRequest):
        make_plan(file)


def test_a_spreadsheet_may_have_changed_encoding_delimiter_and_days(tmp_path: Path) -> None:
    file = tmp_path / "dext.csv"
    text = "Receipt ID;Date;Supplier;Total\n1;31/08/2026;Café;1.234,56\n2;03/09/2026;B;5,00\n"
    file.write_bytes(text.encode("cp1252"))
    first, second = make_plan(file).rows
    assert first.values[Field.MERCHANT] == "Café"
    assert first.values[Field.TOTAL] == Decimal("1234.56")
    assert second.values[Field.DATE] == date(2026, 9, 3)
    file.write_bytes(text.replace("31/08", "01/08").encode("cp1252"))
    first, second = make_plan(file).rows
    assert Field.DATE not in first.values  # nothing tells which comes first
    assert [note.key for note in second.notes] == ["import_cell"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1,234", "1234"),
        ("12,5", "12.5"),
        ("7.450", "7.450"),
        ("SGD 78.70", "78.70"),
        ("(12.00)", "-12.00"),
        ("-0.00", "0.00"),
        ("n/a", None),
        ("1234567890123456", None),
        ("1.2.3", None),
    ],
)
def test_amounts(text: str, amount: str | None) -> None:
    assert parse_amount(text) == (None if amount is None else Decimal(amount))


def test_days() -> None:
    assert parse_day("1-Sep-2026", day_first=None) == date(2026, 9, 1)
    assert parse_day("2026-09-01T10:00:00Z", day_first=None) == date(2026, 9, 1)
    assert parse_day("05/05/2026", day_first=None) == date(2026, 5, 5)
    assert parse_day("05/06/2026", day_first=False) == date(2026, 5, 6)
    assert parse_day("31-Feb-2026", day_first=None) is None
    assert has_day_first(["2026-01-01", "01/02/2026", "13/02/2026"]) is True
    assert has_day_first(["01/13/2026"]) is False

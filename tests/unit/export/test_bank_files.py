"""OFX and QIF by their published codes, OFX also by ofxdump; and one currency in each bank file."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from receipt_desktop.domain.export_profile import DateForm
from tests.unit.export.examples import BRITISH, PLAIN, export, export_text, make_details, tax

POUNDS = [
    make_details(1, "17.50", "Café <Süd> & Sons of the Old Market Square",
                 tax("20", "10.00", "2.00"), currency="GBP", country="GB",
                 CATEGORY="restaurant", NUMBER="A1"),
    make_details(2, "-12.00", "=Shop\r\n^", currency="GBP", country="GB"),
    make_details(3, "3.00", "[Cash]", currency="GBP", country="GB", PAYMENT="cash"),
]  # fmt: skip
SPENT = Decimal("8.50")


def read_ofx(text: str) -> ET.Element:
    """The elements after a check of the head; every element of the file is closed."""
    head, _, body = text.partition("\r\n\r\n")
    values = dict(line.split(":") for line in head.split("\r\n"))
    assert values["OFXHEADER"] == "100"
    assert (values["DATA"], values["VERSION"], values["ENCODING"]) == ("OFXSGML", "102", "UTF-8")
    return ET.fromstring(body)  # noqa: S314 (our own file)


def read_qif(text: str) -> list[dict[str, str]]:
    """The transactions by the codes of their lines."""
    head, *lines = text.removesuffix("\r\n").split("\r\n")
    assert head == "!Type:Cash"
    assert lines[-1] == "^"
    found: list[dict[str, str]] = [{}]
    for line in lines[:-1]:
        if line == "^":
            found.append({})
        else:
            assert line[0] in "DTNPLM"
            assert found[-1].setdefault(line[0], line[1:]) == line[1:], "each code once"
    return found


def test_a_statement_keeps_the_rules_of_ofx(tmp_path: Path) -> None:
    root = read_ofx(export_text(tmp_path, "ofx", POUNDS, BRITISH))
    assert [one.text for one in root.iter("CURDEF")] == ["GBP"]
    assert [one.text for one in root.iter("ACCTID")] == ["British"]
    found = [{one.tag: one.text or "" for one in entry} for entry in root.iter("STMTTRN")]
    assert [list(entry)[:5] for entry in found] == [
        ["TRNTYPE", "DTPOSTED", "TRNAMT", "FITID", "NAME"]
    ] * 3
    assert [entry["TRNTYPE"] for entry in found] == ["DEBIT", "CREDIT", "DEBIT"]
    assert sum(Decimal(entry["TRNAMT"]) for entry in found) == -SPENT
    assert [one.text for one in root.iter("BALAMT")] == [f"-{SPENT}"]
    assert found[0]["NAME"] == "Café <Süd> & Sons of the Old Mar"
    assert found[0]["MEMO"].startswith("Café <Süd> & Sons of the Old Market Square · A1")
    assert found[1]["NAME"] == "Shop ^"
    assert {entry["FITID"] for entry in found} == {one.receipt.id for one in POUNDS}
    assert all(len(entry["NAME"]) <= 32 for entry in found)


def test_a_statement_of_nothing_is_one_all_the_same(tmp_path: Path) -> None:
    root = read_ofx(export_text(tmp_path, "ofx", [], PLAIN))
    assert list(root.iter("STMTTRN")) == []


def test_ofxdump_reads_the_statement(tmp_path: Path) -> None:
    program = shutil.which("ofxdump")
    if program is None:
        pytest.skip("ofxdump is not installed")
    (tmp_path / "out").mkdir()
    file = tmp_path / "statement.ofx"
    file.write_text(export_text(tmp_path / "out", "ofx", POUNDS, BRITISH), "utf-8", newline="")
    done = subprocess.run([program, str(file)], capture_output=True, text=True, check=True)
    amounts = re.findall(r"Total money amount: (-?[\d.]+)", done.stdout)
    assert sum(map(Decimal, amounts)) == -SPENT
    assert "Café <Süd> & Sons" in done.stdout
    assert "ERROR" not in done.stderr


@pytest.mark.parametrize(
    ("form", "day"),
    [(DateForm.BRITISH, "31/01/2024"), (DateForm.ISO, "01/31/2024")],
)
def test_transactions_keep_the_codes_of_qif(tmp_path: Path, form: DateForm, day: str) -> None:
    profile = replace(BRITISH, date_form=form)
    found = read_qif(export_text(tmp_path, "qif", POUNDS, profile))
    assert sum(Decimal(entry["T"]) for entry in found) == -SPENT
    assert {entry["D"] for entry in found} == {day}
    assert (found[0]["N"], found[0]["L"]) == ("A1", "420")
    assert found[1]["P"] == "Shop ^"
    assert found[2]["P"] == "[Cash]"


@pytest.mark.parametrize("name", ["quickbooks", "freeagent", "ofx", "qif", "sage"])
def test_no_file_adds_up_two_currencies(tmp_path: Path, name: str) -> None:
    """No column of these files names the currency of a row."""
    codes = {"none": "T9", "20": "T1"}
    profile = replace(BRITISH, currency="", tax_codes=codes)
    dollars = make_details(4, "5.00", "Acme", currency="USD", country="GB")
    _, options = export(tmp_path, name, [*POUNDS, dollars], profile)
    assert [one.message.key for one in options.report.problems] == ["export_other_currency"]
    assert options.report.left_out == 1

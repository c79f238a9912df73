"""Plain text journals, read by Beancount's own parser, and by hledger and Ledger where they are."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from beancount import loader
from beancount.core.data import Open, Transaction

from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.export.journal_accounts import name_account
from tests.unit.export.examples import BRITISH, READY, export_text, make_details, tax

RECEIPTS = [
    make_details(1, "17.99", 'Markt "Süd" \\ Co; (x) | y', tax("19", "5.00", "0.95"),
                 tax("7", "11.25", "0.79"), CATEGORY="groceries", PAYMENT="cash",
                 NUMBER='A;(1) "x"'),
    make_details(2, "-11.90", "Bürohaus", tax("19", "-10.00", "-1.90"), CATEGORY="office"),
    make_details(3, "14.149", "Tunis", currency="TND", CATEGORY="日本 cafés & more"),
    make_details(4, "12080", "田町店", currency="JPY", PAYMENT="card"),
]  # fmt: skip
LEDGER_PROFILE = replace(
    READY, accounts={}, payments={"cash": "Assets:Cash"}, tax_account="Assets:Input tax",
    suppliers={},
)  # fmt: skip


def approved(details: ReceiptDetails) -> ReceiptDetails:
    return replace(details, receipt=replace(details.receipt, approved=True))


def test_beancount_reads_the_journal_without_an_error(tmp_path: Path) -> None:
    text = export_text(
        tmp_path, "beancount", [approved(RECEIPTS[0]), *RECEIPTS[1:]], LEDGER_PROFILE
    )
    entries, errors, _ = loader.load_string(text)
    assert errors == []
    booked = [one for one in entries if isinstance(one, Transaction)]
    assert [one.flag for one in sorted(booked, key=lambda one: one.meta["receipt"])] == list("*!!!")
    first = next(one for one in booked if one.meta["document"] == "r1.jpg")
    assert first.payee == 'Markt "Süd" \\ Co; (x) | y'
    assert first.links == {"E000007"}
    amounts = [(one.account, one.units.number) for one in first.postings if one.units]
    assert amounts == [
        ("Expenses:Groceries", Decimal("5.00")), ("Assets:Input-tax", Decimal("0.95")),
        ("Expenses:Groceries", Decimal("11.25")), ("Assets:Input-tax", Decimal("0.79")),
        ("Assets:Cash", Decimal("-17.99")),
    ]  # fmt: skip
    opened = [one.account for one in entries if isinstance(one, Open)]
    assert len(opened) == len(set(opened))


def test_without_a_tax_account_the_tax_is_part_of_the_expense(tmp_path: Path) -> None:
    profile = replace(LEDGER_PROFILE, tax_account="")
    text = export_text(tmp_path, "beancount", RECEIPTS[:1], profile)
    assert "5.95 EUR" in text
    assert "12.04 EUR" in text
    assert "Input" not in text


@pytest.mark.parametrize(
    ("words", "account"),
    [
        ("4650", "Expenses:4650"), ("Liabilities:Visa", "Liabilities:Visa"), ("", "Expenses:Other"),
        ("food & drink", "Expenses:Food-drink"), ("Expenses", "Expenses:Other"),
        ("travel:by_train", "Expenses:Travel:By-train"),
    ],
)  # fmt: skip
def test_accounts_have_names_that_every_ledger_takes(words: str, account: str) -> None:
    assert name_account(words, "Expenses") == account


@pytest.mark.parametrize(
    ("program", "words"),
    [("hledger", ("check", "-s")), ("ledger", ("balance", "--pedantic"))],
)
def test_the_program_reads_its_journal(
    tmp_path: Path, program: str, words: tuple[str, ...]
) -> None:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    (tmp_path / "out").mkdir()
    text = export_text(tmp_path / "out", program, RECEIPTS, LEDGER_PROFILE)
    file = tmp_path / "journal"
    file.write_text(text, encoding="utf-8")
    command = [found, "-f", str(file), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    sums = subprocess.run(
        [found, "-f", str(file), "balance", "Assets:Cash"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert re.search(r"-17\.99 EUR\s+Assets:Cash", sums.stdout)
    dinars = subprocess.run(
        [found, "-f", str(file), "balance", "cafés"], capture_output=True, text=True, check=True
    )
    assert "14.149 TND" in dinars.stdout


def test_the_payee_holds_nothing_that_begins_a_comment(tmp_path: Path) -> None:
    text = export_text(tmp_path, "hledger", RECEIPTS[:1], BRITISH)
    head = next(line for line in text.splitlines() if line.startswith("2024"))
    assert head == '2024-01-31 ! (A 1 "x") Markt "Süd" \\ Co (x) y'

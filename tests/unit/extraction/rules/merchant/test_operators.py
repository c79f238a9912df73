"""Signs of chains and quoted names above the company or owner, and signs that are repeated."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.scoring import (
    estimate_merchant_confidence,
    rank_merchants,
)
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed

TAIL = "\n{number}\nTel: 0207 2892499\nTea | 2.75\nTotal | 2.75\n"


def rank(text: str, country: str) -> tuple[str, float]:
    rows = build_rows(printed(text).lines)
    names = rank_merchants(rows, country)
    return names[0].text, estimate_merchant_confidence(names, rows)


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("REMA 1000 LUNA\nSOLHEIM DAGLIGVARE AS\nORG NR. 996 861 260 MVA", "NO", "REMA 1000 LUNA"),
        ("Biedronka\nul. Luna 5\n35-078 Town\nLuna Polska S.A.\nNIP 7791011327", "PL", "Biedronka"),
        ("INTERSPAR LUNA\nLuna Handels GmbH\nATU12345678", "AT", "INTERSPAR LUNA"),
        ('SKLEP "LUNA"\nNOWAK ZBIGNIEW\nUL LIPOWA 1\nNIP: 645-189-75-09', "PL", 'SKLEP "LUNA"'),
        ('"TACOS LOCOS"\nRAMOS LUNA VICTOR\nRUC 10436083128', "PE", "TACOS LOCOS"),
        ("joker\nJOKER LUNA\nSOL KOLONIAL AS\nORG.NR. 915 852 467 MVA", "NO", "joker"),
        ("EXTRA 1234 LUNA\nCOOP LUNA SA\nORG NR 912345678", "NO", "EXTRA 1234 LUNA"),
        ("KIWI 026 LUNA\nORG.NR. 982 897 564 MVA", "NO", "KIWI 026 LUNA"),
    ],
)
def test_the_sign_counts_and_is_sure(text: str, country: str, expected: str) -> None:
    name, confidence = rank(text + TAIL.format(number=""), country)
    assert name == expected
    assert confidence > 0.85


def test_companies_still_count_first_where_they_do() -> None:
    name, confidence = rank("7-Eleven\nLUNA RETAIL SDN BHD\n(123456-X)\n" + TAIL, "MY")
    assert name == "LUNA RETAIL SDN BHD" or confidence < 0.85


def test_an_owner_in_quotation_marks_is_no_surer_than_the_shop() -> None:
    text = 'SKLEP LUNA Z7221\nF.H.U."SOL" ANNA SOL\nUL. LIPOWA 43\n05-540 TOWN' + TAIL
    assert rank(text, "PL")[0].startswith("SKLEP LUNA")


@pytest.mark.parametrize(
    "text", ["Luna\nLUNAR 5", "Luna\nLuna 12", "Luna\nSol", "HOUSE 12 Main Street"]
)
def test_signs_that_nothing_confirms(text: str) -> None:
    rows = build_rows(printed(f"{text}\nTea | 2.75\nTotal | 2.75").lines)
    assert not any(name.is_confirmed for name in rank_merchants(rows, "GB"))

"""Signs over several rows or beside other print, branches and owners below them, and addresses."""

from __future__ import annotations

import pytest

from receipt_desktop.domain.page import Box, Line
from receipt_desktop.extraction.rules.merchant.glued_companies import cut_out_companies
from receipt_desktop.extraction.rules.merchant.scoring import (
    estimate_merchant_confidence,
    rank_merchants,
)
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


def name(text: str, country: str | None = "GB") -> str | None:
    names = rank_merchants(build_rows(printed(text).lines), country)
    return names[0].text if names else None


ADDRESS = "\n20 Clifton Road\nLondon W9 1SU\nTel: 0207 2892499\nTea | 2.75\nTotal | 2.75\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BAKER\n&SPICE" + ADDRESS, "BAKER &SPICE"),
        ("Staff\n&SPICE" + ADDRESS, "&SPICE"),
        ("ZWIRBEL\nKRANZ" + ADDRESS + "www.zwirbelkranz.com", "ZWIRBEL KRANZ"),
        ("ZWIRBEL\nKRANZ" + ADDRESS + "www.kranz.com", "KRANZ"),
        ("whole\nFOODS\nMARKET" + ADDRESS, "Whole Foods Market"),
        ("LUNA\nROSSA" + ADDRESS + "LUNA ROSSA - LONDON", "LUNA ROSSA"),
        ("MAGURO\nGROUP" + ADDRESS, "MAGURO GROUP"),
    ],
)
def test_rows_that_make_one_name(text: str, expected: str) -> None:
    assert name(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("THAI SQUARE\nMansion House" + ADDRESS, "THAI SQUARE"),
        ("BAKER SQUARE\nMansion House" + ADDRESS, "Mansion House"),
    ],
)
def test_a_branch_below_a_sign_with_a_trade(text: str, expected: str) -> None:
    assert name(text) == expected


OWNED = "POLO BAY MANILA\n{label}\nFRONTIER BAY\nHOTEL and RESORT CORP.\nMeralco Ave. 5\nTea | 2.75"


@pytest.mark.parametrize(
    ("label", "country", "expected"),
    [
        ("Owned by", "PH", "POLO BAY MANILA"),
        ("Sunny days", "PH", "HOTEL and RESORT CORP."),
        ("Owned by", "MY", "HOTEL and RESORT CORP."),
    ],
)
def test_the_rows_below_the_word_owner_are_no_sign(label: str, country: str, expected: str) -> None:
    assert name(OWNED.format(label=label), country) == expected


@pytest.mark.parametrize(
    ("above", "row", "expected"),
    [
        ("ul. Prosta 3, 45-703 Op", "oleJeronimo Martins Polska S.A.ul. z",
         "Jeronimo Martins Polska S.A."),
        ("ul. Prosta 156, 45-754", "OpoleLuna Polska Sp. z o.o. ul. Lipowa",
         "Luna Polska Sp. z o.o."),
        ("Sklep", "McLuna S.A. ul. Lipowa", "McLuna S.A."),
        ("Sklep", "Luna S.A. Ulica", "Luna S.A. Ulica"),
    ],
)  # fmt: skip
def test_a_company_is_taken_out_of_the_address_around_it(
    above: str, row: str, expected: str
) -> None:
    rows = cut_out_companies(build_rows(printed(f"{above}\n{row}").lines))
    assert rows[1].text.strip() == expected


ADVERT = [
    ("TIME FOR", 130), ("GIVING", 130), ("Sklep 12 ul. Prosta 3, 45-703 Op", 50),
    ("oleJeronimo Martins Polska S.A.ul. z", 50), ("niwna 5, 62-025 Kostrzyn", 50),
    ("{number}", 50), ("PARAGON FISKALNY", 50), ("Serek | 2,50", 50), ("SUMA PLN 2,50", 50),
]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "is_company"), [("NIP 779-10-11-327", True), ("TEL 779-10-11-327", False)]
)
def test_the_company_of_a_chain_above_its_tax_number(number: str, *, is_company: bool) -> None:
    names = rank_merchants(build_rows(draw(ADVERT, number=number)), "PL")
    assert (names[0].text == "Jeronimo Martins Polska S.A.") is is_company


def draw(rows: list[tuple[str, int]], **values: str) -> tuple[Line, ...]:
    """Rows one below the other; each with the height of its letters."""
    return tuple(
        Line(text.format(**values), Box(20, 150 * number, 20 * len(text), height), 0.98)
        for number, (text, height) in enumerate(rows)
    )


def test_the_sign_of_a_chain_beside_something_written() -> None:
    lines = (
        Line("(-025", Box(117, 44, 235, 87), 0.79),
        Line("Biedronka", Box(523, 50, 335, 81), 1.0),
        *draw([("", 80), ("Codziennie niskie", 60), ("ul. Prosta 3, 45-703 Opole", 60)])[1:],
        Line("Serek 2,50", Box(20, 700, 200, 60), 0.98),
    )
    names = rank_merchants(build_rows(lines), "PL")
    assert names[0].text == "Biedronka"


def test_a_watermark_beside_a_name_is_no_part_of_it() -> None:
    lines = (
        Line("alamy", Box(659, 60, 135, 79), 1.0),
        Line("El Prado Restaurant", Box(208, 100, 252, 35), 0.97),
        *draw([("", 35), ("7971 SW 40th Street", 35), ("Miami, FL 33155", 35)])[1:],
    )
    assert rank_merchants(build_rows(lines), "US")[0].text == "El Prado Restaurant"


@pytest.mark.parametrize(
    ("foot", "expected"),
    [("Find EL PRADO\nRestaurant here", "El Prado Restaurant"), ("Bye", "E1 Prado Restaurant")],
)  # fmt: skip
def test_a_figure_in_a_name_gives_way_to_the_letter_of_another_row(
    foot: str, expected: str
) -> None:
    assert name(f"E1 Prado Restaurant{ADDRESS}{foot}", "US") == expected


def test_the_number_of_a_shop_may_be_longer_than_its_name() -> None:
    text = "GS FRESH 6685-0241751\n02-499-4519\n2026/01/20\nTea | 1,980\nTotal | 1,980"
    assert name(text, "KR") == "GS FRESH"


def weigh(text: str) -> float:
    rows = build_rows(printed(text).lines)
    return estimate_merchant_confidence(rank_merchants(rows, "ID"), rows)


def test_a_name_that_is_the_address_is_in_doubt() -> None:
    rest = "\nJLN RAYA TLOGO NO. 44 RT. 001\n65144\nTea | 4.900\nTotal | 4.900"
    assert weigh("TLOGO 44 MALANG" + rest) < 0.7 < weigh("TLOGO 45 MALANG" + rest)

"""Names that the rows beside them complete: chains, labels of sellers and columns."""

from __future__ import annotations

import pytest

from receipt_desktop.domain.page import Box, Line
from receipt_desktop.extraction.rules.merchant.chains import match_chain, name_in_latin
from receipt_desktop.extraction.rules.merchant.name_words import announces_seller, names_recipient
from receipt_desktop.extraction.rules.merchant.scoring import rank_merchants
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


def name(text: str, country: str) -> str | None:
    names = rank_merchants(build_rows(printed(text).lines), country)
    return names[0].text if names else None


def test_a_company_that_lost_a_word_of_its_chain() -> None:
    text = (
        "{sign}\nELEVEN Sdn.Bhd.\nNo. 12 Jalan Satu, 55100 Kuala Lumpur\nBun | 4.20\nTotal | 4.20"
    )
    assert name(text.format(sign="7-Eleven Malaysia"), "MY") == "7-Eleven"
    assert name(text.format(sign="Luna Malaysia"), "MY") == "ELEVEN Sdn.Bhd."


@pytest.mark.parametrize(("sign", "expected"), [("GLBUS", "Globus"), ("GABUS", "GABUS")])
def test_a_sign_that_lacks_a_letter_of_the_chain_below(sign: str, expected: str) -> None:
    texts = [(sign, 90), ("GLOBUS", 30), ("14.02.2020 18:51", 30), ("Bread 37,00", 30)]
    lines = [
        Line(text, Box(20, 100 * row, 300, height), 1.0, 0)
        for row, (text, height) in enumerate(texts)
    ]
    assert rank_merchants(build_rows(lines), "KG")[0].text == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [("Razón Social", "MALATESTA NORBERTO OSCAR"), ("Transporte", "MALATESTA NORBERTO")],
)
def test_a_name_over_two_rows_behind_the_label_of_the_seller(label: str, expected: str) -> None:
    text = (
        "ORIGINAL\nMALATESTA NORBERTO\nOSCAR\nFecha: 06/05/2020\n"
        f"{label}: MALATESTA NORBERTO OSCAR\nCUIT: 20109442993\nSubtotal | 50,00\nTotal | 50,00"
    )
    assert name(text, "AR") == expected


def test_names_and_addresses_of_seller_and_buyer() -> None:
    assert announces_seller("name and address of seller:")
    assert names_recipient("name and address of buyer:")


@pytest.mark.parametrize("heads", [("Seller:", "Buyer:"), ("Hello there", "Good day")])
def test_two_companies_beside_each_other_are_no_name(heads: tuple[str, str]) -> None:
    texts = [heads, ("Luna Kft.", "Teszt Kft."), ("1105 Budapest", "1105 Budapest")]
    lines = [
        Line(text, Box(20 + 400 * side, 80 + 30 * row, 10 * len(text), 20), 0.99, 0)
        for row, pair in enumerate(texts)
        for side, text in enumerate(pair)
    ]
    names = [found.text for found in rank_merchants(build_rows(lines), "HU")]
    assert "Luna Kft." in names
    assert "Luna Kft. Teszt Kft." not in names


@pytest.mark.parametrize("row", ["丸亀製麺宇都宮インターパーク", "オーケー銀座店"])
def test_a_chain_to_which_its_branch_is_glued(row: str) -> None:
    match = match_chain(row)
    assert match is not None
    assert row.startswith(match.chain.name)
    assert not match.is_whole


def test_a_chain_in_its_own_script_confirms_its_sign() -> None:
    match = match_chain("ドトール")
    assert match is not None
    latin = name_in_latin(match.chain)
    assert latin is not None
    assert latin.name == "DOUTOR"
    lines = (
        Line("DOUTOB", Box(80, 80, 600, 200), 0.89, 0),
        Line("ドトール、のち、はれやか。", Box(80, 300, 600, 60), 0.99, 0),
        Line("大田原若草店", Box(80, 400, 400, 60), 0.99, 0),
        Line("2022/09/07", Box(80, 500, 400, 60), 0.99, 0),
    )
    assert rank_merchants(build_rows(lines), "JP")[0].text == "DOUTOR"

"""Signs of chains that OCR has misread, and what else on the receipt tells the chain."""

from __future__ import annotations

import pytest

from receipt_desktop.domain.page import Box, Line
from receipt_desktop.extraction.rules.merchant.chain_sites import name_of_site
from receipt_desktop.extraction.rules.merchant.chains import (
    find_unread_chain,
    match_chain,
)
from receipt_desktop.extraction.rules.merchant.companies import is_company_of
from receipt_desktop.extraction.rules.merchant.scoring import (
    estimate_merchant_confidence,
    rank_merchants,
)
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


def weigh(lines: list[tuple[str, int]], country: str, score: float = 0.99) -> tuple[str, float]:
    """The name and its confidence; each line with the height of its letters."""
    read = tuple(
        Line(text, Box(20, 100 * number, 20 * len(text), height), score)
        for number, (text, height) in enumerate(lines)
    )
    rows = build_rows(read)
    names = rank_merchants(rows, country)
    return names[0].text, estimate_merchant_confidence(names, rows)


REST = [("Hauptstr. 4", 30), ("10115 Berlin", 30), ("Brot 2,50", 30), ("Summe 2,50", 30)]


@pytest.mark.parametrize(
    ("sign", "other", "name"),
    [
        ("RSSMANN", "Rossmann App", "Rossmann"),
        ("LÁDL", "Lidl - 10 Years in Ireland", "Lidl"),
        ("LÁDL", "Danke", "LÁDL"),
        ("MANN", "Rossmann App", "MANN"),
    ],
)
def test_a_large_sign_takes_the_letters_of_a_chain_in_another_row(
    sign: str, other: str, name: str
) -> None:
    lines = [(sign, 90), *REST, (other, 30)]
    assert weigh(lines, "DE")[0] == name


def test_a_sign_of_usual_letters_keeps_its_own() -> None:
    assert weigh([("LÁDL", 30), *REST, ("Lidl Plus", 30)], "DE")[0] == "LÁDL"


def test_a_letter_that_was_not_read_is_guessed_and_in_doubt() -> None:
    name, confidence = weigh([("LėDL", 90), *REST], "DE", 0.8)
    assert name == "Lidl"
    assert confidence < 0.9


@pytest.mark.parametrize("other", ["Lidl", "LÁDl", "McDonald", "ėD", "LĖDL"])
def test_other_words_have_no_unread_letter(other: str) -> None:
    assert find_unread_chain(other) is None


@pytest.mark.parametrize(("read", "chain"), [("нагнит-яблоня", "Магнит"), ("магазин-кафе", None)])
def test_a_chain_before_its_branch_may_be_misread(read: str, chain: str | None) -> None:
    match = match_chain(read)
    assert (match and (match.chain.name, match.is_whole)) == (chain and (chain, False))


def test_the_last_word_of_a_longer_chain_may_be_misread() -> None:
    match = match_chain("aldi sod")
    assert match
    assert (match.chain.name, match.is_misread) == ("ALDI SÜD", True)
    other = match_chain("aldi nord")
    assert other
    assert not other.is_misread
    short = match_chain("aldi xy")
    assert short
    assert short.chain.name == "ALDI"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("informtarget", "Target"),
        ("informtargot", "Target"),
        ("formtarget", "Target"),
        ("mtarget", None),
        ("tellsubway", "Subway"),
        ("krogerfeedback", "Kroger"),
        ("tellme", None),
    ],
)
def test_the_address_of_a_survey_names_the_chain(label: str, name: str | None) -> None:
    chain = name_of_site(label)
    assert (chain.name if chain else None) == name


@pytest.mark.parametrize(
    ("sign", "company", "is_same"),
    [
        ("Esselunga", "esselunga s.p.a.", True),
        ("Kaufland", "kaufland polska markety sp.z o.o.sp.j.", True),
        ("Kaufland", "kaufland reisen gmbh", False),
        ("Kaufland", "kaufland polska", False),
    ],
)
def test_the_company_of_a_chain(sign: str, company: str, *, is_same: bool) -> None:
    assert is_company_of(sign, company) is is_same


def test_a_chain_with_its_legal_form_confirms_its_name() -> None:
    assert weigh([("ESSELUNGA S.P.A.", 30), *REST], "IT", 0.94)[1] > 0.95


def test_an_advert_at_the_foot_is_no_rival_of_a_chain_at_the_top() -> None:
    foot = [("Free films", 30)] * 10 + [("ZUPU", 90), ("www.zupu.com", 30)]
    assert weigh([("Walmart", 90), *REST, *foot], "US")[1] > 0.95
    assert weigh([("Wolpert", 90), *REST, *foot], "US")[1] < 0.95


def test_the_point_of_a_web_address_may_be_unread() -> None:
    rows = build_rows(printed("12.50 EUR\nwwwzwirbel.com\nTotal | 12.50").lines)
    assert "Zwirbel" in {candidate.text for candidate in rank_merchants(rows, "DE")}


def test_a_misread_sign_counts_no_more_than_the_company_where_companies_count() -> None:
    text = "baskinBRrobbins\nGolden Scoop Sdn Bhd (169609-A)\nJalan Satu 5\n50000 Klang"
    rows = build_rows(printed(text + "\nTotal | 5.00\nwww.baskinrobbins.com.my").lines)
    assert rank_merchants(rows, "MY")[0].text == "Golden Scoop Sdn Bhd"


def test_a_slash_in_front_of_a_chain_is_its_first_letter() -> None:
    assert weigh([("/EON STYLE", 40), *REST], "JP")[0] == "AEON STYLE"
    assert weigh([("/ON STYLE", 40), *REST], "JP")[0] == "/ON STYLE"


@pytest.mark.parametrize(
    ("foot", "name"),
    [
        ("www.thetemplegatepub.com", "TEMPLE GATE"),
        ("www.thetemplepub.com", "TEMPLE GAAE"),
        ("www.thetemplegaaepub.com", "TEMPLE GAAE"),
    ],
)
def test_a_letter_takes_what_another_row_and_the_web_address_have(foot: str, name: str) -> None:
    lines = [("TEMPLE GAAE", 40), ("47 TEMPLE GATE", 30), ("DUBLIN 2", 30), *REST[2:], (foot, 30)]
    assert weigh(lines, "IE")[0] == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Barnes & Nable Booksellers #2937", "Barnes & Noble"),
        ("Marks & Spencor Oxford", "Marks & Spencer"),
        ("DROGARIA SA0 PAULO SA", "Drogaria São Paulo"),
        ("Whole Faods Market Westport", "Whole Foods Market"),
    ],
)
def test_a_chain_of_several_words_with_one_other_letter(text: str, expected: str) -> None:
    rows = build_rows(printed(text + "\n5 Main Street\nTea | 2.75\nTotal | 2.75").lines)
    assert rank_merchants(rows, "US")[0].text == expected


@pytest.mark.parametrize(
    "text",
    ["Burger Knight Soho", "Fasaraya Borong Super Seven", "Pizza Hat", "Barns Noble"],
)
def test_other_names_that_begin_like_a_chain(text: str) -> None:
    rows = build_rows(printed(text + "\n5 Main Street\nTea | 2.75\nTotal | 2.75").lines)
    assert rank_merchants(rows, "US")[0].text == text


@pytest.mark.parametrize(
    ("read", "name"),
    [("Пятерочиа", "Пятёрочка"), ("Перекресгок", "Перекрёсток"), ("Тятерочка", "Пятёрочка"),
     ("Евроторт", None), ("Ромашка", None), ("Монеты", None), ("Тандем", None)],
)  # fmt: skip
def test_chains_with_a_wrong_cyrillic_letter(read: str, name: str | None) -> None:
    match = match_chain(fold_text(read))
    assert (match.chain.name if match else None) == name


@pytest.mark.parametrize("sign", ["Restaurant HcDonald's Vienne", "Restaurant McDonald's"])
def test_a_misread_chain_behind_the_kind_of_the_shop(sign: str) -> None:
    lines = [(sign, 30), *REST, ("WWW.MCOOETMOI.COM", 30)]
    assert "McDonald's" in weigh(lines, "FR")[0]


@pytest.mark.parametrize(
    ("label", "expected"), [("mcooetmoi", True), ("mcdoetmoi", True), ("mcroetmoi", False)]
)
def test_a_misread_address_of_a_survey(label: str, *, expected: bool) -> None:
    assert (name_of_site(label) is not None) is expected

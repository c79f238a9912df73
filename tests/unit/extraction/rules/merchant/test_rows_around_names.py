"""Slogans over two rows, towns above a postcode, thanks of chains, legal forms, misread pages."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.companies import is_bare_form
from receipt_desktop.extraction.rules.merchant.misread_pages import may_share_misreading
from receipt_desktop.extraction.rules.merchant.scoring import (
    estimate_merchant_confidence,
    rank_merchants,
)
from receipt_desktop.extraction.rules.merchant.thanked_chains import find_thanked_chains
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed

SURE = 0.85
HEAD = "{name}\n18 Main Street\nTown, CA 90210\nTea | 2.75\nTotal | 2.75\n"


def rank(text: str, country: str = "US") -> tuple[str | None, float]:
    rows = build_rows(printed(text).lines)
    names = rank_merchants(rows, country)
    return names[0].text if names else None, estimate_merchant_confidence(names, rows)


@pytest.mark.parametrize(
    "slogan",
    ["How doers\nget more done.", "Why pay\nmore for less.", "Where you\nalways save money."],
)
def test_a_slogan_over_two_rows_is_no_sure_name(slogan: str) -> None:
    assert rank(HEAD.format(name=slogan))[1] < SURE


@pytest.mark.parametrize("name", ["Luna Rossa\nfamily kitchen", "Luna Rossa\nenjoy"])
def test_names_above_a_row_in_small_letters(name: str) -> None:
    assert rank(HEAD.format(name=name))[0] == name.split("\n", maxsplit=1)[0]


@pytest.mark.parametrize(
    ("foot", "expected"),
    [
        ("Take a survey for a chance to WIN\nA $3,000 HOME DEPOT GIFT CARDI", "Home Depot"),
        ("Enter to win a $1000 Walmart gift card", "Walmart"),
        ("Gewinnen Sie einen\n500 EUR REWE Gutschein", "REWE"),
        ("Dziękujemy za zakupy w LIDL!", "Lidl"),
        ("Thank you for shopping at Sainsbury's", "Sainsbury's"),
        ("Takk for at du handlet hos KIWI", "KIWI"),
        ("Gracias por su compra en Mercadona", "Mercadona"),
        ("APPLE GIFT CARD | 50.00", None),
        ("Thank you for shopping at our shop", None),
    ],
)
def test_chains_that_thank_or_give_away(foot: str, expected: str | None) -> None:
    found = [chain.name for chain, _ in find_thanked_chains(build_rows(printed(foot).lines))]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("town", "postcode", "country"),
    [
        ("Greater London", "IG3 9TH", "GB"),
        ("Ontario West", "M5V 2T6", "CA"),
        ("Springwood", "90210", "US"),
        ("Lunaburgh", "1000-001", "PT"),
    ],
)
def test_a_town_above_a_postcode_is_no_name(town: str, postcode: str, country: str) -> None:
    text = f"Luna Rossa\n5 Green lane\n{town}\n{postcode}\nTea | 2.75\nTotal | 2.75"
    rows = build_rows(printed(text).lines)
    names = rank_merchants(rows, country)
    assert names[0].text == "Luna Rossa"
    assert all(name.score < 2 for name in names if name.text == town)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("COOO", True),
        ("ООО", True),
        ('000 "', True),
        ("OOO Luna", False),
        ("Coo", False),
        ("AO", False),
    ],
)
def test_a_legal_form_alone(text: str, expected: bool) -> None:
    assert is_bare_form(fold_text(text)) is expected


@pytest.mark.parametrize(
    ("name", "foot", "is_doubtful"),
    [
        ("BOLBON", "Docunento auxiliar\nCbrigado pela preferencia", True),
        ("BOLBON", "Documento auxiliar\nObrigado pela preferencia", False),
        ("BOLBON", "Docunento auxiliar\nObrigado pela preferencia", False),
        ("LUAZUL", "Docunento auxiliar\nCbrigado pela preferencia", False),
        ("BOLBON", "Involce\nCashler", False),
    ],
)
def test_letters_that_other_words_of_the_page_have_wrong(
    name: str, foot: str, is_doubtful: bool
) -> None:
    text = f"SUPERMERCADO {name} LTDA\nRUA DA LUA, 152, CENTRO\nTea | 2,75\nTotal | 2,75\n{foot}"
    assert may_share_misreading(name, build_rows(printed(text).lines)) is is_doubtful
    assert (rank(text, "BR")[1] < SURE) is is_doubtful

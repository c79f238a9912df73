"""The facts about countries are complete and agree with public tables."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from babel.core import get_global
from babel.numbers import get_territory_currencies, list_currencies

from receipt_desktop.extraction.facts.countries import (
    DATE_ORDERS,
    check_facts,
    load_country_facts,
)
from receipt_desktop.extraction.facts.loader import load_countries, load_facts
from receipt_desktop.extraction.text.amount_signs import currency_of_sign

FORMER = {"HR": "HRK", "BG": "BGN"}


def test_all_countries_are_known_and_most_are_described() -> None:
    assert len(load_country_facts()) > 230
    assert len(load_countries()) >= 150
    assert {"US", "JM", "MU", "BW", "KZ"} <= load_country_facts().keys()


@pytest.mark.parametrize("code", load_countries())
def test_the_currency_is_that_of_cldr(code: str) -> None:
    facts = load_country_facts()[code]
    today = get_territory_currencies(code, tender=True) or get_territory_currencies(code)
    assert facts.currency in today or FORMER.get(code) == facts.currency


@pytest.mark.parametrize("code", load_countries())
def test_a_described_country_has_a_name_a_date_order_and_a_domain(code: str) -> None:
    facts = load_country_facts()[code]
    assert facts.names
    assert facts.date_order in DATE_ORDERS
    assert len(facts.top_level_domain) == 2
    assert all(word == word.strip() and word for word in (*facts.places, *facts.tax_words))


def named_currencies() -> Iterator[str]:
    facts = load_facts("currencies")
    yield from facts["signs"].values()
    for table in ("shared", "also", "words", "names", "misread"):
        for codes in facts[table].values():
            yield from codes
    yield from facts["usual"].values()


def test_every_currency_in_the_tables_exists() -> None:
    assert set(named_currencies()) - set(list_currencies()) == set()


def test_every_currency_in_use_can_be_found() -> None:
    in_use = {facts.currency for facts in load_country_facts().values()}
    assert in_use <= set(get_global("all_currencies"))
    assert len(in_use) > 140


def test_taxes_are_those_of_known_countries() -> None:
    codes = {code for codes in load_facts("tax_countries").values() for code in codes}
    assert codes <= load_country_facts().keys()


@pytest.mark.parametrize(
    "facts",
    [
        {"currency": "XYZ", "languages": ["en"], "dates": "dmy"},
        {"currency": "EUR", "languages": ["en"], "dates": "ydm"},
        {"currency": "EUR", "languages": [], "dates": "dmy"},
        {"currency": "EUR", "languages": ["en"], "dates": "dmy", "decimal": ";"},
        {"currency": "EUR", "languages": ["en"], "dates": "dmy", "currancy": "EUR"},
    ],
)
def test_wrong_facts_are_refused(facts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="XX"):
        check_facts("XX", facts)


def test_shared_signs_name_no_currency_by_themselves() -> None:
    assert [currency_of_sign(sign) for sign in ("$", "kr", "rs")] == [None, None, None]
    assert currency_of_sign("₹") == "INR"

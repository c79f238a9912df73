"""A word for a kind of shop alone, which is a part of a sign whose name was not read."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.chain_sites import name_of_site
from receipt_desktop.extraction.rules.merchant.scoring import rank_merchants
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


def name(text: str, country: str | None = "NL") -> str | None:
    names = rank_merchants(build_rows(printed(text).lines), country)
    return names[0].text if names else None


ADDRESS = "\nKruidenhof 26\n1112 PS Diemen\nTel: 020-6904928\nKaas | 2.75\nTotaal | 2.75\n"


def test_chain_below_a_trade_that_its_web_address_has() -> None:
    text = "supermarkten\nJumbo Diemen" + ADDRESS + "www.jumbosupermarkten.nl"
    assert name(text) == "Jumbo Diemen"


def test_chain_below_a_trade_is_confirmed_by_its_web_address() -> None:
    text = "supermarkten\nJumbo Diemen" + ADDRESS + "www.jumbosupermarkten.nl"
    assert rank_merchants(build_rows(printed(text).lines), "NL")[0].is_confirmed


def test_trade_alone_is_no_name() -> None:
    assert name("RESTAURANT" + ADDRESS) is None


def test_trade_with_a_name_is_one() -> None:
    assert name("RESTAURANT LUNARIA" + ADDRESS) == "RESTAURANT LUNARIA"


@pytest.mark.parametrize(
    ("label", "expected"),
    [("jumbosupermarkten", "Jumbo"), ("tegutsupermarkt", "tegut"), ("starsupermarkt", None)],
)
def test_grocer_in_a_web_address(label: str, expected: str | None) -> None:
    chain = name_of_site(label)
    assert (chain.name if chain else None) == expected

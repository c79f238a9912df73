"""Names that a chain or a web address confirms, and names of one firm, leave less doubt."""

from __future__ import annotations

from receipt_desktop.extraction.rules.merchant.company_features import has_company
from receipt_desktop.extraction.rules.merchant.scoring import (
    estimate_merchant_confidence,
    rank_merchants,
)
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


def weigh(text: str, *, country: str | None = "DE", score: float = 0.97) -> tuple[str, float]:
    """The name and its confidence."""
    rows = build_rows(printed(text, score=score).lines)
    names = rank_merchants(rows, country)
    return names[0].text, estimate_merchant_confidence(names, rows)


SHOP = "{name}\nHauptstr. 4\n10115 Berlin\nBrot | 2,50\nSumme | 2,50\n{foot}"


def test_a_web_address_confirms_letters_that_were_read_badly() -> None:
    plain = weigh(SHOP.format(name="Zwirbelhof", foot="Danke"), score=0.8)
    confirmed = weigh(SHOP.format(name="Zwirbelhof", foot="www.zwirbelhof.de"), score=0.8)
    assert plain[0] == confirmed[0] == "Zwirbelhof"
    assert plain[1] < 0.8 < confirmed[1]


def test_an_address_with_other_letters_confirms_nothing() -> None:
    other = weigh(SHOP.format(name="Zwirbelhof", foot="www.zwirbelkranz.de"), score=0.8)
    assert other[1] < 0.8


def test_a_chain_confirms_its_name() -> None:
    assert weigh(SHOP.format(name="Rossmann", foot="Danke"), score=0.8)[1] > 0.9


def test_the_company_of_the_same_name_is_no_rival() -> None:
    rows = "{company}\nZwirbelhof\nHauptstr. 4\n10115 Berlin\nBrot | 2,50\nSumme | 2,50"
    same = weigh(rows.format(company="Zwirbelhof Gastro GmbH"))
    other = weigh(rows.format(company="Kranich Gastro GmbH"))
    assert same[1] > other[1]


def test_another_company_leaves_a_chain_in_doubt_where_companies_count_more() -> None:
    text = "Rossmann\nKranich Trading Sdn Bhd\nJalan Satu 5\n50000 Kuala Lumpur\nSoap | 2.50"
    alone = "Rossmann\nJalan Satu 5\n50000 Kuala Lumpur\nSoap | 2.50"
    names = rank_merchants(build_rows(printed(text).lines), "MY")
    assert not any(name.is_confirmed for name in names if name.text == "Rossmann")
    assert rank_merchants(build_rows(printed(alone).lines), "MY")[0].is_confirmed


SIGN = "MYDIN\n{company}\n4-20, Jalan Ria 25/62\n40400 Shah Alam\nTotal | 85.10"


def test_the_sign_of_a_chain_above_another_company_is_in_doubt_where_companies_count_more() -> None:
    def is_contested(company: str, country: str) -> bool:
        rows = build_rows(printed(SIGN.format(company=company)).lines)
        names = rank_merchants(rows, country)
        sign = next(name for name in names if name.text == "MYDIN")
        return estimate_merchant_confidence([sign], rows) < 0.8

    assert is_contested("Tri Shaas Sdn Bhd", "MY")
    assert not is_contested("Mydin Mohamed Sdn Bhd", "MY")
    assert not is_contested("Tri Shaas Sdn Bhd", "DE")


def test_the_rest_of_a_town_is_no_company() -> None:
    town, company = build_rows(printed("as Vegas, M. 39109\nAS Oslo Handel").lines)
    assert not has_company([town])
    assert has_company([company])


def test_a_misread_legal_form_before_a_register_number_is_no_amount() -> None:
    page = "99 Speed Mart S/8 (519537-X)\nJalan Kapar\n42100 Klang\nTotal | 13.60"
    assert weigh(page, country="MY")[0].startswith("99 Speed Mart")


def test_a_web_address_confirms_a_company_without_its_legal_form() -> None:
    text = SHOP.format(name="ZWIRBEL CORP", foot="www.zwirbel.com")
    assert weigh(text, country="US", score=0.9)[1] > 0.95


def test_a_name_printed_twice_is_confirmed() -> None:
    once = weigh(SHOP.format(name="Zwirbelhof", foot="Danke"), score=0.8)
    twice = weigh(SHOP.format(name="zwirbelhof\nZwirbelhof", foot="Danke"), score=0.8)
    assert once[1] < 0.8 < twice[1]

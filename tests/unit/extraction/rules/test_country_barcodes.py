"""Article numbers tell the country where most goods come from."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.country_barcodes import (
    find_country,
    has_check_digit,
    weigh_barcodes,
)
from receipt_desktop.extraction.rules.origin import collect_origin_clues, decide_origin
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


def complete(twelve: str) -> str:
    """The number with its check digit."""
    return next(twelve + digit for digit in "0123456789" if has_check_digit(twelve + digit))


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("4006381333931", "DE"),
        ("3017620422003", "FR"),
        ("8000500310427", "IT"),
        ("6221155104946", "EG"),
        ("2912345678901", None),
    ],
)
def test_the_country_of_a_number(number: str, country: str | None) -> None:
    assert find_country(number) == country


def test_a_wrong_check_digit_is_no_article() -> None:
    assert has_check_digit("4006381333931")
    assert not has_check_digit("4006381333932")


def test_one_article_or_a_mixed_basket_says_nothing() -> None:
    egyptian = [complete(f"62211551049{n}") for n in range(3)]
    foreign = [complete(f"{prefix}06381333{n}0") for prefix in (40, 30, 80) for n in range(1)]
    assert weigh_barcodes(" ".join(egyptian[:1])) == {}
    assert weigh_barcodes(" ".join([*egyptian[:2], *foreign])) == {}
    assert weigh_barcodes(" ".join([*egyptian, foreign[0]])).keys() == {"EG"}


def test_a_silent_receipt_has_the_currency_of_its_goods() -> None:
    rows = build_rows(
        printed(
            "Hyper Market\n6221155104946 | 45.00\n6223001360766 | 10.00\n5449000202635 | 12.00\n"
            "6224010103122 | 28.00\n95.00\n2021-10-10 21:05"
        ).lines
    )
    assert decide_origin(collect_origin_clues(rows)).currency == "EGP"

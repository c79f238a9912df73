"""The rules on receipts of thirty countries in plain text: shares of correct fields."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from rapidfuzz import fuzz

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import CheckedDraft
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from receipt_desktop.validation.check import check_draft
from tests.samples.printed import Printed, printed

pytestmark = pytest.mark.no_cover
TODAY = date(2026, 1, 1)
ALIKE = 85
Read = list[tuple[Printed, CheckedDraft]]


@cache
def read_at_home() -> Read:
    """The receipts of the first countries."""
    return [read_one(one) for one in printed() if "country" not in one.truth]


@cache
def read_abroad() -> Read:
    """Those of forty further countries, five of each, whose truth names the country."""
    return [read_one(one) for one in printed() if "country" in one.truth]


def read_one(one: Printed) -> tuple[Printed, CheckedDraft]:
    text = one.text()
    return one, check_draft(extract_by_rules(text, TODAY), text, TODAY)


def total_right(truth: dict[str, Any], checked: CheckedDraft) -> bool:
    totals = {Decimal(t) for t in (truth["total"], *truth.get("total_alternatives", []))}
    return checked.draft.get_value(Field.TOTAL) in totals


def date_right(truth: dict[str, Any], checked: CheckedDraft) -> bool:
    return truth.get("date") in (None, str(checked.draft.get_value(Field.DATE)))


def merchant_right(truth: dict[str, Any], checked: CheckedDraft) -> bool:
    names = [truth["merchant"], *truth.get("merchant_aliases", [])]
    return any(alike(str(checked.draft.get_value(Field.MERCHANT)), name) for name in names)


def alike(one: str, other: str) -> bool:
    a, b = (re.sub(r"[^\w ]", "", name.casefold()) for name in (one, other))
    likeness = fuzz.ratio(a.replace(" ", ""), b.replace(" ", ""))
    return max(likeness, fuzz.token_set_ratio(a, b)) >= ALIKE


def country_right(truth: dict[str, Any], checked: CheckedDraft) -> bool:
    return truth.get("country") in (None, checked.draft.country)


def currency_right(truth: dict[str, Any], checked: CheckedDraft) -> bool:
    return bool(truth["currency"] == str(checked.draft.currency))


def tax_right(truth: dict[str, Any], checked: CheckedDraft) -> bool:
    return "tax" not in truth or checked.draft.get_value(Field.TAX) == Decimal(truth["tax"])


def test_there_are_many() -> None:
    read = read_at_home()
    assert len(read) == 251
    assert len({one.truth["currency"] for one, _ in read}) >= 12


@pytest.mark.parametrize(
    ("right", "share"),
    [
        (total_right, 0.98),
        (date_right, 0.98),
        (merchant_right, 0.98),
        (currency_right, 0.98),
        (tax_right, 0.96),
    ],
)
def test_the_share_that_is_right(right: Any, share: float) -> None:
    read = read_at_home()
    wrong = [one.truth["id"] for one, checked in read if not right(one.truth, checked)]
    assert 1 - len(wrong) / len(read) >= share, wrong


def test_there_are_forty_further_countries() -> None:
    read = read_abroad()
    assert len(read) >= 200
    assert len({one.truth["country"] for one, _ in read}) >= 40


@pytest.mark.parametrize(
    ("right", "share"),
    [
        (country_right, 0.98),
        (currency_right, 0.98),
        (date_right, 0.97),
        (merchant_right, 0.93),
        (total_right, 0.8),
    ],
)
def test_the_share_that_is_right_abroad(right: Any, share: float) -> None:
    read = read_abroad()
    wrong = [one.truth["id"] for one, checked in read if not right(one.truth, checked)]
    assert 1 - len(wrong) / len(read) >= share, wrong


def test_what_is_accepted_is_right() -> None:
    read = read_at_home()
    accepted = [(one, checked) for one, checked in read if not checked.needs_review]
    assert len(accepted) > 0.4 * len(read)
    judges = (total_right, date_right, merchant_right)
    wrong = [o.truth["id"] for o, c in accepted if not all(judge(o.truth, c) for judge in judges)]
    assert wrong == []

"""Candidates for the fields of a review: what is printed and was not chosen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Evidence, Line, Text
from receipt_desktop.domain.reading import Draft, ExtractedValue
from receipt_desktop.extraction.candidates import find_candidates

PRINTED = (
    "REWE MARKT GMBH",
    "Domstr. 20, 50668 Köln",
    "Milch 1,29",
    "Brot 2,49",
    "SUMME EUR 3,78",
    "Bar EUR 5,00",
    "Rückgeld 1,22",
    "03.04.2024 09:05",
)
TEXT = Text(
    tuple(Line(row, Box(40, 40 * n, 300, 30), 0.9) for n, row in enumerate(PRINTED)), (), ()
)


def test_values_are_ranked_with_their_place_and_without_the_present_one() -> None:
    wrong = Draft({Field.TOTAL: ExtractedValue(Decimal("5.00"), 0.5)}, "EUR", country="DE")
    found = find_candidates(TEXT, wrong, date(2024, 5, 1))
    values = [candidate.value for candidate in found[Field.TOTAL]]
    assert values[0] == Decimal("3.78")
    assert Decimal("5.00") not in values
    evidence = found[Field.TOTAL][0].evidence
    assert evidence is not None
    assert evidence.box.y == 160
    assert evidence.box.x > 150
    assert found[Field.DATE][0].value == date(2024, 4, 3)
    assert found[Field.MERCHANT][0].value == "REWE MARKT GMBH"


def test_the_other_order_of_day_and_month_is_offered() -> None:
    read = Draft({Field.DATE: ExtractedValue(date(2024, 4, 3), 0.5)}, "USD", country=None)
    text = Text((Line("Date 03/04/2024", Box(0, 0, 200, 30), 0.9),), (), ())
    found = find_candidates(text, read, date(2024, 5, 1))
    assert [candidate.value for candidate in found[Field.DATE]] == [date(2024, 3, 4)]


def test_currencies_of_a_shared_sign_are_offered_and_that_of_the_home_country() -> None:
    rows = ("Corner Shop", "Milk $3.20", "Total $3.20")
    text = Text(
        tuple(Line(row, Box(40, 40 * n, 300, 30), 0.9) for n, row in enumerate(rows)), (), ()
    )
    found = find_candidates(text, Draft(currency="USD"), date(2024, 5, 1), "CH")
    values = [candidate.value for candidate in found[Field.CURRENCY]]
    assert "USD" not in values
    assert {"CAD", "AUD"} <= {*values}
    assert found[Field.CURRENCY][0].evidence == Evidence(0, Box(40, 40, 300, 30), "Milk $3.20")
    silent = find_candidates(Text((), (), ()), Draft(), date(2024, 5, 1), "CH")
    assert [candidate.value for candidate in silent[Field.CURRENCY]] == ["CHF"]


def test_there_are_at_most_as_many_as_keys() -> None:
    rows = tuple(Line(f"Item {n},{n:02}", Box(0, 40 * n, 200, 30), 0.9) for n in range(1, 30))
    found = find_candidates(Text(rows, (), ()), Draft(currency="EUR"), date(2024, 5, 1))
    assert all(len(candidates) <= 9 for candidates in found.values())
    assert not any(find_candidates(Text((), (), ()), Draft(), date(2024, 5, 1))[Field.TOTAL])

"""Words of a page: clicked, in a region, matching, and as values of a field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale, QPointF, QRectF

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Line
from receipt_desktop.ui.review.page_words import (
    Word,
    choose_words,
    find_matching_words,
    find_printed_value,
    find_word,
    find_words_in,
    make_evidence,
    parse_words,
    split_words,
    words_between,
)

GERMAN = QLocale("de_DE")
WORDS = split_words(
    (
        Line("Bäckerei Süß", Box(0, 0, 120, 20), 0.9),
        Line("SUMME EUR 12,50", Box(0, 100, 150, 20), 0.9),
        Line("Bar 20,00", Box(0, 140, 90, 20), 0.9),
        Line("14 . 3 . 2024 09:05", Box(0, 200, 190, 20), 0.9),
        Line("Seite 2", Box(0, 0, 70, 20), 0.9, page=1),
    )
)


def word(text: str) -> Word:
    return next(one for one in WORDS if one.text == text)


def test_words_share_the_box_of_their_line() -> None:
    total = word("12,50")
    assert (total.box.x, total.box.w) == (100, 50)
    assert find_word(WORDS, 0, QPointF(120, 110)) == total
    assert find_word(WORDS, 0, QPointF(120, 96)) == total
    assert find_word(WORDS, 0, QPointF(120, 60)) is None
    assert find_word(WORDS, 1, QPointF(120, 110)) is None


def test_a_region_takes_the_words_whose_middle_is_in_it() -> None:
    found = find_words_in(WORDS, 0, QRectF(55, 95, 120, 30))
    assert [one.text for one in found] == ["EUR", "12,50"]
    evidence = make_evidence(found)
    assert evidence is not None
    assert (evidence.text, evidence.box) == ("EUR 12,50", Box(60, 100, 90, 20))
    assert make_evidence(()) is None


def test_words_are_extended_in_reading_order() -> None:
    some = words_between(WORDS, word("12,50"), word("SUMME"))
    assert [one.text for one in some] == ["SUMME", "EUR", "12,50"]


@pytest.mark.parametrize(
    ("clicked", "field", "value"),
    [
        ("12,50", Field.TOTAL, Decimal("12.50")),
        ("3", Field.DATE, date(2024, 3, 14)),
        ("2024", Field.DATE, date(2024, 3, 14)),
        ("Süß", Field.MERCHANT, "Süß"),
    ],
)
def test_neighbours_are_taken_where_only_together_they_are_a_value(
    clicked: str, field: Field, value: object
) -> None:
    chosen = choose_words(WORDS, word(clicked), field, GERMAN)
    assert parse_words(chosen, field, GERMAN) == value


@pytest.mark.parametrize(
    ("printed", "currency", "amount"),
    [
        ("¥1,280", "JPY", "1280"),
        ("1.280", "JPY", "1280"),
        ("KD 12.345", "KWD", "12.345"),
        ("12,345", "TND", "12.345"),
    ],
)
@pytest.mark.parametrize("locale", [GERMAN, QLocale("en_US")])
def test_clicked_amounts_follow_the_decimals_of_the_currency(
    printed: str, currency: str, amount: str, locale: QLocale
) -> None:
    words = split_words((Line(printed, Box(0, 0, 50, 20), 0.9),))
    assert parse_words(words, Field.TOTAL, locale, currency) == Decimal(amount)


def test_typing_finds_words_without_accents_and_separators() -> None:
    assert [one.text for one in find_matching_words(WORDS, "SÜSS")] == ["Süß"]
    assert [one.text for one in find_matching_words(WORDS, "BACK")] == ["Bäckerei"]
    assert [one.text for one in find_matching_words(WORDS, "12.5")] == ["12,50"]
    assert find_matching_words(WORDS, "1") == ()


def test_a_typed_value_gets_the_place_where_it_is_printed_once() -> None:
    found = find_printed_value(WORDS, Field.TOTAL, Decimal("12.50"), GERMAN)
    assert found is not None
    assert found.text == "12,50"
    name = find_printed_value(WORDS, Field.MERCHANT, "bäckerei süß", GERMAN)
    assert name is not None
    assert name.box == Box(0, 0, 120, 20)
    assert find_printed_value(WORDS, Field.TOTAL, Decimal("13.50"), GERMAN) is None
    twice = (*WORDS, *split_words((Line("12,50", Box(0, 300, 50, 20), 0.9),)))
    assert find_printed_value(twice, Field.TOTAL, Decimal("12.50"), GERMAN) is None

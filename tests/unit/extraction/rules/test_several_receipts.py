"""Two receipts in one picture are noticed; a card slip or a second copy is not one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from receipt_desktop.domain.page import Box, Line
from receipt_desktop.domain.reading import ReviewReason
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from receipt_desktop.extraction.rules.several_receipts import find_several_receipts
from receipt_desktop.validation.check import check_draft
from tests.unit.extraction.printed import WIDTH, printed

TODAY = date(2025, 6, 1)
BAKERY = """
    Bäckerei Huber
    Marktplatz 3, 86150 Augsburg
    06.03.2024 | 07:12
    Brezen | 3,20
    Kaffee | 2,80
    Summe EUR | 6,00
    Bar EUR | 10,00
    Rückgeld EUR | 4,00
"""
TAXI = """
    Taxi Lechfunk
    86153 Augsburg
    06.03.2024 | 09:40
    Fahrt | 18,50
    Gesamt EUR | 18,50
    Bar EUR | 18,50
"""
CAFE = """
    Café de la Gare
    2 place Carnot, 69002 Lyon
    07/03/2024 | 12:20
    Menu | 17,50
    TOTAL TTC | 17,50
"""
SLIP = """
    Kartenzahlung
    Tel. 0821 11223
    06.03.2024 | 07:13
    Visa ************4711
    Betrag EUR | 6,60
    Genehmigung 004711
"""
COPY = BAKERY.replace("07:12", "07:13")


def move(lines: tuple[Line, ...], right: int = 0, down: int = 0) -> tuple[Line, ...]:
    """The lines with their boxes moved by so many pixels."""
    return tuple(
        replace(line, box=Box(line.box.x + right, line.box.y + down, line.box.w, line.box.h))
        for line in lines
    )


def below(first: str, second: str, gap: int = 120) -> tuple[Line, ...]:
    lines = printed(first).lines
    return lines + move(printed(second).lines, down=max(x.box.bottom for x in lines) + gap - 60)


def beside(first: str, second: str) -> tuple[Line, ...]:
    return printed(first).lines + move(printed(second).lines, right=WIDTH, down=23)


PAIRS = [(BAKERY, TAXI), (TAXI, BAKERY), (BAKERY, CAFE), (CAFE, TAXI)]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_two_receipts_are_noticed(first: str, second: str) -> None:
    assert find_several_receipts(below(first, second), TODAY)
    assert find_several_receipts(beside(first, second), TODAY)


@pytest.mark.parametrize("receipt", [BAKERY, TAXI, CAFE])
def test_one_receipt_is_one(receipt: str) -> None:
    assert not find_several_receipts(printed(receipt).lines, TODAY)


@pytest.mark.parametrize("second", [SLIP, SLIP.replace("6,60", "6,00"), COPY])
def test_a_slip_and_a_copy_belong_to_their_receipt(second: str) -> None:
    assert not find_several_receipts(below(BAKERY, second), TODAY)
    assert not find_several_receipts(beside(BAKERY, second), TODAY)


def test_pages_of_a_document_are_not_compared() -> None:
    pages = printed(BAKERY).lines + tuple(replace(x, page=1) for x in printed(TAXI).lines)
    assert not find_several_receipts(pages, TODAY)


def test_two_receipts_ask_for_a_review() -> None:
    text = replace(printed(BAKERY), lines=below(BAKERY, TAXI))
    checked = check_draft(extract_by_rules(text, TODAY), text, TODAY)
    assert checked.needs_review
    assert ReviewReason.SEVERAL_RECEIPTS in checked.reasons

"""Two receipts in one picture are noticed; a card slip or a second copy is not one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from receipt_desktop.domain.page import Box, Line, Text
from receipt_desktop.domain.reading import ReviewReason
from receipt_desktop.extraction.rules import several_receipts
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from receipt_desktop.extraction.rules.several_receipts import propose_parts
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
TERMS = """
    Allgemeine Geschäftsbedingungen
    Die Ware bleibt bis zur Zahlung unser Eigentum.
    Es gilt deutsches Recht.
"""
COPY = BAKERY.replace("07:12", "07:13")
FOOT = """
    Bäckerei Huber
    Marktplatz 3, Augsburg
    Vielen Dank für Ihren Einkauf
"""
CUT_OFF = """
    Rechnung
    11.04.2024 | 18:25:10
    2 x | 1,10
    1 x | 3,40
"""


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


def count_parts(lines: tuple[Line, ...]) -> int:
    return len(propose_parts(Text(lines, (), ()), TODAY))


PAIRS = [(BAKERY, TAXI), (TAXI, BAKERY), (BAKERY, CAFE), (CAFE, TAXI)]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_two_receipts_are_noticed(first: str, second: str) -> None:
    assert count_parts(below(first, second)) == 2
    assert count_parts(beside(first, second)) == 2


@pytest.mark.parametrize("receipt", [BAKERY, TAXI, CAFE])
def test_one_receipt_is_one(receipt: str) -> None:
    assert not count_parts(printed(receipt).lines)


@pytest.mark.parametrize("second", [SLIP, SLIP.replace("6,60", "6,00"), COPY])
def test_a_slip_and_a_copy_belong_to_their_receipt(second: str) -> None:
    assert not count_parts(below(BAKERY, second))
    assert not count_parts(beside(BAKERY, second))


@pytest.mark.parametrize(("to_foot", "to_next"), [(220, 160), (160, 220)])
def test_a_foot_that_repeats_its_head_stays_with_its_receipt(to_foot: int, to_next: int) -> None:
    whole = below(BAKERY, FOOT, gap=to_foot)
    foot = max(line.box.bottom for line in whole)
    lines = whole + move(printed(CAFE).lines, down=foot + to_next - 60)
    (first, second) = propose_parts(Text(lines, (), ()), TODAY)
    assert sum(contains(first.places[0].box, line) for line in lines) == len(whole)
    assert sum(contains(second.places[0].box, line) for line in lines) == len(lines) - len(whole)


def test_two_sellers_may_ask_for_the_same_amount() -> None:
    same = CAFE.replace("17,50", "18,50")
    assert count_parts(beside(TAXI, same)) == 2
    assert not count_parts(beside(TAXI, same.replace("07/03/2024", "06/03/2024")))


def test_a_tiny_tax_beside_a_total_is_no_total_that_receipts_share() -> None:
    one = TAXI.replace("Gesamt EUR", "Rundung | 0,01\n    Gesamt EUR")
    other = BAKERY.replace("Bar EUR", "Gesamt | 5,99 | 0,01\n    Bar EUR")
    assert count_parts(below(one, other)) == 2


def test_a_slip_of_another_day_is_of_another_sale() -> None:
    assert count_parts(beside(BAKERY, SLIP.replace("06.03.2024", "09.03.2024"))) == 2


def test_a_receipt_with_nothing_left_to_pay_has_a_total() -> None:
    paid = TAXI.replace("Gesamt EUR | 18,50", "Gesamt EUR | 0,00").replace("06.03", "08.03")
    paid = paid.replace("Bar EUR | 18,50", "Vielen Dank")
    assert count_parts(beside(BAKERY, paid)) == 2


def test_two_receipts_of_one_seller_are_of_different_days() -> None:
    first = CAFE.replace("Menu", "TVA FR 40 303 265 045\n    Ticket 4711\n    Menu")
    other = first.replace("07/03", "12/03").replace("17,50", "21,90")
    assert count_parts(beside(first, other.replace("4711", "4712"))) == 2
    assert not count_parts(beside(first, other))
    assert not count_parts(beside(first, other.replace("4711", "4712").replace("12/03", "07/03")))


def test_a_number_written_above_the_head_is_no_amount() -> None:
    assert count_parts(beside(BAKERY, f"{' ' * 4}318010.17{CAFE}")) == 2


def test_a_seller_is_known_by_a_tax_number_without_a_label() -> None:
    taxi = TAXI.replace("86153 Augsburg", "A-1300 Wien\n    ATU66191257")
    undated = taxi.replace("06.03.2024 | 09:40", "Beleg 0927")
    assert count_parts(beside(CAFE, undated)) == 2
    assert not count_parts(beside(CAFE, undated.replace("ATU66191257", "Konzession 683")))


def test_receipts_of_two_days_beside_one_another_need_no_label_of_the_total() -> None:
    bare = BAKERY.replace("Summe EUR", "Waren netto")
    other = CAFE.replace("TOTAL TTC", "Net")
    assert count_parts(beside(bare, other)) == 2
    assert not count_parts(beside(bare, other.replace("07/03/2024", "06/03/2024")))


def test_three_receipts_beside_and_below_one_another_are_found() -> None:
    lines = beside(BAKERY, CAFE)
    lines += move(printed(TAXI).lines, down=max(line.box.bottom for line in lines) + 60)
    parts = propose_parts(Text(lines, (), ()), TODAY)
    boxes = [part.places[0].box for part in parts]
    assert [sum(contains(box, line) for line in lines) for box in boxes] == [
        len(printed(one).lines) for one in (BAKERY, TAXI, CAFE)
    ]


def contains(box: Box | None, line: Line) -> bool:
    assert box is not None
    across, down = line.box.x + line.box.w / 2, line.box.middle_y
    return box.x <= across < box.right and box.y <= down < box.bottom


def document(*pages: str) -> Text:
    lines = [replace(x, page=n) for n, page in enumerate(pages) for x in printed(page).lines]
    return Text(tuple(lines), (), ())


def test_each_page_of_a_document_may_be_a_receipt() -> None:
    parts = propose_parts(document(BAKERY, TERMS, CAFE), TODAY)
    assert [[place.page for place in part.places] for part in parts] == [[0, 1], [2]]


def test_a_page_with_a_day_and_a_time_of_its_own_needs_no_total() -> None:
    parts = propose_parts(document(BAKERY, CUT_OFF), TODAY)
    assert [[place.page for place in part.places] for part in parts] == [[0], [1]]


@pytest.mark.parametrize("second", [TERMS, BAKERY, SLIP, COPY])
def test_further_pages_of_one_receipt_belong_to_it(second: str) -> None:
    assert not propose_parts(document(BAKERY, second), TODAY)


def test_a_page_without_a_cut_is_not_described(monkeypatch: pytest.MonkeyPatch) -> None:
    described: list[object] = []
    monkeypatch.setattr(several_receipts, "describe_part", lambda *rows: described.append(rows))
    assert not count_parts(printed(BAKERY).lines)
    assert not described


def test_two_receipts_ask_for_a_review() -> None:
    text = replace(printed(BAKERY), lines=below(BAKERY, TAXI))
    checked = check_draft(extract_by_rules(text, TODAY), text, TODAY)
    assert checked.needs_review
    assert ReviewReason.SEVERAL_RECEIPTS in checked.reasons

"""Endless repetition is detected soon; an answer with many similar items is not a loop."""

from __future__ import annotations

import json
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receipt_desktop.extraction.llm.repetition import (
    CHECK_INTERVAL,
    MAX_CYCLE,
    MIN_CHARACTERS,
    MIN_REPEATS,
    MIN_SHORT_CYCLE_CHARACTERS,
    SHORT_CYCLE,
    RepetitionDetector,
)

NAMES = ("LAIT 1L", "PAIN", "BEURRE DOUX", "JOGHURT NATUR 3,8%", "Äpfel Elstar", "CAFÉ MOULU 250G")
BEGINNING = '{"total": "12.93", "total_row": 3, "date": "2024-03-14", "items": ['


def heard(text: str, piece: int = 4) -> int | None:
    """The number of characters until the loop is detected."""
    loop = RepetitionDetector()
    for start in range(0, len(text), piece):
        if loop.feed_text(text[start : start + piece]):
            return start + piece
    return None


def answer(items: list[dict[str, object]], indent: int | None = None) -> str:
    said = {"total": "120.00", "date": "2024-03-14", "merchant": "Frischmarkt", "items": items}
    return json.dumps(said, indent=indent, ensure_ascii=False)


@pytest.mark.parametrize(
    "cycle",
    ["0", " ", "\n", "\n  ", "-", "ab", "00.", "haha ",
     '{"description": "LAIT", "total": "1.10"}, ',
     '"LAIT 1L",\n        ', "null, ", "x" * 99 + "y", "".join(map(chr, range(256, 456)))],
)  # fmt: skip
@pytest.mark.parametrize("piece", [1, 3, 50, 1000])
def test_a_loop_is_noticed(cycle: str, piece: int) -> None:
    at = heard(BEGINNING + cycle * 2000, piece)
    wanted = max(MIN_REPEATS * len(cycle), MIN_CHARACTERS)
    assert at is not None
    assert at <= len(BEGINNING) + wanted + len(cycle) + CHECK_INTERVAL + piece


def test_once_noticed_it_stays_so() -> None:
    loop = RepetitionDetector()
    assert loop.feed_text("0" * 500)
    assert loop.feed_text("something else altogether")
    assert loop.feed_text("")


@pytest.mark.parametrize("indent", [None, 2, 8])
def test_sixty_alike_items_are_no_loop(indent: int | None) -> None:
    numbers = random.Random(7)
    items: list[dict[str, object]] = [
        {
            "description": NAMES[number % len(NAMES)],
            "quantity": 1,
            "unit_price": None,
            "total": f"{numbers.randint(50, 999) / 100:.2f}",
            "row": number + 5,
        }
        for number in range(60)
    ]
    assert heard(answer(items, indent)) is None


def test_the_same_article_again_and_again_with_its_row_is_no_loop() -> None:
    items: list[dict[str, object]] = [
        {"description": "JOGHURT", "total": "0.49", "row": number} for number in range(10, 50)
    ]
    assert heard(answer(items)) is None
    assert heard(answer(items, 4)) is None


@pytest.mark.parametrize("count", [1, 4, 6])
def test_a_few_exactly_equal_items_are_no_loop(count: int) -> None:
    item: dict[str, object] = {"description": "JOGHURT NATUR", "total": "0.49"}
    other: dict[str, object] = {"description": "BEURRE", "total": "2.99"}
    assert heard(answer([other, *[item] * count, other])) is None


@pytest.mark.parametrize(
    "said",
    ["", "{}", '{"summary": null}', '{"merchant": "' + "-" * 80 + '"}', "0" * 60,
     json.dumps({f"field_{n}": None for n in range(60)}), json.dumps([None] * 15)],
)  # fmt: skip
def test_legitimate_answers(said: str) -> None:
    assert heard(said) is None


@given(
    st.text(max_size=600),
    st.text(min_size=1, max_size=MAX_CYCLE),
    st.integers(1, 70),
)
def test_whatever_came_before_and_however_it_is_cut(before: str, cycle: str, piece: int) -> None:
    enough = max(MIN_REPEATS * len(cycle), MIN_CHARACTERS)
    times = (enough + CHECK_INTERVAL) // len(cycle) + 2
    assert heard(before + cycle * times, piece) is not None


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=80, unique=True), st.integers(1, 40))
def test_items_that_differ_in_a_number_are_never_a_loop(numbers: list[int], piece: int) -> None:
    items: list[dict[str, object]] = [
        {"description": "ARTICLE", "code": number, "total": "1.00"} for number in numbers
    ]
    assert heard(answer(items), piece) is None


def naively(text: str) -> int | None:
    """The same by trying every cycle at every check."""
    for look in range(CHECK_INTERVAL, len(text) + 1, CHECK_INTERVAL):
        for cycle in range(1, MAX_CYCLE + 1):
            enough = max(
                MIN_REPEATS * cycle,
                MIN_SHORT_CYCLE_CHARACTERS if cycle <= SHORT_CYCLE else MIN_CHARACTERS,
            )
            end = text[:look][-enough:]
            if len(end) == enough and end[cycle:] == end[:-cycle]:
                return look
    return None


@settings(max_examples=60, deadline=None)
@given(st.text("ab", max_size=90), st.text("ab", min_size=1, max_size=70), st.integers(1, 300))
def test_the_loop_detection_agrees_with_a_brute_force_search(
    before: str, cycle: str, times: int
) -> None:
    text = (before + cycle * times)[:900] + before
    assert heard(text, CHECK_INTERVAL) == naively(text)


def test_long_answers_cost_no_more_for_each_character() -> None:
    def seconds(length: int) -> float:
        numbers = random.Random(1)
        text = "".join(numbers.choices("abcdefgh ,:", k=length))
        started = time.process_time()
        assert heard(text) is None
        return time.process_time() - started

    seconds(1000)
    short, long = min(seconds(5_000) for _ in range(3)), seconds(100_000)
    assert long < 20 * short * 8  # 400 times as much if each character cost all before it

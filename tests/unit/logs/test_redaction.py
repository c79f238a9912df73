"""Card numbers in text: masked whatever their grouping, and nothing else."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receipt_desktop.logs.redaction import has_valid_check_digit, mask_card_numbers

MASK = "*" * 12


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("4111 1111 1111 1111", f"{MASK}1111"),
        ("4111-1111-1111-1111", f"{MASK}1111"),
        ("card=4111111111111111;", f"card={MASK}1111;"),
        ("VISA4111111111111111x", f"VISA{MASK}1111x"),
        ("3782 822463 10005", f"{MASK}0005"),
        ("4222222222222", f"{MASK}2222"),
        ("6304 0000 0000 0000 000", f"{MASK}0000"),
        ("12 5555 5555 5555 4444 03/27", f"{MASK}4444 03/27"),  # the first 14 digits fit, too
        ("5555 5555 5555 4444 and 4012888888881881", f"{MASK}4444 and {MASK}1881"),
        ("4111\u00a01111\u202f1111\u00a01111", f"{MASK}1111"),
        ("4111 – 1111", "4111 – 1111"),
    ],
)
def test_card_numbers_are_masked(text: str, wanted: str) -> None:
    assert mask_card_numbers(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4111 1111 1111 1112",
        "2024-03-14 17:42:12",
        "TOTAL 12,93 EUR 14.03.2024 1742",
        "12345678-1234-4123-8123-123456789012",
        "41111111111111114111111111111111",
        "0" * 64,
        "127.0.0.1:6379 pid 4711",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask_card_numbers(text) == text


@given(st.uuids())
def test_ids_stay(some: uuid.UUID) -> None:
    assert mask_card_numbers(f"receipt {some}.") == f"receipt {some}."


@given(st.integers(10**11, 10**18 - 1), st.sampled_from(["", " ", "-"]), st.integers(2, 6))
def test_every_number_with_its_check_digit_is_masked(body: int, between: str, size: int) -> None:
    number = next(
        f"{body}{check}" for check in "0123456789" if has_valid_check_digit(f"{body}{check}")
    )
    printed = between.join(number[at : at + size] for at in range(0, len(number), size))
    told = mask_card_numbers(f"paid with {printed}, thanks")
    assert number[:-4] not in told.replace(between, "")
    assert told == f"paid with {MASK}{number[-4:]}, thanks"


@given(st.text(max_size=300))
def test_any_text_passes_and_masking_twice_is_masking_once(text: str) -> None:
    once = mask_card_numbers(text)
    assert mask_card_numbers(once) == once

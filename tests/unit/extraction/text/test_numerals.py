import pytest

from receipt_desktop.extraction.text.numerals import (
    join_spaced_letters,
    repair_digits,
    to_ascii_digits,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("T O T A L  1 1 2 . 4 0", "TOTAL  112.40"),
        ("TOTAL 1 1 2 . 4 0", "TOTAL 112.40"),
        ("W I L L O W  T E A", "WILLOW  TEA"),
        ("1 2 3 4", "1 2 3 4"),
        ("A B C", "A B C"),
        ("2 x 1 . 50", "2 x 1 . 50"),
        ("Table 7  Guests 2", "Table 7  Guests 2"),
    ],
)
def test_letters_one_by_one_are_joined(text: str, expected: str) -> None:
    assert join_spaced_letters(text) == expected


@pytest.mark.parametrize("text", ["１，３２６", "۱۲٬۵۰۰", "१२३.५०", "1O.5O", "٪٥", "plain"])
def test_digits_of_all_scripts_keep_their_place(text: str) -> None:
    assert len(to_ascii_digits(text)) == len(repair_digits(text)) == len(text)
    assert not any(letter.isdigit() and not letter.isascii() for letter in to_ascii_digits(text))

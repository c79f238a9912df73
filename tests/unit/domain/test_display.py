"""Names of any origin are stored, printed and shown without harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receipt_desktop.domain.display import (
    escape_controls,
    escape_json_controls,
    format_file_name,
    format_path,
    replace_surrogates,
)

FORGED_NAME = "a\nreceipt-desktop: 900 of 900 completed.jpg"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (FORGED_NAME, r"a\nreceipt-desktop: 900 of 900 completed.jpg"),
        ("a\r\tb", r"a\r\tb"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("a\x9b31mb", r"a\x9b31mb"),
        ("zero\0byte", r"zero\x00byte"),
        ("invoice\u202egpj.exe", r"invoice\u202egpj.exe"),
        ("a\u2066b\u2028c", r"a\u2066b\u2028c"),
        ("caf\udce9.jpg", "caf?.jpg"),
        ("Beleg März 🧾 قهوة.jpg", "Beleg März 🧾 قهوة.jpg"),
        ("👨\u200d👩\u200d👧.jpg", "👨\u200d👩\u200d👧.jpg"),
    ],
)
def test_a_name_is_one_harmless_line(name: str, shown: str) -> None:
    assert escape_controls(name) == shown


@given(st.text(st.characters(codec=None)))
def test_any_text_can_be_written_and_stays_one_line(text: str) -> None:
    shown = escape_controls(text)
    assert len(shown.splitlines()) <= 1
    assert shown.encode("utf-8").decode("utf-8") == shown
    again = json.loads(
        escape_json_controls(json.dumps([replace_surrogates(text)], ensure_ascii=False))
    )
    assert again == [replace_surrogates(text)]


def test_json_keeps_its_own_line_breaks_and_escapes_those_of_values() -> None:
    value = {"file": "a\nb\u202ec\x9bd"}
    text = escape_json_controls(json.dumps(value, ensure_ascii=False, indent=2))
    assert text.count("\n") == 2
    assert "\u202e" not in text
    assert "\x9b" not in text
    assert json.loads(text) == value


def test_a_long_name_keeps_its_beginning_and_its_end() -> None:
    shown = format_file_name("0" * 300 + ".jpg")
    assert len(shown) < 80
    assert shown.startswith("000")
    assert shown.endswith("0.jpg")
    path = Path("/short") / ("0" * 300) / "a.jpg"
    assert format_path(str(path)) == str(Path("/short") / format_file_name("0" * 300) / "a.jpg")

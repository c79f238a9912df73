"""Text of any origin made safe to store, to print and to show: file names above all."""

from __future__ import annotations

import os
import re
from datetime import datetime

MAX_SHOWN_CHARACTERS, HEAD_CHARACTERS, TAIL_CHARACTERS = 80, 44, 30
"""Characters of a name that are shown whole, and what is shown of a longer one."""
SURROGATES = re.compile("[\ud800-\udfff]")
"""Python's stand-ins for bytes of a name that are not UTF-8, and halves of Windows' pairs."""
UNSAFE_CHARACTERS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]",
)
"""Also control characters, line separators and explicit directional formatting (UAX #9)."""
BYTE_LIMIT = 0x100
SHORT_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def replace_surrogates(text: str) -> str:
    """The text as UTF-8 can hold it: each byte that is not UTF-8 becomes a question mark.

    As a pattern, such a path still finds its file.
    """
    return SURROGATES.sub("?", text)


def escape_controls(text: str) -> str:
    """The text on one line, with nothing in it that a terminal or a window would act on."""
    return UNSAFE_CHARACTERS.sub(_escape_character, replace_surrogates(text))


def format_file_name(name: str) -> str:
    """A file name for a sentence: printable, the middle of a very long one left out."""
    text = escape_controls(name)
    return (
        text
        if len(text) <= MAX_SHOWN_CHARACTERS
        else f"{text[:HEAD_CHARACTERS]}…{text[-TAIL_CHARACTERS:]}"
    )


def format_path(path: str) -> str:
    """A path for a sentence: each of its parts as `format_file_name` has it."""
    separators = os.sep + (os.altsep or "")
    parts = re.split(f"([{re.escape(separators)}])", path)
    return "".join(format_file_name(part) for part in parts)


def escape_json_controls(text: str) -> str:
    """JSON text with JSON's own escapes for what a terminal would act on; its value is the same."""
    return UNSAFE_CHARACTERS.sub(_escape_json_character, text)


def format_clock_time(moment: datetime) -> str:
    """The moment as a clock here shows it, with the day when that is not today."""
    local = moment.astimezone()
    today = local.date() == datetime.now().astimezone().date()
    return f"{local:%H:%M}" if today else f"{local:%Y-%m-%d %H:%M}"


def _escape_character(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    return SHORT_ESCAPES.get(character) or (
        f"\\x{code:02x}" if code < BYTE_LIMIT else f"\\u{code:04x}"
    )


def _escape_json_character(found: re.Match[str]) -> str:
    """A line break in JSON text stands between its parts, never in a string."""
    return found[0] if found[0] == "\n" else f"\\u{ord(found[0]):04x}"

"""Makes untrusted text, file names above all, safe to store, print and show."""

from __future__ import annotations

import os
import re
from datetime import datetime

MAX_SHOWN_CHARACTERS, HEAD_CHARACTERS, TAIL_CHARACTERS = 80, 44, 30
"""Longer names are shortened to their first and last characters."""
SURROGATES = re.compile("[\ud800-\udfff]")
"""Lone surrogates: Python's escapes for non-UTF-8 bytes, and unpaired halves on Windows."""
UNSAFE_CHARACTERS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]",
)
"""Surrogates, control characters, line separators and directional formatting (UAX #9)."""
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""What UTF-8, or PostgreSQL in a text, cannot hold."""
BYTE_LIMIT = 0x100
SHORT_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def replace_surrogates(text: str) -> str:
    """The text with a question mark for each byte that is not UTF-8.

    Used as a glob pattern, the result still matches the file.
    """
    return SURROGATES.sub("?", text)


def make_storable(text: str) -> str:
    """The text with a question mark for each character that a database cannot hold."""
    return UNSTORABLE.sub("?", text)


def escape_controls(text: str) -> str:
    """The text on one line, without characters that a terminal or window interprets."""
    return UNSAFE_CHARACTERS.sub(_escape_character, replace_surrogates(text))


def format_file_name(name: str) -> str:
    """A file name for messages: printable, a very long one shortened in the middle."""
    text = escape_controls(name)
    return (
        text
        if len(text) <= MAX_SHOWN_CHARACTERS
        else f"{text[:HEAD_CHARACTERS]}…{text[-TAIL_CHARACTERS:]}"
    )


def format_path(path: str) -> str:
    """A path for messages: each part formatted by `format_file_name`."""
    separators = os.sep + (os.altsep or "")
    parts = re.split(f"([{re.escape(separators)}])", path)
    return "".join(format_file_name(part) for part in parts)


def escape_json_controls(text: str) -> str:
    """JSON text with control characters as JSON escapes; it parses to the same value."""
    return UNSAFE_CHARACTERS.sub(_escape_json_character, text)


def format_clock_time(moment: datetime) -> str:
    """The local time as HH:MM, with the date if it is not today."""
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
    """Line breaks are kept: in JSON text they only separate values."""
    return found[0] if found[0] == "\n" else f"\\u{ord(found[0]):04x}"

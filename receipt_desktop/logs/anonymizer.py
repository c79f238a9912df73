"""Takes out of a text what says anything about receipts or their owner, for a problem report.

Known values are replaced exactly: names of files, merchants, secrets, folders. What is unknown,
such as the name of a file that was refused, is recognized by its form; there rather too much is
replaced than too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from receipt_desktop.logs.redaction import mask_card_numbers

FILE, WORDS, SECRET, PATH, EMAIL = "‹file›", "‹words›", "‹secret›", "‹path›", "‹address›"
MIN_KNOWN_CHARACTERS = 4
"""Shorter names of merchants and files also stand in ordinary sentences."""
MAX_NAME_CHARACTERS = 255
SUFFIXES = "jpe?g|jfif|png|webp|tiff?|bmp|gif|hei[cf]|avif|pdf|xml|zip|txt|csv|xlsx|eml"
FILE_END = re.compile(rf"\.(?:{SUFFIXES})\b", re.IGNORECASE)
"""The end of the name of a file that may be a receipt."""
UNKNOWN_FILE = re.compile(rf"[^\n‹›]*\.(?:{SUFFIXES})\b", re.IGNORECASE)
"""The start of such a name is unknown, so everything before it on the line is removed too."""
ANY_PATH = re.compile(
    r"(?:(?<![\w./~:‹›-])/|\b[A-Za-z]:[\\/]|\\\\)"  # its root
    r"(?:[^\n'\"‹›]*[\\/])?[^\s'\",‹›]*"  # up to the last separator, then no blank
)
PROGRAM_PATH = re.compile(r"(?:receipt_desktop|site-packages|python3?\.?\d*|api)[\\/].*|health.*")
"""The part of a path that belongs to the program, a library or the HTTP API."""
URL_USER = re.compile(r"(?<=://)[^\s/@]+@")
EMAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
CREDENTIAL = re.compile(
    r"(?i)\b(bearer|basic|token|password|passphrase|secret|api[_-]?key)\b"
    r"([\"']?\s*[:=]?\s*[\"']?)[^\s\"',;‹›]{6,}"
)
LONG_TOKEN = re.compile(r"\b[A-Za-z0-9_-]{32,}\b")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ERROR_CLASS = re.compile(
    r"(?:(?:\w+\.)+[A-Z]\w*|[A-Z]\w*(?:Error|Exception|Exit|Interrupt|Iteration|Warning|Group))"
    r"(?=:|$)"
)
SYSTEM_REASON = re.compile(r": \[(?:Errno|WinError) \d+\] [^:'\"\n]*")
CHAIN_LINES = ("Traceback (most", "During handling of", "The above exception")


@dataclass(frozen=True, slots=True)
class KnownValues:
    """What is known about the receipts and the computer, and may not be in the report."""

    file_names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    """Merchants, and whatever else stands on receipts."""
    secrets: frozenset[str] = frozenset()
    places: Mapping[str, str] | None = None
    """Folders, names of the computer and its user, each with what stands in its place."""


class Anonymizer:
    """Replaces known and suspicious values in any number of texts."""

    def __init__(self, known: KnownValues) -> None:
        self._names = {name for name in known.file_names if len(name) >= MIN_KNOWN_CHARACTERS}
        bare = {name for name in self._names if not FILE_END.search(name)}
        words = {word for word in known.words | bare if len(word) >= MIN_KNOWN_CHARACTERS}
        self._words_by_start: dict[str, list[str]] = {}
        for word in words:
            self._words_by_start.setdefault(word[:MIN_KNOWN_CHARACTERS].casefold(), []).append(word)
        replaced = {secret: SECRET for secret in known.secrets if secret} | dict(known.places or {})
        self._literals = sorted(replaced.items(), key=lambda item: -len(item[0]))

    def clean_text(self, text: str) -> str:
        """The text without anything that says something about receipts or their owner."""
        for literal, stand_in in self._literals:
            text = re.sub(rf"(?<!\w){re.escape(literal)}(?!\w)", stand_in, text)
        text = self._replace_words(self._replace_known_names(text))
        text = URL_USER.sub(f"{SECRET}@", UNKNOWN_FILE.sub(FILE, text))
        text = EMAIL_ADDRESS.sub(EMAIL, ANY_PATH.sub(_shorten_path, text))
        text = CREDENTIAL.sub(rf"\1\2{SECRET}", text)
        return mask_card_numbers(LONG_TOKEN.sub(_hide_token, text))

    def clean_traceback(self, text: str) -> str:
        """A traceback with its frames and classes, and of the messages only the system's."""
        kept: list[str] = []
        for line in text.split("\n"):
            if line.startswith("  File "):
                kept.append(self.clean_text(line))
            elif line.startswith(CHAIN_LINES):
                kept.append(line)
            elif found := ERROR_CLASS.match(line):
                reason = SYSTEM_REASON.match(line, found.end())
                kept.append(found[0] + (reason[0] if reason else ""))
        return "\n".join(kept)

    def _replace_known_names(self, text: str) -> str:
        """Replace the longest known name before each end of a file name."""
        pieces, done = [], 0
        for end in (found.end() for found in FILE_END.finditer(text)):
            starts = range(max(done, end - MAX_NAME_CHARACTERS), end)
            start = next((one for one in starts if text[one:end] in self._names), None)
            if start is not None:
                pieces += [text[done:start], FILE]
                done = end
        return "".join([*pieces, text[done:]])

    def _replace_words(self, text: str) -> str:
        """Replace known words in any case; few of them can stand in one text."""
        folded = text.casefold()
        for start in range(len(folded) - MIN_KNOWN_CHARACTERS + 1):
            key = folded[start : start + MIN_KNOWN_CHARACTERS]
            for word in self._words_by_start.get(key, ()):
                if folded.startswith(word.casefold(), start):
                    text = re.sub(re.escape(word), WORDS, text, flags=re.IGNORECASE)
        return text


def _shorten_path(found: re.Match[str]) -> str:
    """A path as it may be shown: what belongs to the program, or nothing of it."""
    own = PROGRAM_PATH.search(found[0])
    return f"…/{own[0]}" if own else PATH


def _hide_token(found: re.Match[str]) -> str:
    return found[0] if UUID.fullmatch(found[0]) else SECRET


def list_known(values: Iterable[str | None]) -> frozenset[str]:
    """The values that are there."""
    return frozenset(value for value in values if value)

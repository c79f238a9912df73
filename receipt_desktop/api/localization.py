"""The language of responses: negotiated, French by default."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from babel.core import negotiate_locale

from receipt_desktop import messages
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.receipt import Failure, Status
from receipt_desktop.messages import ENGLISH, FRENCH, GERMAN, Message, Value

LANGUAGES = (FRENCH, ENGLISH, GERMAN)
"""Supported languages; the first is the default."""

PROBLEMS: Mapping[str, str] = MappingProxyType(
    {
        "missing": "problem_missing",
        "string_pattern_mismatch": "problem_characters",
        "string_too_short": "problem_too_short",
        "string_too_long": "problem_too_long",
        "too_long": "problem_too_many",
        "extra_forbidden": "problem_unknown",
        "json_invalid": "problem_json",
    }
)
"""Messages for Pydantic's validation errors, by their types."""


def language(accept: str, default: str = LANGUAGES[0]) -> str:
    """The best supported language for an Accept-Language header; French by default."""
    preferences = sorted(
        (_parse_preference(part) for part in accept.split(",")),
        key=lambda preference: -preference[1],
    )
    preferred = [name for name, weight in preferences if weight > 0]
    return negotiate_locale(preferred, LANGUAGES, sep="-") or default


def _parse_preference(part: str) -> tuple[str, float]:
    """One language of the header and its weight (RFC 9110, 12.5.4)."""
    name, _, parameter = part.strip().partition(";")
    key, _, value = parameter.strip().partition("=")
    try:
        weight = float(value) if key.strip() == "q" else 1.0
    except ValueError:
        weight = 0.0
    return name.strip().lower(), weight


def status_text(status: Status, language: str) -> str:
    """A status as a sentence."""
    return messages.text(f"status_{status.value}", language)


def sentence_of(error: ReceiptError | Failure, language: str) -> str:
    """An error in this language, in the API's own wording if there is one."""
    own = Message(f"api_{error.key}", error.message.parameters)
    if messages.has_template(own.key):
        return own.text(language)
    return error.text(language)


def problem_of(kind: str, words: str, language: str) -> Value:
    """A validation error by its Pydantic type; in English Pydantic's own text."""
    return words if language == ENGLISH else Message(PROBLEMS.get(kind, "problem_invalid"))

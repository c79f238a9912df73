"""Classifies dates by the words around them: purchase, delivery, expiry and so on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.text.date_text import LETTER, fold_date_text

WINDOW = 48
"""Characters before a date in which its label stands."""
_WINDOW_AFTER = 24
HEAD_SHARE = 0.4
"""Share of the head of a column that its role word takes at least."""
_GLUED_LETTERS = 6
"""Words of so many letters are also found at the end of compounds: "Handelsrechnung"."""
_RIGHT_BOUND = rf"(?:nr|no)?(?!{LETTER})"
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"
)
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u06ff]")


class DateRole(StrEnum):
    """What a date on a receipt says; the values are tables of `facts/dates.toml`."""

    PURCHASE = "purchase"
    INVOICE = "invoice"
    DATE = "date"
    PRINTED = "printed"
    TIME = "time"
    ORDER = "order"
    DELIVERY = "delivery"
    DUE = "due"
    EXPIRY = "expiry"
    OTHER = "other"
    PERIOD = "period"


ROLE_WEIGHTS: Mapping[DateRole | None, float] = MappingProxyType(
    {
        None: 0.0,
        DateRole.PURCHASE: 0.8,
        DateRole.INVOICE: 0.8,
        DateRole.DATE: 0.6,
        DateRole.TIME: 0.6,
        DateRole.PRINTED: 0.1,
        DateRole.ORDER: 0.3,
        DateRole.DELIVERY: -0.8,
        DateRole.PERIOD: -0.8,
        DateRole.OTHER: -0.8,
        DateRole.DUE: -1.0,
        DateRole.EXPIRY: -1.0,
    }
)
"""Weight of a date with that role as the day of purchase."""
GENERAL_ROLES = frozenset({DateRole.DATE, DateRole.TIME})
"""Roles that say no more than that it is a date."""
_WORD_ROLES = tuple(role for role in DateRole if role is not DateRole.PERIOD)


@dataclass(frozen=True, slots=True)
class _RoleWord:
    start: int
    end: int
    role: DateRole


def find_role(before: str, after: str = "") -> DateRole | None:
    """The role by the text before a date, or after it in scripts that run to the left."""
    window = before[-WINDOW:]
    role = _role_of_words(_find_words(window), window)
    if role is None and _RIGHT_TO_LEFT.search(after):
        role = _role_of_words(_find_words(after[:_WINDOW_AFTER]), "")
    if role in (None, *GENERAL_ROLES) and _town_of_issue().search(window):
        return DateRole.INVOICE
    return role


def find_head_role(head: str) -> DateRole | None:
    """The role by the folded head of a column; running text is no head."""
    words = [word for word in _find_words(head) if word.end - word.start >= HEAD_SHARE * len(head)]
    return _role_of_words(words, "")


def _role_of_words(words: Sequence[_RoleWord], window: str) -> DateRole | None:
    """The last word that is more than "date" or "time"; else these."""
    if window and _is_document_date(words, window):
        return DateRole.INVOICE
    special = [word for word in words if word.role not in GENERAL_ROLES]
    last = (special or words)[-1:]
    return last[0].role if last else None


def _is_document_date(words: Sequence[_RoleWord], window: str) -> bool:
    """Whether a document's name and a preposition lead to the date: "Rechnung 12 vom".

    Not after another word like "return", which refers to an older document, nor with a word like
    "for" between them: then the date is that of what was bought.
    """
    preposition = _ending_preposition().search(window)
    documents = list(_compile_words("document").finditer(window))
    if preposition is None or not documents or documents[0].start() > preposition.start():
        return False
    if _about_words().search(window, documents[-1].end(), preposition.start()):
        return False
    return not any(
        word.end <= documents[0].start() or documents[-1].end() <= word.start < preposition.start()
        for word in words
        if word.role not in GENERAL_ROLES
    )


def _find_words(text: str) -> list[_RoleWord]:
    """The role words of a text in order; those inside of longer ones are left out."""
    found = [
        _RoleWord(match.start(), match.end(), role)
        for role in _WORD_ROLES
        for match in _compile_words(role.value).finditer(text)
    ]
    found.sort(key=lambda word: word.end - word.start, reverse=True)
    kept: list[_RoleWord] = []
    for word in found:
        if not any(word.start < other.end and other.start < word.end for other in kept):
            kept.append(word)
    return sorted(kept, key=lambda word: word.start)


def names_other_document(text: str) -> bool:
    """Whether a folded text is the label of another document's number: "Buyer's Order No."."""
    return bool(_compile_words("other_number").search(text))


def has_time_word(text: str) -> bool:
    """Whether a folded text has a word for the time of day."""
    return bool(_compile_words(DateRole.TIME.value).search(text))


def has_payment_word(text: str) -> bool:
    """Whether a folded text has a word for a payment."""
    return bool(_compile_words("payment").search(text))


def has_street_word(text: str) -> bool:
    """Whether a folded text has a word for a street or square."""
    return bool(_compile_words("street").search(text))


def is_range(between: str) -> bool:
    """Whether the text between two dates makes them the ends of a period."""
    return between.strip(" .)('") in _range_words()


@cache
def _range_words() -> frozenset[str]:
    return frozenset(fold_date_text(word) for word in load_facts("dates")["range"]["words"])


@cache
def _ending_preposition() -> re.Pattern[str]:
    words = _join_words(load_facts("dates")["preposition"]["words"])
    return re.compile(rf"(?<!{LETTER})(?:{words})[ .:]*$")


@cache
def _town_of_issue() -> re.Pattern[str]:
    """A town before the day of issue: "Kraków, dnia"."""
    words = _join_words(load_facts("dates")["issued_at"]["words"])
    return re.compile(rf"{LETTER}{{3,}}, ?(?:{words})[ .:]*$")


@cache
def _about_words() -> re.Pattern[str]:
    return re.compile(_join_words(load_facts("dates")["about"]["words"]))


@cache
def _compile_words(table: str) -> re.Pattern[str]:
    lists = load_facts("dates")[table].values()
    return re.compile(_join_words(word for words in lists for word in words))


def _join_words(words: Iterable[str]) -> str:
    """Words as alternatives, with their bounds, longest first; tolerant of lost blanks.

    Scripts without blanks have no bounds, and long words none on the left. The bounds stand once
    for all words that have them, since each takes time to compile.
    """
    folded = sorted({fold_date_text(word) for word in words}, key=len, reverse=True)
    unspaced = [word for word in folded if _UNSPACED.search(word)]
    spaced = [word for word in folded if not _UNSPACED.search(word)]
    kinds = (
        ("", unspaced, ""),
        ("", [word for word in spaced if len(word) >= _GLUED_LETTERS], _RIGHT_BOUND),
        (rf"(?<!{LETTER})", [word for word in spaced if len(word) < _GLUED_LETTERS], _RIGHT_BOUND),
    )
    return "|".join(
        rf"{left}(?:{'|'.join(map(_escape_word, chosen))}){right}"
        for left, chosen, right in kinds
        if chosen
    )


def _escape_word(word: str) -> str:
    return re.escape(word).replace(r"\ ", " {0,2}")

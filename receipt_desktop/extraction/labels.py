"""What the words beside an amount say about it: total, tax, change, tip ..."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from receipt_desktop.extraction.almanac import open_facts
from receipt_desktop.extraction.amounts import Amount
from receipt_desktop.extraction.rows import Row
from receipt_desktop.extraction.words import fold


class Role(enum.StrEnum):
    """What an amount is, by its label."""

    TOTAL = "total"
    TOTAL_INCL = "total_incl"
    ROUNDED = "rounded_total"
    SUBTOTAL = "subtotal"
    NET = "net"
    TAX = "tax"
    INCL = "incl"
    ROUNDING = "rounding"
    CHANGE = "change"
    CASH = "cash"
    CARD = "card"
    DISCOUNT = "discount"
    TIP = "tip"
    SUGGESTED = "suggested"
    COUNT = "count"
    IGNORE = "ignore"
    DUE_ZERO = "due_zero"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One amount of a row with the words that belong to it."""

    row: Row
    amount: Amount
    label: str
    role: Role
    strength: float
    """How well the label fits its phrase, 0..1; 0 when there is none."""
    column: int
    """Its place among the amounts that share the label, 0-based."""
    columns: int
    """How many amounts share the label."""


_FUZZY_LEAST = 84
_FUZZY_SHORTEST = 5
_DIGIT_LETTERS = str.maketrans("0158", "olsb")
_STRONG = re.compile(
    r"\b(?:grand|due|payable|zahlen|payer|betalen|pagar|pagare|uhrade|platiti|final)\b"
)


@cache
def _phrases() -> dict[str, tuple[Role, ...]]:
    found: dict[str, list[Role]] = {}
    for role, languages in open_facts("phrases").items():
        for phrases in languages.values():
            for phrase in phrases:
                roles = found.setdefault(phrase, [])
                if Role(role) not in roles:
                    roles.append(Role(role))
    return {phrase: tuple(roles) for phrase, roles in found.items()}


@cache
def _longest_first() -> tuple[str, ...]:
    return tuple(sorted(_phrases(), key=len, reverse=True))


@cache
def _matcher() -> re.Pattern[str]:
    return re.compile(r"(?<=\s)(?:" + "|".join(map(re.escape, _longest_first())) + r")(?=\s)")


@cache
def _fuzzy_phrases() -> tuple[str, ...]:
    wanted = {Role.TOTAL, Role.SUBTOTAL, Role.CHANGE, Role.ROUNDING, Role.NET, Role.DISCOUNT}
    return tuple(
        phrase
        for phrase, roles in _phrases().items()
        if len(phrase) >= _FUZZY_SHORTEST and wanted & set(roles)
    )


_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,4}(?:[^\W\d_]\b)?")
"""H.T., T.V.A, B.T.W."""


def plain_label(text: str) -> str:
    """Folded words alone; digits inside words become the letters they look like."""
    text = _DOTTED.sub(lambda letters: letters[0].replace(".", ""), text)
    words = re.sub(
        r"[^\w\s%]|_", " ", re.sub(r"(?<=\w)[:'](?=[^\W\d_]{2})", "", fold(text))
    ).split()
    signs = open_facts("currencies")["signs"]
    return " ".join(_as_word(word) for word in words if word not in signs)


def _as_word(word: str) -> str:
    letters = sum(letter.isalpha() for letter in word)
    if _NUMBERED.fullmatch(word) and word[:-1] in _phrases():
        return word[:-1]
    return word.translate(_DIGIT_LETTERS) if letters > len(word) / 2 else word


_NUMBERED = re.compile(r"[^\W\d_]{3,}\d")
""" "mwst1": the first of several rates."""


@lru_cache(maxsize=8192)
def judge_label(text: str) -> tuple[Role, float]:
    """Role of a label and how well it fits, (NONE, 0.0) when no phrase does."""
    label = plain_label(text)
    found = _exact(label)
    if found:
        return _resolve(found, label), 1.0
    return _fuzzy(label)


_LEADING = frozenset({"sum", "chip", "net", "goods", "rest", "kop", "saldo", "payable"})
"""Phrases that are words of goods and sentences as well: they count where a label begins."""


def _exact(label: str) -> list[Role]:
    padded = f" {label} "
    roles: list[Role] = []
    position = 0
    while match := _matcher().search(padded, position):
        if match[0] in _LEADING and match.start() > 1:
            position = match.end()
            continue
        roles.extend(_phrases()[match[0]][:1] if match[0] != "balance" else (Role.CHANGE,))
        position = match.end()
    return roles


def words_before(label: str) -> int:
    """How many words of a label come before the phrase that gives it its role; 0 without one."""
    plain = f" {plain_label(label)} "
    match = _matcher().search(plain)
    return len(plain[: match.start()].split()) if match else 0


def _fuzzy(label: str) -> tuple[Role, float]:
    words = label.split()
    if not words or len(label) < _FUZZY_SHORTEST - 1:
        return Role.NONE, 0.0
    candidates = {" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words) - n + 1)}
    best = (Role.NONE, 0.0)
    for candidate in candidates:
        if len(candidate) < _FUZZY_SHORTEST - 1:
            continue
        hit = process.extractOne(
            candidate, _fuzzy_phrases(), scorer=fuzz.ratio, score_cutoff=_FUZZY_LEAST
        )
        if hit and hit[1] / 100 > best[1]:
            best = (_phrases()[hit[0]][0], hit[1] / 100)
    return best


_TAX_INCLUDED = re.compile(
    r"^(?:i alt|total\w*|totaa?l\w*|summ?[ae]\w*|gesamt\w*|celkem|ukupno|razem|yhteensa)\b"
    r".*\b(?:incl\w*|i?[nl]nkl\w*|inkl\w*|vc|vcetne|compris\w*|sis|med|avec)\b"
)
"""A total that says that tax is in it; "lnkl" is how a reader may see "inkl"."""


def _resolve(found: list[Role], label: str) -> Role:  # noqa: C901, PLR0911, PLR0912
    roles = set(found)
    if Role.IGNORE in roles:
        return Role.IGNORE
    if Role.SUGGESTED in roles:
        return Role.SUGGESTED
    if Role.ROUNDED in roles or {Role.TOTAL, Role.ROUNDING} <= roles:
        return Role.ROUNDED
    if Role.COUNT in roles and not roles & {Role.ROUNDING, Role.CHANGE}:
        return Role.COUNT
    if Role.CHANGE in roles:
        return Role.CHANGE
    if Role.ROUNDING in roles:
        return Role.ROUNDING
    if Role.DISCOUNT in roles:
        return Role.DISCOUNT
    if Role.NET in roles and Role.INCL not in roles:
        return Role.NET
    if Role.SUBTOTAL in roles:
        return Role.SUBTOTAL
    if Role.TOTAL in roles and Role.INCL in roles:
        return Role.TOTAL_INCL
    if Role.TAX in roles:
        return Role.TOTAL_INCL if _TAX_INCLUDED.search(label) else Role.TAX
    if Role.TIP in roles:
        return Role.TIP
    if Role.TOTAL in roles:
        return Role.CASH if Role.CASH in roles and not _STRONG.search(label) else Role.TOTAL
    for role in (Role.CASH, Role.CARD, Role.DUE_ZERO, Role.INCL):
        if role in roles:
            return role
    return Role.NONE


def is_strong(label: str) -> bool:
    """Whether the label says that this is what must be paid."""
    return bool(_STRONG.search(plain_label(label)))

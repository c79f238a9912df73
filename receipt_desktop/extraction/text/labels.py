"""Classifies the label of an amount: total, tax, change, tip and others."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.text.amounts import Amount
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow


class AmountRole(enum.StrEnum):
    """The role of an amount, by its label."""

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
class LabelledAmount:
    """An amount of a row with its label."""

    row: TextRow
    amount: Amount
    label: str
    role: AmountRole
    strength: float
    """Similarity of the label and a known phrase, 0..1; 0 without a phrase."""
    column: int
    """Position among the amounts that share the label, 0-based."""
    columns: int
    """The number of amounts that share the label."""


_FUZZY_LEAST = 84
_FUZZY_SHORTEST = 5
_DIGIT_LETTERS = str.maketrans("0158", "olsb")
_STRONG = re.compile(
    r"\b(?:grand|due|payable|zahlen|payer|betalen|pagar|pagare|uhrade|platiti|final)\b"
)


@cache
def _load_phrases() -> dict[str, tuple[AmountRole, ...]]:
    roles_by_phrase: dict[str, list[AmountRole]] = {}
    for role, languages in load_facts("phrases").items():
        for phrases in languages.values():
            for phrase in phrases:
                roles = roles_by_phrase.setdefault(phrase, [])
                if AmountRole(role) not in roles:
                    roles.append(AmountRole(role))
    return {phrase: tuple(roles) for phrase, roles in roles_by_phrase.items()}


@cache
def _sort_phrases_by_length() -> tuple[str, ...]:
    return tuple(sorted(_load_phrases(), key=len, reverse=True))


@cache
def _phrase_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?<=\s)(?:" + "|".join(map(re.escape, _sort_phrases_by_length())) + r")(?=\s)"
    )


@cache
def _load_fuzzy_phrases() -> tuple[str, ...]:
    fuzzy_roles = {
        AmountRole.TOTAL,
        AmountRole.SUBTOTAL,
        AmountRole.CHANGE,
        AmountRole.ROUNDING,
        AmountRole.NET,
        AmountRole.DISCOUNT,
    }
    return tuple(
        phrase
        for phrase, roles in _load_phrases().items()
        if len(phrase) >= _FUZZY_SHORTEST and fuzzy_roles & set(roles)
    )


_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,4}(?:[^\W\d_]\b)?")
"""H.T., T.V.A, B.T.W."""


def normalize_label(text: str) -> str:
    """Folded words without punctuation; digits inside words become letters."""
    text = _DOTTED.sub(lambda letters: letters[0].replace(".", ""), text)
    words = re.sub(
        r"[^\w\s%]|_", " ", re.sub(r"(?<=\w)[:'](?=[^\W\d_]{2})", "", fold_text(text))
    ).split()
    signs = load_facts("currencies")["signs"]
    return " ".join(_repair_word(word) for word in words if word not in signs)


def _repair_word(word: str) -> str:
    letters = sum(letter.isalpha() for letter in word)
    if _NUMBERED.fullmatch(word) and word[:-1] in _load_phrases():
        return word[:-1]
    return word.translate(_DIGIT_LETTERS) if letters > len(word) / 2 else word


_NUMBERED = re.compile(r"[^\W\d_]{3,}\d")
""" "mwst1": the first of several rates."""


@lru_cache(maxsize=8192)
def classify_label(text: str) -> tuple[AmountRole, float]:
    """Role of a label and the similarity to its phrase; (NONE, 0.0) without one."""
    label = normalize_label(text)
    roles = _match_exactly(label)
    if roles:
        return _resolve_role(roles, label), 1.0
    return _match_fuzzily(label)


_LEADING = frozenset({"sum", "chip", "net", "goods", "rest", "kop", "saldo", "payable"})
"""Phrases that also occur in items and sentences: they count only at the start of a label."""


def _match_exactly(label: str) -> list[AmountRole]:
    padded = f" {label} "
    roles: list[AmountRole] = []
    position = 0
    while match := _phrase_pattern().search(padded, position):
        if match[0] in _LEADING and match.start() > 1:
            position = match.end()
            continue
        roles.extend(
            _load_phrases()[match[0]][:1] if match[0] != "balance" else (AmountRole.CHANGE,)
        )
        position = match.end()
    return roles


def count_words_before_phrase(label: str) -> int:
    """The number of words before the phrase that decides the role; 0 without a phrase."""
    padded = f" {normalize_label(label)} "
    match = _phrase_pattern().search(padded)
    return len(padded[: match.start()].split()) if match else 0


def _match_fuzzily(label: str) -> tuple[AmountRole, float]:
    words = label.split()
    if not words or len(label) < _FUZZY_SHORTEST - 1:
        return AmountRole.NONE, 0.0
    candidates = {" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words) - n + 1)}
    best = (AmountRole.NONE, 0.0)
    for candidate in candidates:
        if len(candidate) < _FUZZY_SHORTEST - 1:
            continue
        hit = process.extractOne(
            candidate, _load_fuzzy_phrases(), scorer=fuzz.ratio, score_cutoff=_FUZZY_LEAST
        )
        if hit and hit[1] / 100 > best[1]:
            best = (_load_phrases()[hit[0]][0], hit[1] / 100)
    return best


_TAX_INCLUDED = re.compile(
    r"^(?:i alt|total\w*|totaa?l\w*|summ?[ae]\w*|gesamt\w*|celkem|ukupno|razem|yhteensa)\b"
    r".*\b(?:incl\w*|i?[nl]nkl\w*|inkl\w*|vc|vcetne|compris\w*|sis|med|avec)\b"
)
"""A total including tax; "lnkl" is an OCR error for "inkl"."""


def _resolve_role(found: list[AmountRole], label: str) -> AmountRole:  # noqa: C901, PLR0911, PLR0912
    roles = set(found)
    if AmountRole.IGNORE in roles:
        return AmountRole.IGNORE
    if AmountRole.SUGGESTED in roles:
        return AmountRole.SUGGESTED
    if AmountRole.ROUNDED in roles or {AmountRole.TOTAL, AmountRole.ROUNDING} <= roles:
        return AmountRole.ROUNDED
    if AmountRole.COUNT in roles and not roles & {AmountRole.ROUNDING, AmountRole.CHANGE}:
        return AmountRole.COUNT
    if AmountRole.CHANGE in roles:
        return AmountRole.CHANGE
    if AmountRole.ROUNDING in roles:
        return AmountRole.ROUNDING
    if AmountRole.DISCOUNT in roles:
        return AmountRole.DISCOUNT
    if AmountRole.NET in roles and AmountRole.INCL not in roles:
        return AmountRole.NET
    if AmountRole.SUBTOTAL in roles:
        return AmountRole.SUBTOTAL
    if AmountRole.TOTAL in roles and AmountRole.INCL in roles:
        return AmountRole.TOTAL_INCL
    if AmountRole.TAX in roles:
        return AmountRole.TOTAL_INCL if _TAX_INCLUDED.search(label) else AmountRole.TAX
    if AmountRole.TIP in roles:
        return AmountRole.TIP
    if AmountRole.TOTAL in roles:
        return (
            AmountRole.CASH
            if AmountRole.CASH in roles and not _STRONG.search(label)
            else AmountRole.TOTAL
        )
    for role in (AmountRole.CASH, AmountRole.CARD, AmountRole.DUE_ZERO, AmountRole.INCL):
        if role in roles:
            return role
    return AmountRole.NONE


def is_strong_label(label: str) -> bool:
    """Whether the label names the amount due."""
    return bool(_STRONG.search(normalize_label(label)))

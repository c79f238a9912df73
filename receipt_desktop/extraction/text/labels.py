"""Classifies the label of an amount: total, tax, change, tip and others."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.text.amounts import Amount
from receipt_desktop.extraction.text.label_patterns import (
    AMOUNT_BEHIND_COUNT,
    COUNTED,
    DISCOUNT_COMPOUND,
    LONE_TOTAL_SIGN,
    QUANTITY,
    SERVICE_RATE,
)
from receipt_desktop.extraction.text.label_words import (
    UNSPACED,
    list_latin_shapes,
    normalize_label,
    normalize_phrase,
)
from receipt_desktop.extraction.text.rows import TextRow
from receipt_desktop.extraction.text.tax_names import includes_tax


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
    VOUCHER = "voucher"
    CARRIED = "carried"
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
_STRONG = re.compile(
    r"\b(?:grand|due|payable|zahlen|payer|betalen|pagar|pagare|uhrade|platiti|final)\b"
)
_ONLY_AT_START = "^"
"""Marks phrases that also occur in items and sentences: they count only at the start of a label."""
_LONGEST_WITH_START = 4
"""Words of a label up to which such a phrase counts."""


@cache
def _load_phrases() -> dict[str, tuple[AmountRole, ...]]:
    roles_by_phrase: dict[str, list[AmountRole]] = {}
    for role, languages in load_facts("phrases").items():
        for written in (phrase for phrases in languages.values() for phrase in phrases):
            for phrase in _list_shapes(written):
                roles = roles_by_phrase.setdefault(phrase, [])
                if AmountRole(role) not in roles:
                    roles.append(AmountRole(role))
    return {phrase: tuple(roles) for phrase, roles in roles_by_phrase.items()}


@cache
def _list_shapes(written: str) -> tuple[str, ...]:
    """A phrase in the form of labels, and as its letters look to a reader of Latin."""
    phrase = normalize_phrase(written)
    shapes = sorted(list_latin_shapes(phrase))
    return phrase, *(shape for shape in shapes if len(shape) >= _SHORTEST_SHAPE)


_SHORTEST_SHAPE = 4


@cache
def _load_shapes() -> frozenset[str]:
    facts = load_facts("phrases").values()
    written = (
        phrase for languages in facts for phrases in languages.values() for phrase in phrases
    )
    return frozenset(shape for phrase in written for shape in _list_shapes(phrase)[1:])


@cache
def _load_start_phrases() -> frozenset[str]:
    facts = load_facts("phrases").values()
    written = {
        phrase for languages in facts for phrases in languages.values() for phrase in phrases
    }
    return frozenset(normalize_phrase(p) for p in written if p.startswith(_ONLY_AT_START))


@cache
def _split_phrases() -> tuple[frozenset[str], frozenset[str]]:
    """The phrases of whole words, and those of scripts without spaces."""
    unspaced = frozenset(p for p in _load_phrases() if re.fullmatch(rf"[{UNSPACED}]{{2}}.*", p))
    return frozenset(_load_phrases()) - unspaced, unspaced


def _find_phrase(padded: str, position: int = 0) -> tuple[int, str] | None:
    """Start and text of the first phrase from a position on, the longest one there.

    Whole words, in scripts without spaces anywhere. A pattern of all phrases would take a second to
    compile.
    """
    spaced, unspaced = _split_phrases()
    gaps = [index for index, letter in enumerate(padded) if letter.isspace()]
    for start in range(position, len(padded)):
        follows_gap = start > 0 and padded[start - 1].isspace()
        ends = [end for end in reversed(gaps) if end > start] if follows_gap else []
        found = next((padded[start:end] for end in ends if padded[start:end] in spaced), "")
        if not found and _IS_UNSPACED.match(padded[start]):
            lengths = range(len(padded) - start, 1, -1)
            found = next((p for n in lengths if (p := padded[start : start + n]) in unspaced), "")
        if found:
            return start, found
    return None


_IS_UNSPACED = re.compile(rf"[{UNSPACED}]")


_FUZZY_ROLES = frozenset(
    {
        AmountRole.TOTAL,
        AmountRole.SUBTOTAL,
        AmountRole.CHANGE,
        AmountRole.ROUNDING,
        AmountRole.NET,
        AmountRole.DISCOUNT,
    }
)


@cache
def _load_fuzzy_phrases(length: int) -> tuple[str, ...]:
    """The phrases that are long enough and of a length with which the least ratio is possible."""
    slack = length * (100 - _FUZZY_LEAST) / _FUZZY_LEAST * 2
    return tuple(p for p in _list_fuzzy_phrases() if abs(len(p) - length) <= slack)


@cache
def _list_fuzzy_phrases() -> tuple[str, ...]:
    return tuple(
        phrase
        for phrase, roles in _load_phrases().items()
        if len(phrase) >= _FUZZY_SHORTEST
        and not _FUZZY_ROLES.isdisjoint(roles)
        and phrase not in _load_start_phrases()
        and (len(phrase) >= _FUZZY_SHORTEST_SHAPE or phrase not in _load_shapes())
    )


_FUZZY_SHORTEST_SHAPE = 7
"""Latin shapes of other letters are misread words already; short ones allow no further error."""


@lru_cache(maxsize=8192)
def classify_label(text: str) -> tuple[AmountRole, float]:
    """Role of a label and the similarity to its phrase; (NONE, 0.0) without one."""
    label = normalize_label(text)
    roles = _match_exactly(label)
    if roles[:1] == [AmountRole.COUNT] and (counted := AMOUNT_BEHIND_COUNT.search(label)):
        return _classify_behind_count(counted[1])
    if roles:
        is_counted = roles[0] is AmountRole.TOTAL and COUNTED.search(label)
        return _resolve_role({*roles} - _COUNT if is_counted else {*roles}, label), 1.0
    if SERVICE_RATE.fullmatch(label):
        return AmountRole.TIP, 1.0
    if LONE_TOTAL_SIGN.search(text):
        return AmountRole.TOTAL, 1.0
    if any(DISCOUNT_COMPOUND.fullmatch(word) for word in label.split()):
        return AmountRole.DISCOUNT, 1.0
    return (AmountRole.NONE, 0.0) if QUANTITY.search(text) else _match_fuzzily(label)


def _classify_behind_count(words: str) -> tuple[AmountRole, float]:
    """The role of an amount behind a count: "Total Qty: 6 Amt: 1708.00" states the total."""
    role, strength = classify_label(words)
    is_named = role not in {AmountRole.NONE, AmountRole.CARD}
    return (role, strength) if is_named else (AmountRole.TOTAL, 1.0)


_COUNT = {AmountRole.COUNT}


def _match_exactly(label: str) -> list[AmountRole]:
    padded = f" {label} "
    may_start = len(label.split()) <= _LONGEST_WITH_START
    rate = _LEADING_RATE.match(padded)
    first = rate.end() if rate else 1
    roles: list[AmountRole] = []
    position = 0
    while match := _find_phrase(padded, position):
        start, phrase = match
        position = start + len(phrase)
        at_start = may_start and start <= first
        if at_start or phrase not in _load_start_phrases():
            is_balance = phrase == "balance"
            roles.append(AmountRole.CHANGE if is_balance else _load_phrases()[phrase][0])
    return roles


_LEADING_RATE = re.compile(r"[\d ]+% ")
"""Of "12.5% SVC", without its point."""


def count_words_before_phrase(label: str) -> int:
    """The number of words before the phrase that decides the role; 0 without a phrase."""
    padded = f" {normalize_label(label)} "
    match = _find_phrase(padded)
    return len(padded[: match[0]].split()) if match else 0


def is_in_sentence(label: str) -> bool:
    """Whether the phrase that decides the role comes after more words than a label has."""
    return count_words_before_phrase(label) > _LEADING_WORDS


_LEADING_WORDS = 3
_LONGEST_LABEL = 12
"""Words of a label, with those of a column beside it."""


_NO_MISREAD_WORDS = frozenset({"charge", "charges"})
"""Words that are like others: "Delivery Charges  20" is no change."""


def _match_fuzzily(label: str) -> tuple[AmountRole, float]:
    words = label.split()
    if len(words) > _LONGEST_LABEL:
        return AmountRole.NONE, 0.0
    candidates = {" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words) - n + 1)}
    best = (AmountRole.NONE, 0.0)
    for candidate in candidates:
        if len(candidate) < _FUZZY_SHORTEST - 1 or candidate in _NO_MISREAD_WORDS:
            continue
        known = _load_fuzzy_phrases(len(candidate))
        hit = process.extractOne(candidate, known, scorer=fuzz.ratio, score_cutoff=_FUZZY_LEAST)
        if hit and hit[1] / 100 > best[1]:
            best = (_load_phrases()[hit[0]][0], hit[1] / 100)
    return best


_ROLE_ORDER: tuple[tuple[set[AmountRole], AmountRole], ...] = (
    ({AmountRole.IGNORE}, AmountRole.IGNORE),
    ({AmountRole.SUGGESTED}, AmountRole.SUGGESTED),
    ({AmountRole.CARRIED}, AmountRole.CARRIED),
    ({AmountRole.ROUNDED}, AmountRole.ROUNDED),
    ({AmountRole.TOTAL, AmountRole.ROUNDING}, AmountRole.ROUNDED),
    ({AmountRole.COUNT}, AmountRole.COUNT),
    ({AmountRole.CHANGE}, AmountRole.CHANGE),
    ({AmountRole.ROUNDING}, AmountRole.ROUNDING),
    ({AmountRole.DISCOUNT}, AmountRole.DISCOUNT),
    ({AmountRole.VOUCHER}, AmountRole.VOUCHER),
    ({AmountRole.NET}, AmountRole.NET),
    ({AmountRole.SUBTOTAL}, AmountRole.SUBTOTAL),
    ({AmountRole.TOTAL, AmountRole.INCL}, AmountRole.TOTAL_INCL),
    ({AmountRole.TAX}, AmountRole.TAX),
    ({AmountRole.TIP}, AmountRole.TIP),
    ({AmountRole.TOTAL}, AmountRole.TOTAL),
    ({AmountRole.CASH}, AmountRole.CASH),
    ({AmountRole.CARD}, AmountRole.CARD),
    ({AmountRole.DUE_ZERO}, AmountRole.DUE_ZERO),
    ({AmountRole.INCL}, AmountRole.INCL),
)
"""The roles that the words of a label name, and the role that the amount then has; first match."""

_ROLE_EXCEPTIONS = {
    AmountRole.COUNT: {AmountRole.ROUNDING, AmountRole.CHANGE},
    AmountRole.NET: {AmountRole.INCL},
}
"""An entry of this role does not match if the words also name one of these."""


def _resolve_role(named: set[AmountRole], label: str) -> AmountRole:
    """The role of the amount, of all that the words of its label name."""
    role = next(
        (
            role
            for needed, role in _ROLE_ORDER
            if needed <= named and not named & _ROLE_EXCEPTIONS.get(role, set())
        ),
        AmountRole.NONE,
    )
    if role is AmountRole.TAX and includes_tax(label, is_total=AmountRole.TOTAL in named):
        return AmountRole.TOTAL_INCL
    if role is AmountRole.TOTAL and AmountRole.CASH in named and not _STRONG.search(label):
        return AmountRole.CASH
    return role


def is_strong_label(label: str) -> bool:
    """Whether the label names the amount due."""
    return bool(_STRONG.search(normalize_label(label)))

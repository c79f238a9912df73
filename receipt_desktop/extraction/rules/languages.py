"""Guesses the language of a receipt by its script, its letters and its common words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

MIN_SCRIPT_LETTERS = 6
MIN_SCRIPT_SHARE = 0.2
"""Share of the letters that another script must have: OCR strews single letters of others."""
MAX_WORD_VOTES = 3
_KANA_SHARE = 0.05
_MIN_HAN = 25
_USUAL_SHARE = 0.5
_LETTER_VOTES = 4
_SCRIPT_VOTES = 5


@dataclass(frozen=True, slots=True)
class GuessedLanguage:
    """A language and how clearly it is the language of the receipt."""

    language: str | None
    """ISO 639-1 code."""
    share: float
    """Share (0..1) of the votes of the three most likely languages."""
    votes: int = 0
    """Different common words and letters that tell it."""
    is_by_script: bool = False
    """Whether the script is not Latin."""


def guess_language(rows: Sequence[TextRow]) -> GuessedLanguage:
    """The language of most words; by its letters where the script is not Latin."""
    text = " ".join(row.text for row in rows).casefold()
    votes = _count_words(rows)
    languages = _find_script_languages(text)
    if not languages:
        return _choose(votes, is_by_script=False)
    counts = Counter({language: _SCRIPT_VOTES + votes[language] for language in languages})
    counts.update(_count_letters(text, languages))
    return _choose(counts, is_by_script=True)


def _choose(votes: Counter[str], *, is_by_script: bool) -> GuessedLanguage:
    if not votes or votes.most_common(1)[0][1] <= 0:
        return GuessedLanguage(None, 0.0)
    language, most = votes.most_common(1)[0]
    share = most / max(1, sum(count for _, count in votes.most_common(3)))
    return GuessedLanguage(language, share, most, is_by_script)


@cache
def _load_words() -> Mapping[str, frozenset[str]]:
    """Common words by language, without single letters, which OCR makes of other scripts."""
    facts: Mapping[str, list[str]] = load_facts("languages")
    return {
        language: frozenset(
            word for word in map(fold_text, words) if len(word) > 1 or not word.isascii()
        )
        for language, words in facts.items()
    }


def _count_words(rows: Sequence[TextRow]) -> Counter[str]:
    words = Counter(word for row in rows for word in re.findall(r"[^\W\d_]+", row.folded))
    votes: Counter[str] = Counter()
    for language, known in _load_words().items():
        votes[language] = sum(min(MAX_WORD_VOTES, words[word]) for word in known & words.keys())
    return votes


def _find_script_languages(text: str) -> tuple[str, ...]:
    """Languages of the script of the text; none for Latin."""
    scripts = Counter(_name_script(letter) for letter in text if letter.isalpha())
    known: Mapping[str, list[str]] = load_facts("scripts")["scripts"]
    foreign = Counter({name: count for name, count in scripts.items() if name in known})
    if foreign.total() < max(MIN_SCRIPT_LETTERS, MIN_SCRIPT_SHARE * scripts.total()):
        return ()
    kana = foreign["HIRAGANA"] + foreign["KATAKANA"]
    if kana >= max(2, _KANA_SHARE * foreign.total()):
        return ("ja",)
    script = foreign.most_common(1)[0][0]
    return tuple(known["HANGUL" if script == "CJK" and _is_misread_hangul(text) else script])


def _is_misread_hangul(text: str) -> bool:
    """Whether a few Chinese characters are none that receipts print: RapidOCR reads Hangul so."""
    common: str = load_facts("scripts")["han"]["receipts"]
    letters = [letter for letter in text if _name_script(letter) == "CJK"]
    usual = sum(letter in common for letter in letters)
    return len(letters) < _MIN_HAN and usual < _USUAL_SHARE * len(letters)


@lru_cache(maxsize=4096)
def _name_script(letter: str) -> str:
    """The first word of the Unicode name of a letter: "LATIN", "CYRILLIC", "THAI"."""
    return unicodedata.name(letter, "").split(" ", 1)[0].split("-", 1)[0]


def _count_letters(text: str, languages: Sequence[str]) -> Counter[str]:
    """Votes for letters that only some of these languages have."""
    letters: Mapping[str, str] = load_facts("scripts")["letters"]
    votes: Counter[str] = Counter()
    for language in languages:
        own = set(letters.get(language, "")) & set(text)
        votes[language] += min(_LETTER_VOTES, 2 * len(own))
    return votes


def uses_traditional_characters(text: str) -> bool | None:
    """Whether Chinese text has traditional rather than simplified characters; None if unclear."""
    facts = load_facts("scripts")["han"]
    old, new = (
        sum(text.count(letter) for letter in set(facts[name]) - set(facts[other]))
        for name, other in (("traditional", "simplified"), ("simplified", "traditional"))
    )
    return None if old == new else old > new

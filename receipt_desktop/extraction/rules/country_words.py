"""Finds the words of the country facts in the text of a receipt: names, places, taxes, chains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from receipt_desktop.domain.reading import CurrencyClue
from receipt_desktop.extraction.facts.countries import Country, load_country_facts
from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

Entry = tuple[CurrencyClue, str]
"""What a phrase tells: the kind of clue and the country (ISO code)."""
Phrase = tuple[str, ...]

KINDS: Mapping[str, CurrencyClue] = {
    "names": CurrencyClue.NAME,
    "places": CurrencyClue.PLACE,
    "tax_words": CurrencyClue.TAX_WORDS,
    "words": CurrencyClue.WORDS,
    "chains": CurrencyClue.CHAIN,
}
_JOINED_LETTERS = 8
"""Phrases of this length are also found where OCR lost the spaces."""
_LOOKALIKE_LETTERS = 3
_MIN_LOOKALIKES = 2
"""One Latin word that looks like a Cyrillic one may be chance."""
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_CYRILLIC = re.compile(r"[\u0400-\u052f]")


def split_words(text: str) -> list[str]:
    """The words and numbers of folded text, without punctuation."""
    return re.findall(r"[^\W_]+", text)


@cache
def _load_index() -> Mapping[str, tuple[tuple[Phrase, Entry], ...]]:
    """The phrases of all countries with spaces between words, by their first word."""
    index: dict[str, list[tuple[Phrase, Entry]]] = {}
    for text, entry in _list_words():
        for phrase in _list_spellings(text):
            index.setdefault(phrase[0], []).append((phrase, entry))
    return {word: tuple(found) for word, found in index.items()}


def _list_words() -> Iterator[tuple[str, Entry]]:
    for name, codes in load_facts("tax_countries").items():
        for code in codes:
            yield fold_text(name), (CurrencyClue.TAX_NAME, code)
    for country in load_country_facts().values():
        for name, kind in KINDS.items():
            for text in _get_words(country, name):
                yield text, (kind, country.code)


def _get_words(country: Country, name: str) -> tuple[str, ...]:
    words: tuple[str, ...] = getattr(country, name)
    return words


def _list_spellings(text: str) -> list[Phrase]:
    """A phrase as separate words, and glued when it is long."""
    words = tuple(split_words(text))
    if not words or _UNSPACED.search(text):
        return []
    glued = "".join(words)
    return [words, (glued,)] if len(words) > 1 and len(glued) >= _JOINED_LETTERS else [words]


@cache
def _load_unspaced() -> tuple[tuple[str, Entry], ...]:
    """Phrases in scripts that are written without spaces."""
    return tuple((text, entry) for text, entry in _list_words() if _UNSPACED.search(text))


@cache
def _load_lookalikes() -> Mapping[str, frozenset[Entry]]:
    """Cyrillic words as a reader of Latin letters sees them: "сумма" is "cymma"."""
    letters = str.maketrans(load_facts("scripts")["lookalikes"])
    seen: dict[str, set[Entry]] = {}
    for text, entry in _list_words():
        words = split_words(text)
        if len(words) == 1 and _CYRILLIC.search(text) and len(text) >= _LOOKALIKE_LETTERS:
            seen.setdefault(words[0].translate(letters), set()).add(entry)
    return {word: frozenset(entries) for word, entries in seen.items()}


def find_country_words(rows: Sequence[TextRow]) -> dict[Entry, set[str]]:
    """The different phrases of each kind and country on the receipt."""
    found: dict[Entry, set[str]] = {}
    priced = [_ends_with_price(row) for row in rows]
    for position, row in enumerate(rows):
        for phrase, entry in _find_phrases(split_words(row.folded)):
            if entry[0] not in _ADDRESS_KINDS or not _is_among_prices(position, priced):
                found.setdefault(entry, set()).add(phrase)
    text = "\n".join(row.folded for row in rows)
    if _UNSPACED.search(text):
        for phrase, entry in _load_unspaced():
            if phrase in text:
                found.setdefault(entry, set()).add(phrase)
    return found


def _ends_with_price(row: TextRow) -> bool:
    """Whether a row ends with an amount; an address, "Shop 5, 12 Nathan Road", goes on."""
    amounts = row.amounts
    return bool(amounts) and not re.search(r"[^\W\d_]{3}", row.text[amounts[-1].end :])


def _is_among_prices(position: int, priced: Sequence[bool]) -> bool:
    """Whether a row has a price, or stands between two that have one: "India Onion" is an item."""
    is_between = 0 < position < len(priced) - 1 and priced[position - 1] and priced[position + 1]
    return priced[position] or is_between


_ADDRESS_KINDS = frozenset({CurrencyClue.NAME, CurrencyClue.PLACE})
"""What tells a country in addresses alone."""


def _find_phrases(words: Sequence[str]) -> Iterator[tuple[str, Entry]]:
    index = _load_index()
    for start, word in enumerate(words):
        for phrase, entry in index.get(word, ()):
            if tuple(words[start : start + len(phrase)]) == phrase:
                yield "".join(phrase), entry


def find_lookalikes(rows: Sequence[TextRow]) -> dict[Entry, set[str]]:
    """Cyrillic words that were read as Latin letters; empty for texts with Cyrillic letters."""
    if any(_CYRILLIC.search(row.folded) for row in rows):
        return {}
    known = _load_lookalikes()
    found: dict[Entry, set[str]] = {}
    for word in _list_all_words(rows):
        for entry in known.get(word, ()):
            found.setdefault(entry, set()).add(word)
    return {entry: words for entry, words in found.items() if len(words) >= _MIN_LOOKALIKES}


def _list_all_words(rows: Iterable[TextRow]) -> set[str]:
    return {word for row in rows for word in split_words(row.folded)}

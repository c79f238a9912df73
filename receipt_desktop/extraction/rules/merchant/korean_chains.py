"""Korean chains that were torn or a letter of which was misread: "백다방" for "빽다방"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from receipt_desktop.extraction.rules.merchant.chains import load_chains
from receipt_desktop.extraction.text.hangul_letters import measure_misreading

MIN_SYLLABLES = 3
"""Syllables of a chain; shorter names differ from other words in one letter only."""
_START = re.compile(r"[^\w(]*(?:\( ?[주유] ?\)|주식회사)?[^\w(]*(?=[\uac00-\ud7a3])")
"""What may stand before the chain: "(유)"."""
_WORD = re.compile(r"[\uac00-\ud7a3]+")
MAX_WORDS = 3
"""Words into which a chain may be torn."""
_LIMITS = {3: 0.5, 4: 0.5}
LONG_LIMIT = 2.0
"""The cost of misreading that a chain of five syllables and more may have."""


@lru_cache(maxsize=4096)
def restore_korean_chain(text: str) -> str:
    """The text with its first words as the only chain spells them that they were misread for."""
    start = _START.match(text)
    words = list(_WORD.finditer(text, start.end()))[:MAX_WORDS] if start else []
    for count in range(len(words), 0, -1):
        if not _stand_together(words[:count], text):
            continue
        letters = "".join(word[0] for word in words[:count])
        chain = _find_chain(letters)
        if chain and start and (count > 1 or chain != letters):
            rest = text[words[count - 1].end() :]
            return text[: start.end()] + chain + rest
    return text


def _stand_together(words: Sequence[re.Match[str]], text: str) -> bool:
    """Whether nothing but a blank is between the words."""
    between = (text[a.end() : b.start()] for a, b in pairwise(words))
    return all(gap == " " for gap in between)


@lru_cache(maxsize=4096)
def _find_chain(letters: str) -> str | None:
    if letters in _list_chains().get(len(letters), ()):
        return letters
    limit = _LIMITS.get(len(letters), LONG_LIMIT)
    chains = _list_chains().get(len(letters), ())
    alike = [name for name in chains if measure_misreading(letters, name, limit) <= limit]
    return alike[0] if len(alike) == 1 and not _is_own_word(letters) else None


def _is_own_word(letters: str) -> bool:
    """Whether the word ends in a trade that is no chain's own: "교보문구", "새마음식당"."""
    return letters.endswith(("문구", "식당", "매점", "상회"))


@cache
def _list_chains() -> Mapping[int, Sequence[str]]:
    names = (chain.name for chain in load_chains().values() if not chain.is_plain)
    chains: dict[int, list[str]] = {}
    for name in names:
        if _WORD.fullmatch(name) and len(name) >= MIN_SYLLABLES:
            chains.setdefault(len(name), []).append(name)
    return chains

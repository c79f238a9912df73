"""Restores Korean labels that were torn or misread: "과세 물품 가맥" for "과세물품가액".

Only words that are labels of receipts are restored, and only whole words, so that goods stay as
they were read. Words of three syllables may differ by one letter, longer ones by a little more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from unicodedata import normalize

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.text.hangul_letters import measure_misreading

_SYLLABLE = "[\uac00-\ud7a3]"
_WORDS = re.compile(rf"{_SYLLABLE}+(?:[ .,'\"`_-]{{1,3}}{_SYLLABLE}+)*")
_WORD = re.compile(rf"{_SYLLABLE}+")
_LAST_SYLLABLE_LOST = re.compile(
    rf"(?<!{_SYLLABLE})(결제|승인|합계|판매|받을|받은|과세|면세|거래|매출) ?금 ?[4AO|]?"
    r"(?=\s*[:：\]]|\s*$)"
)
""" "결제금 4:" for "결제금액:"."""
_TAX_TORN = re.compile(r"^\W*[^\W\d가-힣]{0,2}['\"”,. ]*가 *[세셰새](?=\W*$|\W*[:：\]]|  |\W+\d)")
""" '旱 가 세:' or '"가세' for "부가세"."""
MAX_WORDS = 4
"""Words that one label may be torn into."""
_LIMITS = {3: 1.5, 4: 1.5, 5: 2.0}
LONG_LIMIT = 2.5
"""The cost of misreading that labels of so many syllables may have, and longer ones."""
SHORT_LIMIT = 1.5
"""The same for labels of two syllables that are the only letters of a line."""


@lru_cache(maxsize=4096)
def restore_labels(text: str) -> str:
    """The text, which has Hangul, with its labels as they are written."""
    if text.strip(" .,:：;[]|_-") == "계":
        return "합계"
    whole = _LAST_SYLLABLE_LOST.sub(r"\1금액", _TAX_TORN.sub("부가세", text))
    is_only = len(_WORDS.findall(whole)) == 1 and not re.search(r"[A-Za-z]", whole)
    return _WORDS.sub(lambda words: _restore_words(words[0], is_only=is_only), whole)


def _restore_words(text: str, *, is_only: bool) -> str:
    words = list(_WORD.finditer(text))
    short = _restore_short(text, words) if is_only else None
    if short:
        return short
    parts, done, place = [], 0, 0
    while place < len(words):
        count, label = _find_label(words[place:])
        last = words[place + count - 1]
        parts += [
            text[done : words[place].start()],
            label or text[words[place].start() : last.end()],
        ]
        done, place = last.end(), place + count
    return "".join([*parts, text[done:]])


def _find_label(words: Sequence[re.Match[str]]) -> tuple[int, str | None]:
    """How many of the first words are a label, and the label; one word that is none else."""
    for count in range(min(MAX_WORDS, len(words)), 0, -1):
        parts = [word[0] for word in words[:count]]
        letters = "".join(parts)
        are_labels = count > 1 and all(part in _list_known() for part in parts)
        if letters in _list_labels() or (not are_labels and find_label(letters)):
            return count, find_label(letters)
    return 1, None


@lru_cache(maxsize=8192)
def find_label(letters: str) -> str | None:
    """The label that a Korean word is, or is but for a misread letter; None for other words."""
    if letters in _list_known():
        return letters
    limit = _LIMITS.get(len(letters), LONG_LIMIT)
    return _find_nearest(letters, _list_targets().get(len(letters), ()), limit)


def _restore_short(text: str, words: Sequence[re.Match[str]]) -> str | None:
    """A label of two syllables that is all there is: "할 계", "글맥"."""
    letters = "".join(word[0] for word in words)
    if len(letters) != 2 or letters in _list_known() or len(text) > _SHORT_WIDTH:  # noqa: PLR2004
        return None
    return _find_nearest(letters, load_facts("words")["korean"]["short"], SHORT_LIMIT)


_SHORT_WIDTH = 5


def _find_nearest(letters: str, labels: Iterable[str], limit: float) -> str | None:
    """The only label that costs least to be misread so."""
    costs = ((measure_misreading(letters, label, limit), label) for label in labels)
    near = sorted(cost for cost in costs if cost[0] <= limit)
    return near[0][1] if near and (len(near) == 1 or near[1][0] > near[0][0]) else None


@cache
def _list_known() -> frozenset[str]:
    """The labels, and other words that differ from one in a letter only."""
    return frozenset(_list_labels()) | set(load_facts("words")["korean"]["no_label"])


@cache
def _list_targets() -> Mapping[int, Sequence[str]]:
    """The labels that may have been misread, by the number of their syllables."""
    ordinary = set(load_facts("words")["korean"]["also_goods"])
    targets: dict[int, list[str]] = {}
    for label in sorted(_list_labels() - ordinary):
        if len(label) >= min(_LIMITS):
            targets.setdefault(len(label), []).append(label)
    return targets


@cache
def _list_labels() -> frozenset[str]:
    words = load_facts("words")["korean"]
    tables = [*load_facts("phrases").values(), *load_facts("dates").values()]
    phrases = [phrase for table in tables for phrase in table.get("ko", ())]
    known = (*phrases, *words["seller"], *words["label"], *words["person"], *words["misread"])
    plain = (normalize("NFC", re.sub(r"[ ()]", "", word)) for word in known)
    return frozenset(word for word in plain if _WORD.fullmatch(word) and len(word) > 1)

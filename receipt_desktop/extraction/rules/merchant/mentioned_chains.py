"""Chains that rows below the receipt mention: their apps, their franchise, their carrier bags."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.merchant.chains import Chain, is_sure_chain, match_chain
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

FOOT_ROWS = 4
"""The last rows, one of which may end with the sign behind its slogan."""
MAX_SLOGAN_WORDS = 3
"""Words of a slogan before the sign of a chain: "Lifestyle Platform GS25"."""


def find_mentioned_chains(rows: Sequence[TextRow]) -> list[tuple[Chain, TextRow]]:
    """The chains of franchise rows and carrier bags, with their rows."""
    return [(chain, row) for row in rows if (chain := _find_named(row))]


def find_slogan_chains(rows: Sequence[TextRow]) -> list[tuple[Chain, TextRow]]:
    """The chains at the end of slogans at the foot; less sure than the sign of the shop."""
    foot = rows[max(1, len(rows) - FOOT_ROWS) :]
    return [(chain, row) for row in foot if (chain := _find_slogan(row))]


def _find_named(row: TextRow) -> Chain | None:
    return _find_bag(row) or _find_franchise(row) or _find_branch(row)


def _find_branch(row: TextRow) -> Chain | None:
    """The chain behind the label of its branch: 'Место расчетов: Магазин "Дикси"'."""
    match = _branch_pattern().search(row.folded)
    found = match_chain(_END_OF_NAME.split(match["rest"])[0].strip()) if match else None
    return found.chain if found and found.is_whole and _is_shop(found.chain) else None


_END_OF_NAME = re.compile(r"[\"»”“()\[\],;№#]| [-–] |\s*\d")


def _is_shop(chain: Chain) -> bool:
    return chain.category in _BAG_CATEGORIES and not (chain.is_plain or chain.name.isascii())


@cache
def _branch_pattern() -> re.Pattern[str]:
    labels = "|".join(sorted(load_facts("words")["labels"]["branch"], key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:(?:{labels})[\W\d_]{{1,12}})+(?P<rest>[^\W\d_].*)")


def _find_franchise(row: TextRow) -> Chain | None:
    """The chain before words of franchises and apps: "카페베네 성공창업문의", "이마트24맵으로"."""
    text = unicodedata.normalize("NFC", row.text)
    for match in _franchise_pattern().finditer(text):
        if chain := _find_sure(match["chain"]):
            return chain
    return None


@cache
def _franchise_pattern() -> re.Pattern[str]:
    words = "|".join(sorted(load_facts("words")["korean"]["franchise"], key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?P<chain>[\uac00-\ud7a3A-Za-z]+\d*)[ \"'”]*(?:{words})")


def _find_bag(row: TextRow) -> Chain | None:
    """The chain whose own carrier bag was bought: 'Пакет "Магнит" белый'."""
    match = _bag_pattern().search(row.folded)
    chains = map(_find_sure, _list_starts(match["rest"])) if match else ()
    return next((chain for chain in chains if chain and chain.category in _BAG_CATEGORIES), None)


_BAG_CATEGORIES = frozenset({"groceries", "household", "health"})
"""What chains sell that have carrier bags; the bags of others are goods: "Sac Nike"."""


def _list_starts(text: str) -> Iterator[str]:
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)?", text)[:3]
    return (" ".join(words[:end]) for end in range(len(words), 0, -1))


@cache
def _bag_pattern() -> re.Pattern[str]:
    bags = "|".join(sorted(load_facts("words")["item"]["bag"], key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{bags})[ \"'“”„«‘’*.:-]+(?P<rest>[^\W\d_].*)")


def _find_slogan(row: TextRow) -> Chain | None:
    """The chain at the end of a row of a few words without a number: its slogan."""
    words = row.text.split()
    if not 1 < len(words) <= MAX_SLOGAN_WORDS + 1 or row.amounts:
        return None
    before = words[:-1]
    is_slogan = all(re.fullmatch(r"[^\W\d_][\w'-]+,?", word) for word in before)
    return _find_sure(words[-1]) if is_slogan and len(before) > 1 else None


def _find_sure(text: str) -> Chain | None:
    folded = fold_text(text)
    match = match_chain(folded) if is_sure_chain(folded) else None
    return match.chain if match else None

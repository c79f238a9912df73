"""Korean chains named within rows: in sentences at the foot, slogans and branches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from unicodedata import normalize

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.merchant.chains import Chain, load_chains, squeeze
from receipt_desktop.extraction.text.hangul import has_hangul
from receipt_desktop.extraction.text.rows import TextRow

FOOT_SHARE = 0.5
"""The lower rows, where a sentence may speak of the shop."""
MIN_SYLLABLES = 4
"""Of a chain in a sentence; figures count."""


def find_korean_mentions(rows: Sequence[TextRow]) -> list[tuple[Chain, TextRow]]:
    """The chains in slogans, and the only one that sentences at the foot name twice."""
    korean = [row for row in rows if has_hangul(row.text)]
    found = [(chain, row) for row in korean if (chain := _find_slogan(row))]
    sentences = _find_in_foot(korean, len(rows))
    return [*found, *(pair for pair in sentences if _count_rows(pair[0], korean) > 1)]


def find_korean_branches(rows: Sequence[TextRow]) -> list[tuple[Chain, TextRow]]:
    """The chains with their branches behind addresses, which may also be where the shop is."""
    korean = [row for row in rows if has_hangul(row.text)]
    return [(chain, row) for row in korean if (chain := _find_branch(row))]


def _find_in_foot(korean: Sequence[TextRow], count: int) -> list[tuple[Chain, TextRow]]:
    """The only chain in sentences below; several ones are partners that take its points."""
    foot = [row for row in korean if row.index >= FOOT_SHARE * count]
    found = [(chain, row) for row in foot if (chain := _find_in_sentence(row))]
    return found[:1] if len({chain.name for chain, _ in found}) == 1 else []


def _count_rows(chain: Chain, rows: Sequence[TextRow]) -> int:
    name = squeeze(chain.name)
    return sum(name in squeeze(row.text) for row in rows)


def _find_slogan(row: TextRow) -> Chain | None:
    letters = re.sub(r"[^\uac00-\ud7a3]", "", normalize("NFC", row.text))
    slogans = load_facts("words")["korean"]["slogan"]
    name = next((chain for slogan, chain in slogans.items() if slogan in letters), None)
    return load_chains()[squeeze(name)] if name else None


def _find_branch(row: TextRow) -> Chain | None:
    """The chain before its branch at the end of a row: "중구농협하나로마트 시청점"."""
    match = _branch_pattern().search(normalize("NFC", row.text).rstrip())
    chain = load_chains()[squeeze(match["chain"])] if match else None
    return chain if chain and chain.category in _SHOPS else None


_SHOPS = frozenset({"groceries", "restaurant", "health"})
"""What chains sell whose branches are no houses with many shops."""


def _find_in_sentence(row: TextRow) -> Chain | None:
    """The chain before a particle: "미니 스톱에", 'emart24"를'."""
    match = _particle_pattern().search(normalize("NFC", row.text))
    return load_chains()[squeeze(match["chain"])] if match else None


@cache
def _branch_pattern() -> re.Pattern[str]:
    return re.compile(rf"[\uac00-\ud7a3](?P<chain>{_join_chains()}) ?[\uac00-\ud7a3\d]{{2,8}}점$")


@cache
def _particle_pattern() -> re.Pattern[str]:
    particles = sorted(load_facts("words")["korean"]["particle"], key=len, reverse=True)
    return re.compile(
        rf"(?<![^\W_])(?P<chain>{_join_chains()})[\"'”’]? ?"
        rf"(?:{'|'.join(particles)})(?![\uac00-\ud7a3])"
    )


@cache
def _join_chains() -> str:
    """The Korean chains, also torn between syllables."""
    names = (chain.name for chain in load_chains().values() if not chain.is_plain)
    korean = (name for name in names if re.fullmatch(r"[\uac00-\ud7a3A-Z]+\d*", name))
    long = (name for name in korean if len(name) >= MIN_SYLLABLES and _is_korean(name))
    return "|".join(" ?".join(name) for name in sorted(long, key=len, reverse=True))


def _is_korean(name: str) -> bool:
    return has_hangul(name) or name == "GS25"

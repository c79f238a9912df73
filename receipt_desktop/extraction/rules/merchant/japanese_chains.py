"""Japanese chains whose sign was misread: "アセブンーイレン" for "セブン-イレブン"."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from receipt_desktop.extraction.rules.merchant.chains import (
    Chain,
    find_leading_chain,
    load_chains,
    squeeze,
)
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

SIGN_ROWS = 3
"""Rows at the top, one of which is the sign."""
MIN_LETTERS = 5
"""Letters of a chain in kana; shorter names differ from other words in one letter only."""
MIN_LONG_LETTERS = 7
"""Letters of a chain, two of which may be wrong."""
MIN_SAME_START = 2
"""First letters that have to be right."""
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_LINES = re.compile(r"[ー一―‐\-\W_]+")
"""Lines, which readers make of hyphens and of long vowels alike."""
_ALIKE = str.maketrans(
    "ァィゥェォッャュョぁぃぅぇぉっゃゅょ力口二工卜八夕へりΛλ",
    "アイウエオツヤユヨあいうえおつやゆよカロニエトハタヘリaa",
)
"""Small letters as large ones, and Chinese characters and Greek letters that look like others."""


def restore_japanese_sign(row: TextRow, mentioned: Collection[Chain] = ()) -> str:
    """The text of a row at the top, with the chain that its letters were misread for.

    Half of the letters may be wrong where the chain is `mentioned` further down.
    """
    if row.index >= SIGN_ROWS or row.amounts:
        return row.text
    letters = _simplify(row.text)
    chain = _find_latin(row.text) or _find_misread(letters)
    chain = chain or next((one for one in mentioned if _is_half_read(letters, one)), None)
    return chain.name if chain else row.text


def _is_half_read(letters: str, chain: Chain) -> bool:
    name = _simplify(chain.name)
    starts = (
        text for text in (letters, letters[1:]) if text[:MIN_SAME_START] == name[:MIN_SAME_START]
    )
    limit = len(name) // 2
    return any(Levenshtein.distance(text, name, score_cutoff=limit) <= limit for text in starts)


def _find_latin(text: str) -> Chain | None:
    """The chain whose A was read as the Greek letter without a bar: "DΛISO"."""
    is_mixed = "Λ" in text and re.search("[A-Z]", text)
    return load_chains().get(squeeze(text.replace("Λ", "A"))) if is_mixed else None


def _simplify(text: str) -> str:
    """The letters without lines, marks, accents and differences of size."""
    return _LINES.sub("", fold_text(text).translate(_ALIKE))


@lru_cache(maxsize=4096)
def _find_misread(letters: str) -> Chain | None:
    """The only chain with nearly these letters, before which the picture of a logo may stand."""
    if letters in _list_chains() or not _KANA.search(letters):
        return _list_chains().get(letters)
    starts = (letters, letters[1:])
    found = {name for name in _list_chains() for text in starts if _is_misread(text, name)}
    chains = {_list_chains()[name] for name in found}
    return chains.pop() if len(chains) == 1 else None


def _is_misread(letters: str, name: str) -> bool:
    limit = 2 if len(name) >= MIN_LONG_LETTERS else 1
    is_begun = letters[:MIN_SAME_START] == name[:MIN_SAME_START]
    return is_begun and Levenshtein.distance(letters, name, score_cutoff=limit) <= limit


@cache
def _list_chains() -> Mapping[str, Chain]:
    """The chains in kana alone, by their simplified letters."""
    chains: dict[str, Chain] = {}
    for chain in load_chains().values():
        letters = _simplify(chain.name)
        is_kana = bool(letters) and not _KANA.sub("", letters)
        if is_kana and len(letters) >= MIN_LETTERS and not chain.is_plain:
            chains.setdefault(letters, chain)
    return chains


def names_japanese_branch(text: str, letters: str = "") -> bool:
    """Whether a text is the branch of a chain alone: "札幌狸小路本店", but not "喜多書店".

    With other letters than Chinese characters, a name may be in front of it: "ルナ札幌店".
    """
    bare = text.strip()
    is_branch = bool(re.fullmatch(rf"[{letters or _ANY}]{{2,16}}店", bare))
    return is_branch and not (_SHOP.search(bare) or find_leading_chain(fold_text(bare)))


PLACE_LETTERS = r"\u4e00-\u9fff\d０-９ノケヶ"
"""Letters of a place; a name has kana mostly."""
_ANY = rf"{PLACE_LETTERS}\u3041-\u30ffA-Z"
_SHOP = re.compile(
    r"(?:書|商|飯|酒|茶|百貨|専門|料理|珈琲|喫茶|売|量販|洋品|薬|菓子|餅|麺|麵|酢|魚|肉|花|玩具|文具|精肉|弁当)店$"
)

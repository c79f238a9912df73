"""Japanese rows with a misread sign or a label of the seller: "加盟店名 ニユーチクスイソウ"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.merchant.chains import Chain
from receipt_desktop.extraction.rules.merchant.japanese_chains import restore_japanese_sign
from receipt_desktop.extraction.rules.merchant.japanese_mentions import find_japanese_mentions
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

MIN_KANA_ROWS = 3
"""Rows with kana on a page in Japanese; Chinese ones have a stray letter at most."""
_FOREIGN = re.compile("[\u3041-\u30ff\u4e00-\u9fffΛ]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_CHINESE = str.maketrans("溫產內黑稅戶錄說淸", "温産内黒税戸録説清")
"""Characters that readers of Chinese take for those of Japan."""
_REGISTERED = re.compile(
    r"(?P<company>.*(?:株式会社|有限会社|合同会社|[(（][株有][)）]|㈱|㈲).*?)"
    r"(?:事業者)?登[録錄綠]番[号號].*"
)
""" "(有)月ノ浜登録番号T...": the number of the company behind its name."""


def restore_japanese_rows(rows: Sequence[TextRow]) -> list[TextRow]:
    """The rows; signs as the chain spells them, and a colon behind the labels of sellers."""
    is_japanese = sum(bool(_KANA.search(row.text)) for row in rows) >= MIN_KANA_ROWS
    if not is_japanese:
        return list(rows)
    chains = {chain for chain, _ in find_japanese_mentions(rows)}
    return [_restore_row(row, chains) if _FOREIGN.search(row.text) else row for row in rows]


def _restore_row(row: TextRow, chains: Collection[Chain]) -> TextRow:
    text = _restore_text(row, chains)
    if text == row.text:
        return row
    piece = replace(row.pieces[0], text=text, box=row.box, score=row.score)
    return replace(row, text=text, folded=fold_text(text), pieces=(piece,))


def _restore_text(row: TextRow, chains: Collection[Chain]) -> str:
    if label := _seller_pattern().match(row.text):
        return f"{label['label']}: {label['name']}"
    if company := _REGISTERED.fullmatch(row.text):
        return company["company"]
    return restore_japanese_sign(row, chains).translate(_CHINESE)


def is_japanese_remark(text: str) -> bool:
    """Whether a row thanks, greets, asks for something or hides figures of a card."""
    return bool(_REMARK.search(text))


_REMARK = re.compile(
    r"ありがとうご|お待ちして|お待ち申し|お越し[をく]|ご来店|ご来場|(?:ご利用|お買い?上げ)いただき|して(?:ください|下さい)"
    r"|(?:おります|いたします|致します|ございます|必要です|いたしました|致しました|ございました)\W*$"
    r"|XX[-/]XX"
)


@cache
def _seller_pattern() -> re.Pattern[str]:
    """A label of the seller with the name behind it, but not with its translation alone."""
    words = "|".join(load_facts("words")["japanese"]["seller"])
    return re.compile(
        rf"\W*(?P<label>{words})(?:が(?=[\u30a1-\u30fa]))?[ :：]*"
        rf"(?!merchant|[*＊])(?P<name>[^\W\d_].+)",
        re.IGNORECASE,
    )

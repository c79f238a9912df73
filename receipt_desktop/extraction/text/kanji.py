"""Repairs what readers do to the words for a sum in Japanese: "言十" for "計"."""

from __future__ import annotations

import re
from functools import lru_cache

_SPLIT = re.compile("言[十＋+]|計十")
"""The two halves of 計 as two characters."""
_TAX = re.compile("(?:[税稅]|(?<=[%％])兑)客[頁頂]")
"""The two halves of the second character of 税額."""
_SUM = re.compile(r"\s*合\s*(?:[信副十针]|信\s*十)\s*")
"""A row's first words "合計" alone, the second character of which was misread."""


@lru_cache(maxsize=4096)
def restore_kanji(text: str) -> str:
    """The text with the word for a sum as it is written."""
    if text.isascii():
        return text
    whole = _TAX.sub("税額", _SPLIT.sub("計", text))
    return "合計" if _SUM.fullmatch(whole) else whole

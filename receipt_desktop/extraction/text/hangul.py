"""Repairs what readers do to Korean print: torn words and misread legal forms.

A reader that takes each syllable for a word gives "결 제 금 액" for "결제금액".
"""

from __future__ import annotations

import re
from functools import lru_cache

from receipt_desktop.extraction.text.hangul_labels import restore_labels

_SYLLABLE = "[\uac00-\ud7a3]"
_TORN = re.compile(rf"(?<![^\W_]){_SYLLABLE}(?: {_SYLLABLE}(?![^\W\d_]))+")
"""Single syllables between single spaces; a number may follow the last one."""
_BRACKETED_FORM = re.compile(r"[(<\[{「‹《〈] ?([주유]) ?[)>\]}」›》〉]")
""" "<주)": the mark of a company, with a bracket that was misread."""
_COMPANY_FORM = re.compile("주식[외희최획][사시]|주[식싁][외희최]사|주식회시")
""" "주식외사": the word for a company, one syllable of which was misread."""
_HANGUL = re.compile(_SYLLABLE)


@lru_cache(maxsize=4096)
def restore_hangul(text: str) -> str:
    """The text with torn words joined, and legal forms and labels as they are written."""
    if text.isascii() or not _HANGUL.search(text):
        return text
    whole = _TORN.sub(lambda torn: torn[0].replace(" ", ""), text)
    return restore_labels(_COMPANY_FORM.sub("주식회사", _BRACKETED_FORM.sub(r"(\1)", whole)))


def has_hangul(text: str) -> bool:
    """Whether a text has a Korean syllable."""
    return not text.isascii() and bool(_HANGUL.search(text))

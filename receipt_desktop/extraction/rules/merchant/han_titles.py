"""Titles, stamps, greetings and buyers on Chinese, Taiwanese and Japanese documents."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from receipt_desktop.extraction.facts.loader import join_alternatives, load_facts
from receipt_desktop.extraction.rules.merchant.name_words import has_legal_form
from receipt_desktop.extraction.text.normalize import fold_text

_HALF_WIDTH = str.maketrans("（）：；﹕︰", "():;::")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_REGION = re.compile(
    r"[\u4e00-\u9fff]{2,3}(?:省|(?:壮族|回族|维吾尔)?自治区|特别行政区|特別行政區)|東京都|北海道|(?:大阪|京都)府"
)
MAX_TITLE_LETTERS = 24
MAX_GREETING_LETTERS = 16


def squeeze_han(text: str) -> str:
    """A text without blanks, with half-width signs: "收款单位(章):"."""
    return re.sub(r"\s+", "", text).translate(_HALF_WIDTH)


def join_han_labels(kind: str) -> str:
    """The labels of a kind as alternatives of a regular expression."""
    return join_alternatives(load_facts("han_labels")[kind])


@lru_cache(maxsize=4096)
def is_han_remark(text: str) -> bool:
    """Whether a text is a title, stamp or greeting, or names the buyer."""
    squeezed = squeeze_han(text)
    if not _HAN.search(squeezed):
        return False
    if _buyer_pattern().match(squeezed):
        return True
    is_company = has_legal_form(fold_text(text)) or "公司" in squeezed
    return not is_company and (_is_title(text) or _says_other(squeezed))


def _is_title(text: str) -> bool:
    """Whether one word ends as titles do: "利用料領収書"; a name may stand before a blank."""
    words = text.translate(_HALF_WIDTH).split()
    long = [word for word in words if len(word) > 1]
    squeezed = "".join(words)
    is_one = len(long) <= 1 and len(squeezed) <= MAX_TITLE_LETTERS
    return is_one and bool(_title_pattern().fullmatch(squeezed))


def _says_other(squeezed: str) -> bool:
    """Whether a short text has words of a stamp or greeting, or is a region."""
    is_short = len(squeezed) <= MAX_GREETING_LETTERS
    is_other = bool(_other_pattern().search(squeezed) or _REGION.fullmatch(squeezed))
    return is_short and is_other


@cache
def _title_pattern() -> re.Pattern[str]:
    return re.compile(rf"\W*\w*?(?:{join_han_labels('title_ending')})(?:\([^()]{{1,8}}\))?\W*")


@cache
def _other_pattern() -> re.Pattern[str]:
    return re.compile(f"{join_han_labels('stamp')}|{join_han_labels('greeting')}")


@cache
def _buyer_pattern() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{join_han_labels('buyer')})(?:名称|名稱|名)?(?:\([^()]{{1,4}}\))?:")

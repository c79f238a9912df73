"""Korean rows around the name of the shop: its labels, heads of columns and polite sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.merchant.korean_chains import restore_korean_chain
from receipt_desktop.extraction.rules.merchant.name_words import load_trade_words
from receipt_desktop.extraction.text.hangul import has_hangul
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

MAX_UNKNOWN_SHARE = 0.26
"""Share of the syllables of a label that belong to no known word, for misread ones."""
MIN_LABEL = 3
"""Syllables of a row of labels; shorter ones have to be known words."""
LONG_LABEL = 4
"""Syllables of a label of the seller that needs no colon."""
CANONICAL = "상호: "
_LABELLED = re.compile(
    r"[^\w(]*(?P<label>[\uac00-\ud7a3][\uac00-\ud7a3 ,.()]{0,10}?)[ '\"]*(?:[:：;\])】|]+[ .]*)+"
    r"(?P<name>.*)$"
)
_NUMBER_TAIL = re.compile(
    r"[\s/|,(]*\d{3}-?\d{2}-?\d{5}\)?\W*$|[\s/|,(]+(?:tel\W*)?0\d{1,2}\)?-?\d{3,4}-?\d{4}\W*$",
    re.IGNORECASE,
)
""" "/295-08-02470": the number of the business behind its name, or a telephone number."""
_REMARK = re.compile(
    r"(?:니다|니까|세요|셔요|십시오|십시요|주십시|해요|예요|에요|네요|드려요|어요|아요|하며|으며|주의|금지)"
    r"[\s.,!~^*\"'”)]*$|[\uac00-\ud7a3]를 ?[\uac00-\ud7a3]|(?<![마가노고서])을 ?[\uac00-\ud7a3]+"
    r"(?<!바)(?:다|요|서|게)(?![\uac00-\ud7a3])"
)
""" "…입니다", "행복을만나다", "카드를 지참": a sentence with its object or polite ending."""


@lru_cache(maxsize=4096)
def is_korean_remark(text: str) -> bool:
    """Whether a Korean row is a sentence or has labels only, such as the heads of columns."""
    is_remark = bool(_REMARK.search(text) or _NOTICE.search(text))
    return has_hangul(text) and (is_remark or _is_label(text))


_NOTICE = re.compile(
    r"[맵앱](?:으로|에서|을)(?!\w)|신고 ?안내|포상금|실제와|다른 ?[경정]우|신고 ?포상|소비자 ?상담"
    r"|신용카드 ?결제 ?\(주\)"
)
""" "실제와 다른 경우 신고안내", "맵으로 빠르게": notices of card companies, words for apps."""


def _is_label(text: str) -> bool:
    syllables = "".join(re.findall(r"[\uac00-\ud7a3]", text))
    latin = len(re.findall(r"[a-z]", text.casefold()))
    if len(syllables) < 2 or latin > len(syllables):  # noqa: PLR2004
        return False
    rest = _label_pattern().sub("", syllables)
    return not rest or (
        len(syllables) > MIN_LABEL and len(rest) <= MAX_UNKNOWN_SHARE * len(syllables)
    )


@cache
def _label_pattern() -> re.Pattern[str]:
    words = sorted(load_facts("words")["korean"]["label"], key=len, reverse=True)
    return re.compile("|".join(words))


def names_korean_person(folded: str) -> bool:
    """Whether a row is of the owner, cashier or buyer: "대표자명 김범준"."""
    return bool(_person_pattern().match(normalize_hangul(folded)))


def ends_in_won(folded: str) -> bool:
    """Whether a Korean row ends in a price, as articles do: "스마트폰급속충 12h 14,600"."""
    text = normalize_hangul(folded)
    return bool(has_hangul(text) and _PRICE.search(text))


_PRICE = re.compile(r"[\s#-]\d{1,3}(?:,\d{3})+ ?원?\W*$")


def normalize_hangul(folded: str) -> str:
    """The folded text with its letters as whole syllables."""
    return unicodedata.normalize("NFC", folded)


@cache
def _person_pattern() -> re.Pattern[str]:
    words = sorted(load_facts("words")["korean"]["person"], key=len, reverse=True)
    return re.compile(rf"\W*(?:{'|'.join(words)})(?![\uac00-\ud7a3])\W+\w")


def is_korean_branch(text: str) -> bool:
    """Whether a text is the branch of a chain: "강남역점", but not "중앙서점", a shop of books."""
    name = re.fullmatch(r"[\uac00-\ud7a3]{2,} ?[\uac00-\ud7a3\d]*점", text)
    return bool(name) and not _SHOP.search(text)


_SHOP = re.compile(r"(?:음식|백화|편의|전문|서|상|매|반|면세|할인|제과|양판|주|대리|판매)점$")


def restore_korean_labels(rows: Sequence[TextRow]) -> list[TextRow]:
    """The rows; those with a torn or misread label of the shop's name have it as it should be."""
    return [_restore_label(row) for row in rows]


def _restore_label(row: TextRow) -> TextRow:
    if not has_hangul(row.text):
        return row
    name = find_labelled_name(row.text)
    if name is None and len(row.pieces) > 1 and _is_seller(row.pieces[0].text):
        name = clean_korean_name(" ".join(piece.text for piece in row.pieces[1:]))
    text = restore_korean_chain(row.text)
    if name is None and text == row.text:
        return row
    if name is not None:
        text = f"{CANONICAL}{name}".strip()
    piece = replace(row.pieces[0], text=text, box=row.box, score=row.score)
    return replace(row, text=text, folded=fold_text(text), pieces=(piece,))


def find_labelled_name(text: str) -> str | None:
    """The name behind a label of the seller, nothing where the next row has it; None without one.

    "상 ,흐 : 이안식 당/295-08-02470" gives "이안식당".
    """
    match = _LABELLED.match(text)
    if match and _is_seller(match["label"], may_be_misread=True):
        return clean_korean_name(match["name"])
    words = text.split()
    for count in range(min(MAX_LABEL_WORDS, len(words) - 1), 0, -1):
        label = "".join(words[:count])
        is_long = len(label) >= LONG_LABEL or label.endswith(_NAME_LABELS)
        if is_long and len(label) >= MIN_LABEL and _is_seller(label):
            return clean_korean_name(" ".join(words[count:]))
    return None


_NAME_LABELS = ("명", "판매점")
"""Ends of shorter labels that need no colon: "업소명 달빛상회"."""
MAX_LABEL_WORDS = 3
"""Words of a label without a colon: "판매자 상호"."""


def _is_seller(label: str, *, may_be_misread: bool = False) -> bool:
    """Whether a text is a label of the seller, of two syllables and more also but for a letter."""
    plain = re.sub(r"[^\uac00-\ud7a3]", "", label)
    if plain in _list_seller_labels():
        return True
    letters = unicodedata.normalize("NFKD", plain)
    return may_be_misread and any(
        len(known) == len(plain)
        and Levenshtein.distance(letters, unicodedata.normalize("NFKD", known)) == 1
        for known in _list_seller_labels()
        if known in _OFTEN_MISREAD
    )


_OFTEN_MISREAD = frozenset({"상호", "상호명", "매장명", "가맹점명", "점포명"})


@cache
def _list_seller_labels() -> frozenset[str]:
    return frozenset(
        re.sub(r"[^\uac00-\ud7a3]", "", label) for label in load_facts("words")["korean"]["seller"]
    )


def clean_korean_name(text: str) -> str:
    """The name without the number of its business, the words of its trade not torn apart."""
    return _trade_pattern().sub(
        lambda trade: trade[0].replace(" ", ""), _cut_tails(text).strip(" |'\"_")
    )


def _cut_tails(text: str) -> str:
    """The name without its number and without a further label: "달빛상회 대표자 : 김달빛"."""
    return _NUMBER_TAIL.sub("", _FURTHER_LABEL.sub("", text))


_FURTHER_LABEL = re.compile(
    r"(?<=\S)[\s,/|(\[]+(?:대표자?명?|성명|사업자[\uac00-\ud7a3]*|전화[\uac00-\ud7a3]*|주소|점주)\W*[:：\]].*$"
)


@cache
def _trade_pattern() -> re.Pattern[str]:
    """The Korean trades at the end of a word, also torn: "이안식 당"."""
    trades = (unicodedata.normalize("NFC", word) for word in load_trade_words())
    torn = (" ?".join(word) for word in trades if has_hangul(word) and len(word) > 1)
    return re.compile(rf"(?:{'|'.join(sorted(torn, key=len, reverse=True))})(?![\uac00-\ud7a3])")

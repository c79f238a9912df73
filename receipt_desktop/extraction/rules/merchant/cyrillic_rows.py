"""Rows in Cyrillic letters that name no shop: cashiers, their patronymics, and advertising."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.merchant.name_words import has_legal_form
from receipt_desktop.extraction.text.normalize import fold_text

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_CASHIER = re.compile(
    r"[\W\d]*(?:(?:старш\w{2}|прода\w{2,4}|прадав\w{2,3}|администратор|оператор|ст)[ .-]+)?"
    r"(?:касс?[иі][рю]\w{0,2}|касс[иi]p\w?|kacc?[иu]p|официант\w*|афіцыянт\w*|бариста|бармен)(?!\w)"
)
""" "Продавец-кассир Кобылко Вячеслав", "КАССИР: 5", also "кассию"."""
_PATRONYMIC = re.compile(
    r"\W*[а-яёіїєґ'’]{4,}(?:ович|евич|йович|ьич|овна|евна|ична|івна|ївна|оглы|кызы)\W*"
)
""" "Николаевич.": the end of a cashier's name in a row of its own."""
_COMPANY_TAIL = re.compile(
    r"^((?:ООО|ОАО|ЗАО|ПАО|АО|ТОВ|ПП|ПрАТ|ТОО|ОсОО|ЧУП|УП|ООД|ЕООД) ?[\"“”„«][^\"“”„«»]{2,40}"
    r"[\"“”»])\s+[^\"“”„«»]+$"
)
""" 'ТОВ "АТБ-Маркет" м.Київ': what follows the quoted name of a company."""


@lru_cache(maxsize=4096)
def is_cyrillic_remark(text: str) -> bool:
    """Whether a row names a cashier or advertises, and no company is in it."""
    folded = fold_text(text)
    if not _CYRILLIC.search(folded) or has_legal_form(folded):
        return False
    if _CASHIER.match(folded) or _PATRONYMIC.fullmatch(folded):
        return True
    return bool(_promotion_pattern().search(folded))


@cache
def _promotion_pattern() -> re.Pattern[str]:
    words = load_facts("words")["promotion"]["cyrillic"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words, key=len, reverse=True))})")


def cut_company_tail(text: str) -> str:
    """The company with its quoted name only, as Cyrillic ones are written."""
    return _COMPANY_TAIL.sub(r"\1", text)

"""Repairs legal forms and the name of the Russian tax, whose letters are taken for others.

'000 "Роза' is 'ООО "Роза"', and "CYMMA HAC 202" is "СУММА НДС 20%".
"""

from __future__ import annotations

import re
from functools import lru_cache

_FORMS = {
    "ооо": "ООО", "000": "ООО", "оао": "ОАО", "зао": "ЗАО", "3ао": "ЗАО", "пао": "ПАО",
    "тов": "ТОВ", "тоо": "ТОО", "осоо": "ОсОО", "оос": "ООО", "0оо": "ООО",
}  # fmt: skip
"""Legal forms by their letters, nought and Latin letters taken for Cyrillic ones."""
_LATIN = str.maketrans("oaOAcCtTbB", "оаоасстт" + "вв")
_NAME = r"(?:[\w .&+-]|['’`](?=[^\W\d_]))"
"""Characters of a name in quotation marks; an apostrophe stands before a letter."""
_QUOTED = re.compile(
    r"^(?P<before>\W{0,2})(?P<form>[\w]{3,4}) ?(?P<quote>[\"“”„«»'‘’`*]{1,2}) ?"
    rf"(?P<name>[А-ЯЁІЇЄҐ0-9]{_NAME}*[а-яёіїєґА-ЯЁІЇЄҐ]{{2}}{_NAME}*)"
    r"(?P<end>[\"“”„«»'‘’`*!|]{0,2})(?P<rest>$|\W.*)"
)


@lru_cache(maxsize=4096)
def restore_quoted_company(text: str) -> str:
    """The text with its legal form and both quotation marks; any other text as it is."""
    match = None if text.isascii() else _QUOTED.match(text.strip())
    form = _find_form(match["form"]) if match else None
    if match is None or form is None or not _is_misprinted(match, form):
        return text
    return f'{form} "{match["name"].strip()}"{match["rest"]}'


def _find_form(letters: str) -> str | None:
    """The legal form, also where noughts stand for its letters."""
    plain = letters.casefold().translate(_LATIN)
    return _FORMS.get(plain) or _FORMS.get(plain.replace("0", "о"))


def _is_misprinted(match: re.Match[str], form: str) -> bool:
    """Whether the form has a wrong letter, or the closing mark was read as another sign."""
    return match["form"] != form or not match["end"] or not set(match["end"]) <= set("\"“”„«»'")


_SUM = r"(?:[СCс][УYуyü][МMмmНHнИи]{1,2}[АAаaЯ])"
_MISREAD_TAX = re.compile(
    rf"(?<![^\W\d_])(?P<sum>{_SUM}[ .]{{0,2}})?"
    r"[НHИ](?P<middle>[АAДDОOИN4IІЕEЛ]{0,2})(?(sum)[СC]?|[СC])"
    r"(?P<rate>[ .]{0,2}(?:20|10|18|12|22|16|0?[57])(?:[.,]0{1,2})?)"
    r" ?(?P<sign>[%٪]|[2xXхХ](?![\w%]))"
)
"""The tax in capitals before a usual rate, whose sign may be read as a figure: "HAC 102"."""
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def restore_tax_name(text: str) -> str:
    """The text with the name of the Russian tax before its rate: "HAC 20%" is "НДС 20%"."""
    return _MISREAD_TAX.sub(_restore_tax, text)


def _restore_tax(match: re.Match[str]) -> str:
    """The name, the rate and its sign; in Latin letters alone only where all are clear."""
    is_russian = bool(match["sum"] or _CYRILLIC.search(match.string))
    is_clear = bool(match["middle"]) and match["sign"] in "%٪"
    if not (is_russian or is_clear):
        return match[0]
    return f"{'СУММА ' if match['sum'] else ''}НДС {match['rate'].strip(' .')}%"


_WITHOUT = re.compile(
    r"(?P<total>итог[оа]?|сумма|всего) ?[6бb][е2ec][зs3] ?(?=ск?и[дк])", re.IGNORECASE
)
"""What is before discounts, whose "без" was read as a number: "Итого 623 скидки"."""


@lru_cache(maxsize=4096)
def restore_cyrillic(text: str) -> str:
    """The text with the labels of Russian tills that are misread as numbers or other words."""
    return restore_discount_words(restore_tax_name(text))


def restore_discount_words(text: str) -> str:
    """The text with the word that is before a discount: "Итого без скидки"."""
    return _WITHOUT.sub(r"\g<total> без ", text)

"""Cuts off what stands behind a name in its row: the buyer, an address, or a label's rest."""

from __future__ import annotations

import re
from functools import cache

from receipt_desktop.extraction.rules.merchant.addresses import address_strength
from receipt_desktop.extraction.rules.merchant.name_words import legal_form_pattern, load_folded
from receipt_desktop.extraction.text.normalize import fold_text

MIN_LABEL_LETTERS, MIN_NAME_LETTERS = 5, 3
"""Letters of a label of the buyer, and of a name before its legal form."""
_ADDRESS = 0.7
"""How much like an address a text behind a legal form is."""
_TWICE = re.compile(r"(?P<word>[^\W\d_]{4,}) (?P=word)(?= )", re.IGNORECASE)


def cut_tail(text: str) -> str:
    """The name without the buyer or the address behind it, and with a doubled word once."""
    label = _buyer_pattern().search(_fold_evenly(text))
    text = text[: label.start()] if label else text
    return _drop_doubled_word(text[: _find_end_of_company(text)])


def _fold_evenly(text: str) -> str:
    """The folded text with one letter for each, so that positions are those of the text."""
    return "".join((fold_text(letter) or " ")[0] for letter in text)


@cache
def _buyer_pattern() -> re.Pattern[str]:
    words = (word.rstrip(" :") for word in load_folded("recipient"))
    labels = "|".join(re.escape(word) for word in words if len(word) >= MIN_LABEL_LETTERS)
    return re.compile(rf"(?<=\w)[\s,]+(?:{labels})\s*:")


def _find_end_of_company(text: str) -> int:
    """The end of the first legal form behind a name, if an address with a figure follows it."""
    folded = _fold_evenly(text)
    for match in legal_form_pattern().finditer(folded):
        letters = re.findall(r"[^\W\d_]", folded[: match.start()])
        if len(letters) >= MIN_NAME_LETTERS and _is_address_behind(folded[match.end() :]):
            return match.end()
    return len(text)


def _is_address_behind(rest: str) -> bool:
    if not _APART.match(rest):
        return False
    return address_strength(rest.strip(" ,")) >= _ADDRESS or bool(_LABEL_WITHIN.search(rest))


_APART = re.compile(r"[, ].*[^\W\d_]{3}.*\d")
_LABEL_WITHIN = re.compile(
    r"\d.*(?<!\w)(?:cuit|nit|cif|nif|rnc|ruc|nip|cnpj|oib|dic|ico|rfc)(?!\w)"
)
"""A tax number behind the number of a house: "San José 140 CABA CUIT 30"."""


def _drop_doubled_word(text: str) -> str:
    """The company with its first word once: "IONOS SE" for "IONOS IONOS SE"."""
    match = _TWICE.match(text)
    is_company = match and legal_form_pattern().fullmatch(fold_text(text[match.end() :]).strip())
    return text[len(match["word"]) + 1 :] if match and is_company else text

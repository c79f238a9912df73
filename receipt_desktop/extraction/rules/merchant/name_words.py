"""Words in names of merchants: legal forms, trades, chains, and words that exclude a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.text.ocr_repairs import restore_name


@cache
def legal_form_pattern() -> re.Pattern[str]:
    """A pattern for legal forms in folded text; those of two or three letters only at an end."""
    forms = sorted(load_facts("names")["legal"], key=len, reverse=True)
    long = [re.escape(form) for form in forms if len(form) >= _MIN_LONG_FORM]
    short = [re.escape(form) for form in forms if len(form) < _MIN_LONG_FORM]
    ending = r"(?:" + "|".join(short) + r")(?=\.?(?:\W*$| ?[(,/&·|-]| \d|  | +[ut]/?a\b| und\b))"
    leading = r"(?:^\W*)(?:uab|sia|oy|ab|as|ou|sa|sarl|ets|soc)(?= )"
    return re.compile(rf"(?<![\w&.])(?:(?:{'|'.join(long)})(?!\w)|{ending})\.?|{leading}")


@cache
def load_trade_words() -> frozenset[str]:
    """Words of trades, such as "bakery"."""
    return frozenset(load_facts("names")["trade"])


_MIN_LONG_FORM = 4


def has_trade_word(words: Sequence[str]) -> bool:
    """Whether a word is a trade word, or a long one is part of the words without spaces."""
    whole = "".join(words)
    return any(w in words or (len(w) >= _MIN_LONG_TRADE and w in whole) for w in load_trade_words())


_MIN_LONG_TRADE = 7


@cache
def load_slogan_words() -> frozenset[str]:
    """Words of slogans, which names seldom have."""
    return frozenset(load_facts("names")["slogan"])


@cache
def _place_pattern() -> re.Pattern[str]:
    words = sorted(load_facts("names")["place"], key=len, reverse=True)
    return re.compile(r"\W*(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")


@cache
def _load_chains() -> tuple[frozenset[str], re.Pattern[str]]:
    """Chains whose name is a common word, which must be alone, and a pattern for the others."""
    facts = load_facts("chains")
    plain = frozenset(facts["plain"])
    names = sorted(set(facts["names"]) - plain, key=len, reverse=True)
    return plain, re.compile(rf"\W*(?:{'|'.join(map(re.escape, names))})(?!\w)")


def is_chain_name(folded: str) -> bool:
    """Whether a row is, or begins with, the name of a well-known chain."""
    plain, beginning = _load_chains()
    return folded.strip(" *.,-|'") in plain or bool(beginning.match(folded))


def is_known_site(site: str) -> bool:
    """Whether the facts have the name of this web address."""
    return site.replace("-", "") in load_facts("chains")["sites"]


def name_of_site(site: str) -> str:
    """The name for a web address "www.<site>.de"."""
    name = load_facts("chains")["sites"].get(site.replace("-", ""))
    return str(name) if name else site.replace("-", " ").title()


_COUNTY = re.compile(r"\bco\. ?(?=(?!ltd|limited|inc|sdn|pte|kg)[a-z]{4,}\W*$)")
""" "Letterkenny, Co. Donegal": a county, not a company."""


def has_legal_form(folded: str) -> bool:
    """Whether the text contains a legal form."""
    return bool(legal_form_pattern().search(_COUNTY.sub("", folded)))


_BRANCH = re.compile(r"(?:#|\bno\.?|\bnr\.?|store|branch) ?[\dol]{2,6}\W*$")
""" "TACOMA #0114": a branch of a chain."""


_TOWN = re.compile(
    r"[A-Za-z .'-]+,? (?:A[BKLRZ]|BC|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ABDEINOST]"
    r"|N[BCDEHJLMSVY]|O[HKNR]|P[AE]|QC|RI|S[CDK]|T[NX]|UT|V[AT]|W[AIVY])"
)
""" "Seattle WA": a town and its state or province (USPS, Canada Post)."""


def is_branch_or_town(folded: str, text: str) -> bool:
    """Whether a row names a place or a branch of a chain."""
    return bool(_place_pattern().match(folded) or _BRANCH.search(folded) or _TOWN.fullmatch(text))


def is_sentence(text: str) -> bool:
    """Whether several words are in lower case and unusual for a name: "Food for everyone"."""
    small = [word for word in re.findall(r"[^\W\d_]+", text) if word.islower()]
    return sum(len(word) > 2 and word not in _SMALL_NAME_WORDS for word in small) > 1  # noqa: PLR2004


_SMALL_NAME_WORDS = frozenset(
    {"and", "the", "und", "der", "die", "das", "des", "dem", "den", "zum", "zur", "von", "vom",
     "van", "het", "del", "della", "dei", "les", "aux", "sur", "las", "los", "dos", "nad",
     "pod", "pri", "sdn", "bhd", "gmbh", "spol", "sarl", "ltd", "llc", "inc", "och", "og"}
)  # fmt: skip


_REGISTRATION = re.compile(
    r"^\W*(?:co|company|roc|reg|gst|\(?\d{5,}[ -]?[a-z]?\)?|[a-z]{2}\d{6,}|cif|tax|vat|org|oib)\b"
    r"|^\W*\d{5,9}\s?-\s?[a-z]\W*$|^\W*[a-z]{0,2} ?\d{5,9} ?-? ?[a-z]\W*$"
)


def is_registration(folded: str) -> bool:
    """Whether a row starts with a register number."""
    return bool(_REGISTRATION.search(folded))


_NUMBER_TAIL = re.compile(
    r"[\s,]*\(? ?(?:co\.?(?:\s?reg)?\.? ?no\.?|reg\.? ?no\.?|roc|no\.)?[ :.]*"
    r"\(?[a-z]{0,2}\d{4,}[ -]?\d*[ -]?[a-z]{0,2} ?\)?\.?$",
    re.IGNORECASE,
)


_SPACED = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){2,}(?!\S)")
"""Spaced letters of a logo: "M E R K A"."""


def join_spaced_letters(text: str) -> str:
    """Join spaced letters of a logo: "M E R K A" -> "MERKA"."""
    return _SPACED.sub(lambda letters: letters[0].replace(" ", ""), text)


def _compile_prefix(kind: str) -> re.Pattern[str]:
    words = sorted(load_facts("names")[kind], key=len, reverse=True)
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, words))})(?!\w)[ .:]*")


@cache
def _owner_pattern() -> re.Pattern[str]:
    return _compile_prefix("owner")


@cache
def _recipient_pattern() -> re.Pattern[str]:
    return _compile_prefix("recipient")


def names_owner(folded: str) -> bool:
    """Whether a row names the owner or operator: "Inh. A. Sommerfeld", "Operated by ..."."""
    return bool(_owner_pattern().match(folded))


def names_recipient(folded: str) -> bool:
    """Whether a row names or introduces the recipient: "Herr", "Bill to:"."""
    return bool(_recipient_pattern().match(folded))


def _strip_owner_prefix(text: str) -> str:
    """The name after "Operated by:"; the whole text when no name follows."""
    folded = text.casefold()
    match = _owner_pattern().match(folded)
    return (text[match.end() :] or text) if match and len(folded) == len(text) else text


@cache
def _load_generic_words() -> frozenset[str]:
    return frozenset(load_facts("names")["generic"])


def is_generic_company(folded: str) -> bool:
    """Whether a row is a company without a name: "Betriebs GmbH", "GmbH & Co. KG"."""
    rest = re.findall(r"[^\W\d_]+", legal_form_pattern().sub(" ", folded))
    return has_legal_form(folded) and set(rest) <= _load_generic_words()


def clean_name(text: str) -> str:
    """Strip register numbers and decoration: "* ACME BHD (1234-X)" -> "ACME BHD"."""
    bare = re.sub(r"\s+", " ", text).strip(" *#=~_-–:;,'\"|<>•·")
    bare = _NUMBER_TAIL.sub("", join_spaced_letters(bare))
    bare = restore_name(_strip_owner_prefix(bare))
    return bare.strip(" *#=~_-–:;,'\"|<>•·")

"""Words in names of merchants: legal forms, trades, chains, and words that exclude a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.text.normalize import fold_text


@cache
def legal_form_pattern() -> re.Pattern[str]:
    """A pattern for legal forms in folded text; those of two or three letters only at an end."""
    forms = load_folded("legal")
    long = "|".join(re.escape(form) for form in forms if len(form) >= _MIN_LONG_FORM)
    short = "|".join(re.escape(form) for form in forms if len(form) < _MIN_LONG_FORM)
    glued, leading = (
        "|".join(map(re.escape, load_folded(kind))) for kind in ("glued_legal", "leading_legal")
    )
    number = r" [s(]?\d{4,}| \d[\d ./-]*\)?\W*$"
    ending = rf"(?:{short})(?=\.?(?:\W*$| ?[(,/&·|-]|{number}|  | +[ut]/?a\b| und\b))"
    return re.compile(
        rf"(?<![\w&.])(?:(?:{long})(?!\w)|{ending})\.?|(?:{glued})\.?"
        rf"|^[\s\"'*(«„“]*(?:{leading})(?= )"
    )


@cache
def load_folded(kind: str) -> tuple[str, ...]:
    """The folded words of a kind, longest first."""
    words = {fold_text(word) for word in load_facts("names")[kind]}
    return tuple(sorted(words, key=len, reverse=True))


@cache
def load_trade_words() -> frozenset[str]:
    """Words of trades, such as "bakery"."""
    return frozenset(word.replace(" ", "") for word in load_folded("trade"))


_MIN_LONG_FORM = 4


def has_trade_word(words: Sequence[str]) -> bool:
    """Whether a word is a trade word, or the words without spaces have one that is long.

    In scripts without spaces, such as Thai and Japanese, two letters suffice.
    """
    whole = "".join(words)
    if not load_trade_words().isdisjoint(words):
        return True
    return any(word in whole for word in _list_distinct_trade_words())


@cache
def _list_distinct_trade_words() -> tuple[str, ...]:
    return tuple(word for word in load_trade_words() if _is_distinct(word))


def _is_distinct(word: str) -> bool:
    return len(word) >= _MIN_LONG_TRADE or (word >= _FIRST_GLUED_LETTER and len(word) > 1)


_MIN_LONG_TRADE = 7
_FIRST_GLUED_LETTER = "\u0e00"
"""Thai, and behind it in Unicode the scripts of China, Japan and Korea."""


def says_kind_of_shop(folded: str) -> bool:
    """Whether a row says what a shop is rather than its name: "Restaurant", "Authentic Thai Grill".

    Nothing but trades, or such words from an adjective up to a trade.
    """
    words = re.findall(r"[^\W\d_]+", folded)
    trades = load_trade_words()
    if not words or words[-1] not in trades or re.search(r"\d", folded):
        return False
    return trades.issuperset(words) or words[0] in load_facts("names")["kind"]


@cache
def load_slogan_words() -> frozenset[str]:
    """Words of slogans, which names seldom have."""
    return frozenset(load_facts("names")["slogan"])


_NO_COMPANY = re.compile(
    r"\bco\. ?(?=(?!ltd|limited|inc|sdn|pte|kg)[a-z]{4,}\W*$)"
    r"|\(kg\)|\d ?kg\b|\binc\.? (?:of|all|vat|gst|tax)\b|^\W*[a-z]{2,3}(?:\.? |-)(?=\(?\d)"
)
""" "Letterkenny, Co. Donegal", "Rice (kg)", "inc. of GST", "MBB 264100", "SE-212 14": a county, a
weight, a price, and a number after letters that no name is in front of."""


def has_legal_form(folded: str) -> bool:
    """Whether the text contains a legal form."""
    return bool(legal_form_pattern().search(_NO_COMPANY.sub("", folded)))


def is_sentence(text: str) -> bool:
    """Whether several words are in lower case and unusual for a name: "Food for everyone".

    In Japanese, whether it has a comma or an object, or ends as a polite sentence does. Words that
    a hyphen joins are one.
    """
    if re.search(r"(?:ます|です|ません|ください|下さい|ました)[。!！]?$|[。、を]", text):
        return True
    joined = re.sub(r"(?<=\w)-(?=\w)", "", text)
    small = [word for word in re.findall(r"[^\W\d_]+", joined) if word.islower()]
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


def _compile_prefix(kind: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_folded(kind)))
    return re.compile(rf"\W*(?:{words})(?!\w)[ .:]*")


@cache
def _landmark_pattern() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_folded("landmark")))
    return re.compile(rf"\W*(?:{words})(?!\w)[ .:]+\w")


def names_landmark(folded: str) -> bool:
    """Whether a row says beside what the shop is: "Near City Petrol Pump"."""
    return bool(_landmark_pattern().match(folded))


@cache
def _office_pattern() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_folded("office_label")))
    return re.compile(rf"\W*(?:{words})(?!\w)")


def names_office(folded: str) -> bool:
    """Whether a row begins with the label of a registered office, behind which its address is."""
    return bool(_office_pattern().match(folded))


@cache
def _place_of_issue_pattern() -> re.Pattern[str]:
    return _compile_prefix("place_of_issue")


def states_place_of_issue(folded: str) -> bool:
    """Whether a row says in which town a document was issued: "Miejsce wystawienia  Kraków"."""
    return bool(_place_of_issue_pattern().match(folded))


@cache
def _owner_pattern() -> re.Pattern[str]:
    return _compile_prefix("owner")


@cache
def _recipient_pattern() -> re.Pattern[str]:
    return _compile_prefix("recipient")


def strip_recipient_prefix(folded: str) -> str:
    """What follows "Bill to:"; nothing when the row only announces the recipient."""
    match = _recipient_pattern().match(folded)
    return folded[match.end() :] if match else folded


@cache
def _seller_pattern() -> re.Pattern[str]:
    return _compile_prefix("seller")


def names_seller(folded: str) -> bool:
    """Whether a row says that the seller's name follows: "Sold by: ...", "Verkäufer:"."""
    match = _seller_pattern().match(folded)
    label = match[0].rstrip() if match else ""
    is_spoken = label.endswith(_BY) and bool(match and folded[match.end() :].strip())
    return announces_seller(folded) or label.endswith(":") or is_spoken


_BY = (" by", " from", " durch", " door", " par", " por", " av", " af", " przez")
"""Ends of labels that need no colon: "Sold by ..."."""


def announces_seller(folded: str) -> bool:
    """Whether a row only says that the seller's name follows: "Seller:", "Sprzedawca/podatnik"."""
    match = _seller_pattern().match(folded)
    return bool(match and re.fullmatch(r"(?:/ ?[^\W\d]+)?[ .:]*", folded[match.end() :]))


def strip_seller_prefix(text: str) -> str:
    """The name after "Sold by:" or "Welcome to"; the whole text when none follows."""
    folded = fold_text(text)
    match = _seller_pattern().match(folded)
    if not match or not (" " in match[0].strip(" .:") or ":" in match[0]):
        return text
    if len(folded) == len(text):
        return text[match.end() :] or text
    rest = folded[match.end() :]  # Korean syllables are several letters when folded
    return next((text[n:] for n in range(len(text)) if fold_text(text[n:]) == rest), text)


@cache
def _load_vendors() -> frozenset[str]:
    words = (*load_folded("vendors"), *load_folded("archives"))
    return frozenset(word.replace(" ", "") for word in words)


def is_watermark(folded: str) -> bool:
    """Whether a text is what an archive of pictures prints across them."""
    return folded in load_folded("archives")


def is_vendor(folded: str) -> bool:
    """Whether a row names a bank, a card network or the maker of a till."""
    letters = re.sub(r"[\W_]+", "", folded)
    return letters in _load_vendors() or re.sub(r"\d+", "", letters) in _load_vendors()


@cache
def _load_foreign_sites() -> frozenset[str]:
    return frozenset(load_folded("foreign_sites"))


def is_foreign_site(label: str) -> bool:
    """Whether the address belongs to a mail provider, an authority or another third party."""
    return label in _load_foreign_sites() or label.replace("-", "") in _load_vendors()


def names_owner(folded: str) -> bool:
    """Whether a row names the owner or operator: "Inh. A. Sommerfeld", "Operated by ..."."""
    return bool(_owner_pattern().match(folded))


def announces_owner(folded: str) -> bool:
    """Whether a row only says that the owner's name follows: "Owned by"."""
    match = _owner_pattern().match(folded)
    return bool(match and match.end() == len(folded))


def names_recipient(folded: str) -> bool:
    """Whether a row names or introduces the recipient: "Herr", "Bill to:"."""
    return bool(_recipient_pattern().match(folded))


def strip_owner_prefix(text: str) -> str:
    """The name after "Operated by:"; the whole text when no name follows."""
    folded = text.casefold()
    match = _owner_pattern().match(folded)
    return (text[match.end() :] or text) if match and len(folded) == len(text) else text

"""Guesses the country and the language of a receipt by votes of many clues."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import phonenumbers

from receipt_desktop.extraction.facts.loader import load_countries, load_facts
from receipt_desktop.extraction.rules.currency import count_currencies, count_named_currencies
from receipt_desktop.extraction.text.amounts import find_amounts
from receipt_desktop.extraction.text.rows import TextRow

_CALLING_CODES = {
    "60": "MY",
    "65": "SG",
    "49": "DE",
    "43": "AT",
    "41": "CH",
    "33": "FR",
    "32": "BE",
    "352": "LU",
    "31": "NL",
    "39": "IT",
    "34": "ES",
    "351": "PT",
    "353": "IE",
    "44": "GB",
    "852": "HK",
    "46": "SE",
    "47": "NO",
    "45": "DK",
    "358": "FI",
    "372": "EE",
    "371": "LV",
    "370": "LT",
    "48": "PL",
    "420": "CZ",
    "421": "SK",
    "386": "SI",
    "385": "HR",
    "387": "BA",
    "381": "RS",
    "36": "HU",
    "40": "RO",
    "359": "BG",
    "30": "GR",
    "90": "TR",
    "354": "IS",
    "356": "MT",
    "357": "CY",
    "61": "AU",
    "64": "NZ",
    "81": "JP",
    "66": "TH",
    "62": "ID",
}
_TLD = re.compile(r"[\w-]{2,}\.([a-z]{2})(?:$|[/\s)])")
_TLD_COUNTRY = {"uk": "GB"}
_MONTH_FIRST = re.compile(r"(?<!\d)(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:20)?\d{2}(?!\d)")
_AMERICAN_PHONE = re.compile(r"(?<![\d-])\(?[2-9]\d{2}[)\-. ]{1,2}[2-9]\d{2}[-. ]\d{4}(?!\d)")
_INTERNATIONAL_PHONE = re.compile(
    r"(?:\+|(?:tel|fon|phone|ph|fax|mob)\w*[.:]{0,2} ?00)\s?(\d{2,3})"
)


def guess_country(rows: Sequence[TextRow]) -> tuple[str | None, float]:
    """ISO code of the country with most votes and its share of the votes (0..1)."""
    text = " " + " \n ".join(row.folded for row in rows) + " "
    votes: Counter[str] = Counter()
    for code, facts in load_countries().items():
        votes[code] += _count_word_votes(text, facts["words"]) + _count_shape_votes(text, facts)
    _vote_by_numbers(votes, text)
    _vote_by_currency(votes, rows)
    _vote_by_language(votes, rows)
    votes.pop("", None)
    code, most = votes.most_common(1)[0]
    if most > 0:
        return code, most / sum(votes.values())
    return (_DOLLAR_COUNTRY, 0.0) if _has_dollar_amounts(rows) else (None, 0.0)


_DOLLAR_COUNTRY = "US"
"""The most likely country of a receipt with "$" and no other clue."""


def _has_dollar_amounts(rows: Sequence[TextRow]) -> bool:
    return any(amount.sign == "$" for row in rows for amount in find_amounts(row.text))


def _count_shape_votes(text: str, facts: Mapping[str, Any]) -> int:
    """Votes for tax IDs and postcodes in the format of the country."""
    found = {name: pattern for name in ("tax_id", "postcode") if (pattern := facts.get(name))}
    return sum(
        2 if name == "tax_id" else 3 for name, pattern in found.items() if re.search(pattern, text)
    )


def _vote_by_numbers(votes: Counter[str], text: str) -> None:
    """Add votes of web addresses, phone numbers and dates with the month first."""
    for tld in _TLD.findall(text):
        code = _TLD_COUNTRY.get(tld, tld.upper())
        votes[code if code in load_countries() else ""] += 2
    for digits in _INTERNATIONAL_PHONE.findall(text):
        votes[_CALLING_CODES.get(digits) or _CALLING_CODES.get(digits[:2], "")] += 3
    for number in _AMERICAN_PHONE.findall(text)[:3]:
        votes[_american_region(number)] += 2
    if _MONTH_FIRST.search(text):
        for code, facts in load_countries().items():
            votes[code] += 2 * (facts["dates"] == "mdy")


def _american_region(number: str) -> str:
    """US or CA by the area code; "" for others."""
    try:
        region = phonenumbers.region_code_for_number(phonenumbers.parse(number, "US"))
    except phonenumbers.NumberParseException:
        return ""
    return region if region in {"US", "CA"} else ""


def _count_word_votes(text: str, words: Sequence[str]) -> int:
    votes = 0
    for word in words:
        plain = word.lstrip("!")
        if plain in text and re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", text):
            votes += 2 if word.startswith("!") else 1
    return votes


def _vote_by_currency(votes: Counter[str], rows: Sequence[TextRow]) -> None:
    counts = count_currencies(rows) + count_named_currencies(rows)
    for code, facts in load_countries().items():
        count = counts.get(facts["currency"], 0)
        if count and facts["currency"] != "EUR":
            votes[code] += 2 + min(2, count // 3)
        elif count and votes[code]:
            votes[code] += 1


def _vote_by_language(votes: Counter[str], rows: Sequence[TextRow]) -> None:
    language, share = guess_language(rows)
    for code, facts in load_countries().items():
        if language in facts["languages"] and language != "en":
            votes[code] += round(3 * share) if facts["languages"][0] == language else 1


def guess_language(rows: Sequence[TextRow]) -> tuple[str | None, float]:
    """ISO code of the language of most words and its share (0..1) of the top three languages."""
    words = Counter(word for row in rows for word in re.findall(r"[^\W\d_]+", row.folded))
    votes: Counter[str] = Counter()
    for language, known_words in load_facts("languages").items():
        votes[language] = sum(min(3, words[word]) for word in known_words if word in words)
    if not votes or not votes.most_common(1)[0][1]:
        return None, 0.0
    language, most = votes.most_common(1)[0]
    return language, most / max(1, sum(count for _, count in votes.most_common(3)))

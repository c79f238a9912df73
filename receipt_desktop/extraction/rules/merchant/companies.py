"""Companies whose name is that of a sign, or has none of its own."""

from __future__ import annotations

import re
from functools import cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.merchant.name_words import (
    has_legal_form,
    legal_form_pattern,
)
from receipt_desktop.extraction.rules.merchant.titles import CYRILLIC_LOOKALIKES
from receipt_desktop.extraction.text.normalize import fold_text


@cache
def _load_generic_words() -> frozenset[str]:
    return frozenset(load_facts("names")["generic"])


def is_generic_company(folded: str) -> bool:
    """Whether a row is a company without a name: "Betriebs GmbH", "GmbH & Co. KG"."""
    rest = re.findall(r"[^\W\d_]+", legal_form_pattern().sub(" ", folded))
    return has_legal_form(folded) and set(rest) <= _load_generic_words()


def is_company_of(sign: str, folded: str) -> bool:
    """Whether a company has the sign's name and nothing but generic words: "Lidl Polska sp. k."."""
    words = re.findall(r"[^\W\d_]{3,}", legal_form_pattern().sub(" ", folded))
    own = re.findall(r"[^\W\d_]{3,}", fold_text(sign))
    rest = set(words[len(own) :])
    return has_legal_form(folded) and words[: len(own)] == own and rest <= _load_generic_words()


def is_bare_form(folded: str) -> bool:
    """Whether a row is a Cyrillic legal form alone, also in Latin letters: "COOO" for "СООО"."""
    return re.sub(r"[\W_]+", "", folded).replace("0", "o") in _load_bare_forms()


@cache
def _load_bare_forms() -> frozenset[str]:
    forms = {form for form in load_facts("names")["leading_legal"] if len(form) >= MIN_BARE_FORM}
    cyrillic = {form for form in forms if "\u0400" <= form[0] <= "\u04ff"}
    return frozenset(cyrillic | {form.translate(CYRILLIC_LOOKALIKES) for form in cyrillic})


MIN_BARE_FORM = 3

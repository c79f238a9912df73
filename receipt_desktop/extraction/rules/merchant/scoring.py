"""Ranks the candidates for the merchant's name by weighted features."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from statistics import median

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.merchant.addresses import is_address
from receipt_desktop.extraction.rules.merchant.candidates import CandidateKind, MerchantCandidate
from receipt_desktop.extraction.rules.merchant.chains import (
    find_leading_chain,
)
from receipt_desktop.extraction.rules.merchant.company_features import is_operator
from receipt_desktop.extraction.rules.merchant.features import measure_name
from receipt_desktop.extraction.rules.merchant.head_names import find_candidates
from receipt_desktop.extraction.rules.merchant.japanese_chains import (
    PLACE_LETTERS,
    names_japanese_branch,
)
from receipt_desktop.extraction.rules.merchant.misread_pages import may_share_misreading
from receipt_desktop.extraction.rules.merchant.name_words import is_vendor, load_trade_words
from receipt_desktop.extraction.rules.merchant.rivals import (
    differs_from_labelled,
    is_above_company,
    is_confirmed,
    is_rival,
)
from receipt_desktop.extraction.rules.merchant.spelling import (
    has_misread_trade,
    spell_name,
)
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow


def rank_merchants(rows: Sequence[TextRow], country: str | None = None) -> list[MerchantCandidate]:
    """Candidates for the name, best first; none where even the best is hardly ever the name."""
    names, page = find_candidates(rows, country)
    scored = [replace(name, score=_score(measure_name(name, page))) for name in names]
    spelled = [spell_name(name, page, names) for name in scored]
    judged = (
        replace(
            name,
            is_confirmed=is_confirmed(name, page, spelled),
            is_operator=is_operator(name, page),
            is_contested=(page.is_company_first and is_above_company(name, spelled))
            or differs_from_labelled(name, spelled, page),
        )
        for name in spelled
    )
    ranked = sorted(judged, key=lambda name: -name.score)
    least = _MIN_COMPANY_SHARE if ranked and _is_native_company(ranked[0]) else _MIN_SHARE
    return ranked if estimate_merchant_confidence(ranked, rows) >= least else []


def _is_native_company(name: MerchantCandidate) -> bool:
    """Whether a name in Greek or Cyrillic letters has a legal form."""
    return name.has_legal_form and bool(re.search(_GREEK_OR_CYRILLIC, name.text))


def _passes_over_sign(names: Sequence[MerchantCandidate]) -> bool:
    """Whether a row at the top won although one above it may be the sign."""
    best = names[0]
    is_chain = find_leading_chain(fold_text(best.text)) is not None
    is_sure = best.has_legal_form or best.is_confirmed or is_chain
    if best.kind is not CandidateKind.HEAD or is_sure:
        return False
    above = (
        name
        for name in names[1:3]
        if name.kind is CandidateKind.HEAD and name.order < best.order and len(name.text) > 2  # noqa: PLR2004 (a fragment)
    )
    return any(not is_vendor(fold_text(name.text)) for name in above)


def _says_only_what_it_is(name: MerchantCandidate) -> bool:
    """Whether a name has only words of trades: "PIZZERIA RISTORANTE", whose name is elsewhere.

    Or is the branch of a chain whose sign was not read: "小樽運河店".
    """
    words = re.findall(r"[^\W\d_]+", fold_text(name.text))
    is_trade = bool(words) and load_trade_words().issuperset(words)
    is_named = name.is_confirmed or name.has_legal_form
    return not is_named and (is_trade or names_japanese_branch(name.text, PLACE_LETTERS))


def _may_be_misread(name: MerchantCandidate, rows: Sequence[TextRow]) -> bool:
    """Whether a letter of an unconfirmed name may be wrong, as others of the page are."""
    if has_misread_trade(re.findall(r"[^\W_]+", fold_text(name.text))):
        return True
    if name.is_confirmed:
        return False
    return may_share_misreading(name.text, rows) or _is_in_other_letters(name.text, rows)


def _is_in_other_letters(name: str, rows: Sequence[TextRow]) -> bool:
    """Whether a name is in Latin letters on a page in Greek or Cyrillic ones.

    They may be a logo, or letters of the page that look Latin: "LDL", "MARGONI", "POYNAΣ".
    """
    if not re.search("[A-Za-z]", name):
        return False
    text = "".join(row.text for row in rows)
    latin, others = len(re.findall("[A-Za-z]", text)), len(re.findall(_GREEK_OR_CYRILLIC, text))
    return others > latin


_GREEK_OR_CYRILLIC = "[\u0370-\u03ff\u0400-\u052f]"


def _repeats_address(name: MerchantCandidate, rows: Sequence[TextRow]) -> bool:
    """Whether a name has a word and a number of the address below: "LIPOWA 44 TOWN".

    Or is the town of that address, as at the head of a post office: "TEMPE" above "TEMPE, AZ".
    """
    words = set(re.findall(r"[^\W_]+", fold_text(name.text)))
    last = name.rows[-1].index
    below = (row.folded for row in rows if last < row.index <= last + 2)
    shared = (words & set(re.findall(r"[^\W_]+", text)) for text in below if is_address(text))
    town = fold_text(name.text) + ","
    if any(row.folded.startswith(town) for row in rows if last < row.index <= last + 2):
        return not name.is_confirmed
    return any(any(map(str.isdigit, both)) and any(map(str.isalpha, both)) for both in shared)


def _stands_beside_text(name: MerchantCandidate, rows: Sequence[TextRow]) -> bool:
    """Whether one unconfirmed word at the top stands out of the text: print beside the paper."""
    row = name.rows[0]
    if name.is_confirmed or name.kind is not CandidateKind.HEAD or " " in name.text or row.index:
        return False
    others = [other.box for other in rows if other.index not in {one.index for one in name.rows}]
    if not others:
        return False
    left, right = min(box.x for box in others), max(box.right for box in others)
    margin = row.height / 2
    is_out = row.box.x < left - margin or row.box.right > right + margin
    return is_out and row.box.w < (right - left) / 3


_MIN_SHARE, _MIN_COMPANY_SHARE = 0.15, 0.01
"""Confidence below which a name is not even proposed; of a company in Greek or Cyrillic letters,
which are read with low scores: in Latin ones "NARANCS KG" may be an article by weight."""
_BESIDE_FACTOR = 0.6
_ADDRESS_FACTOR = 0.6
_TRADE_ALONE_FACTOR = 0.6
_LOWER_ROW_FACTOR = 0.75
_MISREAD_FACTOR = 0.75
_CONTESTED_FACTOR = 0.75


@cache
def _load_weights() -> Mapping[str, float]:
    weights: Mapping[str, float] = load_facts("merchant_weights")["weights"]
    return weights


def _score(features: Mapping[str, float]) -> float:
    weights = _load_weights()
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


_SCORE_TOLERANCE = 0.02
"""OCR scores of names that were read well are no lower than 1 less this."""


def estimate_merchant_confidence(
    names: Sequence[MerchantCandidate], rows: Sequence[TextRow]
) -> float:
    """The share of receipts with such candidates whose best one is the name.

    A softmax over the scores of the candidates and of "none of them", as they were fitted. A name
    that was read worse than the other `rows` of the receipt has less: one wrong letter is enough.
    That does not hold where a chain or a web address confirms the letters.
    """
    if not names:
        return 0.0
    nothing = load_facts("merchant_weights")["nothing"]
    best = names[0].score
    rivals = [math.exp(n.score - best) for n in names if is_rival(n, names[0])]
    share = 1 / (1 + sum(rivals) + math.exp(nothing - best))
    if _passes_over_sign(names):
        share *= _LOWER_ROW_FACTOR
    if _may_be_misread(names[0], rows):
        share *= _MISREAD_FACTOR
    is_guess = names[0].is_guess and names[0].kind is CandidateKind.CHAIN
    if is_guess:
        share *= _LOWER_ROW_FACTOR
    if names[0].is_contested:
        share *= _CONTESTED_FACTOR
    if _says_only_what_it_is(names[0]):
        share *= _TRADE_ALONE_FACTOR
    if _repeats_address(names[0], rows):
        share *= _ADDRESS_FACTOR
    if _stands_beside_text(names[0], rows):
        share *= _BESIDE_FACTOR
    if names[0].is_confirmed or is_guess:
        return round(share, 3)
    usual = median(row.score for row in rows)
    score = min(row.score for row in names[0].rows)
    clearness = min(1.0, score / max(usual, 0.01)) * min(1.0, score + _SCORE_TOLERANCE)
    return round(share * clearness**2, 3)

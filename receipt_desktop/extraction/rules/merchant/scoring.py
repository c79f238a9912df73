"""Ranks the candidates for the merchant's name by weighted features."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate
from statistics import median

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.merchant.candidates import (
    CandidateKind,
    MerchantCandidate,
    could_be_name,
    has_no_name,
)
from receipt_desktop.extraction.rules.merchant.chains import (
    MAX_CONFUSED_SHARE,
    ChainMatch,
    match_chain,
    measure_confusion,
    squeeze,
)
from receipt_desktop.extraction.rules.merchant.columns import (
    drop_repeated_company,
    split_columns,
)
from receipt_desktop.extraction.rules.merchant.features import has_company, measure_name
from receipt_desktop.extraction.rules.merchant.footer_names import HEAD_ROWS, find_footer_names
from receipt_desktop.extraction.rules.merchant.multi_row_names import (
    extract_name_part,
    join_name_rows,
)
from receipt_desktop.extraction.rules.merchant.name_words import clean_name, load_trade_words
from receipt_desktop.extraction.rules.merchant.page_context import (
    SENDER_SEPARATOR,
    PageContext,
    find_misread_chain,
)
from receipt_desktop.extraction.text.amounts import find_amounts
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow


def rank_merchants(rows: Sequence[TextRow], country: str | None = None) -> list[MerchantCandidate]:
    """Candidates for the name, best first."""
    names, page = find_candidates(rows, country)
    scored = [replace(name, score=_score(measure_name(name, page))) for name in names]
    spelled = [spell_name(name, page, names) for name in scored]
    judged = (
        replace(
            name,
            is_confirmed=_is_confirmed(name, page, spelled),
            is_contested=page.is_company_first and _is_above_company(name, spelled),
        )
        for name in spelled
    )
    return sorted(judged, key=lambda name: -name.score)


def _is_above_company(name: MerchantCandidate, names: Sequence[MerchantCandidate]) -> bool:
    """Whether the sign of a chain stands right above another company, which may run the shop."""
    if name.kind is not CandidateKind.HEAD or not match_chain(fold_text(name.text)):
        return False
    next_row = name.rows[-1].index + 1
    return any(
        other.has_legal_form and other.rows[0].index == next_row and not _is_same_firm(other, name)
        for other in names
    )


def _is_confirmed(
    name: MerchantCandidate, page: PageContext, names: Sequence[MerchantCandidate]
) -> bool:
    """Whether a chain or a web address in another row has exactly the letters of the name.

    Where companies count more than signs, the name of another company leaves it in doubt.
    """
    if page.is_company_first and any(
        other.has_legal_form and not _is_same_firm(other, name) for other in names
    ):
        return False
    letters = squeeze(name.text)
    elsewhere = {label.replace("-", "") for label, row in page.sites if row not in name.rows}
    if len(letters) > _MIN_LETTERS and any(letters in label for label in elsewhere):
        return True
    match = match_chain(fold_text(name.text))
    if match is None or not match.is_whole or match.is_misread or match.is_cut:
        return False
    return not match.chain.is_plain or match.chain in page.site_chains


def find_candidates(
    rows: Sequence[TextRow], country: str | None = None
) -> tuple[list[MerchantCandidate], PageContext]:
    """All candidates without a score, and what is known of the page."""
    head = [row for row in rows if row.page == rows[0].page][:HEAD_ROWS] if rows else []
    page = PageContext.from_rows(rows, head, country)
    names = _find_head_names([drop_repeated_company(row) for row in head], page)
    used = {row.index for name in names for row in name.rows}
    names += find_footer_names(rows, used, page)
    return [name for name in names if name.text], page


def _find_head_names(head: Sequence[TextRow], page: PageContext) -> list[MerchantCandidate]:
    names: list[MerchantCandidate] = []
    used: set[int] = set()
    order = 0
    for row in head:
        if row.index in used:
            continue
        if row is page.sender_row:
            text = clean_name(SENDER_SEPARATOR.split(row.text)[0])
            names.append(MerchantCandidate(text, (row,), CandidateKind.SENDER))
            continue
        columns = [column for column in _list_columns(row, page) if could_be_name(column)]
        names += [_make_candidate((column,), order, is_column=True) for column in columns]
        if row.index in page.sides:
            order += bool(columns)
            continue
        if could_be_name(row):
            joined = join_name_rows(row, head, page.height)
            names.append(_make_candidate(joined, order))
            used |= {r.index for r in joined}
        order += could_be_name(row) or bool(columns)
    return names


def _list_columns(row: TextRow, page: PageContext) -> Sequence[TextRow]:
    """The columns of a row without a price, and those that begin with a chain.

    Below the heads of seller and recipient side by side, the columns of the seller.
    """
    columns = () if has_no_name(row.folded) else split_columns(row)
    if row.index in page.sides:
        return [column for column in columns or (row,) if page.is_of_seller(column)]
    if not any(find_amounts(column.text) for column in columns):
        return columns
    return [column for column in columns if match_chain(column.folded)]


def _make_candidate(
    rows: tuple[TextRow, ...], order: int, *, is_column: bool = False
) -> MerchantCandidate:
    text = clean_name(" ".join(extract_name_part(row) for row in rows))
    return MerchantCandidate(
        text, rows, order=order, has_legal_form=has_company(rows), is_column=is_column
    )


def spell_name(
    name: MerchantCandidate, page: PageContext, others: Sequence[MerchantCandidate] = ()
) -> MerchantCandidate:
    """The candidate in the better spelling, when OCR has misread the logo.

    That of the chain, or of the web address or another row that has nearly the same letters.
    """
    match = match_chain(fold_text(name.text))
    if match and _prefers_chain(match, name):
        return replace(name, text=match.chain.name)
    if similar := find_misread_chain(squeeze(name.text), page):
        return replace(name, text=similar.name)
    clearer = next((other for other in others if _spells_better(other, name)), None)
    if clearer is None:
        return name
    is_site = clearer.kind is CandidateKind.SITE
    return replace(name, text=_space_letters(clearer.text, name) if is_site else clearer.text)


def _space_letters(letters: str, name: MerchantCandidate) -> str:
    """The letters of a web address with the blanks of the sign: "Minitoons" -> "Mini Toons"."""
    words = name.text.split()
    if len(words) < 2 or sum(map(len, words)) != len(letters):  # noqa: PLR2004 (one word has none)
        return letters
    ends = list(accumulate(map(len, words)))
    parts = [letters[end - len(word) : end] for word, end in zip(words, ends, strict=True)]
    return " ".join(part[:1].upper() + part[1:] for part in parts)


def _spells_better(other: MerchantCandidate, name: MerchantCandidate) -> bool:
    """Whether a clearer row, or a web address, has the same letters but for a misread one."""
    if name.kind is not CandidateKind.HEAD or name.rows[0].score > _DOUBTFUL_SCORE:
        return False
    lead = -_CLEARER if other.kind is CandidateKind.SITE else _CLEARER
    letters, own = squeeze(other.text), squeeze(name.text)
    if other.rows[0].score < name.rows[0].score + lead or len(letters) != len(own):
        return False
    different = sum(map(str.__ne__, letters, own))
    if len(own) <= _MIN_LETTERS or not different:
        return False
    is_alike = measure_confusion(own, letters) <= MAX_CONFUSED_SHARE * len(own)
    return different <= 1 + len(own) // 10 or (other.kind is CandidateKind.SITE and is_alike)


def _prefers_chain(match: ChainMatch, name: MerchantCandidate) -> bool:
    """Whether the name is cut off or doubtfully read, or a number follows: "Denny's #0141"."""
    doubtful = min(row.score for row in name.rows) < _CLEAR_SCORE
    printed = " ".join(row.text for row in name.rows)
    numbered = not match.is_whole and bool(re.search(r"\d", printed[len(match.chain.name) :]))
    return match.is_cut or (match.is_misread and doubtful) or (numbered and not name.has_legal_form)


def _passes_over_first_row(names: Sequence[MerchantCandidate]) -> bool:
    """Whether the second row at the top won although the first may be the sign."""
    best = names[0]
    is_sure = best.has_legal_form or best.is_confirmed
    if best.order != 1 or best.kind is not CandidateKind.HEAD or is_sure:
        return False
    return any(name.order == 0 and name.kind is CandidateKind.HEAD for name in names[1:3])


def _says_only_what_it_is(name: MerchantCandidate) -> bool:
    """Whether a name has only words of trades: "PIZZERIA RISTORANTE", whose name is elsewhere."""
    words = re.findall(r"[^\W\d_]+", fold_text(name.text))
    is_named = name.is_confirmed or name.has_legal_form
    return not is_named and bool(words) and load_trade_words().issuperset(words)


_TRADE_ALONE_FACTOR = 0.6
_SECOND_ROW_FACTOR = 0.75
_CONTESTED_FACTOR = 0.75
_DOUBTFUL_SCORE = 0.95
"""OCR score up to which a letter of a name may be misread."""
_CLEARER = 0.03
"""By how much the OCR score of the same name elsewhere is better; a web address may be as much
worse."""
_MIN_LETTERS = 4
_CLEAR_SCORE = 0.97
"""OCR score from which on a name that is nearly that of a chain is another name."""


@cache
def _load_weights() -> Mapping[str, float]:
    weights: Mapping[str, float] = load_facts("merchant_weights")["weights"]
    return weights


def _score(features: Mapping[str, float]) -> float:
    weights = _load_weights()
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def _is_same_firm(name: MerchantCandidate, best: MerchantCandidate) -> bool:
    """Whether the names are equal or one is the other with more words: "Goiko", "Goiko SL"."""
    short, long = sorted((squeeze(name.text), squeeze(best.text)), key=len)
    if len(short) > _MIN_LETTERS:
        return short in long
    return short == long or (best.is_confirmed and bool(short) and long.startswith(short))


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
    rivals = [math.exp(n.score - best) for n in names if not _is_same_firm(n, names[0])]
    share = 1 / (1 + sum(rivals) + math.exp(nothing - best))
    if _passes_over_first_row(names):
        share *= _SECOND_ROW_FACTOR
    if names[0].is_contested:
        share *= _CONTESTED_FACTOR
    if _says_only_what_it_is(names[0]):
        share *= _TRADE_ALONE_FACTOR
    if names[0].is_confirmed:
        return round(share, 3)
    usual = median(row.score for row in rows)
    score = min(row.score for row in names[0].rows)
    clearness = min(1.0, score / max(usual, 0.01)) * min(1.0, score + _SCORE_TOLERANCE)
    return round(share * clearness**2, 3)

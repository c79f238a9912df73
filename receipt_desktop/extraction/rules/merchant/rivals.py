"""Whether a name is confirmed by other rows, and which other names may be right instead."""

from __future__ import annotations

from collections.abc import Sequence

from receipt_desktop.extraction.rules.merchant.addresses import is_address
from receipt_desktop.extraction.rules.merchant.candidates import CandidateKind, MerchantCandidate
from receipt_desktop.extraction.rules.merchant.chain_signs import (
    begins_with,
    find_chain_of_site,
    find_numbered_chain,
)
from receipt_desktop.extraction.rules.merchant.chains import (
    match_chain,
    squeeze,
)
from receipt_desktop.extraction.rules.merchant.companies import is_company_of
from receipt_desktop.extraction.rules.merchant.name_words import legal_form_pattern
from receipt_desktop.extraction.rules.merchant.page_context import PageContext
from receipt_desktop.extraction.rules.merchant.rows_beside import MIN_LETTERS
from receipt_desktop.extraction.text.normalize import fold_text


def is_above_company(name: MerchantCandidate, names: Sequence[MerchantCandidate]) -> bool:
    """Whether the sign of a chain stands right above another company, which may run the shop."""
    if name.kind is not CandidateKind.HEAD or not match_chain(fold_text(name.text)):
        return False
    next_row = name.rows[-1].index + 1
    return any(
        other.has_legal_form and other.rows[0].index == next_row and not is_same_firm(other, name)
        for other in names
    )


def differs_from_labelled(
    name: MerchantCandidate, names: Sequence[MerchantCandidate], page: PageContext
) -> bool:
    """Whether a sign without a chain stands above another company behind a label of the seller."""
    is_sign = name.kind is CandidateKind.HEAD and not name.has_legal_form
    if not is_sign or name.rows[0].index in page.seller_rows or match_chain(fold_text(name.text)):
        return False
    labelled = (other for other in names if other.rows[0].index in page.seller_rows)
    return any(other.has_legal_form and not is_same_firm(other, name) for other in labelled)


def is_confirmed(
    name: MerchantCandidate, page: PageContext, names: Sequence[MerchantCandidate]
) -> bool:
    """Whether a chain or a web address in another row has exactly the letters of the name.

    Where companies count more than signs, the name of another company leaves it in doubt.
    """
    if name.is_guess:
        return False
    if page.is_company_first and any(
        other.has_legal_form and not is_same_firm(other, name) for other in names
    ):
        return False
    if find_numbered_chain(name.rows[0]) or _is_repeated_below(name, page):
        return True
    return _is_branch_of_site(name, page) or _is_site(name, page) or _is_printed_chain(name, page)


def _is_branch_of_site(name: MerchantCandidate, page: PageContext) -> bool:
    """Whether a sign begins with the chain whose web address is printed: "Jumbo Diemen"."""
    if name.kind is not CandidateKind.HEAD or name.has_legal_form:
        return False
    return find_chain_of_site(fold_text(name.text), page.site_chains) is not None


def _is_site(name: MerchantCandidate, page: PageContext) -> bool:
    """Whether a web address has the letters of the name, without a legal form exactly those."""
    letters, bare = squeeze(name.text), squeeze(legal_form_pattern().sub("", fold_text(name.text)))
    elsewhere = {label.replace("-", "") for label, row in page.sites if row not in name.rows}
    if len(bare) > MIN_LETTERS and bare in elsewhere:
        return True
    return len(letters) > MIN_LETTERS and any(letters in label for label in elsewhere)


def _is_printed_chain(name: MerchantCandidate, page: PageContext) -> bool:
    match = match_chain(fold_text(name.text))
    if match is None or match.is_misread or match.is_cut:
        return False
    if not (match.is_whole or is_company_of(match.chain.name, fold_text(name.text))):
        return False
    return not match.chain.is_plain or match.chain in page.site_chains


def _is_repeated_below(name: MerchantCandidate, page: PageContext) -> bool:
    """Whether a row right below a sign begins with the same words: "joker", "JOKER KIRKEVEIEN".

    Or the row right above it has nothing else: "burger joint", "Burger Joint".
    """
    letters, last = squeeze(name.text), name.rows[-1].index
    if name.kind is not CandidateKind.HEAD or len(letters) < MIN_LETTERS:
        return False
    if any(
        row.index == name.rows[0].index - 1 and squeeze(row.text) == letters for row in page.rows
    ):
        return not is_address(fold_text(name.text))
    below = (row for row in page.rows if last < row.index <= last + REPEATING_ROWS)
    return not is_address(fold_text(name.text)) and any(
        begins_with(row.folded, letters) and not is_address(row.folded) for row in below
    )


REPEATING_ROWS = 2
"""Rows below a sign that may have its name and the branch."""


def is_rival(name: MerchantCandidate, best: MerchantCandidate) -> bool:
    """Whether the name may be the right one instead; no advert at the foot below a sure sign."""
    if name.is_operator and match_chain(fold_text(best.text)):
        return False
    is_sign = best.is_confirmed and best.kind is CandidateKind.HEAD and not best.order
    is_advert = name.kind in {CandidateKind.LOGO, CandidateKind.SITE}
    return not (is_same_firm(name, best) or (is_sign and is_advert))


def is_same_firm(name: MerchantCandidate, best: MerchantCandidate) -> bool:
    """Whether the names are equal or one is the other with more words: "Goiko", "Goiko SL"."""
    short, long = sorted((squeeze(name.text), squeeze(best.text)), key=len)
    if len(short) > MIN_LETTERS:
        return short in long
    return short == long or (best.is_confirmed and bool(short) and long.startswith(short))

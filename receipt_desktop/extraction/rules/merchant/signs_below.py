"""The sign of the shop in the row below the company that runs it."""

from __future__ import annotations

import re

from receipt_desktop.extraction.rules.merchant.addresses import is_address
from receipt_desktop.extraction.rules.merchant.candidates import (
    CandidateKind,
    MerchantCandidate,
    could_be_name,
)
from receipt_desktop.extraction.rules.merchant.chains import find_leading_chain, squeeze
from receipt_desktop.extraction.rules.merchant.name_words import (
    has_legal_form,
    has_trade_word,
    is_registration,
    load_trade_words,
    names_owner,
    names_recipient,
    says_kind_of_shop,
)
from receipt_desktop.extraction.rules.merchant.page_context import PageContext
from receipt_desktop.extraction.rules.merchant.places import is_branch_or_town
from receipt_desktop.extraction.text.rows import TextRow


def has_sign_below(company: MerchantCandidate, page: PageContext) -> bool:
    """Whether the sign of a shop stands right below a company, where signs count as much.

    A known chain that is not in the company's own name, or a name with its trade above the
    address: "Ресторант Витоша" below "ХДК ТУРС ООД".
    """
    if page.is_company_first or not company.has_legal_form:
        return False
    if company.kind is not CandidateKind.HEAD or company.rows[0].index >= MAX_COMPANY_ROW:
        return False
    row = _find_row(page, company.rows[-1].index + 1)
    if row is None or not _may_be_sign(row):
        return False
    if says_kind_of_shop(row.folded):
        below = _find_row(page, row.index + 1)
        return below is not None and _is_lower_sign(below, company, page)
    return not _shares_name(row, company) and (
        find_leading_chain(row.folded) is not None or _is_named_trade(row, company, page)
    )


MAX_COMPANY_ROW = 3
"""Rows at the top in which the company above a sign stands."""


def _may_be_sign(row: TextRow) -> bool:
    if has_legal_form(row.folded) or names_owner(row.folded) or names_recipient(row.folded):
        return False
    return could_be_name(row) and not is_branch_or_town(row.folded, row.text)


def _is_lower_sign(row: TextRow, company: MerchantCandidate, page: PageContext) -> bool:
    is_own = _may_be_sign(row) and not _shares_name(row, company)
    return is_own and _is_above_address(row, page)


def _shares_name(row: TextRow, company: MerchantCandidate) -> bool:
    """Whether a company has a word of the row that is no trade, or the chain that begins it."""
    chain = find_leading_chain(row.folded)
    words = set(re.findall(r"[^\W\d_]{4,}", row.folded)) - load_trade_words()
    names = {squeeze(chain.name)} if chain else words
    return any(name in squeeze(company.text) for name in names)


def _is_named_trade(row: TextRow, company: MerchantCandidate, page: PageContext) -> bool:
    """Whether a row above the address has a trade and a name, and the company has no trade."""
    own, words = (re.findall(r"[^\W\d_]+", text) for text in (company.text.casefold(), row.folded))
    is_trade = has_trade_word(words) and not has_trade_word(own)
    return is_trade and _is_above_address(row, page)


def _is_above_address(row: TextRow, page: PageContext) -> bool:
    below = _find_row(page, row.index + 1)
    return below is not None and (is_address(below.folded) or is_registration(below.folded))


def _find_row(page: PageContext, index: int) -> TextRow | None:
    return next((row for row in page.rows if row.index == index), None)

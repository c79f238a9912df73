"""Names of merchants in the footer, in sentences and in web addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from receipt_desktop.extraction.rules.merchant.candidates import (
    MIN_SIMILARITY,
    CandidateKind,
    MerchantCandidate,
    could_be_name,
)
from receipt_desktop.extraction.rules.merchant.chain_sites import name_of_site
from receipt_desktop.extraction.rules.merchant.chains import ChainMatch, is_sure_chain, match_chain
from receipt_desktop.extraction.rules.merchant.chinese_invoices import find_invoice_sellers
from receipt_desktop.extraction.rules.merchant.cleaning import clean_name
from receipt_desktop.extraction.rules.merchant.japanese_mentions import find_japanese_mentions
from receipt_desktop.extraction.rules.merchant.korean_mentions import (
    find_korean_branches,
    find_korean_mentions,
)
from receipt_desktop.extraction.rules.merchant.mailed_receipts import find_mail_senders
from receipt_desktop.extraction.rules.merchant.mentioned_chains import (
    find_mentioned_chains,
    find_slogan_chains,
)
from receipt_desktop.extraction.rules.merchant.multi_row_names import (
    extract_name_part,
    join_name_rows,
)
from receipt_desktop.extraction.rules.merchant.name_words import has_legal_form, is_vendor
from receipt_desktop.extraction.rules.merchant.page_context import PageContext
from receipt_desktop.extraction.rules.merchant.service_rows import find_service_chains
from receipt_desktop.extraction.rules.merchant.thanked_chains import find_thanked_chains
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

HEAD_ROWS = 14
"""Rows at the top that may contain the name; the others are the footer."""


def find_footer_names(
    rows: Sequence[TextRow], used: set[int], page: PageContext
) -> list[MerchantCandidate]:
    """Companies, chains, logos and web addresses below, for receipts with a picture at the top.

    `used` are indexes of rows with a candidate.
    """
    found = _find_footer_companies(rows, used)[:_MAX_NAMES]
    found += [
        MerchantCandidate(text, (row,), CandidateKind.SENTENCE, has_legal_form=True)
        for row in rows[1:]
        for text in _find_in_sentence(row)
    ][:_MAX_NAMES]
    found += [
        MerchantCandidate(text, (row,), CandidateKind.INVOICE, has_legal_form=True)
        for text, row in find_invoice_sellers(rows)
    ]
    found += [
        MerchantCandidate(clean_name(text), (row,), CandidateKind.SENDER)
        for text, row in find_mail_senders(rows)
    ]
    found += _find_site_names(page)[:_MAX_NAMES]
    found += [
        MerchantCandidate(chain.name, (row,), CandidateKind.CHAIN)
        for chain, row in [
            *find_service_chains(rows[HEAD_ROWS:]),
            *find_thanked_chains(rows),
            *find_mentioned_chains(rows),
            *find_korean_mentions(rows),
            *find_japanese_mentions(rows),
        ]
    ][:_MAX_NAMES]
    found += [
        MerchantCandidate(chain.name, (row,), CandidateKind.CHAIN, is_guess=True)
        for chain, row in [*find_slogan_chains(rows), *find_korean_branches(rows)]
    ]
    return [*found, *_find_footer_chains(rows, used), *_find_footer_logos(rows, page.height)]


def find_taxed_names(
    names: Sequence[MerchantCandidate], page: PageContext
) -> list[MerchantCandidate]:
    """The chain whose tax number is printed, where no other name is that of a chain."""
    if any(match_chain(fold_text(name.text)) for name in names):
        return []
    return [
        MerchantCandidate(chain.name, (row,), CandidateKind.CHAIN)
        for chain, row in page.taxed_chains[:1]
    ]


def _find_footer_companies(rows: Sequence[TextRow], used: set[int]) -> list[MerchantCandidate]:
    found = []
    for row in rows[HEAD_ROWS:]:
        if row.index not in used and could_be_name(row) and has_legal_form(row.folded):
            text = clean_name(re.split(r", |  ", row.text)[0])
            short = len(text.split()) <= 6  # noqa: PLR2004 - longer ones are sentences
            if short and has_legal_form(fold_text(text)):
                found.append(
                    MerchantCandidate(text, (row,), CandidateKind.COMPANY, has_legal_form=True)
                )
    return found


def _find_site_names(page: PageContext) -> list[MerchantCandidate]:
    """The names in web addresses, a chain in its own spelling."""
    found: dict[str, MerchantCandidate] = {}
    for label, row in page.sites:
        chain = name_of_site(label)
        text = chain.name if chain else label.replace("-", " ").title()
        if chain or len(label) > 3:  # noqa: PLR2004
            found.setdefault(text, MerchantCandidate(text, (row,), CandidateKind.SITE))
    return list(found.values())


def _find_footer_chains(rows: Sequence[TextRow], used: set[int]) -> list[MerchantCandidate]:
    """Rows below the head that are a chain and nothing else; none of a list of chains.

    A bill of energy lists the shops where it can be paid.
    """
    found = []
    for row in rows[HEAD_ROWS:]:
        match = _match_foot(row) if row.index not in used else None
        ends_bracket = row.text.count(")") > row.text.count("(")
        if match and _is_certain(match) and not (is_vendor(row.folded) or ends_bracket):
            found.append(MerchantCandidate(match.chain.name, (row,), CandidateKind.CHAIN))
    return found[:_MAX_NAMES] if len({name.text for name in found}) < _MIN_LISTED else []


def _match_foot(row: TextRow) -> ChainMatch | None:
    """The chain that a row is, also before the number and place of a shop in a card slip."""
    first = fold_text(row.pieces[0].text)
    rest = row.folded.removeprefix(first)
    is_shop = bool(_SHOP.fullmatch(rest)) and is_sure_chain(first)
    return match_chain(first if is_shop else row.folded)


_SHOP = re.compile(r"\W+\d{3,5}(?:\W+[^\W\d_]{2,}){1,3}\W*")
""" "WOOLWORTHS   3105   SUNBURY   VIC"."""
_MIN_LISTED = 3


def _is_certain(match: ChainMatch) -> bool:
    return match.is_whole and not (match.is_misread or match.is_cut) and not match.chain.is_plain


def _find_footer_logos(rows: Sequence[TextRow], usual_height: float) -> list[MerchantCandidate]:
    """Names in letters more than twice the usual height, below the receipt."""
    found: list[MerchantCandidate] = []
    used: set[int] = set()
    for row in rows[HEAD_ROWS:]:
        large = row.height > _FOOT_LOGO * usual_height
        if row.index in used or not (large and could_be_name(row)):
            continue
        joined = join_name_rows(row, rows, usual_height)
        used |= {r.index for r in joined}
        text = clean_name(" ".join(extract_name_part(r) for r in joined))
        letters = "".join(re.findall(r"[^\W_]+", text.casefold()))
        is_repeated = any(
            fuzz.partial_ratio(letters, other.folded.replace(" ", "")) > MIN_SIMILARITY
            for other in rows
            if other.index not in used and len(other.text) >= len(letters) > 3  # noqa: PLR2004
        )
        if is_repeated:
            found.append(MerchantCandidate(text, joined, CandidateKind.LOGO))
    return found


def _find_in_sentence(row: TextRow) -> list[str]:
    """Companies named in running text: "... is sold by Acme Trains AG, 10117 Berlin".

    None beside an amount: "BANANAS KG 0,725 x 2,49".
    """
    if len(row.text) < _SENTENCE_LETTERS or row.amounts:
        return []
    found = _COMPANY.search(row.text)
    return [_find_front(row.text[: found.start()]) + found["name"]] if found else []


def _find_front(before: str) -> str:
    """The first words of a name that fills its column: "Luna Distribuidora de" "Energia S.A."."""
    front = _FRONT.search(before)
    return front["front"] if front else ""


_MAX_NAMES = 4
_SENTENCE_LETTERS = 45
_COMPANY = re.compile(
    r"(?<![\w&-])(?P<name>(?:[A-ZÄÖÜ][\w&'-]*\s){0,2}[A-ZÄÖÜ][\w&'-]*,?\s"
    r"(?:AG|GmbH|KG|Ltd|Limited|PLC|Inc|S\.A\.|SpA|AB|Oy|A/S))(?![\w-]| \d)"
)
_FRONT = re.compile(
    r"(?:^|  )(?P<front>[A-ZÀ-Þ][\w&'-]*\s"
    r"(?:(?:[A-ZÀ-Þ][\w&'-]*|de|do|da|dos|das|del|di|e|y)\s){0,4})$"
)
_FOOT_LOGO = 2.2

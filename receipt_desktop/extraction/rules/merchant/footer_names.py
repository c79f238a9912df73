"""Names of merchants in the footer, in sentences and in web addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from receipt_desktop.extraction.rules.merchant.candidates import (
    MIN_SIMILARITY,
    MerchantCandidate,
    could_be_name,
)
from receipt_desktop.extraction.rules.merchant.multi_row_names import (
    extract_name_part,
    join_name_rows,
)
from receipt_desktop.extraction.rules.merchant.name_words import (
    clean_name,
    has_legal_form,
    is_known_site,
    name_of_site,
)
from receipt_desktop.extraction.text.rows import TextRow

HEAD_ROWS = 14
"""Rows at the top that may contain the name; the others are the footer."""


def find_footer_names(
    rows: Sequence[TextRow], used: set[int], usual_height: float
) -> list[MerchantCandidate]:
    """Companies, logos and web addresses in the footer, for receipts with a picture at the top.

    `used` are indexes of rows with a candidate, `usual` is the usual height of letters in pixels.
    """
    found: list[MerchantCandidate] = []
    for row in rows[HEAD_ROWS:]:
        if row.index not in used and could_be_name(row) and has_legal_form(row.folded):
            text = clean_name(re.split(r", |  ", row.text)[0])
            short = len(text.split()) <= 6  # noqa: PLR2004 - longer ones are sentences
            if short and has_legal_form(text.casefold()):
                found.append(MerchantCandidate(text, (row,), _FOOTER_SCORE, has_legal_form=True))
    for row in rows[1:]:
        found += [
            MerchantCandidate(text, (row,), _FOOTER_SCORE, has_legal_form=True)
            for text in _find_in_sentence(row)
        ]
    for row in rows:
        if site := _SITE.search(row.folded):
            text = name_of_site(site["name"])
            if len(text) > 3:  # noqa: PLR2004
                score = _KNOWN_SITE_SCORE if is_known_site(site["name"]) else _WEB_SCORE
                found.append(MerchantCandidate(text, (row,), score, has_legal_form=False))
    return [*found[:_MAX_NAMES], *_find_footer_logos(rows, usual_height)]


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
            found.append(MerchantCandidate(text, joined, _FOOTER_LOGO_SCORE, has_legal_form=False))
    return found


def _find_in_sentence(row: TextRow) -> list[str]:
    """Companies named in running text: "... is sold by Acme Trains AG, 10117 Berlin"."""
    if len(row.text) < _SENTENCE_LETTERS:
        return []
    return [match["name"] for match in _COMPANY.finditer(row.text)][:1]


_MAX_NAMES = 4
_FOOTER_SCORE, _WEB_SCORE, _KNOWN_SITE_SCORE = 1.5, 1.0, 2.0
_SENTENCE_LETTERS = 45
_COMPANY = re.compile(
    r"(?<![\w&-])(?P<name>(?:[A-ZÄÖÜ][\w&'-]*\s){1,3}"
    r"(?:AG|GmbH|KG|Ltd|Limited|PLC|Inc|S\.A\.|SpA|AB|Oy|A/S))(?![\w-]| \d)"
)
_FOOT_LOGO = 2.2
_FOOTER_LOGO_SCORE = 2.6
_SITE = re.compile(r"www\.(?P<name>[a-z0-9-]+)\.[a-z]{2,3}\b")

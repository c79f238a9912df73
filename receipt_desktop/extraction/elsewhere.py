"""Names that stand elsewhere than at the top: in the foot, in sentences, in web addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from receipt_desktop.extraction.joining import join_name, name_part
from receipt_desktop.extraction.names import clean, has_legal_form, is_known_site, site_owner
from receipt_desktop.extraction.naming import ALIKE, Name, could_be_name
from receipt_desktop.extraction.rows import Row

HEAD = 14
"""The name stands in the first rows, or near the foot's company details."""


def names_elsewhere(rows: Sequence[Row], used: set[int], usual: float) -> list[Name]:
    """Companies and logos in the foot and names of web addresses, for heads that are a picture.

    `used` are the rows that already gave a name, `usual` is the height of usual letters.
    """
    found: list[Name] = []
    for row in rows[HEAD:]:
        if row.index not in used and could_be_name(row) and has_legal_form(row.folded):
            text = clean(re.split(r", |  ", row.text)[0])
            short = len(text.split()) <= 6  # noqa: PLR2004 - longer ones are sentences
            if short and has_legal_form(text.casefold()):
                found.append(Name(text, (row,), _FOOT, legal=True))
    for row in rows[1:]:
        found += [Name(text, (row,), _FOOT, legal=True) for text in _in_sentence(row)]
    for row in rows:
        if site := _SITE.search(row.folded):
            text = site_owner(site["name"])
            if len(text) > 3:  # noqa: PLR2004
                score = _KNOWN_SITE if is_known_site(site["name"]) else _WEB
                found.append(Name(text, (row,), score, legal=False))
    return [*found[:_MOST], *_logos_below(rows, usual)]


def _logos_below(rows: Sequence[Row], usual: float) -> list[Name]:
    """Names in letters more than twice the usual height, printed under the receipt."""
    found: list[Name] = []
    used: set[int] = set()
    for row in rows[HEAD:]:
        large = row.height > _FOOT_LOGO * usual
        if row.index in used or not (large and could_be_name(row)):
            continue
        joined = join_name(row, rows, usual)
        used |= {r.index for r in joined}
        text = clean(" ".join(name_part(r) for r in joined))
        plain = "".join(re.findall(r"[^\W_]+", text.casefold()))
        known = any(
            fuzz.partial_ratio(plain, other.folded.replace(" ", "")) > ALIKE
            for other in rows
            if other.index not in used and len(other.text) >= len(plain) > 3  # noqa: PLR2004
        )
        if known:
            found.append(Name(text, joined, _LOGO_BELOW, legal=False))
    return found


def _in_sentence(row: Row) -> list[str]:
    """Companies named in running text: "... is sold by Acme Trains AG, 10117 Berlin"."""
    if len(row.text) < _SENTENCE_LETTERS:
        return []
    return [match["name"] for match in _COMPANY.finditer(row.text)][:1]


_MOST = 4
_FOOT, _WEB, _KNOWN_SITE = 1.5, 1.0, 2.0
_SENTENCE_LETTERS = 45
_COMPANY = re.compile(
    r"(?<![\w&-])(?P<name>(?:[A-ZÄÖÜ][\w&'-]*\s){1,3}"
    r"(?:AG|GmbH|KG|Ltd|Limited|PLC|Inc|S\.A\.|SpA|AB|Oy|A/S))(?![\w-]| \d)"
)
_FOOT_LOGO = 2.2
_LOGO_BELOW = 2.6
_SITE = re.compile(r"www\.(?P<name>[a-z0-9-]+)\.[a-z]{2,3}\b")

"""The names in web and mail addresses that may be the merchant's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from receipt_desktop.extraction.facts.loader import join_alternatives, load_facts
from receipt_desktop.extraction.rules.country_numbers import is_top_level_domain
from receipt_desktop.extraction.rules.merchant.chain_sites import name_of_site
from receipt_desktop.extraction.rules.merchant.name_words import is_foreign_site, load_folded
from receipt_desktop.extraction.text.rows import TextRow

_SITE = re.compile(
    r"(?:(?P<start>www\.|@|https?:/?/?)|(?<![\w.]))(?P<name>[a-z0-9.-]*[a-z0-9-]{2,})"
    r"\.(?P<end>[a-z]{2,5})\b"
)
_GLUED_START = re.compile(r"^www(?=[a-z]{3})")
"""The beginning of an address whose point was not read: "wwwshop.com"."""
_MAKER = re.compile(
    r"\b(?:powere?d?|software|developed|designed)\s?by\b|\b(?:aplicativo|sistema|software) ?[:：]"
)
"""The maker of the till, whose web address often follows."""
_OFFICES = frozenset({"gov", "gou", "gob", "gouv", "govt", "go", "jus", "receita", "fazenda"})
"""Parts of the web addresses of authorities; "gou" is a misread one."""
_SECOND_LEVELS = frozenset({"com", "co", "net", "org", "gov", "edu", "ac", "or", "ne", "go", "gob"})


def find_sites(rows: Sequence[TextRow]) -> list[tuple[str, TextRow]]:
    """The registered name of each web and mail address that may be the merchant's own."""
    found = []
    for row in rows:
        if _MAKER.search(row.folded):
            continue
        for match in _SITE.finditer(row.folded):
            if not (match["start"] or _is_bare_site(match, row.folded)):
                continue
            label = _GLUED_START.sub("", _registered_label(match["name"]))
            if len(label) > 1 and label.strip("0123456789-") and not is_foreign_site(label):
                found.append((label, row))
    return [(label, row) for label, row in found if not _is_of_others(label, row.folded)]


def _is_of_others(label: str, folded: str) -> bool:
    """Whether an address that is no chain's is that of a buyer, a cashier, or for jobs.

    "Order #2094 for ml646@duke.edu", "Apply at www.mcstate.com".
    """
    if name_of_site(label):
        return False
    return bool(_others_pattern().search(folded))


@cache
def _others_pattern() -> re.Pattern[str]:
    facts = load_facts("names")
    jobs, people = (join_alternatives(facts[key]) for key in ("job", "mail_of"))
    return re.compile(rf"(?<!\w)(?:{jobs})(?!\w)|(?<!\w)(?:{people}) ?[:：]? ?[\w.+-]+@")


def _is_bare_site(match: re.Match[str], folded: str) -> bool:
    """Whether a text without "www." is a web address: neither "Trns.ID:" nor "S.S.FILL.ST"."""
    is_label = re.match(r" ?[:：]", folded[match.end() :])
    has_initials = any(len(label) == 1 for label in match["name"].split("."))
    return is_top_level_domain(match["end"]) and not (is_label or has_initials)


def _registered_label(host: str) -> str:
    """The name before the ending: "shop" of "www.shop.co" and "www.shop".

    Also "shop" of "shop.coupons.com", which has pages of many shops; none of an authority's host.
    """
    labels = host.split(".")
    if _OFFICES.intersection(labels[1:]):
        return ""
    if len(labels) > 1 and labels[-1] in _SECOND_LEVELS:
        labels.pop()
    if len(labels) > 1 and labels[-1] in load_folded("shared_sites") and labels[-2] != "www":
        labels.pop()
    return labels[-1]

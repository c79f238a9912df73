"""Facts about the whole receipt that decide between names of merchants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from receipt_desktop.extraction.facts.loader import get_country_fact
from receipt_desktop.extraction.rules.merchant.addresses import (
    address_strength,
    ends_address,
)
from receipt_desktop.extraction.rules.merchant.name_words import (
    has_legal_form,
    is_registration,
)
from receipt_desktop.extraction.text.rows import TextRow


@dataclass(frozen=True, slots=True)
class PageContext:
    """Facts about the whole receipt for the score of names."""

    rows: Sequence[TextRow]
    height: float
    """Usual height of letters in pixels."""
    web_domains: tuple[str, ...]
    address_row: int
    """Index of the first row with an address; the number of rows without one."""
    is_company_first: bool
    """Whether receipts of the country show the company rather than the shop's sign as the name."""
    sender_row: TextRow | None
    """The sender line of a letter: "Name - Street 1 - 12345 City"."""

    def precedes_address(self, row: TextRow) -> bool:
        """Whether a row below a name counts for an address that follows.

        The company below a sign and remarks, which may come between, do not count.
        """
        legal = has_legal_form(row.folded)
        return not is_remark(row) and (self.is_company_first or not legal)

    @classmethod
    def from_rows(
        cls, rows: Sequence[TextRow], head: Sequence[TextRow], country: str | None
    ) -> PageContext:
        text = " ".join(row.folded for row in rows)
        domains = re.findall(r"(?:www\.|@|//)?([a-z0-9-]{4,})\.[a-z]{2,3}\b", text)
        address = next((r.index for r in head if r.index and _is_surely_address(r)), len(rows))
        height = median(row.height for row in rows) if rows else 1.0
        sender = next((row for row in head if _is_sender_line(row)), None)
        company = country is None or bool(get_country_fact(country, "company_first", default=False))
        return cls(rows, max(1.0, height), tuple(domains), address, company, sender)


def _is_surely_address(row: TextRow) -> bool:
    return (
        address_strength(row.folded) >= 1
        and not ends_address(row.folded)
        and not has_legal_form(row.folded)
    )


SENDER_SEPARATOR = re.compile(r"\s+[-–·•|]\s+|\s*[·•|]\s*")


def _is_sender_line(row: TextRow) -> bool:
    parts = SENDER_SEPARATOR.split(row.text)
    if re.search(r"\d", parts[0]):
        return False
    return len(parts) > 2 and address_strength(row.folded) >= 1  # noqa: PLR2004 - name, street, city


def is_remark(row: TextRow) -> bool:
    """Whether the whole row is in brackets and no company: "(Sole proprietorship)"."""
    bracketed = row.text.startswith("(") and row.text.rstrip().endswith(")")
    return bracketed and not has_legal_form(row.folded) and not is_registration(row.folded)

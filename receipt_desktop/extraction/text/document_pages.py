"""Which pages of a document are the invoice: no letter, general terms, order or delivery note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from receipt_desktop.domain.page import Line
from receipt_desktop.extraction.facts.loader import compile_any_word, join_alternatives, load_facts
from receipt_desktop.extraction.text.amount_labels import label_row_amounts
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount
from receipt_desktop.extraction.text.rows import TextRow, build_rows

HEADING_ROWS = 6
"""Rows at the top of a page that may name general terms."""
HEADING_WORDS = 8
"""A heading has no more words."""
PROSE_WORDS = 7
"""A row with so many words and no amount is a sentence."""
PROSE_SHARE = 0.4
"""Share of the rows that are sentences on a page of terms."""
LETTER_AMOUNTS = 2
"""A letter may name the amount of its invoice, and a reference."""
TOTALS = frozenset({AmountRole.TOTAL, AmountRole.TOTAL_INCL})
_SUMS = TOTALS | {AmountRole.ROUNDED}


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page of a document says."""

    page: int
    amounts: int
    """The number of rows with an amount."""
    has_total: bool
    is_letter: bool
    """Whether it has the salutation or the closing words of a letter."""
    is_terms: bool
    """Whether it is mostly sentences, below a heading of general terms."""

    is_order: bool
    """Whether it is headed as an order or a delivery note."""
    total: Decimal
    """The largest amount labelled as a total; 0 without one."""
    is_fee: bool
    """Whether it charges nothing but the fee of an agent: "Convenience Fee  30.66"."""

    @property
    def is_invoice(self) -> bool:
        """Whether it has a total and further amounts."""
        return self.has_total and self.amounts >= LETTER_AMOUNTS and not self.is_order


def keep_invoice_pages(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without pages that only accompany an invoice, if another page is one."""
    if len({line.page for line in lines}) < 2:  # noqa: PLR2004 (a single page is kept)
        return lines
    rows = build_rows(lines)
    pages = [_describe_page(page, rows) for page in dict.fromkeys(row.page for row in rows)]
    if not any(page.is_invoice for page in pages):
        return lines
    dropped = {page.page for page in pages if page.is_terms or page.is_order or _accompanies(page)}
    dropped |= {page.page for number, page in enumerate(pages) if _is_part(page, pages[:number])}
    return [line for line in lines if line.page not in dropped]


def _accompanies(page: PageContent) -> bool:
    """Whether a page is a letter to an invoice on another page."""
    return page.is_letter and not page.is_invoice and page.amounts <= LETTER_AMOUNTS


def _is_part(page: PageContent, before: Sequence[PageContent]) -> bool:
    """Whether a page is the invoice of a fee that the total of a page before it holds.

    So end the documents of rides and of meals that are brought: bill, then invoice of the agent.
    """
    return page.is_fee and any(other.is_invoice and other.total > page.total for other in before)


def _describe_page(number: int, rows: Sequence[TextRow]) -> PageContent:
    on_page = [row for row in rows if row.page == number]
    labelled = [amount for row in on_page for amount in label_row_amounts(row)]
    sentences = sum(len(row.text.split()) >= PROSE_WORDS for row in on_page)
    return PageContent(
        number,
        amounts=len({amount.row.index for amount in labelled}),
        has_total=any(amount.role in TOTALS for amount in labelled),
        is_letter=any(_is_letter_row(row) for row in on_page),
        is_terms=sentences >= PROSE_SHARE * len(on_page)
        and any(_is_terms_heading(row) for row in on_page[:HEADING_ROWS]),
        is_order=any(_is_order_heading(row) for row in on_page[:HEADING_ROWS]),
        total=max((abs(a.amount.value) for a in labelled if a.role in _SUMS), default=Decimal(0)),
        is_fee=_charges_fee(labelled),
    )


def _charges_fee(labelled: Sequence[LabelledAmount]) -> bool:
    """Whether there are prices, and all of them are of fees."""
    prices = [a for a in labelled if a.role is AmountRole.NONE and _HAS_WORDS.search(a.label)]
    return bool(prices) and all(compile_any_word("tax", "fee").search(a.row.folded) for a in prices)


_HAS_WORDS = re.compile(r"[^\W\d_]{3}")


def _is_letter_row(row: TextRow) -> bool:
    return bool(
        _compile_words("salutation").match(row.folded)
        or _compile_words("closing").match(row.folded)
    )


def _is_terms_heading(row: TextRow) -> bool:
    return len(row.text.split()) <= HEADING_WORDS and bool(
        _compile_words("terms").search(row.folded)
    )


def _is_order_heading(row: TextRow) -> bool:
    return bool(_compile_words("order").fullmatch(row.folded.strip(" :")))


@cache
def _compile_words(table: str) -> re.Pattern[str]:
    """The words of a table of `facts/letters.toml`, in all languages, as whole words."""
    words = [word for words in load_facts("letters")[table].values() for word in words]
    return re.compile(rf"(?<!\w)(?:{join_alternatives(words)})(?!\w)")

"""Facts about the whole receipt that decide between names of merchants."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from receipt_desktop.extraction.facts.loader import get_country_fact
from receipt_desktop.extraction.rules.merchant.addresses import (
    address_strength,
    ends_address,
    states_time,
)
from receipt_desktop.extraction.rules.merchant.buyer_rows import (
    RECIPIENT_ROWS,
    find_buyers,
    list_recipient_rows,
    names_seller_beside,
)
from receipt_desktop.extraction.rules.merchant.candidates import is_column_head
from receipt_desktop.extraction.rules.merchant.chain_operators import find_operated_chains
from receipt_desktop.extraction.rules.merchant.chain_sites import name_of_site
from receipt_desktop.extraction.rules.merchant.chain_tax_numbers import find_taxed_chains
from receipt_desktop.extraction.rules.merchant.chains import (
    MIN_MISREAD_LETTERS,
    Chain,
    find_leading_chain,
    name_in_latin,
    squeeze,
)
from receipt_desktop.extraction.rules.merchant.confusion import measure_confusion
from receipt_desktop.extraction.rules.merchant.listed_items import find_listed_items
from receipt_desktop.extraction.rules.merchant.name_words import (
    announces_owner,
    announces_seller,
    has_legal_form,
    is_registration,
    names_recipient,
    says_kind_of_shop,
)
from receipt_desktop.extraction.rules.merchant.seller_places import list_rows_of_sellers
from receipt_desktop.extraction.rules.merchant.thanked_chains import find_card_chains
from receipt_desktop.extraction.rules.merchant.titles import is_title
from receipt_desktop.extraction.rules.merchant.web_sites import find_sites
from receipt_desktop.extraction.text.amounts import find_amounts
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

OWNER_ROWS = 3
"""Rows below "Owned by" that may be the name of a company."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """Facts about the whole receipt for the score of names."""

    rows: Sequence[TextRow]
    height: float
    """Usual height of letters in pixels."""
    sites: tuple[tuple[str, TextRow], ...]
    """The names in web and mail addresses ("shop" of "www.shop.co.uk") and their rows."""
    site_chains: frozenset[Chain]
    """Chains whose web or mail address, tax number, company, card or slogan is printed."""
    taxed_chains: tuple[tuple[Chain, TextRow], ...]
    """Chains whose tax number is printed, and the rows."""
    address_row: int
    """Index of the first row with an address; the number of rows without one."""
    amount_row: int
    """Index of the first row with an amount; the number of rows without one."""
    items_row: int
    """Index of the first row with the heads of columns; the number of rows without one."""
    listed_items: frozenset[int]
    """Indexes of the rows that name an article."""
    is_company_first: bool
    """Whether receipts of the country show the company rather than the shop's sign as the name."""
    sender_row: TextRow | None
    """The sender line of a letter: "Name - Street 1 - 12345 City"."""
    recipient_rows: frozenset[int]
    """Indexes of the rows below "Bill to:"."""
    buyers: frozenset[str]
    """The letters of the names behind labels of the buyer."""
    seller_rows: frozenset[int]
    """Indexes of the rows below "Seller:" and of those that begin with it."""

    owner_rows: frozenset[int]
    """Indexes of the rows below "Owned by", up to the company."""
    sides: Mapping[int, tuple[int, int]]
    """Left edges in pixels of seller and recipient, for the rows below both: "Seller    Buyer"."""
    printed_chains: frozenset[Chain]
    """Chains that begin a piece of some row."""
    blur: float
    """How badly the page was read: 0 for a mean OCR score of 0.97 and more, 1 for 0.82."""

    def is_of_seller(self, column: TextRow) -> bool:
        """Whether a column is below the head of the seller rather than below the recipient's."""
        seller, recipient = self.sides[column.index]
        return abs(column.box.x - seller) < abs(column.box.x - recipient)

    def precedes_address(self, row: TextRow) -> bool:
        """Whether a row below a name counts for an address that follows.

        The company below a sign, remarks and the kind of shop may come between and do not count.
        """
        legal = has_legal_form(row.folded)
        if row.index in self.owner_rows or announces_owner(row.folded):
            return False
        if says_kind_of_shop(row.folded):
            return False
        return not is_remark(row) and (self.is_company_first or not legal)

    @classmethod
    def from_rows(
        cls, rows: Sequence[TextRow], head: Sequence[TextRow], country: str | None
    ) -> PageContext:
        """The facts about these rows, of which `head` may contain the name."""
        sites = tuple(find_sites(rows))
        taxed = tuple(find_taxed_chains(rows, country))
        chains = [*(name_of_site(label) for label, _ in sites), *(chain for chain, _ in taxed)]
        chains += [*find_operated_chains(head), *(chain for chain, _ in find_card_chains(rows))]
        address = next((r.index for r in head if r.index and _is_surely_address(r)), len(rows))
        amount = next((r.index for r in rows if find_amounts(r.text)), len(rows))
        heads = next((r.index for r in rows if is_column_head(r.folded)), len(rows))
        company = country is None or bool(get_country_fact(country, "company_first", default=False))
        return cls(
            rows,
            max(1.0, median(row.height for row in rows) if rows else 1.0),
            sites,
            frozenset(chain for chain in chains if chain),
            taxed,
            address,
            amount,
            heads,
            find_listed_items(rows),
            company,
            next((row for row in head if _is_sender_line(row)), None),
            frozenset(list_recipient_rows(rows)),
            find_buyers(rows),
            frozenset([*_list_seller_rows(rows), *list_rows_of_sellers(rows, country)]),
            frozenset() if company else frozenset(_list_owner_rows(rows)),
            _find_sides(rows),
            _find_printed_chains(rows),
            _measure_blur(rows),
        )


def _find_printed_chains(rows: Sequence[TextRow]) -> frozenset[Chain]:
    chains = (find_leading_chain(fold_text(piece.text)) for row in rows for piece in row.pieces)
    found = {chain for chain in chains if chain}
    latin = map(name_in_latin, found)
    return frozenset(found | {chain for chain in latin if chain})


def _measure_blur(rows: Sequence[TextRow]) -> float:
    mean = sum(row.score for row in rows) / max(1, len(rows))
    return max(0.0, min(1.0, (0.97 - mean) / 0.15))


def _list_seller_rows(rows: Sequence[TextRow]) -> list[int]:
    """Rows that begin with a label of the seller, and those below one that only announces him."""
    named = [row.index for row in rows if names_seller_beside(row)]
    below = [row.index + 1 for row in rows if _announces_seller_beside(row)]
    return [*named, *below]


def _announces_seller_beside(row: TextRow) -> bool:
    return any(announces_seller(fold_text(piece.text)) for piece in row.pieces)


def _list_owner_rows(rows: Sequence[TextRow]) -> list[int]:
    """Rows below one that only announces the owner, if a company ends them."""
    found: list[int] = []
    for position, row in enumerate(rows):
        below = rows[position + 1 : position + 1 + OWNER_ROWS]
        end = next((n for n, one in enumerate(below) if has_legal_form(one.folded)), None)
        if position and announces_owner(row.folded) and end is not None:
            found += [one.index for one in below[: end + 1]]
    return found


def _find_sides(rows: Sequence[TextRow]) -> Mapping[int, tuple[int, int]]:
    sides: dict[int, tuple[int, int]] = {}
    for row in rows:
        folded = [(fold_text(piece.text), piece.box.x) for piece in row.pieces]
        sellers = [x for text, x in folded if announces_seller(text)]
        recipients = [x for text, x in folded if names_recipient(text)]
        if sellers and recipients:
            below = range(row.index + 1, row.index + 1 + RECIPIENT_ROWS)
            sides |= dict.fromkeys(below, (sellers[0], recipients[0]))
    return sides


def _is_surely_address(row: TextRow) -> bool:
    return (
        address_strength(row.folded) >= 1
        and not ends_address(row.folded)
        and not states_time(row.folded)
        and not is_title(row.folded)
        and not has_legal_form(row.folded)
    )


SENDER_SEPARATOR = re.compile(r"\s+[-–·•|]\s+|\s*[·•|]\s*")


def _is_sender_line(row: TextRow) -> bool:
    parts = SENDER_SEPARATOR.split(row.text)
    if re.search(r"\d", parts[0]):
        return False
    is_address = address_strength(row.folded) >= 1 or has_legal_form(fold_text(parts[0]))
    return len(parts) > 2 and is_address  # noqa: PLR2004 - name, street, city


def is_remark(row: TextRow) -> bool:
    """Whether the whole row is in brackets and no company: "(Sole proprietorship)"."""
    bracketed = row.text.startswith("(") and row.text.rstrip().endswith(")")
    return bracketed and not has_legal_form(row.folded) and not is_registration(row.folded)


def find_misread_chain(letters: str, row: TextRow, page: PageContext) -> Chain | None:
    """The chain whose web address is printed and whose name has nearly these letters.

    In a sign of large letters also a chain that some other row begins with.
    """
    sites = (c for c in page.site_chains if _is_misreading(letters, c, MAX_MISREAD_SHARE))
    if chain := next(sites, None) or _find_misread_word(row, page):
        return chain
    if row.height < SIGN_HEIGHT * page.height:
        return None
    signs = (c for c in page.printed_chains if _is_misreading(letters, c, MAX_MISREAD_SIGN_SHARE))
    return next(signs, None)


def _find_misread_word(row: TextRow, page: PageContext) -> Chain | None:
    """The chain of a web address behind the kind of the shop: "Restaurant HcDonald's Vienne"."""
    first, *words = row.text.split() or [""]
    if not says_kind_of_shop(fold_text(first)):
        return None
    names = [squeeze("".join(words[:count])) for count in range(1, len(words) + 1)]
    return next((chain for chain in page.site_chains if _is_any_misread(names, chain)), None)


def _is_any_misread(names: Sequence[str], chain: Chain) -> bool:
    long = (name for name in names if len(name) >= MIN_MISREAD_LETTERS)
    return any(_is_misreading(name, chain, MAX_MISREAD_WORD_SHARE) for name in long)


def _is_misreading(letters: str, chain: Chain, share: float) -> bool:
    """Whether most letters are right, counting look-alikes for the most part."""
    key = squeeze(chain.name)
    if letters == key or abs(len(letters) - len(key)) > 1 + len(key) // 5:
        return False
    return measure_confusion(letters, key) <= share * len(key)


SIGN_HEIGHT = 1.4
"""Height of the letters of a sign, divided by the usual height."""
MAX_MISREAD_SHARE = 0.34
"""Cost of the confused letters of a sign whose web address is printed, as a share of the name."""
MAX_MISREAD_WORD_SHARE = 0.12
"""The same for words behind the kind of the shop."""
MAX_MISREAD_SIGN_SHARE = 0.25
"""The same for a sign whose name is printed in another row."""

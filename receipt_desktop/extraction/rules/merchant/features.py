"""What speaks for and against a candidate for the merchant's name, as numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from receipt_desktop.extraction.rules.merchant.addresses import (
    address_strength,
    ends_address,
    is_address,
)
from receipt_desktop.extraction.rules.merchant.blemishes import POOR_SCORE, measure_blemishes
from receipt_desktop.extraction.rules.merchant.buyer_rows import announces_recipient
from receipt_desktop.extraction.rules.merchant.candidates import (
    CandidateKind,
    MerchantCandidate,
    could_be_name,
)
from receipt_desktop.extraction.rules.merchant.chain_signs import (
    find_chain_of_site,
    find_numbered_chain,
    strip_first_words,
)
from receipt_desktop.extraction.rules.merchant.chains import (
    ChainMatch,
    find_leading_chain,
    match_chain,
    squeeze,
)
from receipt_desktop.extraction.rules.merchant.cleaning import join_spaced_letters
from receipt_desktop.extraction.rules.merchant.company_features import (
    measure_buyer,
    measure_company,
)
from receipt_desktop.extraction.rules.merchant.echoes import measure_echoes
from receipt_desktop.extraction.rules.merchant.name_words import (
    has_legal_form,
    has_trade_word,
    is_registration,
    is_sentence,
    is_vendor,
    names_owner,
    names_recipient,
    says_kind_of_shop,
)
from receipt_desktop.extraction.rules.merchant.page_context import (
    SIGN_HEIGHT,
    PageContext,
    find_misread_chain,
    is_remark,
)
from receipt_desktop.extraction.rules.merchant.places import is_branch_or_town
from receipt_desktop.extraction.rules.merchant.rows_below import is_town, opens_slogan
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

Features = Mapping[str, float]


def measure_name(candidate: MerchantCandidate, page: PageContext) -> dict[str, float]:
    """The features of a candidate by name; all are 0 for a name of which nothing is known."""
    first = candidate.rows[0]
    folded = fold_text(candidate.text)
    words = re.findall(r"[^\W_]+", join_spaced_letters(folded))
    is_listed = candidate.kind is CandidateKind.CHAIN  # spelled as the chain does, not as read
    return {
        **_measure_place(candidate, page),
        **measure_company(candidate, words, page),
        **_measure_chain(_match_sign(candidate, folded, page), page),
        **measure_echoes("".join(words), candidate.rows[-1], page),
        **_measure_kind_of_shop(candidate, words, page),
        **_measure_exclusions(candidate, words, page),
        **measure_buyer(candidate, page),
        **({} if is_listed else measure_blemishes(candidate.text, words, first)),
        "lower": float(candidate.text[:1].islower() and not _is_small_sign(candidate, page)),
    }


def _measure_place(candidate: MerchantCandidate, page: PageContext) -> dict[str, float]:
    first, last = candidate.rows[0], candidate.rows[-1]
    end = last.index + _is_above_branch(candidate, page)
    after = next((row for row in page.rows if row.index > end and page.precedes_address(row)), None)
    is_head = candidate.kind is CandidateKind.HEAD
    is_seller = is_head and _is_chain_above_tax_id(candidate, page)
    below_address = is_head and first.index > page.address_row and not is_seller
    return {
        f"kind_{candidate.kind}": float(not is_head),
        "first": float(is_head and candidate.order == 0),
        "second": float(is_head and candidate.order == 1),
        "third": float(is_head and candidate.order == 2),  # noqa: PLR2004
        "fourth": float(is_head and candidate.order == 3),  # noqa: PLR2004
        "depth": float(is_head) * min(10.0, max(0, first.index - 6)) / 10,
        "large": min(1.0, max(0.0, first.height / page.height - 1.2)),
        "small": float(first.height < 0.8 * page.height),
        "above_address": float(
            is_head
            and after is not None
            and (is_address(after.folded) or is_registration(after.folded))
        ),
        "near_address": float(
            is_head
            and any(is_address(row.folded) for row in page.rows[last.index + 1 : last.index + 4])
        ),
        "registered": float(is_seller or (is_head and _is_registered(last, page))),
        "below_address": float(below_address),
        "below_amount": float(is_head and first.index > page.amount_row),
        "below_heads": float(
            is_head and first.index > page.items_row and not candidate.has_legal_form
        ),
        "item": _measure_item(candidate, page),
        "later_page": float(is_head and first.page != page.rows[0].page),
        "column": float(candidate.is_column),
    }


def _measure_item(candidate: MerchantCandidate, page: PageContext) -> float:
    """1 for the row of an article, 2 for one that looks like a company: "NARANCS KG"."""
    is_item = candidate.kind in _ROW_KINDS and candidate.rows[0].index in page.listed_items
    return float(is_item) * (1.0 + candidate.has_legal_form)


_ROW_KINDS = {CandidateKind.HEAD, CandidateKind.COMPANY, CandidateKind.SENTENCE}
"""Names that are what a row says, whatever it is."""


def _measure_kind_of_shop(
    candidate: MerchantCandidate, words: Sequence[str], page: PageContext
) -> dict[str, float]:
    """What does not count for the kind of shop below its sign: "Restaurant" below "ILIO'S".

    Nor for one word of a trade alone, the rest of whose sign was not read: "supermarkten".
    """
    first = candidate.rows[0]
    above = next((row for row in page.rows if row.index == first.index - 1), None)
    if candidate.has_legal_form or not says_kind_of_shop(fold_text(candidate.text)):
        return {}
    ignored = {"above_address": 0.0, "near_address": 0.0, "trade": 0.0}
    is_first = candidate.kind is CandidateKind.HEAD and not candidate.order
    if len(words) == 1 and is_first:
        return {**ignored, "site": 0.0, "site_like": 0.0, "repeated": 0.0, "trade_alone": 1.0}
    is_below_sign = above is not None and above.score >= POOR_SCORE and _may_be_sign(above)
    return ignored if is_below_sign else {}


def _may_be_sign(row: TextRow) -> bool:
    return could_be_name(row) and not (is_sentence(row.text) or is_vendor(row.folded))


def _is_above_branch(candidate: MerchantCandidate, page: PageContext) -> bool:
    """Whether a first row with a trade stands above one in the same letters: the branch."""
    first = candidate.rows[0]
    below = next((row for row in page.rows if row.index == candidate.rows[-1].index + 1), None)
    if first.index or below is None or page.is_company_first or has_legal_form(below.folded):
        return False
    is_alike = abs(first.height - below.height) <= _SAME_HEIGHT * first.height
    return is_alike and has_trade_word(candidate.text.casefold().split())


_SAME_HEIGHT = 0.1


def _is_chain_above_tax_id(candidate: MerchantCandidate, page: PageContext) -> bool:
    """Whether the company of a chain stands a few rows above a tax number: the seller's.

    The address of the shop may stand above it, but not the sign of another chain.
    """
    chain = find_leading_chain(fold_text(candidate.text)) if candidate.has_legal_form else None
    last = candidate.rows[-1].index
    below = [row.folded for row in page.rows if last < row.index <= last + _TAX_ID_ROWS]
    return chain is not None and page.printed_chains <= {chain} and any(map(_has_tax_id, below))


def _has_tax_id(folded: str) -> bool:
    digits = len(re.findall(r"\d", folded))
    return digits >= _TAX_ID_DIGITS and ends_address(folded) and not _PHONE.match(folded)


_TAX_ID_ROWS, _TAX_ID_DIGITS = 3, 8
_PHONE = re.compile(r"\W*(?:te?l|phone|fax|ph|hp|h/p|mob|whatsapp|\+?\d)")


def _is_registered(row: TextRow, page: PageContext) -> bool:
    """Whether the register number of a company stands below a name, or beside it in Japan.

    "(0005583085-K)" in a row of its own, "T1010001092605".
    """
    if _INVOICE_NUMBER.search(row.folded):
        return True
    below = next((one for one in page.rows if one.index == row.index + 1), None)
    return below is not None and bool(_REGISTER_NUMBER.fullmatch(below.folded))


_INVOICE_NUMBER = re.compile(r"(?<!\w)t\d{13}(?!\d)")
"""The number of a registered seller in Japan."""
_REGISTER_NUMBER = re.compile(r"\W*(?:[a-z]{1,3}\W?)?\d{5,12} ?- ?[a-z]\W*")


def _match_sign(candidate: MerchantCandidate, folded: str, page: PageContext) -> ChainMatch | None:
    """The chain that the name is, begins with, or has been misread for.

    The last only where signs count as much as companies.
    """
    match = match_chain(folded)
    if match is None and (known := find_chain_of_site(folded, page.site_chains)):
        return ChainMatch(known, is_whole=False)
    if match or page.is_company_first:
        return match
    if numbered := find_numbered_chain(candidate.rows[0]):
        return ChainMatch(numbered, is_whole=True)
    chain = find_misread_chain(squeeze(candidate.text), candidate.rows[0], page)
    return ChainMatch(chain, is_whole=True, is_misread=True) if chain else None


def _measure_chain(match: ChainMatch | None, page: PageContext) -> dict[str, float]:
    if match is None:
        return {}
    agrees = match.chain in page.site_chains
    sure = match.is_whole and not (match.is_misread or match.is_cut)
    return {
        "chain": float(sure and not match.chain.is_plain),
        "chain_plain": float(sure and match.chain.is_plain),
        "chain_begins": float(not match.is_whole and not match.is_misread),
        "chain_misread": float(match.is_misread or match.is_cut),
        "chain_site": float(agrees),
    }


def _measure_exclusions(
    candidate: MerchantCandidate, words: Sequence[str], page: PageContext
) -> dict[str, float]:
    first = candidate.rows[0]
    above = next((row for row in page.rows if row.index == first.index - 1), None)
    below_sender = (
        page.sender_row is not None and 0 < first.index - page.sender_row.index < 4  # noqa: PLR2004
    )
    is_own = _is_glued_title(first) or _is_firm(first)
    addressed = (names_recipient(first.folded) and not is_own) or (
        above is not None and announces_recipient(above)
    )
    is_site = candidate.kind is CandidateKind.SITE
    place = first.index and not (has_trade_word(words) or candidate.is_column or is_site)
    return {
        "recipient": float(below_sender or (addressed and not candidate.has_legal_form)),
        "owner": float(
            names_owner(first.folded) or is_remark(first) or first.index in page.owner_rows
        ),
        "place": float(bool(place) and is_branch_or_town(first.folded, first.text)),
        "page_blurred": page.blur,
        "vendor": float(is_vendor(fold_text(candidate.text))),
        "address": 0.0 if _is_shop_at_square(candidate, words) else _measure_address(candidate),
        "sentence": float(_is_sentence(candidate, page)),
        "town": float(is_town(candidate, page)),
    }


def _is_sentence(candidate: MerchantCandidate, page: PageContext) -> bool:
    is_alone = is_sentence(candidate.text) or opens_slogan(candidate, page)
    return is_alone and not candidate.has_legal_form


_GLUED_TITLE = re.compile(r"\w+\.\w")
""" "Mr.Luna" in the first row: a sign rather than the recipient."""


def _is_glued_title(row: TextRow) -> bool:
    return not row.index and bool(_GLUED_TITLE.match(row.folded))


def _is_firm(row: TextRow) -> bool:
    """Whether the first row has "Firma" before a name, as Slavic firms call themselves."""
    return not row.index and bool(re.match(r"firma [^\W\d_]{2}", row.folded))


def _measure_address(candidate: MerchantCandidate) -> float:
    """How much a name is like an address; not by the number of a chain: "REMA 1000 TOWN"."""
    folded = fold_text(candidate.text)
    chain = find_leading_chain(folded)
    if chain and re.search(r"\d", chain.name):
        folded = strip_first_words(folded, squeeze(chain.name))
    return min(2.0, address_strength(folded))


def _is_shop_at_square(candidate: MerchantCandidate, words: Sequence[str]) -> bool:
    """Whether the first words of a receipt are a trade and a street: "THAI SQUARE"."""
    is_bare = not re.search(r"[\d,]", candidate.text)
    return candidate.rows[0].index == 0 and is_bare and has_trade_word(words[:1])


def _is_small_sign(candidate: MerchantCandidate, page: PageContext) -> bool:
    """Whether a name in small letters is one large word at the very top, as signs have it."""
    large = candidate.rows[0].height > SIGN_HEIGHT * page.height
    return (
        large
        and not candidate.rows[0].index
        and bool(re.fullmatch(r"[^\W\d_A-Z]+(?:-[^\W\d_A-Z]+)*", candidate.text))
    )

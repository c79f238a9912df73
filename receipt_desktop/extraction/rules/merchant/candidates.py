"""Candidates for the merchant's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from receipt_desktop.extraction.facts.loader import compile_any_word
from receipt_desktop.extraction.rules.merchant.addresses import (
    address_strength,
    ends_address,
    is_address,
)
from receipt_desktop.extraction.rules.merchant.chains import match_chain
from receipt_desktop.extraction.rules.merchant.chinese_invoices import is_invoice_label
from receipt_desktop.extraction.rules.merchant.cleaning import (
    NUMBERED_STATION,
    cut_labelled_number,
)
from receipt_desktop.extraction.rules.merchant.column_heads import (
    find_column_heads,
    is_abbreviated_head,
)
from receipt_desktop.extraction.rules.merchant.companies import is_bare_form, is_generic_company
from receipt_desktop.extraction.rules.merchant.cyrillic_rows import is_cyrillic_remark
from receipt_desktop.extraction.rules.merchant.japanese_signs import is_japanese_remark
from receipt_desktop.extraction.rules.merchant.korean_rows import (
    ends_in_won,
    is_korean_remark,
    names_korean_person,
)
from receipt_desktop.extraction.rules.merchant.multi_row_names import extract_name_part
from receipt_desktop.extraction.rules.merchant.name_words import (
    announces_seller,
    has_legal_form,
    has_trade_word,
    is_registration,
    is_sentence,
    names_landmark,
    names_office,
    states_place_of_issue,
    strip_seller_prefix,
)
from receipt_desktop.extraction.rules.merchant.places import names_town
from receipt_desktop.extraction.rules.merchant.row_labels import (
    advertises_gift_cards,
    is_tax_stamp,
    labels_number,
    labels_staff,
    names_clock_or_addressee,
)
from receipt_desktop.extraction.rules.merchant.script_labels import is_script_label
from receipt_desktop.extraction.rules.merchant.service_rows import is_service_label
from receipt_desktop.extraction.rules.merchant.thanked_chains import names_card_or_slogan
from receipt_desktop.extraction.rules.merchant.titles import is_label, is_title
from receipt_desktop.extraction.text.amounts import find_amounts
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

MAX_NAME_LETTERS = 60
"""Letters; a longer row of sentence words is a sentence."""
MIN_SIMILARITY = 87
"""Percent, for a name in a web address or further down."""


class CandidateKind(StrEnum):
    """Where a candidate was found."""

    HEAD = "head"
    SENDER = "sender"
    """The sender line of a letter."""
    COMPANY = "company"
    """A company in the footer."""
    SENTENCE = "sentence"
    """A company in running text."""
    SITE = "site"
    """A web address."""
    LOGO = "logo"
    """Large letters in the footer."""
    INVOICE = "invoice"
    """The seller on the form of a tax office."""
    CHAIN = "chain"
    """A chain in the footer."""


@dataclass(frozen=True, slots=True)
class MerchantCandidate:
    """A candidate for the merchant's name."""

    text: str
    rows: tuple[TextRow, ...]
    kind: CandidateKind = CandidateKind.HEAD
    order: int = 0
    """Its place among the candidates at the top, 0-based."""
    has_legal_form: bool = False
    is_column: bool = False
    """Whether it is one of several columns of a row."""
    score: float = 0.0
    """The weighted sum of its features."""
    is_confirmed: bool = False
    """Whether its letters are those of a chain or of a web address on the receipt."""
    is_guess: bool = False
    """Whether a letter was not read, so that even the name of a chain is in doubt."""
    is_operator: bool = False
    """Whether it is a company below the sign of a chain, where signs count as much."""
    is_contested: bool = False
    """Whether it is the sign of a chain above another company, where companies count more."""


_NUMBER_OF_COMPANY = re.compile(r"\(?\b\d{5,8} ?- ?[A-Za-z]\b\)?")
""" "(519537-X)", the register number after the name of a Malaysian company."""


_BRANCH_NUMBER = re.compile(r"(?<=[^\W\d_] )\d{4}-\d{6,7}$")
""" "GS FRESH 6685-0241751": the number of the shop behind its name."""


_NUMBERS = re.compile(r"\W*(?:co|company|roc|business)\b[. ]*(?:reg|no\b|number)")
""" "Co. Reg No. ...", which is not a name."""


_TAX_NUMBER = re.compile(
    r"\b(?:gst|sst|vat|brn|tin|npwp|gstin|abn)\b\W*(?:id|reg|no)?\W*(?:no)?\W*\d{8,}"
)


_TITLE_END = re.compile(
    r"(?:fahrkarte|ticket|receipt|invoice|rechnung|quittung|beleg|facture|factura|fattura|faktura"
    r"|kvitto|kvittering|billet|voucher|resit|invois|folio|statement)\W*$"
)
""" "Travel Receipt", "ICE Fahrkarte": the kind of document."""


def could_be_name(row: TextRow) -> bool:
    """Whether the row may contain a name, or is the number of a petrol station at the top."""
    is_station = not row.index and bool(NUMBERED_STATION.fullmatch(row.text.strip()))
    return is_station or _may_contain_name(row)


def _may_contain_name(row: TextRow) -> bool:
    bare = _NUMBER_OF_COMPANY.sub("", row.text)
    if not row.index or _is_certain_chain(row.folded):
        bare = _BRANCH_NUMBER.sub("", bare)
    if has_legal_form(fold_text(cut_labelled_number(bare))):
        bare = cut_labelled_number(bare)
    letters = 0 if _is_line(extract_name_part(row)) else len(re.findall(r"[^\W\d_]", bare))
    digits = len(re.findall(r"\d", bare))
    has_amounts = bool(find_amounts(row.text)) and not _is_numbered_company(row)
    if letters < 2 or digits > letters or has_amounts:  # noqa: PLR2004
        return False
    if _is_never_name(row) or (len(row.text) > MAX_NAME_LETTERS and is_sentence(row.text)):
        return False
    if has_legal_form(row.folded) or _is_certain_chain(row.folded):
        return True
    if _is_heading(row):
        return False
    first = row.index == 0 and (not digits or _opens_with_name(row) or _is_numbered_trade(row))
    own = fold_text(strip_seller_prefix(row.text))
    return not ((is_address(row.folded) and not first) or ends_address(own))


def _is_never_name(row: TextRow) -> bool:
    """Whether a row names no shop, even where it has a legal form or a chain."""
    return bool(
        _is_registration_row(row.folded)
        or _CONTACT.search(row.folded)
        or _ITEM_START.match(row.folded)
        or has_no_name(row.folded)
        or is_generic_company(row.folded)
        or is_bare_form(row.folded)
        or names_clock_or_addressee(row.folded)
        or is_tax_stamp(row.folded)
        or is_korean_remark(row.text)
        or is_japanese_remark(row.text)
        or is_cyrillic_remark(row.text)
        or is_abbreviated_head(row.folded)
        or is_invoice_label(row.text)
        or names_card_or_slogan(row.folded)
        or (row.index and names_landmark(row.folded))
        or announces_seller(row.folded)
    )


def _is_heading(row: TextRow) -> bool:
    """Whether a row is an office, title, label or town."""
    return bool(
        names_office(row.folded)
        or is_title(row.folded)
        or is_label(row.folded)
        or labels_number(row.folded)
        or labels_staff(row.folded)
        or advertises_gift_cards(row.folded)
        or is_service_label(row.folded)
        or is_script_label(row.folded)
        or _is_document_title(row)
        or names_town(row.folded)
    )


def _is_line(text: str) -> bool:
    """Whether a text has but a few letters over and over, as a line is read: "ニ二ニニーニニ"."""
    letters = re.findall(r"[^\W\d_]", text)
    return len(letters) >= _LINE_LETTERS and len(set(letters)) <= max(2, len(letters) // 5)


_LINE_LETTERS = 6


def _is_numbered_company(row: TextRow) -> bool:
    """Like "99 Speed Mart S/8 (519537-X)", whose misread form "S/B" looks like an amount."""
    return bool(_NUMBER_OF_COMPANY.search(row.text)) and has_legal_form(row.folded)


def _is_numbered_trade(row: TextRow) -> bool:
    """Whether a trade follows a number in front: "32 PUB & BISTRO"."""
    opening = re.match(r"\d{1,3} ([^\W\d_]+)", row.folded)
    return bool(opening and has_trade_word([opening[1]]))


def _is_certain_chain(folded: str) -> bool:
    """Whether the row is or begins with a chain of several words: "Total Wine & More".

    Or of one long word that is no usual one: "BHPetrol Permas Jaya 2".
    """
    match = match_chain(folded)
    if match is None or match.is_misread or match.is_cut:
        return False
    name = match.chain.name
    return " " in name or (len(name) >= _LONG_NAME and not match.chain.is_plain)


_LONG_NAME = 7
"""Letters of a chain that are hardly another word."""


def _is_registration_row(folded: str) -> bool:
    """Like "(Reg. No. 12345-X)", "BRN GST No. 000417619968 President: Kang"."""
    if _TAX_NUMBER.search(folded) and not has_legal_form(folded):
        return True
    return (folded.startswith("(") and is_registration(folded)) or bool(_NUMBERS.match(folded))


_ITEM_START = re.compile(r"\d+(?:[.,]\d+)? ?[x×*] ?\d")
""" "1x41,200 ...": quantity and price."""


def has_no_name(folded: str) -> bool:
    """Whether no column of a row is a name.

    In the place of issue, in the heads of columns, and in lists of keys, seats or sizes: "Esc F1
    F2 F3", a keyboard.
    """
    if _CODES.search(folded) or _ITEM_START.match(folded):
        return True
    if states_place_of_issue(folded) or names_korean_person(folded) or ends_in_won(folded):
        return True
    is_named = has_legal_form(folded) or _is_certain_chain(folded)
    return is_column_head(folded) and not is_named


_CODES = re.compile(r"(?:(?<!\w)[a-z]\d{1,2}(?!\w)\W*){3}")
_CONTACT = re.compile(r"(?<!\d)\d{1,2}[:./-]\d{2}(?!\d)|https?:|www\.|@\w+\.")
"""A time of day, a date or a web address."""


def _is_document_title(row: TextRow) -> bool:
    """Whether the row names the kind of document ("Travel Receipt") or a card."""
    card = compile_any_word("payment", "card").search(row.folded)
    return bool(card or _TITLE_END.search(fold_text(extract_name_part(row))))


def is_column_head(folded: str) -> bool:
    """Like "START END MILES" or "Qty Description Amount"."""
    heads = set(compile_any_word("column", "item").findall(folded))
    heads |= set(compile_any_word("column", "tax").findall(folded))
    return len(heads | find_column_heads(folded)) > 1


def _opens_with_name(row: TextRow) -> bool:
    """Whether the row starts with a word and is no street: "REMA 1001 OLD TOWN"."""
    is_long = len(row.text.split()) > _ADDRESS_WORDS
    return bool(re.match(r"[^\W\d_]{3}", row.text)) and (
        address_strength(row.folded) <= 1 or is_long
    )


_ADDRESS_WORDS = 5
"""Words of street and town; a first row with more has the name in front of them."""

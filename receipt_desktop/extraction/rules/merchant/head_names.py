"""Candidates for the merchant's name at the top of a receipt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from receipt_desktop.extraction.rules.languages import guess_language
from receipt_desktop.extraction.rules.merchant.beside_logos import are_in_other_letters
from receipt_desktop.extraction.rules.merchant.buyer_columns import find_labelled_seller
from receipt_desktop.extraction.rules.merchant.candidates import (
    CandidateKind,
    MerchantCandidate,
    could_be_name,
    has_no_name,
)
from receipt_desktop.extraction.rules.merchant.cash_machines import find_machine_bank
from receipt_desktop.extraction.rules.merchant.chains import find_leading_chain, match_chain
from receipt_desktop.extraction.rules.merchant.chinese_invoices import is_boxed_invoice
from receipt_desktop.extraction.rules.merchant.cleaning import clean_name, cut_out_numbers
from receipt_desktop.extraction.rules.merchant.columns import (
    drop_repeated_company,
    drop_stray_print,
    split_chain,
    split_columns,
)
from receipt_desktop.extraction.rules.merchant.company_features import has_company
from receipt_desktop.extraction.rules.merchant.cyrillic_rows import cut_company_tail
from receipt_desktop.extraction.rules.merchant.footer_names import (
    HEAD_ROWS,
    find_footer_names,
    find_taxed_names,
)
from receipt_desktop.extraction.rules.merchant.glued_companies import cut_out_companies
from receipt_desktop.extraction.rules.merchant.japanese_chains import names_japanese_branch
from receipt_desktop.extraction.rules.merchant.japanese_rows import (
    drop_addressees,
    find_misread_kana_chains,
)
from receipt_desktop.extraction.rules.merchant.japanese_signs import restore_japanese_rows
from receipt_desktop.extraction.rules.merchant.korean_rows import (
    is_korean_branch,
    restore_korean_labels,
)
from receipt_desktop.extraction.rules.merchant.lookalike_names import (
    is_lookalike,
    reads_cyrillic_as_latin,
)
from receipt_desktop.extraction.rules.merchant.multi_row_names import (
    extract_name_part,
    join_name_rows,
)
from receipt_desktop.extraction.rules.merchant.name_words import (
    announces_seller,
    has_legal_form,
    names_recipient,
    names_seller,
    strip_recipient_prefix,
)
from receipt_desktop.extraction.rules.merchant.number_tails import cut_off_phones
from receipt_desktop.extraction.rules.merchant.page_context import (
    SENDER_SEPARATOR,
    PageContext,
)
from receipt_desktop.extraction.rules.merchant.row_labels import (
    drop_departments,
    names_staff,
    names_weekday,
)
from receipt_desktop.extraction.rules.merchant.sign_rows import find_sign_columns, find_sign_rows
from receipt_desktop.extraction.rules.merchant.stray_print import (
    drop_misread_logos,
    drop_print_beside,
)
from receipt_desktop.extraction.rules.merchant.titles import is_label
from receipt_desktop.extraction.text.amounts import find_amounts
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow


def find_candidates(
    rows: Sequence[TextRow], country: str | None = None
) -> tuple[list[MerchantCandidate], PageContext]:
    """All candidates without a score, and what is known of the page."""
    rows = restore_japanese_rows(restore_korean_labels(rows))
    head = [row for row in rows if row.page == rows[0].page][:HEAD_ROWS] if rows else []
    page = PageContext.from_rows(rows, head, country)
    if bank := find_machine_bank(rows):
        return [MerchantCandidate(bank[0].name, (bank[1],), CandidateKind.CHAIN)], page
    head = drop_departments(
        cut_off_phones(drop_print_beside(drop_misread_logos(head, rows), rows)), rows
    )
    head = cut_out_numbers(
        cut_out_companies([drop_repeated_company(drop_stray_print(row)) for row in head])
    )
    names = _find_head_names(drop_addressees(head), page)
    taxed = find_taxed_names(names, page)
    used = {row.index for name in names for row in name.rows}
    names += [*find_footer_names(rows, used, page), *taxed]
    names += [
        MerchantCandidate(chain.name, (row,), CandidateKind.CHAIN, is_guess=True)
        for chain, row in find_misread_kana_chains(rows)
    ]
    names = _keep_invoice_seller(names, rows)
    is_korean = guess_language(rows).language == "ko"
    names = [_cut_misread_hangul(name) if is_korean else name for name in names]
    has_chain = any(name.kind is CandidateKind.CHAIN for name in names)
    is_latin = reads_cyrillic_as_latin(rows, country)
    return [
        name
        for name in names
        if name.text
        and not (is_korean and _is_misread_hangul(name))
        and not (is_latin and is_lookalike(name.text))
        and not (has_chain and _is_branch(name))
    ], page


def _keep_invoice_seller(
    names: list[MerchantCandidate], rows: Sequence[TextRow]
) -> list[MerchantCandidate]:
    """Only the seller that the form of a Chinese tax office names; none where it has not one."""
    sellers = [name for name in names if name.kind is CandidateKind.INVOICE]
    return sellers if sellers or is_boxed_invoice(rows) else names


def _is_branch(name: MerchantCandidate) -> bool:
    return is_korean_branch(name.text) or names_japanese_branch(name.text)


def _is_misread_hangul(name: MerchantCandidate) -> bool:
    return bool(_HAN.search(name.text)) and not name.has_legal_form


def _cut_misread_hangul(name: MerchantCandidate) -> MerchantCandidate:
    """The chain that a name with Chinese characters begins with: "emart" of "emart 0|叶三营"."""
    chain = find_leading_chain(fold_text(name.text)) if _HAN.search(name.text) else None
    return replace(name, text=chain.name) if chain else name


_HAN = re.compile(r"[\u4e00-\u9fff]")
"""Chinese characters, which on Korean receipts are misread Hangul."""


def _find_head_names(head: Sequence[TextRow], page: PageContext) -> list[MerchantCandidate]:
    names: list[MerchantCandidate] = []
    used: set[int] = set()
    order = 0
    for row in head:
        if row.index in used or _opens_sides(row, page):
            continue
        if labelled := find_labelled_seller(row):
            names.append(_make_candidate((labelled,), order))
            order += 1
            continue
        if row is page.sender_row:
            text = clean_name(SENDER_SEPARATOR.split(row.text)[0])
            names.append(MerchantCandidate(text, (row,), CandidateKind.SENDER))
            continue
        if sign := find_sign_columns(row, head, page):
            names.append(_make_candidate(sign, order))
            used |= {part.index for part in sign}
            order += 1
            continue
        columns = [column for column in _list_columns(row, page) if could_be_name(column)]
        names += [_make_candidate((column,), order, is_column=True) for column in columns]
        if row.index in page.sides:
            order += bool(columns)
            continue
        may_be_name = could_be_name(row) or _ends_in_greeted_chain(row, page)
        is_taken_apart = _has_two_companies(columns) or are_in_other_letters(columns)
        if may_be_name and not (is_taken_apart or _begins_with_label(row)):
            joined = find_sign_rows(row, head, page) or join_name_rows(row, head, page.height)
            names.append(_make_candidate(joined, order, is_foot=_is_company_at_foot(row, page)))
            used |= {r.index for r in joined}
        order += may_be_name or bool(columns)
    return names


def _opens_sides(row: TextRow, page: PageContext) -> bool:
    """Whether a row has only the heads of seller and recipient side by side: "Seller    Buyer"."""
    heads = (fold_text(piece.text) for piece in row.pieces)
    is_below = row.index + 1 in page.sides and row.index not in page.sides
    return is_below and all(announces_seller(head) or names_recipient(head) for head in heads)


def _ends_in_greeted_chain(row: TextRow, page: PageContext) -> bool:
    """Whether a row like an address, below "Welcome to", ends in a chain: "HIGHWAY 9 SHELL"."""
    above = next((one for one in page.rows if one.index == row.index - 1), None)
    if above is None or not announces_seller(above.folded) or row.amounts:
        return False
    match = match_chain(row.folded.split()[-1])
    return match is not None and match.is_whole and not (match.is_misread or match.is_cut)


def _has_two_companies(columns: Sequence[TextRow]) -> bool:
    """Whether columns are two companies, seller and buyer beside each other."""
    return sum(has_legal_form(column.folded) for column in columns) > 1


def _list_columns(row: TextRow, page: PageContext) -> Sequence[TextRow]:
    """The columns of a row without a price, and those that begin with a chain.

    Below the heads of seller and recipient side by side, the columns of the seller.
    """
    if has_no_name(row.folded):
        return ()
    columns = _drop_labelled(split_columns(row) or split_chain(row))
    if row.index in page.sides:
        return [column for column in columns or (row,) if page.is_of_seller(column)]
    if not any(find_amounts(column.text) for column in columns):
        return columns
    return [column for column in columns if match_chain(column.folded)]


def _drop_labelled(columns: Sequence[TextRow]) -> Sequence[TextRow]:
    """The columns without those behind a label that is not of the seller: "Server:   Anna"."""
    labels = [None, *columns[:-1]] if columns else []
    return [
        column
        for column, label in zip(columns, labels, strict=True)
        if (label is None or not _is_other_label(label)) and not names_weekday(column.folded)
    ]


def _begins_with_label(row: TextRow) -> bool:
    """Whether the first column of a row without a company is a label that is not of the seller."""
    columns = split_columns(row)
    return bool(columns) and _is_other_label(columns[0]) and not has_legal_form(row.folded)


def _is_other_label(column: TextRow) -> bool:
    is_other = is_label(column.folded) and not names_seller(column.folded)
    is_other = is_other or _is_numbered_recipient(column.folded)
    return is_other or names_staff(column.folded)


def _is_numbered_recipient(folded: str) -> bool:
    """Whether a label and a number stand before the name of the buyer: "Client n°470"."""
    return names_recipient(folded) and bool(_NUMBER.fullmatch(strip_recipient_prefix(folded)))


_NUMBER = re.compile(r"\W*(?:n|no|nr|num)?\W*\d{1,9}\W*")


def _is_company_at_foot(row: TextRow, page: PageContext) -> bool:
    """Whether the last row of a short receipt, below its amounts, is a company.

    In Japan any row far below, as the company that runs the shop stands behind the articles.
    """
    is_japanese = row.index >= _DEEP_ROW and bool(_JAPANESE_FORM.search(row.text))
    is_last = row.index == page.rows[-1].index or is_japanese
    return is_last and row.index > page.amount_row and has_legal_form(row.folded)


_DEEP_ROW = 6
_JAPANESE_FORM = re.compile(r"株式会社|有限会社|合同会社|[(（][株有][)）]|㈱|㈲")


def _make_candidate(
    rows: tuple[TextRow, ...], order: int, *, is_column: bool = False, is_foot: bool = False
) -> MerchantCandidate:
    text = cut_company_tail(clean_name(" ".join(extract_name_part(row) for row in rows)))
    kind = CandidateKind.COMPANY if is_foot else CandidateKind.HEAD
    return MerchantCandidate(
        text, rows, kind, order=order, has_legal_form=has_company(rows), is_column=is_column
    )

"""Takes numbers, labels and decoration off the name of a merchant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from receipt_desktop.extraction.rules.merchant.name_tails import cut_tail
from receipt_desktop.extraction.rules.merchant.name_words import (
    has_legal_form,
    strip_owner_prefix,
    strip_seller_prefix,
)
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.ocr_repairs import restore_name
from receipt_desktop.extraction.text.rows import TextRow

_NUMBER_TAIL = re.compile(
    r"[\s,]*\(? ?(?:co\.?(?:\s?reg)?\.? ?no\.?|reg\.? ?no\.?|roc|no\.)?[ :.]*"
    r"\(?(?:(?<![^\W\d_])[a-z]{0,2}\d{4,}|\d{5,})[ -]?\d*[ -]?[a-z]{0,2} ?\)?\.?$",
    re.IGNORECASE,
)


_LABELLED_TAIL = re.compile(
    r"(?<=[\w.]{2})[ ,-]+(?!(?:co|reg|roc|no)\b)(?:[a-z]{1,6}|[a-z](?:\.[a-z]){1,3})"
    r"(?:\.? ?[:：] ?|-)\d[\d./ -]{5,}.*$|\s+T\d{13}\W*$",
    re.IGNORECASE,
)
""" "ACME LTDA I.E.: 271013344", "ヤマト運輸(株) T1010001092605": a number behind its label."""


_TAX_ID_TAIL = re.compile(
    r"(?<=[\w.]{2})[ ,/-]+"
    r"(?:cnpj|cpf|cuit|rfc|ruc|rut|nit|gstin|siret|siren|cif|nif|vat|nip|oib|uid)"
    r"\W{1,3}(?=(?:\D{0,3}\d){7})[\d./-].*$",
    re.IGNORECASE,
)
""" "LUNA S.A. CNPJ 06.981.180/0001-16 / INSC. ESTADUAL 062": the tax number and the rest."""


_PHONE_TAIL = re.compile(r"[\s,-]+\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}\W*$")
""" "Corner Shop - 206-494-3250": a telephone number of ten digits, as in North America."""


_LABEL_TAIL = re.compile(
    r"(?<=\w)[.,]?[\s,]+(?:nr|n°|nº|nit|cuit|cif|nif|rnc|ruc|nip|cnpj|oib|dič|ičo|rfc)[.:]*$",
    re.IGNORECASE,
)
"""The label of a number that was cut off: "ORLEN STACJA NR"."""


_ZERO_FIRST = re.compile(r"(?<![^\W_])0(?=[b-wyz][^\W\d_A-Z]{3})")
""" "0lympus": an O that was read as a figure."""


_SPACED = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){2,}(?!\S)")
"""Spaced letters of a logo: "M E R K A"."""


def join_spaced_letters(text: str) -> str:
    """Join spaced letters of a logo: "M E R K A" -> "MERKA"."""
    return _SPACED.sub(lambda letters: letters[0].replace(" ", ""), text)


def clean_name(text: str) -> str:
    """Strip register numbers and decoration: "* ACME BHD (1234-X)" -> "ACME BHD"."""
    bare = re.sub(r"\s+", " ", text).strip(_DECORATION)
    if NUMBERED_STATION.fullmatch(bare):
        return bare
    bare = strip_seller_prefix(_TAX_ID_HEAD.sub("", bare))
    bare = cut_tail(_PHONE_TAIL.sub("", cut_labelled_number(join_spaced_letters(bare))))
    bare = _TAX_ID_TAIL.sub("", bare)
    bare = _LABEL_TAIL.sub("", _NUMBER_TAIL.sub("", bare)) if re.search(r"\d", text) else bare
    bare = _ZERO_FIRST.sub("O", bare)
    bare = _restore_japanese(restore_name(strip_owner_prefix(bare))).strip(_DECORATION)
    return _balance_quotes(bare, text.strip())


def _balance_quotes(bare: str, printed: str) -> str:
    """The name with both quotation marks of a pair or none: '"ХДК ТУРС" ООД'.

    Those within Hebrew abbreviations are none.
    """
    if len(_QUOTE.findall(bare)) % 2 == 0:
        return bare
    if _OPENING.search(bare):
        return bare + '"'
    return '"' + bare if printed.startswith(('"', "„", "“")) else _QUOTE.sub("", bare)


_QUOTE = re.compile('(?<![\u05d0-\u05ea])"|"(?![\u05d0-\u05ea])')
_OPENING = re.compile(r'(?:^|\s)"\S')


def _restore_japanese(text: str) -> str:
    """A Japanese name without the simplified characters of Chinese: "铁道株式会社"."""
    is_japanese = re.search("[\u3041-\u30ff]|株式会社|有限会社", text)
    return text.translate(_JAPANESE) if is_japanese else text


_JAPANESE = str.maketrans(
    "铁东车馆饭门电气业乐书药卖货产厅广", "鉄東車館飯門電気業楽書薬売貨産庁広"
)
_DECORATION = " *#=~_-–:;,'\"|<>•·★☆■□◆◇●○※"
_TAX_ID_HEAD = re.compile(
    r"^(?!TEL|FAX|HP|FONE)[A-Z]{2,5}[. :/-]{1,3}(?!\d{1,4}[./-]\d{1,2}[./-]\d{2,4} )"
    r"\d[\d./ -]{7,}(?=[^\W\d]{3})"
)
""" "CNPJ: 49.385.657/0001-03 ERISON LUIZ": the number before the name."""


_NUMBER_BEFORE_COMPANY = re.compile(r"^.*\w[ :.]+\d{6,}[ ,;-]+(?=[^\W\d]{2}\D*$)")
""" "Opole nr rej: BDO 000002265 Luna sp. z o.o.": a register number before the company."""


NUMBERED_STATION = re.compile(r"spbu[ :]*[\d.-]{6,9}", re.IGNORECASE)
"""A petrol station by its number, as Indonesian ones are named: "SPBU 34.15815"."""


def cut_labelled_number(text: str) -> str:
    """The text without a number and its label at the end: "ACME LTDA CNPJ: 12.345.678/0001-90"."""
    return _LABELLED_TAIL.sub("", text)


def cut_out_numbers(rows: Sequence[TextRow]) -> list[TextRow]:
    """The rows; one of the first two has only the words behind a tax number.

    "GARDEN CENTRE OF" of "VAT: 03821728 GARDEN CENTRE OF", which the next row may continue.
    """
    return [_cut_out_number(row) if row.index < _NUMBER_ROWS else row for row in rows]


def _cut_out_number(row: TextRow) -> TextRow:
    rest = _NUMBER_BEFORE_COMPANY.sub("", _TAX_ID_HEAD.sub("", row.text.strip()))
    if not has_legal_form(fold_text(rest)):
        rest = _TAX_ID_HEAD.sub("", row.text.strip())
    if rest == row.text.strip() or re.search(r"[\d:]", rest):
        return row
    piece = replace(row.pieces[0], text=rest, score=row.score)
    return replace(row, text=rest, folded=fold_text(rest), pieces=(piece,))


_NUMBER_ROWS = 2

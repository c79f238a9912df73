"""Takes a phone or business number or a time off a name in its row: "emart   206-85-34518"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from receipt_desktop.extraction.rules.merchant.chains import find_leading_chain
from receipt_desktop.extraction.rules.merchant.name_words import load_trade_words
from receipt_desktop.extraction.rules.merchant.row_labels import labels_number
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

_TAIL = re.compile(
    r"(?:[\s,|-]+|(?<=[\u3400-\u9fff])(?=\())"
    r"(?:\(?0\d{1,4}\)? ?-?\d{1,4}-\d{3,4}"  # 024-923-0041, (02)3408-4418
    r"|\d{3}-\d{2}-\d{5}"  # the business number of a Korean company
    r"|1(?:3\d \d{3}|3 \d{2} \d{2}|[38]00 \d{3} \d{3}))\W*$"  # 132 227, 1300 555 123
)
_LABELLED_PHONE = re.compile(
    r"(?<=[^\W\d_]{3})[\s,|-]+(?:puhelin|puh|telefon|tel[eé]fono|phone|tlf|tel|fone)[.: ]+\+?"
    r"\d[\d ()/-]{5,}$",
    re.IGNORECASE,
)
""" "LUNA TOWN, puhelin 010 76 67800"."""
_REGISTERED_PLACE = re.compile(r"^\d{6,8}-(?=[^\W\d_]{3})")
""" "1018842-Maxi 441": the number of a place of sale in Serbia."""
_SHORT_NUMBER = re.compile(r"^\d{4,5} (?=[^\d]+$)")
""" "02323 OSLO TAXI": a short phone number in front."""
SIGN_ROWS = 6
"""Rows at the top in which a number may stand beside the name."""


def cut_off_phones(rows: Sequence[TextRow]) -> list[TextRow]:
    """The rows; those at the top that have a name beside a number have only the name."""
    return [_cut_off(row) if row.index < SIGN_ROWS else row for row in rows]


def _cut_off(row: TextRow) -> TextRow:
    text = _LABELLED_PHONE.sub("", _REGISTERED_PLACE.sub("", row.text.strip()))
    text = _TAIL.sub("", text)
    text = _cut_off_time(text)
    if not row.index and _ends_in_trade(text):
        text = _SHORT_NUMBER.sub("", text)
    is_label = labels_number(fold_text(text)) or bool(_PHONE_LABEL.search(text))
    if text == row.text.strip() or is_label or not _NAME.search(text):
        return row
    piece = replace(row.pieces[0], text=text, score=row.score)
    return replace(row, text=text, folded=fold_text(text), pieces=(piece,))


def _cut_off_time(text: str) -> str:
    """A chain without the time of day beside it: "In-N-Out Burger Town   3:02 PM"."""
    bare = _TIME.sub("", text)
    return bare if bare != text and find_leading_chain(fold_text(bare)) else text


_TIME = re.compile(r"\s+\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?$", re.IGNORECASE)
_PHONE_LABEL = re.compile(r"(?:tel|fax|phone|hp|電話|전화)\W*$", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_].*(?:[^\W\d_]|店\)?|\d{3})$")
"""What ends in a letter or the number of a shop, and not in the colon of a label."""


def _ends_in_trade(text: str) -> bool:
    words = re.findall(r"[^\W_]+", fold_text(text))
    return bool(words) and words[-1] in load_trade_words()

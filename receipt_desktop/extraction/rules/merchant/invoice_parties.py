"""Buyer and seller in the boxes of a Chinese invoice, whose labels are often torn or shifted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from receipt_desktop.domain.page import Line
from receipt_desktop.extraction.rules.merchant.han_titles import join_han_labels, squeeze_han
from receipt_desktop.extraction.text.rows import TextRow


class FormSide(StrEnum):
    """Whose box a name stands in."""

    BUYER = "buyer"
    SELLER = "seller"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Party:
    """A label of a name and what stands behind it; the name may be empty."""

    name: str
    row: TextRow
    side: FormSide


_NAME = re.compile(
    r"(?P<side>[购買买销售方信息\W]*?)(?P<first>名\W*)?称(?P<colon>[:;]?)(?P<name>.*)"
)
""" "名称:...", "销名称:..."; the first letter often stands in a column of its own."""
_NEXT_NAME = re.compile(r"(?=[购销]?名称:)")
_BUYER, _SELLER = re.compile("[购買买]"), re.compile("[销售]")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,}")
_LABELS = re.compile(
    r"[备注密码区]|.*(?:识别号|信用代码|地址|开户行|账号|收款人|复核|开票人|备注|密码区|专用章|转账).*"
)
_BANK = re.compile("银行|支行|分行|信用社|营业部")
MIN_ORGANISATION = 5
"""Letters of a name that no label stands before."""


def list_parties(rows: Sequence[TextRow]) -> list[Party]:
    """The labels "名称" and their names, from top to bottom."""
    return [party for row in rows for party in _list_in_row(row)]


def _list_in_row(row: TextRow) -> list[Party]:
    texts = [part for piece in row.pieces for part in _split(piece)]
    found: list[Party] = []
    side = FormSide.UNKNOWN
    for place, text in enumerate(texts):
        if len(text) == 1:
            side = _read_side(text) or side
        label = _NAME.fullmatch(text)
        name = _find_name(label["name"], texts[place + 1 :]) if label else ""
        if label and (
            label["colon"] or (_is_whole(label, texts[:place]) and is_organisation(name))
        ):
            found.append(Party(name, row, _read_side(label["side"]) or side))
            side = FormSide.UNKNOWN
    return found


def _split(piece: Line) -> list[str]:
    """The text of a piece, in two where buyer and seller were read as one."""
    return [part for part in _NEXT_NAME.split(squeeze_han(piece.text)) if part]


def _is_whole(label: re.Match[str], before: Sequence[str]) -> bool:
    """Whether a label has both letters, the first of which may stand in the column before."""
    return bool(label["first"]) or (bool(before) and before[-1].endswith("名"))


def _read_side(text: str) -> FormSide | None:
    if _BUYER.search(text):
        return FormSide.BUYER
    return FormSide.SELLER if _SELLER.search(text) else None


def _find_name(own: str, behind: Sequence[str]) -> str:
    """The name in the piece of the label or in the next one; empty where that is a label."""
    names = [own, *behind[:1]] if not own else [own]
    return next((name for name in names if _is_party(name)), "")


def _is_party(text: str) -> bool:
    is_label = bool(_LABELS.fullmatch(text) or _NAME.fullmatch(text))
    return bool(_HAN_NAME.search(text)) and not is_label


def find_shifted_name(row: TextRow, rows: Sequence[TextRow]) -> tuple[str, TextRow] | None:
    """The organisation in the rows next to a label whose own row has none, and its row.

    On photos the names stand a little lower than the labels: behind "纳税人识别号:".
    """
    near = [*rows[row.index + 1 : row.index + 2], *rows[max(0, row.index - 1) : row.index]]
    texts = ((squeeze_han(piece.text), one) for one in near for piece in one.pieces)
    found = ((text, one) for text, one in texts if not _BANK.search(text))
    return next(((text, one) for text, one in found if is_organisation(text)), None)


def is_organisation(text: str) -> bool:
    """Whether a text ends as the names of shops and organisations do."""
    return bool(_organisation_pattern().fullmatch(text)) and not _LABELS.fullmatch(text)


@cache
def _organisation_pattern() -> re.Pattern[str]:
    ending = join_han_labels("organisation_ending")
    return re.compile(
        rf"(?=.{{{MIN_ORGANISATION}}})[\u4e00-\u9fff\w()·]*(?:{ending})(?:\([^()]+\))?"
    )

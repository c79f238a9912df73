"""The seller on invoices of Chinese tax offices, and the labels around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.rules.merchant.han_titles import (
    is_han_remark,
    join_han_labels,
    squeeze_han,
)
from receipt_desktop.extraction.rules.merchant.invoice_parties import (
    FormSide,
    Party,
    find_shifted_name,
    is_organisation,
    list_parties,
)
from receipt_desktop.extraction.text.rows import TextRow

_INVOICE = re.compile(
    r"发票|發票|票据|客票|行程单|机打代码|纳税人识别号|信用代码|收款单位|統一編號"
)
_BOXED = re.compile(r"识别号|信用代码")
""" The form of a tax office has a box with this label each for buyer and seller."""
_FISCAL = re.compile(r"财政部监制|财政电子票据|非税收入.*票据")
_TITLE = re.compile(r"发\W*.?\W*票|發\W*票|发.{0,4}票.{0,3}联")
""" "机动车销售统一发票", also below the stamp that stands on it: "发田家票监联"."""
_SUMS = re.compile(r"价税合计|^合计|^小计")
_LABEL = re.compile(
    r"(?:购货|购买|销货|销售方|车辆|厂牌|合格证|进口证|商检|发动机|机打|机器|开票|纳税人|身份证|组织机构"
    r"|主管税务|开户|校验|货物|规格|价税|备注|收款|复核|完税|增值税税|吨位|限乘|国家税务|税务局|产地"
    r"|密码区|名称|地址)[\u4e00-\u9fff()（）/、:：]{0,14}|年月|[一-龥]?省税"
)
RAILWAY = "中国铁路"


def find_invoice_sellers(rows: Sequence[TextRow]) -> list[tuple[str, TextRow]]:
    """The seller on a Chinese invoice and its row; none where the form does not tell."""
    squeezed = [squeeze_han(row.text) for row in rows]
    found = None
    if any(map(_INVOICE.search, squeezed)):
        found = next(filter(None, map(_find_labelled, rows)), None)
        found = found or _find_in_box(rows, list_parties(rows))
    return [_restore_print(*found)] if found else _find_railway(rows)


def _restore_print(name: str, row: TextRow) -> tuple[str, TextRow]:
    """The name with the wide brackets of its print, and its row."""
    printed = re.sub(r"\s+", "", row.text)
    start = squeeze_han(row.text).find(name)
    return (name if start < 0 else printed[start : start + len(name)]), row


def is_boxed_invoice(rows: Sequence[TextRow]) -> bool:
    """Whether the page is a form of a tax or finance office, which has no sign above."""
    text = "\n".join(squeeze_han(row.text) for row in rows)
    is_invoice = bool(_TITLE.search(text) and _BOXED.search(text))
    return bool(_FISCAL.search(text)) or (is_invoice and bool(list_parties(rows)))


def _find_labelled(row: TextRow) -> tuple[str, TextRow] | None:
    """The name in or behind the column that is a label of the seller."""
    texts = [squeeze_han(piece.text) for piece in row.pieces]
    for place, text in enumerate(texts):
        label = _seller_pattern().fullmatch(text)
        if label and (label["colon"] or not label["name"] or is_organisation(label["name"])):
            names = [label["name"], *texts[place + 1 : place + 2]]
            name = next((name for name in names if _is_name(name)), None)
            return (name, row) if name else None
    return None


@cache
def _seller_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{join_han_labels('seller')})(?:\([^()]{{1,4}}\))?(?:名称|名稱|名)?(?:ISSUEDBY)?"
        r"(?P<colon>:?)(?P<name>.*)"
    )


def _find_in_box(rows: Sequence[TextRow], parties: Sequence[Party]) -> tuple[str, TextRow] | None:
    """The seller: so labelled, on the right of the buyer, below the sums, or the last of two."""
    if marked := _find_first([one for one in parties if one.side is FormSide.SELLER], rows):
        return marked
    others = [party for party in parties if party.side is FormSide.UNKNOWN]
    sums = next((row.index for row in rows if _SUMS.search(squeeze_han(row.text))), len(rows))
    below = [party for party in others if party.row.index > sums]
    named = [party for party in others if party.name]
    last = (named[-1].name, named[-1].row) if len(named) > 1 else None
    return _find_beside(parties) or _find_first(below, rows) or last


def _find_first(parties: Sequence[Party], rows: Sequence[TextRow]) -> tuple[str, TextRow] | None:
    """The first name, also where it stands a row beside its label."""
    names = (
        (one.name, one.row) if one.name else find_shifted_name(one.row, rows) for one in parties
    )
    return next(filter(None, names), None)


def _find_beside(parties: Sequence[Party]) -> tuple[str, TextRow] | None:
    """The name in the right one of two boxes beside each other."""
    for left, right in pairwise(parties):
        if left.row is right.row and right.name and right.side is not FormSide.BUYER:
            return right.name, right.row
    return None


def _find_railway(rows: Sequence[TextRow]) -> list[tuple[str, TextRow]]:
    """The railways of China by the sentences on their tickets."""
    words = load_facts("han_labels")["rail"]
    found = (row for row in rows if any(word in squeeze_han(row.text) for word in words))
    return [(RAILWAY, row) for row in found][:1]


def _is_name(text: str) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff]{4,}", text)) and not is_invoice_label(text)


def is_invoice_label(text: str) -> bool:
    """Whether a text is the title of a Chinese invoice, a label on it, or a stamp or greeting."""
    squeezed = squeeze_han(text)
    if is_han_remark(text):
        return True
    is_company = "公司" in squeezed
    return not is_company and bool(_TITLE.search(squeezed) or _LABEL.fullmatch(squeezed))

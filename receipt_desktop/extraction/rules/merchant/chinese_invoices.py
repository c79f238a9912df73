"""The seller on invoices of Chinese tax offices, and the labels around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from receipt_desktop.extraction.text.rows import TextRow

_INVOICE = re.compile(r"发票|發票|机打代码|纳税人识别号|統一編號")
_TITLE = re.compile(r"发\W*.?\W*票|發\W*票|发.{0,4}票.{0,3}联")
""" "机动车销售统一发票", also below the stamp that stands on it: "发田家票监联"."""
_SELLER = re.compile(
    r"(?:销货单位|销货方|销售方|销售单位|销方|卖方|收款单位|开票单位)(?:\(.\))?(?:名称)?[:：]?(?P<name>.*)"
)
_NAME = re.compile(r"(?:名|[购买销售方]*)?称[:：](?P<name>.+)")
""" "名称: ..."; the first letter often stands in a column of its own."""
_SUMS = re.compile(r"价税合计|合计|小计")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{4,}")
_LABEL = re.compile(
    r"(?:购货|购买|销货|销售方|车辆|厂牌|合格证|进口证|商检|发动机|机打|机器|开票|纳税人|身份证|组织机构"
    r"|主管税务|开户|校验|货物|规格|价税|备注|收款|复核|完税|增值税税|吨位|限乘|国家税务|税务局|产地"
    r"|密码区|名称|地址)[\u4e00-\u9fff()（）/、:：]{0,14}|年月|[一-龥]?省税"
)


def find_invoice_sellers(rows: Sequence[TextRow]) -> list[tuple[str, TextRow]]:
    """The seller on a Chinese invoice and its row: behind its label, or the last of two names."""
    if not any(_INVOICE.search(_squeeze(row.text)) for row in rows):
        return []
    if labelled := next(filter(None, map(_find_labelled, rows)), None):
        return [labelled]
    sums = next((row.index for row in rows if _SUMS.match(_squeeze(row.text))), len(rows))
    names = [(name, row) for row in rows for name in _list_names(row)]
    is_sure = len(names) > 1 or any(row.index > sums for _, row in names)
    return names[-1:] if is_sure else []


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _find_labelled(row: TextRow) -> tuple[str, TextRow] | None:
    """The name in or behind the column that is a label of the seller."""
    texts = [_squeeze(piece.text) for piece in row.pieces]
    for place, text in enumerate(texts):
        label = _SELLER.fullmatch(text)
        if label:
            names = [label["name"], *texts[place + 1 : place + 2]]
            name = next((name for name in names if _is_name(name)), None)
            return (name, row) if name else None
    return None


def _list_names(row: TextRow) -> list[str]:
    names = (_NAME.match(_squeeze(piece.text)) for piece in row.pieces)
    return [name["name"] for name in names if name and _is_name(name["name"])]


def _is_name(text: str) -> bool:
    return bool(_HAN_NAME.search(text)) and not is_invoice_label(text)


def is_invoice_label(text: str) -> bool:
    """Whether a text is the title of a Chinese invoice or a label on it."""
    squeezed = _squeeze(text)
    is_company = "公司" in squeezed
    return not is_company and bool(_TITLE.search(squeezed) or _LABEL.fullmatch(squeezed))

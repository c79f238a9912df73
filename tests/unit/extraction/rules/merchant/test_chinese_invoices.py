"""The seller on invoices, tickets and bills of Chinese tax and finance offices."""

from __future__ import annotations

import pytest

from receipt_desktop.domain.page import Box, Line
from receipt_desktop.extraction.rules.merchant.chinese_invoices import find_invoice_sellers
from receipt_desktop.extraction.rules.merchant.han_titles import is_han_remark
from receipt_desktop.extraction.rules.merchant.scoring import rank_merchants
from receipt_desktop.extraction.text.rows import TextRow, build_rows

BUYER, SELLER = "南京月光数据有限公司", "上海松果餐饮有限公司"
NUMBERS = "\n统一社会信用代码/纳税人识别号：913100 | 统一社会信用代码/纳税人识别号：913101"


def drawn(text: str) -> list[TextRow]:
    """The rows of a form, whose columns stand one behind the other."""
    lines: list[Line] = []
    for number, row in enumerate(text.splitlines()):
        left = 60
        for part in (part.strip() for part in row.split("|")):
            lines.append(Line(part, Box(left, 60 + 40 * number, 30 * len(part), 32), 0.98))
            left += 30 * len(part) + 60
    return list(build_rows(lines))


def name(text: str) -> str | None:
    names = rank_merchants(drawn(text), "CN")
    return names[0].text if names else None


def seller(text: str) -> list[str]:
    return [found for found, _ in find_invoice_sellers(drawn(text))]


@pytest.mark.parametrize(
    "boxes",
    [
        f"购 | 名称：{BUYER} | 销 | 名称：{SELLER}",
        f"购 | 名称：张小明 | 销 | 名称：{SELLER}",
        f"购 | 名称： | 销 | 名称：{SELLER}",
        f"名称：{BUYER} 名称：{SELLER}",
        f"购名称：{BUYER} | 销名称：{SELLER}",
        f"销名称：{SELLER}\n购名称：{BUYER}",
    ],
)
def test_the_seller_is_on_the_right_on_digital_invoices(boxes: str) -> None:
    text = f"电子发票（普通发票）\n{boxes}{NUMBERS}\n合 | 计 | 28.30 | 1.70\n价税合计 | 30.00"
    assert name(text) == SELLER


OLD_HEAD = f"上海增值税专用发票\n名 | 称：{BUYER}\n纳税人识别号：913100\n合 | 计 | 28.30 | 1.70\n"


@pytest.mark.parametrize(
    "box",
    [
        f"名 | 称：{SELLER}\n纳税人识别号：913101",
        f"名 | 称： | {SELLER} | 备\n销 | 纳税人识别号： | 913101",
        f"销 | 名 | 称 | {SELLER} | ：\n纳税人识别号：913101 | 备转",
        f"销 | 名 | 称： | 备\n纳税人识别号： | {SELLER}\n地址、电话： | 913101",
        f"{SELLER}\n销 | 名 | 称： | 备\n纳税人识别号： | 913101",
        f"名称 | {SELLER}\n开户行及账号：中国工商银行股份有限公司上海支行 6222",
    ],
)
def test_the_seller_is_below_the_sums_on_old_invoices(box: str) -> None:
    text = f"{OLD_HEAD}价税合计（大写） | 叁拾元整 | (小写)￥30.00\n{box}\n收款人： | 开票人：王某"
    assert name(text) == SELLER


def test_neither_buyer_nor_torn_title_is_the_seller() -> None:
    text = f"国统\n{OLD_HEAD}价税合计（大写） | 叁拾元整 | (小写)￥30.00"
    assert name(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中央非税收入统一票据（电子）\n交款人：王某\n小写 | 90.00\n收款单位（章）： | 松果专利局",
         "松果专利局"),
        ("通用机打发票\n付款方名称：王某某某\n收款方名称：松果停车场\n合计 | 9.00",
         "松果停车场"),
        (f"增值税普通发票(卷票)\n销售方名称：{SELLER}\n购买方名称：王某某某\n合计 | 9.00",
         SELLER),
        ("航空运输电子客票行程单\n旅客姓名：王某\n填开单位 | 松果国际旅行社",
         "松果国际旅行社"),
        ("临高南站 | D7162 | 海口东站\n¥24.0元\n买票请到12306 发货请到95306", "中国铁路"),
        (f"电子发票（铁路电子客票）\n北京南站 | G1\n票价:553.00\n购买方名称:{BUYER} | 信用代码:91",
         "中国铁路"),
    ],
)  # fmt: skip
def test_sellers_of_other_forms(text: str, expected: str) -> None:
    assert name(text) == expected


def test_the_name_keeps_its_wide_brackets() -> None:
    assert seller("电子发票\n销售方名称：清源科技（厦门）有限公司") == ["清源科技（厦门）有限公司"]


def test_a_label_of_an_address_is_no_label_of_a_name() -> None:
    assert not seller("銷貨明細\n營業人地址：台北市內湖區洲子街96號4樓\n發票號碼： LK12651621")


@pytest.mark.parametrize(
    "text",
    ["利用料領収書", "駐車料金領収証", "江苏省车辆通行费票据（电子）", "銷貨明細", "财政部监制",
     "发票专用章", "用心服务贴心用户", "江苏省", "交款人：上海松果有限公司", "电子发票开立通知",
     "深圳市通用定额发票", "發票開立通知"],
)  # fmt: skip
def test_titles_stamps_greetings_and_buyers(text: str) -> None:
    assert is_han_remark(text)


@pytest.mark.parametrize(
    "text",
    [
        "松屋 領収書",
        "サッポロビール園",
        "上海松果发票科技有限公司",
        "明細堂書店",
        "福建天衡联合律师事务所",
    ],
)
def test_names_that_are_no_titles(text: str) -> None:
    assert not is_han_remark(text)

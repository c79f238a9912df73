"""Sums of Chinese and Japanese invoices: in numerals, in columns and in tables of rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from receipt_desktop.extraction.rules.han_amounts import find_han_amounts
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed

HEAD = "上海增值税专用发票\n2023年05月06日\n名称：南京月光公司\n项目名称 | 金额 | 税额\n"


def read(text: str, field: Field) -> object:
    return extract_by_rules(printed(text), date(2026, 1, 1)).get_value(field)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("壹佰肆拾陆圆整", "146"),
        ("价税合计（大写） | 叁万伍仟伍佰伍拾玖圆陆角玖分", "35559.69"),
        ("合计金额（大写）人民币壹拾万零伍元整", "100005"),
        ("壹仟零伍圆零伍分", "1005.05"),
        ("金壱萬伍阡円也", "15000"),
        ("新臺幣貳佰參拾元整", "230"),
    ],
)
def test_amounts_in_numerals(text: str, value: str) -> None:
    assert list(find_han_amounts(build_rows(printed(text).lines))) == [Decimal(value)]


@pytest.mark.parametrize(
    "text", ["贰拾玖圆陆角置分", "染佰查拾捌因整", "某壹拾捌圆整", "二十元", "百元店"]
)
def test_numerals_with_a_gap_or_of_no_sum(text: str) -> None:
    assert not list(find_han_amounts(build_rows(printed(text).lines)))


def test_the_total_in_numerals_that_net_amount_and_tax_make() -> None:
    sums = "合 | 计\n￥141.75 | ￥4.25\n价税合计（大写） | (小写)\n壹佰肆拾陆圆整"
    assert read(HEAD + sums, Field.TOTAL) == Decimal(146)
    assert read(HEAD + sums, Field.TAX) == Decimal("4.25")


@pytest.mark.parametrize(
    "sums",
    [
        "客运服务费 | 28.75 | 3% | 0.86\n合计 | ¥28.75 | YO.86\n价税合计 | (小写) ￥29.61",
        "洗衣液 | 30.00 | 13% | 3.90\n折扣 | -1.25 | -0.16\n合计 | 28.75 | 0.86\n价税合计 | 29.61",
    ],
)
def test_the_tax_in_the_row_of_sums(sums: str) -> None:
    assert read(HEAD + sums, Field.TAX) == Decimal("0.86")


@pytest.mark.parametrize(
    ("table", "tax"),
    [
        ("10％対象 | 438 | 39\n合計 | 438 | 39", 39),
        ("10%対象 | 2,000 | 200", 200),
        ("8%対象 | 540 | 40\n10%対象 | 438 | 39", 79),
    ],
)
def test_the_tax_column_of_a_japanese_table(table: str, tax: int) -> None:
    text = "株式会社松果サービス\n貸与 | 3,048\n課税分 | 438円\n非課税分 2,610円\n合計 | ¥3,048\n"
    heads = "消費税内訳 | 消費税対象額 | 消費税額\n"
    assert read(text + heads + table, Field.TAX) == Decimal(tax)

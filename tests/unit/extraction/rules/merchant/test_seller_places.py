"""Sellers below tax numbers and platforms, on Chinese invoices, and by cards and slogans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from receipt_desktop.extraction.rules.merchant.chinese_invoices import (
    find_invoice_sellers,
    is_invoice_label,
)
from receipt_desktop.extraction.rules.merchant.cleaning import clean_name
from receipt_desktop.extraction.rules.merchant.places import names_town
from receipt_desktop.extraction.rules.merchant.row_labels import labels_number
from receipt_desktop.extraction.rules.merchant.stray_print import drop_misread_logos
from receipt_desktop.extraction.rules.merchant.titles import is_title
from tests.unit.extraction.rules.merchant.test_kinds_of_rows import name, rows_of

END = "\nTotal | 12.00\n"


def test_the_row_below_the_tax_number_is_the_seller_in_ethiopia() -> None:
    text = "TIN: 0003169685 | X\nABEBE BEKELE TESFAYE\nAddis Ababa\nKirkos S/C, Woreda 81, H.No 420"
    assert name(text + END, "ET") == "ABEBE BEKELE TESFAYE"


@pytest.mark.parametrize(
    "row", ["gerji,addis ababa", "bole, addis abeba", "mati. kabupaten sleman"]
)
def test_quarters_and_towns(row: str) -> None:
    assert names_town(row)


@pytest.mark.parametrize("row", ["addis ababa restaurant", "luna, addis cafe", "hanoi"])
def test_no_quarters(row: str) -> None:
    assert not names_town(row)


@pytest.mark.parametrize("platform", ["foodpanda", "Zomato", "Uber Eats"])
def test_the_restaurant_stands_below_the_platform_that_delivers(platform: str) -> None:
    text = f"{platform}\nGreen Forks\n#x4uv-1xkn\nAsha Rao\nFlat No. 12, Gate 1\nSector 62"
    assert name(text + END, "IN") == "Green Forks"


def test_the_last_name_on_a_chinese_invoice_is_the_seller() -> None:
    rows = rows_of(
        "江苏增值税电子普通发票\n名 | 称: 南京月光数据有限公司\n"
        "合 | 计 | 307.55\n名 | 称:上海松果餐饮有限公司"
    )
    assert [text for text, _ in find_invoice_sellers(rows)] == ["上海松果餐饮有限公司"]


def test_seller_and_buyer_side_by_side() -> None:
    rows = rows_of("电子发票(普通发票)\n名称:南京月光数据有限公司 | 名称:上海松果餐饮有限公司")
    assert [text for text, _ in find_invoice_sellers(rows)] == ["上海松果餐饮有限公司"]


def test_the_name_behind_the_label_of_the_seller() -> None:
    rows = rows_of(
        "机动车销售统一发票\n购货单位(人) | 王某某某\n销货单位名称 | 成都松果汽车有限公司"
    )
    assert [text for text, _ in find_invoice_sellers(rows)] == ["成都松果汽车有限公司"]


def test_the_only_name_above_the_sums_is_the_buyer() -> None:
    rows = rows_of("增值税普通发票\n名称: 南京月光数据有限公司\n合计 | 307.55")
    assert find_invoice_sellers(rows) == []


@pytest.mark.parametrize(
    "text", ["机动车 模统售果业统 一发票", "发田家票监联", "购货单位(人)", "年 月", "车辆类型"]
)
def test_labels_of_chinese_invoices(text: str) -> None:
    assert is_invoice_label(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bel Air, Maryland\nTOYS | 9.99\nTOTAL | 9.99\n*9996 TARGET CARD | 9.99", "Target"),
        ("m\n'm lovin' it\nBig Menu | 9.99\nTOTAL | 9.99", "McDonald's"),
        ("Collection Point\nThank you for eating at\nMcDonalds\nTOTAL | 4.99", "McDonalds"),
        ("049\nCollection Point\nEmail: 01648@uk.mcd.com\nTOTAL | 4.99", "McDonald's"),
    ],
)  # fmt: skip
def test_chains_by_their_cards_slogans_thanks_and_mail(text: str, expected: str) -> None:
    assert name(text, "US") == expected


def test_a_sign_of_two_rows_that_is_the_web_address() -> None:
    text = "SANA | Invoice\nDISTRIBUTORS | DATE May 1, 2023\nwww.sanadistributors.com"
    assert name(text + END, "CA") == "SANA DISTRIBUTORS"


def test_the_end_of_an_address_in_the_next_row_is_not_the_name() -> None:
    text = "Đ/c: Hồ Xuân Hương, Quảng Cư, Sầm Sơn, Thành\nHoá\nTên món | SL | Đ.Giá"
    assert name(text + END, "VN") is None


def test_the_owner_spells_a_misread_sign() -> None:
    text = "3AG OF BEANS CAFE INC\nOptd by Bag of Beans Cafe Inc.\n117 Aguinaldo Highway"
    assert name(text + END, "PH") == "Bag of Beans Cafe Inc."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Blume2000 SE", "Blume2000 SE"),
        ("ACME BHD519537-X", "ACME BHD"),
        ("0lympus Grill", "Olympus Grill"),
    ],
)  # fmt: skip
def test_figures_of_a_name(text: str, expected: str) -> None:
    assert clean_name(text) == expected


def test_labels_of_tables_and_titles_in_figures() -> None:
    assert labels_number("t:02 guest type:0 count:3")
    assert is_title("artik11")
    assert is_title("take out")


def test_a_drawing_that_was_read_as_chinese_characters_is_no_part_of_the_name() -> None:
    rows = rows_of("LUNADOG\n三孚\nTOPOKKI & SNACK\n20 Clifton Road" + END)
    drawing = [replace(piece, score=0.51) for piece in rows[1].pieces]
    rows[1] = replace(rows[1], pieces=tuple(drawing))
    assert [row.text for row in drop_misread_logos(rows[:3], rows)] == [
        "LUNADOG",
        "TOPOKKI & SNACK",
    ]

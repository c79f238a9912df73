"""Rows that are labels of numbers, clocks, buyers or departments, and numbers beside names."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.name_words import names_seller
from receipt_desktop.extraction.rules.merchant.row_labels import (
    advertises_gift_cards,
    labels_number,
    labels_staff,
    names_clock_or_addressee,
)
from receipt_desktop.extraction.rules.merchant.scoring import rank_merchants
from receipt_desktop.extraction.rules.merchant.service_rows import is_service_label
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


def name(text: str, country: str) -> str | None:
    names = rank_merchants(build_rows(printed(text).lines), country)
    return names[0].text if names else None


@pytest.mark.parametrize(
    "row", ["BOMBA: 02", "PUMP: 06 ePOS.32", "Taxi No", "Taxi No 5118", "Bestelnummer", "Isla: 1"]
)
def test_labels_of_numbers(row: str) -> None:
    assert labels_number(fold_text(row))


@pytest.mark.parametrize(
    "row",
    [
        "Restaurant No. 8",
        "PIZZERIA NO.900-12",
        "Casino",
        "Studio 54",
        "TAXI LUNA N° 7714",
        "Bar: Luna",
    ],
)
def test_names_with_numbers_are_no_labels(row: str) -> None:
    assert not labels_number(fold_text(row))


@pytest.mark.parametrize(
    "row", ["時刻 12時41分", "2026年05月28日", "山田 太郎 様", "ルナ商事 御中"]
)
def test_clocks_and_buyers(row: str) -> None:
    assert names_clock_or_addressee(fold_text(row))


def test_a_title_with_the_buyer_beside_it_is_no_buyer() -> None:
    assert not names_clock_or_addressee(fold_text("ルナ食堂 様々な料理"))


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("emart | 206-85-34518\nPOS:3039\nTea | 14,000", "KR", "emart"),
        ("이마트 성수점 (02)3408-4418\n상품명 단가 수량 금액\nTea | 1,000", "KR", "이마트 성수점"),
        (
            "郡山食堂 | 024-923-0041\n福島県郡山市桑野二丁目36\nめし | ¥396\n合計 | ¥396",
            "JP",
            "郡山食堂",
        ),
        ("Luna Cabs 132 227\nABN 12 004 718 331\nFARE | $36.20", "AU", "Luna Cabs"),
        ("02323 LUNA TAXI\nOrg 988 441 882 MVA\nTid | 94,00", "NO", "LUNA TAXI"),
        ("1018842-Luna 441\nBulevar 118\nBeograd\nHleb | 94,00", "RS", "Luna 441"),
    ],
)
def test_numbers_beside_names(text: str, country: str, expected: str) -> None:
    assert name(text, country) == expected


def test_departments_of_a_supermarket_are_no_names() -> None:
    text = "Tea | 1.50\nRice | 2.50\n27-PRODUCE\nApples | 1.20\n35-DELI\nHam | 2.00\nTotal | 7.20"
    assert name(text, "CA") not in {"27-PRODUCE", "35-DELI"}


@pytest.mark.parametrize(
    "row", ["Object name: LUNA", "発行書：ルナ", "Verkoop door luna", "Sold by Luna"]
)
def test_labels_of_sellers(row: str) -> None:
    assert names_seller(fold_text(row))


def test_name_behind_a_label_and_the_row_below_it() -> None:
    text = "Object name: LUNA\nObject address: Nizami 5\nTIN: 1401383441\nTea | 2.75"
    assert name(text, "AZ") == "LUNA"


def test_company_at_the_foot_of_a_short_ticket() -> None:
    text = (
        "領収証\nご利用日付 2026年05月28日\n時刻 12時41分\nチャージ | 2,000円\n臨海高速铁道株式会社"
    )
    assert name(text, "JP") == "臨海高速鉄道株式会社"


def test_a_number_behind_its_label_leaves_no_name() -> None:
    text = "한강식당\n사업자번호 214-88-19233\n대표 김민수 TEL 02-332-1187\nTea | 1,000"
    names = rank_merchants(build_rows(printed(text).lines), "KR")
    assert names[0].text == "한강식당"
    assert not any(found.text.endswith("TEL") for found in names)


@pytest.mark.parametrize("row", ["Ref:CSUR-64595-25", "Butik 48-3, Kassa 1", "STORE 1188"])
def test_references_and_numbers_of_branches(row: str) -> None:
    assert labels_number(fold_text(row))


@pytest.mark.parametrize("row", ["Level 33", "Butik Luna 12", "Studio 548", "Store Luna: A 1"])
def test_shops_with_numbers_are_no_branches(row: str) -> None:
    assert not labels_number(fold_text(row))


@pytest.mark.parametrize("row", ["Vaiter: ABEL", "Cashler: 12", "Kassierer: Anna"])
def test_misread_labels_of_staff(row: str) -> None:
    assert labels_staff(fold_text(row))


@pytest.mark.parametrize("row", ["gift cards", "Gift Card", "Geschenkkarten", "Presentkort"])
def test_adverts_for_gift_cards(row: str) -> None:
    assert advertises_gift_cards(fold_text(row))


@pytest.mark.parametrize(
    "row", ["Kundservice Tfn: 0771-202 202", "Kundenservice", "Customer care: 1800 123 456"]
)
def test_labels_of_the_customer_service(row: str) -> None:
    assert is_service_label(fold_text(row))


def test_customer_services_with_a_name_are_no_labels() -> None:
    assert not is_service_label(fold_text("Luna Customer Service"))
    assert not is_service_label(fold_text("Customer Service Luna"))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("SE-212 14 Malmö\nKundservice Tfn: 0771-202 202\nOrg.nr 556439-8120\nButik 48-3", "SE"),
        ("gift cards\nRules and regulation apply\nSTORE 1188\nBRAMPTON, ON", "CA"),
    ],
)
def test_receipts_without_a_head_have_no_name(text: str, country: str) -> None:
    assert name(text + "\nTea | 14.00\nTotal | 14.00", country) is None


def test_the_end_of_an_address_is_no_name() -> None:
    text = "TMART KTX DHQG\nToa D5-D6 TTQL, BQL DHQG Khu B, KB Tan Lap, Linh\nHoa\n0916316969"
    assert name(text + "\nTea | 14.000\nTong | 14.000", "VN") == "TMART KTX DHQG"

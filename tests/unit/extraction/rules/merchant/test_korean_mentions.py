"""Korean chains that are named in slogans, sentences and addresses, or torn and misread."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.korean_chains import restore_korean_chain
from receipt_desktop.extraction.rules.merchant.scoring import rank_merchants
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed

ITEMS = "상품명 | 단가 수량 금액\n우유 | 2,000 1 2,000\n부가세 | 182\n합계 | 2,000\n"


def name(text: str) -> str | None:
    names = rank_merchants(build_rows(printed(text).lines), "KR")
    return names[0].text if names else None


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ('"가까운 행복을 만나다\n서울시 중구 세종대로 1\n' + ITEMS, "GS25"),
        ("서울시 중구 세종대로 1 중구농협하나로마트 시청점\n" + ITEMS, "농협하나로마트"),
        (ITEMS + "맛있고 따끈한 미니 스톱 오뎅\n새로운 미니스 톱에", "미니스톱"),
        (ITEMS + '이마트24맵으로 빠르게\n스토어에서 이마트24"를 검색하세요', "이마트24"),
        ("공차 서울숲점\n서울시 중구 세종대로 1\n" + ITEMS, "공차 서울숲점"),
        ("(유)아웃백스테이 크하우스 시청점\n서울시 중구 세종대로 1\n" + ITEMS,
         "(유)아웃백스테이크하우스 시청점"),
    ],
)  # fmt: skip
def test_the_chain(text: str, chain: str) -> None:
    assert name(text) == chain


@pytest.mark.parametrize(
    ("read", "chain"),
    [
        ("아못백스테이 크하우스 시청점", "아웃백스테이크하우스 시청점"),
        ("컴포스커피 시청점", "컴포즈커피 시청점"),
        ("매가커피", "메가커피"),
        ("새마음식당", "새마음식당"),
        ("교보문구", "교보문구"),
        ("달빛다방 시청점", "달빛다방 시청점"),
    ],
)
def test_chains_torn_and_misread(read: str, chain: str) -> None:
    assert restore_korean_chain(read) == chain


def test_another_shop_that_names_a_chain_once_stays() -> None:
    shop = "달빛상회\n215-08-12345\n서울시 중구 세종대로 1\n"
    assert name(f"{shop}{ITEMS}포인트는 세븐일레븐에서 쓸 수 있습니다") == "달빛상회"


def test_partners_that_take_points_are_no_shop() -> None:
    shop = "달빛상회\n215-08-12345\n서울시 중구 세종대로 1\n"
    foot = "포인트는 세븐일레븐에서, 롯데마트에서\n롯데마트와 세븐일레븐은\n미니스톱에서도"
    assert name(f"{shop}{ITEMS}{foot}") == "달빛상회"

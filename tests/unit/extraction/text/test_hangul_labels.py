"""Korean labels that a reader tears apart or misreads by a letter, and goods that look alike."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from receipt_desktop.extraction.text.hangul_labels import restore_labels
from tests.unit.extraction.printed import printed

TODAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("read", "label"),
    [
        ("글맥", "금액"),
        ("할계", "합계"),
        ("합 _계", "합계"),
        ("계", "합계"),
        ("총 애", "총액"),
        ("밭은 돋", "받은돈"),
        ("부. 가 세", "부가세"),
        ('"가세', "부가세"),
        ("旱  가  세:", "부가세:"),
        ("뿌가세]", "부가세]"),
        ("과세금역", "과세금액"),
        ("부가세 과세 물품 가맥 :", "부가세과세물품가액 :"),
        ("결제금 4:", "결제금액:"),
        ("[승인컨호] 786", "[승인번호] 786"),
        ("신용 카드 매출 전뷰 [고객용", "신용카드매출전표 [고객용"),
        ("기맹점: 달빛", "가맹점: 달빛"),
        ("상품 단가 수량 금액", "상품 단가 수량 금액"),
    ],
)
def test_labels(read: str, label: str) -> None:
    assert restore_labels(read) == label


@pytest.mark.parametrize(
    "goods",
    ["케이블", "케이크", "페인트", "포인터", "조개", "소개", "함께", "대표메뉴", "금색 펜",
     "할인가", "서비스 군만두", "계란 빵", "판매대", "카드지갑", "공급자", "총알오징어"],
)  # fmt: skip
def test_goods_stay_as_they_were_read(goods: str) -> None:
    assert restore_labels(goods) == goods


def test_total_and_tax_behind_misread_labels() -> None:
    draft = extract_by_rules(
        printed(
            "달빛식당\n215-08-12345\n서울시 중구\n메뉴 | 수량 글액\n"
            "김밥 | 1 3,300\n우동 | 1 5,500\n"
            "과세 물품가맥 | 8,000\n부 가 셰 | 800\n할 계 | 8,800\n신용카드 | 8,800"
        ),
        TODAY,
    )
    assert draft.get_value(Field.TOTAL) == Decimal(8800)
    assert draft.get_value(Field.TAX) == Decimal(800)


def test_a_discount_whose_remainder_is_printed_twice_without_words() -> None:
    draft = extract_by_rules(
        printed(
            "달빛슈퍼\n215-08-12345\n서울시 중구\n상품 | 단가 수량 금액\n우유 | 12,690 1 12,690\n"
            "[다다익선] | -1,016\n두부 | 11,000 1 11,000\n합계 | 23,690\n에느 리 | -1,016\n"
            "| 22,670\n부가세 | 1,682\n마/일시불 : | 22,670"
        ),
        TODAY,
    )
    assert draft.get_value(Field.TOTAL) == Decimal(22670)

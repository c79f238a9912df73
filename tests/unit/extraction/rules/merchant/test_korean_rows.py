"""Names on Korean receipts, whose words and letters readers tear apart and misread."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.korean_chains import restore_korean_chain
from receipt_desktop.extraction.rules.merchant.korean_rows import (
    find_labelled_name,
    is_korean_branch,
    is_korean_remark,
    names_korean_person,
)
from receipt_desktop.extraction.rules.merchant.scoring import rank_merchants
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


def name(text: str) -> str | None:
    names = rank_merchants(build_rows(printed(text).lines), "KR")
    return names[0].text if names else None


ITEMS = "상품명 | 단 가 수량 금액\n우유 | 2,000 1 2,000\n합 계 | 2,000\n"


@pytest.mark.parametrize(
    "label",
    ["상호: 달빛상회", "상 호 : 달빛상회", "[매장명] 달빛상회", "매 장 명 : 달빛상회",
     "가맹점명: 달빛상회", "상 ,흐 : 달빛상회", "판매자 상호 달빛상회", "상호 | 달빛상회",
     "약국명:달빛상회", "기맹점: 달빛상회", "업소명 달빛상회", "판매점 달빛상회",
     "가맹점명 : 달빛상회 대표자 : 김달빛", "[매장 멍] 달빛상회", "점 명 : 달빛상회",
     "매장명:달빛상회 TEL:02-123-4567",
     "상호: 달빛상회/215-08-12345"],
)  # fmt: skip
def test_the_name_behind_its_label(label: str) -> None:
    assert name(f"영수증\n{label}\n{ITEMS}") == "달빛상회"


def test_the_name_in_the_row_below_its_label_at_the_foot() -> None:
    slip = "매출전표\n카드종류 / 매입사 | 거래유형\n합계 | 2,000\n| 가맹점명;\n달빛상회"
    assert name(slip) == "달빛상회"


def test_a_trade_torn_from_its_name() -> None:
    assert find_labelled_name("[매장명] 이안식 당") == "이안식당"


@pytest.mark.parametrize("text", ["우유: 달빛", "주소: 서울시", "대표자: 김달빛", "상담: 1234"])
def test_other_labels_name_no_shop(text: str) -> None:
    assert find_labelled_name(text) is None


@pytest.mark.parametrize(
    "row",
    ["상품 단가 수량 금맥", "카드종류 / 매입사", "거래유형", "취소일자", "교환/환불 불가",
     "반드시 영수증을 지참하셔야 합니다", "가까운 행복을만나다", "카드를 지참", "어서 오세요!",
     "롯데법인카드", "메뉴 수량 금액", "제품합계 수량 1개", "할부기간 일시불", "받은돈",
     "가맹점 주소가 실제와 다른", "경우 신고안내 (포상금 10 만원 지급)"],
)  # fmt: skip
def test_labels_and_sentences_are_no_names(row: str) -> None:
    assert is_korean_remark(row)


@pytest.mark.parametrize(
    "row", ["달빛상회", "가을다방", "노을바다", "마을식당", "현 스시", "할인마트", "Luna 카페"]
)
def test_names_of_shops_are_no_remarks(row: str) -> None:
    assert not is_korean_remark(row)


def test_a_sentence_above_the_name_is_passed_over() -> None:
    assert name(f"오늘도 행복을 드립니다\n달빛상회\n{ITEMS}") == "달빛상회"


def test_the_owner_is_no_name() -> None:
    assert names_korean_person("대표자명 김달빛")
    assert not names_korean_person("대표상회 김달빛")


@pytest.mark.parametrize(("text", "branch"), [("강남역점", True), ("중앙서점", False)])
def test_branches_end_in_a_syllable_that_shops_have_too(text: str, branch: bool) -> None:
    assert is_korean_branch(text) is branch


@pytest.mark.parametrize(
    "foot",
    ["카페베네 성공창업문의 1600-0000", "# 카 페 베 네 창업문의", "카페베네앱으로 더 빠르게"],
)
def test_the_chain_that_looks_for_franchisees(foot: str) -> None:
    assert name(f"상호: 강남역점\n{ITEMS}{foot}") == "카페베네"


def test_a_chain_of_which_a_stroke_was_not_read() -> None:
    assert restore_korean_chain("백다방 강남역점") == "빽다방 강남역점"
    assert restore_korean_chain("달빛다방 강남역점") == "달빛다방 강남역점"


def test_a_chain_beside_misread_letters_and_a_phone_number() -> None:
    assert name(f"emart 0|叶三营(043)841-0000\n서울시 중구\n{ITEMS}") in {"emart", "Emart"}


def test_a_company_with_a_misread_mark() -> None:
    assert name(f"<주)달빛상사\n{ITEMS}") == "(주)달빛상사"


def test_articles_are_no_names_where_the_sign_was_not_read() -> None:
    goods = "별빛과자 | 1개 2,500\n달빛라면 12H | 14,600\n과세물품가액 | 15,545\n부가세 | 1,555"
    assert name(f"[현금영수증(소득공제)]\n{goods}\n합계 | 17,100") is None

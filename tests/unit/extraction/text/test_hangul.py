"""Korean words that a reader tears into syllables, and legal forms that it misreads."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.text.hangul import restore_hangul
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


@pytest.mark.parametrize(
    ("read", "printed_text"),
    [
        ("결 제 금 액 4,600", "결제금액 4,600"),
        ("상 호: 달빛", "상호: 달빛"),
        ("이 마 트24", "이마트24"),
        ("현 스시", "현 스시"),
        ("총 결제 금액", "총결제금액"),
        ("주식외사 달빛", "주식회사 달빛"),
        ("<주)달빛", "(주)달빛"),
        ("‹주)달빛", "(주)달빛"),
        ("( 유)달빛", "(유)달빛"),
        ("A B C", "A B C"),
        ("合 計", "合 計"),
    ],
)
def test_torn_words(read: str, printed_text: str) -> None:
    assert restore_hangul(read) == printed_text


def test_rows_have_whole_words() -> None:
    (row,) = build_rows(printed("부 가 세 | 3,816").lines)
    assert row.text.startswith("부가세")

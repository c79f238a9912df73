"""Buyers, operators and misread signs on Japanese receipts."""

from __future__ import annotations

from datetime import date

import pytest

from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed
from tests.unit.extraction.rules.merchant.test_kinds_of_rows import name, rows_of

END = "\n小計 | 1,860\n合計 | ¥1,860\n"


@pytest.mark.parametrize("buyer", ["八代銀行 御中", "山田 太郎 様"])
def test_the_buyer_beside_the_name_is_no_part_of_it(buyer: str) -> None:
    text = f"請求書\n{buyer} | 濱 義剛\n〒1000014 | 〒169-0074\n東京都千代田区永田町4-4-4{END}"
    assert name(text, "JP") == "濱 義剛"


def test_the_registered_company_at_the_foot_runs_the_shop() -> None:
    text = "サクラビール園\n売店\nTEL:011-742-8573\n札幌市東区北7条東9丁目2-10\n"
    rows = "\n".join(f"品{n} | {n}00" for n in range(1, 10))
    foot = "株式会社松果苑\n登録番号：T3011001032573"
    assert name(f"{text}{rows}{END}{foot}", "JP") == "サクラビール園"


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        ("そセブン-イルン", "セブン-イレブン"),
        ("ファミリーマト", "ファミリーマート"),
        ("松屋の森", None),
    ],
)
def test_a_misread_sign_in_kana(sign: str, expected: str | None) -> None:
    rows = rows_of(f"{sign}\n札幌北1西4店\n北海道札幌市中央区北1条西4丁目{END}")
    text = "\n".join(row.text for row in rows)
    assert name(text, "JP") == (expected or sign)


def test_the_number_of_a_bill_does_not_make_hong_kong_taiwan() -> None:
    text = "松果燒鵝專門店(大圍店)\n大圍大圍道1號\n發票號碼 | 0000819698\n小計 | 412.20\n"
    draft = extract_by_rules(printed(f"{text}服務費 | 40.80\n總金額 | $ 453.00"), date(2026, 1, 1))
    assert draft.currency == "HKD"

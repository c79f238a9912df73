"""Japanese receipts: misread signs, branches, labels of sellers, railways and cash machines."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.cash_machines import find_machine_bank
from receipt_desktop.extraction.rules.merchant.japanese_chains import names_japanese_branch
from receipt_desktop.extraction.rules.merchant.japanese_signs import is_japanese_remark
from receipt_desktop.extraction.rules.merchant.scoring import (
    estimate_merchant_confidence,
    rank_merchants,
)
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed

SALE = """
東京都中央区月見1丁目2-3
電話：03-0000-0000
2026年05月10日（日）12:31
領収書
おにぎり | ¥150
小計 | ¥150
合計 | ¥150
お預り | ¥200
ありがとうございました
"""


def name(text: str) -> str | None:
    names = rank_merchants(build_rows(printed(text).lines), "JP")
    return names[0].text if names else None


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        ("アセブンーイレン", "セブン-イレブン"),
        ("セブン-ィレブン", "セブン-イレブン"),
        ("そセブンーイレン", "セブン-イレブン"),
        ("フアミリ一マート", "ファミリーマート"),
        ("マツモトキヨン", "マツモトキヨシ"),
        ("DΛISO", "Daiso"),
    ],
)
def test_misread_signs(sign: str, expected: str) -> None:
    assert name(f"{sign}\n月見通り店\n{SALE}") == expected


@pytest.mark.parametrize("sign", ["セブンスター食堂", "ファミリー商会", "マツモト洋服"])
def test_other_signs_stay(sign: str) -> None:
    assert name(f"{sign}\n{SALE}") == sign


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("お買上明細は上記のとおりです。", "セブン-イレブン"),
        ("登録番号T9010001060208", "ライフ"),
        ("登録番号 19460101001966", "六花亭"),
        ("majicaまたはアプリ連携後の", "ドン・キホーテ"),
    ],
)
def test_chains_whose_sign_was_not_read(row: str, expected: str) -> None:
    assert name(f"月見通り店\n{SALE}\n{row}") == expected


@pytest.mark.parametrize("text", ["小樽運河店", "札幌狸小路本店", "JR弁天町駅前店", "うきは千年店"])
def test_branches(text: str) -> None:
    assert names_japanese_branch(text)


@pytest.mark.parametrize(
    "text", ["ファミマ月見タワー店", "喜多書店", "月見百貨店", "売店", "ルナ珈琲店", "月見 本店"]
)
def test_shops_are_no_branches(text: str) -> None:
    assert not names_japanese_branch(text)


def test_a_branch_alone_is_in_doubt() -> None:
    branch, shop = (build_rows(printed(f"{sign}\n{SALE}").lines) for sign in ("月見店", "月見堂"))
    confidences = [
        estimate_merchant_confidence(rank_merchants(rows, "JP"), rows) for rows in (branch, shop)
    ]
    assert confidences[0] < 0.7 * confidences[1]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("加盟店名 ニューツキミ", "ニューツキミ"),
        ("事業者名株式会社月見堂", "株式会社月見堂"),
        ("(有)月見堂登錄番号T4440002005156", "(有)月見堂"),
    ],
)
def test_labelled_sellers(row: str, expected: str) -> None:
    text = f"クレジット売上票\n{row}\nご利用日 | 2026/05/10\nありがとうございました\n{SALE}"
    assert name(text) == expected


def test_titles_and_remarks_are_no_names() -> None:
    text = f"御計算書\nB. SALES SLIP(販売伝票)\n毎度ありがとうございます\n月見物產協会\n{SALE}"
    assert name(text) == "月見物産協会"


@pytest.mark.parametrize(
    "text", ["ご利用ありがとうございました。", "またのご来店お待ちしております", "有XX-XX"]
)
def test_remarks(text: str) -> None:
    assert is_japanese_remark(text)


def test_railways_on_tickets() -> None:
    text = """
    お客様控 | クレジットカードご利用票
    会社名 | (JR九州）
    商品名 | 乗車券 | ￥760
    2026.-6.26 | 久留米駅発行
    ありがとうございました
    """
    assert name(text) == "JR九州"


@pytest.mark.parametrize(
    "rows",
    [
        "이용명세표\n거 래내용 | 출금\n합계금액 | 3,000 JPY\nApplication label\nATM SEVEN BANK",
        "ご利用明細票\n取引内容 | チャージ\n取引後残高 | ￥160\nお問い合わせください\nセブつ銀行",
        "Withdrawal\nAccount type\nAmount | 3,000 JPY\nSEVEN BANK",
    ],
)
def test_banks_of_cash_machines(rows: str) -> None:
    bank = find_machine_bank(build_rows(printed(rows).lines))
    assert bank
    assert bank[0].name in {"SEVEN BANK", "セブン銀行"}


def test_a_shop_with_a_cash_machine_is_no_bank() -> None:
    rows = build_rows(printed(f"月見堂\n{SALE}\nセブン銀行ATMあります").lines)
    assert find_machine_bank(rows) is None


def test_a_mentioned_chain_restores_half_of_its_sign() -> None:
    text = f"アセブンールン\n月見通り店\n{SALE}\nお買上明細は上記のとおりです。"
    rows = build_rows(printed(text).lines)
    names = rank_merchants(rows, "JP")
    assert names[0].text == "セブン-イレブン"
    assert not names[0].rows[0].index


def test_the_company_stands_below_the_amounts() -> None:
    text = """
    B. SALES SLIP(販売伝票)
    DATE 2026/05/10 11:01 | SLIPNo. 0628
    NATIONALITY | 02 | CLERK
    日本酒 | ￥2,000
    菓子 | ￥4,000
    商品合計 | ￥6,000
    月見空港株式会社
    返品はお受けできません
    免税店をご利用いただきありがとうございます
    """
    assert name(text) == "月見空港株式会社"


def test_a_town_with_its_country_is_no_name() -> None:
    assert name(f"OSAKA, KANSAI, JAPAN\nLUNA2030\n{SALE}") == "LUNA2030"

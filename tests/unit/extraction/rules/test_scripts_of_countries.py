"""Country, dates and taxes of receipts in Cyrillic, Arabic, Hebrew and Korean letters."""

from __future__ import annotations

from datetime import date

import pytest

from receipt_desktop.extraction.rules.dates import find_dates
from receipt_desktop.extraction.rules.origin import collect_origin_clues, decide_origin
from receipt_desktop.extraction.text.labels import AmountRole, classify_label
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


def currency(text: str) -> str | None:
    return decide_origin(collect_origin_clues(build_rows(printed(text).lines))).currency


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ПРОДАЖА\nККМ 00015886 ИНН 002300000000\nИТОГ | =474.70\nФП\nЭКЛЗ 1449952390", "RUB"),
        ("ЧЕК НА ПРОДАЖУ\nХлеб | 38.90\nИТОГ | =228.11\nФП\nЭКЛЗ 1789577420", "RUB"),
        ("ТОО Ромашка\nБИН 050840000000\nНан | 40,00\nИТОГ | 400,00\nФП 123456\nРНМ 01010", "KZT"),
        ("ИНН 01007200300375\nХлеб | 19\nИТОГ | =141.00\nФП\nРНИ 0000019447\nНСП | 1.91", "KGS"),
        ("الزهراء ماركت\n2209 <عميل نقدى>\nSub Total | 40.00\nGrand Total | 40.00", "EGP"),
        ("بدر ماركت - الهرم\nجبن | 37.50\nTEL: 02 33873888-33852888", "EGP"),
        ("ربع كفتة | 69.00\nطاجن | 45.00\nTOTAL DUE | 114.00\nللشكاوى 010-159-888-98", "EGP"),
        ("كباب حلة | 69.00\nطاجن ملوخية | 45.00\nالمجموع | 114.00\nشكرا لزيارتكم", "EGP"),
        ("كباب حلة | 69.00\nالمجموع | 69.00\nالرياض\nالإجمالي | 69.00 ريال", "SAR"),
        ('"ROSA24 СОМ"\nКасса 2\nХлеб | 29.00\nИТОГ | =29.00\nККМ 00048341 ИНН 007700000000',
         "RUB"),
        ("1. | =219.00\nHTOr | =219.00\nMHH 002300000000\n8-800-200-00-00 O30BN", "RUB"),
        ("Luna Pizza\nEl Rehab\nSubtotal | 225\nVAT | 27.63\nTotal | 225", "EGP"),
    ],
)  # fmt: skip
def test_the_currency(text: str, expected: str) -> None:
    assert currency(text) == expected


def test_a_date_with_its_time_right_behind() -> None:
    rows = build_rows(printed("결제일자 | 2022111711:24:16").lines)
    assert find_dates(rows, "KR", date(2026, 3, 1))[0].value == date(2022, 11, 17)


def test_a_sale_that_ends_on_a_day_in_thailand() -> None:
    rows = build_rows(printed("16/01/26 12:27\nส่วนลด 100 บาท\nตั้งแต่วันนี้ - 31 ม.ค. 69").lines)
    assert find_dates(rows, "TH", date(2026, 11, 1))[0].value == date(2026, 1, 16)


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("부 기 세", AmountRole.TAX), ("부  가  川：", AmountRole.TAX), ("부가셰", AmountRole.TAX),
        ("מצ''מ", AmountRole.TAX), ("מע''מ", AmountRole.TAX), ("מציימ", AmountRole.TAX),
        ("الإجمالي غير شاملالضريبة", AmountRole.NET), ("الإجماليشامل الضريبة", AmountRole.TOTAL),
        ("בסיס יתרת לקוח", AmountRole.IGNORE), ("ในอัตราร้อยละ", AmountRole.IGNORE),
        ("Итого без скидки", AmountRole.SUBTOTAL), ("ИТОГ.СОМ", AmountRole.TOTAL),
        ("לפני מצ''מ", AmountRole.NET), ("לפני מע''מ", AmountRole.NET),
    ],
)  # fmt: skip
def test_labels_with_torn_or_misread_letters(label: str, role: AmountRole) -> None:
    assert classify_label(label)[0] is role

"""Heads, titles and greetings in Cyrillic, Arabic, Hebrew and Thai letters are no names."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.script_labels import is_script_label
from receipt_desktop.extraction.text.normalize import fold_text


@pytest.mark.parametrize(
    "row",
    ["Наименование Кол-во Цена Сумма", "Предварительный счет", "Службовий чек", "г. Москва",
     "Назва Кількість Ціна Сума", "м. Київ", "СЛУЖЕБЕН БОН", "Касиер: Ромашкова", "Отдел 1",
     "фискалдык чек", "Кош келиңиз", "касавы чэк",
     "فاتورة مبيعات", "الصنف الكمية السعر", "السجل التجاري 1010101010", "الكاشير: محمد",
     "بسم الله الرحمن الرحيم", "اهلا وسهلا", "חשבונית עסקה", 'תאור כמות מחיר סה"כ',
     "קופאית דנה", "תודה ולהתראות", "ใบเสร็จรับเงิน / ใบกํากับภาษี", "จำนวน รายการ ราคา รวม",
     "ขอบคุณที่ใช้บริการ", "เลขประจำตัวผู้เสียภาษี 0107000000000", "ใบกำกับภาษีอย่างย่อ"],
)  # fmt: skip
def test_labels(row: str) -> None:
    assert is_script_label(fold_text(row))


@pytest.mark.parametrize(
    "row",
    ["Ромашка", "Магазин Ромашка", "Чекушка", "Кассандра", "الزهراء ماركت", "مطعم الوردة",
     "סופר פרח", "מאפיית הכפר", "ร้านดอกไม้", "LUNA ใบเสร็จรับเงิน", "Luna"],
)  # fmt: skip
def test_names(row: str) -> None:
    assert not is_script_label(fold_text(row))

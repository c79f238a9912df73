"""The language of a receipt by its words and its script."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.languages import (
    guess_language,
    uses_traditional_characters,
)
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vielen Dank für Ihren Einkauf", "de"),
        ("Merci de votre visite", "fr"),
        ("Terima kasih atas kunjungan anda, tunai kembali", "id"),
        ("Дякуємо за покупку, решта", "uk"),
        ("Спасибо за покупку, итог, сдача", "ru"),
        ("Благодарим, обща сума", "bg"),
        ("סה״כ לתשלום תודה", "he"),
        ("شكرا لزيارتكم المجموع", "ar"),
        ("ใบเสร็จรับเงิน ขอบคุณ", "th"),
        ("합계 금액 영수증", "ko"),
        ("お買上げありがとうございました", "ja"),
        ("谢谢惠顾欢迎光临", "zh"),
        ("ჯამი გმადლობთ", "ka"),
        ("Tổng cộng tiền mặt cảm ơn quý khách", "vi"),
        ("Təşəkkür edirik cəmi məbləğ", "az"),
        ("A 12345\nA OpexoBa\nKKM A", None),
        ("12345", None),
    ],
)
def test_languages_by_words_and_script(text: str, language: str | None) -> None:
    assert guess_language(build_rows(printed(text).lines)).language == language


def test_single_letters_of_another_script_are_noise() -> None:
    text = "Thank you for your visit, please come again\n水水"
    assert guess_language(build_rows(printed(text).lines)).language == "en"


def test_a_few_unusual_chinese_characters_are_misread_hangul() -> None:
    assert guess_language(build_rows(printed("叫香丑\n外三出立\n干是出立").lines)).language == "ko"
    assert guess_language(build_rows(printed("谢谢惠顾\n合计").lines)).language == "zh"


def test_traditional_and_simplified_characters() -> None:
    assert uses_traditional_characters("電子發票證明聯") is True
    assert uses_traditional_characters("电子发票 单号") is False
    assert uses_traditional_characters("小王") is None

"""Greek and Cyrillic lines whose letters were taken for Latin ones."""

from __future__ import annotations

import pytest

from receipt_desktop.domain.scripts import Script
from receipt_desktop.reading.letter_shapes import join_readings, may_be_misread, strip_accent


@pytest.mark.parametrize(
    ("latin", "native", "script", "joint"),
    [
        ("AAIKH AFOPA", "ΛΡΤΚΗ ΑΓΌΡΑ", Script.GREEK, "ΛΑΙΚΗ ΑΓΟΡΑ"),
        ("EYNOAO EYPO", "ΣΥΝΟΛΟ ΕΥΒΩ", Script.GREEK, "ΣΥΝΟΛΟ ΕΥΡΩ"),
        ("METPHTA 12,40", "ΠΕΤΒΗΤΑ 12.48", Script.GREEK, "ΜΕΤΡΗΤΑ 12,40"),
        ("THA:2310-555017", "ΤΗΛ 2310-556817", Script.GREEK, "ΤΗΛ:2310-555017"),
        ('TOB "POMAOKA"', 'Тов "Ромащка"', Script.CYRILLIC, 'Тов "Ромащка"'),
        ("CYMA 12,40", "СУМ‚А 12.48|", Script.CYRILLIC, "СУМА 12,40"),
        ("CHCTEMA", "СИСТЕНА", Script.CYRILLIC, "СИСТЕМА"),
        ("NPOAYKTbI", "ПРОДУКТЫ", Script.CYRILLIC, "ПРОДУКТЫ"),
        ("CYMMA HAC 20%", "СУННАНДС 208", Script.CYRILLIC, "СУММА НДС 20%"),
        ("MHH 7701234567 #12", "ИНН 77Ч1234567 #2", Script.CYRILLIC, "ИНН 7701234567 #12"),
        ("4EK 3A 49A0", "ЧЕК ЗА ЧУДО", Script.CYRILLIC, "ЧЕК ЗА ЧУДО"),
    ],
)
def test_two_readings_give_the_line_in_its_script(
    latin: str, native: str, script: Script, joint: str
) -> None:
    found = join_readings(latin, native, script)
    assert found is not None
    assert found.text == joint
    assert 0.6 <= found.likeness <= 1.0


@pytest.mark.parametrize(
    ("latin", "native", "script"),
    [
        ("EYNOAO", "δ!", Script.GREEK),
        ("SALAD BAR", "ЗАКУСКИ", Script.CYRILLIC),
        ("CYMA", "СУМА", Script.HEBREW),
        ("", "", Script.GREEK),
    ],
)
def test_readings_that_do_not_look_alike_are_not_joined(
    latin: str, native: str, script: Script
) -> None:
    assert join_readings(latin, native, script) is None


@pytest.mark.parametrize("text", ["KACCA: 0012", "BAKAAIKO", "OnnaTa HaAnYHbIMN", "ΣYNOΛO"])
def test_letters_with_doubles_may_be_of_another_script(text: str) -> None:
    assert may_be_misread(text)


@pytest.mark.parametrize(
    "text", ["MASTERCARD", "GOUDA", "Silver Lake", "12,40 A", "", "www.shop.gr"]
)
def test_letters_without_a_double_are_latin(text: str) -> None:
    assert not may_be_misread(text)


def test_only_greek_letters_lose_their_accents() -> None:
    assert "".join(map(strip_accent, "ΓΌέйЁü1")) == "ΓΟεйЁü1"

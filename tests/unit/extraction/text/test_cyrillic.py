"""Legal forms before quoted names, whose letters and quotation marks readers mistake."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.text.cyrillic import (
    restore_cyrillic,
    restore_quoted_company,
    restore_tax_name,
)
from receipt_desktop.extraction.text.rows import REPAIRED_SCORE, build_rows
from tests.unit.extraction.printed import printed


@pytest.mark.parametrize(
    ("read", "company"),
    [
        ('000 "Ромашка!', 'ООО "Ромашка"'),
        ('3АО "Ромашка"', 'ЗАО "Ромашка"'),
        ("Т0В «Ромашка»", 'ТОВ "Ромашка"'),
        ('ООО "Ромашка', 'ООО "Ромашка"'),
        ("000 \"Д'Арт", 'ООО "Д\'Арт"'),
        ("000 “Д’АРТ”", 'ООО "Д’АРТ"'),
        ('000 "Ромашка" г.Москва', 'ООО "Ромашка" г.Москва'),
        ('ООО "Ромашка"', 'ООО "Ромашка"'),
        ('000 ""', '000 ""'),
        ('100 "Ромашка"', '100 "Ромашка"'),
        ("1.000 Х 24.20", "1.000 Х 24.20"),
    ],
)
def test_misread_companies(read: str, company: str) -> None:
    assert restore_quoted_company(read) == company


def test_a_repaired_company_is_not_held_badly_read() -> None:
    (row,) = build_rows(printed('000 "Ромашка!', score=0.4).lines)
    assert (row.text, row.score) == ('ООО "Ромашка"', REPAIRED_SCORE)


@pytest.mark.parametrize(
    "read",
    ["CYMMA HAC 20%", "СУММАНАС 20%", "СУММА НОС 20%", "СУММА НС 20%", "CyMMa HDC 20%",
     "СУММА Н4С 202", "CYMMA HAC 20X", "СУММА НДС 20%",
     "СУНИА НДС 20%", "сумиа НАС.20%", "СУММА НАС. 20%", "СУММА НА 202"],
)  # fmt: skip
def test_the_misread_name_of_the_russian_tax(read: str) -> None:
    assert restore_tax_name(read) == "СУММА НДС 20%"


def test_two_misread_taxes_in_a_row() -> None:
    row = restore_tax_name("A:CyMMa HAC 20% 104.51 Б:CyMMa HAC 102 70.22")
    assert row == "A:СУММА НДС 20% 104.51 Б:СУММА НДС 10% 70.22"


@pytest.mark.parametrize(
    "text", ["HC 20%", "HAC 202", "НАС 20 раз", "НА 20%", "HOC 20", "CHANCE 20%", "НОС 2020"]
)
def test_other_words_before_figures(text: str) -> None:
    assert restore_tax_name(text) == text


@pytest.mark.parametrize("read", ["Итого 623 скидки", "Итого бе3 скидки", "Итого 6ез скидки"])
def test_what_is_before_discounts(read: str) -> None:
    assert restore_cyrillic(read) == "Итого без скидки"
    assert restore_cyrillic("Итого 623") == "Итого 623"

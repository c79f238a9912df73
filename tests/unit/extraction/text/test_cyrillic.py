"""Legal forms before quoted names, whose letters and quotation marks readers mistake."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.text.cyrillic import restore_quoted_company
from receipt_desktop.extraction.text.rows import REPAIRED_SCORE, build_rows
from tests.unit.extraction.printed import printed


@pytest.mark.parametrize(
    ("read", "company"),
    [
        ('000 "Ромашка!', 'ООО "Ромашка"'),
        ('3АО "Ромашка"', 'ЗАО "Ромашка"'),
        ("Т0В «Ромашка»", 'ТОВ "Ромашка"'),
        ('ООО "Ромашка', 'ООО "Ромашка"'),
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

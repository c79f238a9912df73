"""Chains that carrier bags, franchise rows and slogans name where the sign was not read."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.mentioned_chains import (
    find_mentioned_chains,
    find_slogan_chains,
)
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


def chains(text: str) -> list[str]:
    rows = build_rows(printed(text).lines)
    return [chain.name for chain, _ in (*find_mentioned_chains(rows), *find_slogan_chains(rows))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('2.Пакет "Магнит" белый | 3.90', "Магнит"),
        ("Tragetasche REWE | 0.20", "REWE"),
        ("Lifestyle Platform GS25", "GS25"),
        ("이마트24앱으로 더 빠르게", "이마트24"),
        ('МЕСТО РАСЧЕТОВ: Магазин "Дикси"', "Дикси"),
        ("Несто расчетов: 1234_1088-Пятерочка", "Пятёрочка"),
        ("الفرع : خير زصان - المعادي", "خير زمان"),
        ("카페베네 성공창업문의 1600-0000", "카페베네"),
    ],
)
def test_chains(text: str, name: str) -> None:
    assert chains(f"1234\n{text}") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Sac Nike noir | 49.00",
        "Пакет бумажный | 3.90",
        "Total GS25 2,000",
        "감사합니다 앱",
        "магазин Ромашка",
        "Магазин Лента новостей 5",
        "الفرع : المعادي",
    ],
)
def test_goods_and_other_rows_name_no_chain(text: str) -> None:
    assert chains(f"1234\n{text}") == []

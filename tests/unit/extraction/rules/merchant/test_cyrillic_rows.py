"""Cashiers, advertising and companies in Cyrillic letters."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.cyrillic_rows import (
    cut_company_tail,
    is_cyrillic_remark,
)
from receipt_desktop.extraction.rules.merchant.scoring import rank_merchants
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed

SALE = "Хлеб | 50.00\nИТОГ | =50.00"


def name(text: str, country: str = "RU") -> str | None:
    names = rank_merchants(build_rows(printed(text).lines), country)
    return names[0].text if names else None


@pytest.mark.parametrize(
    "row",
    ["Продавец-кассир Ромашкин Пётр", "Продавец-кассию Ромашкин", "Кассир: 5", "КАСИР: Ромашко",
     "ст. кассир Ромашкина", "Официант Пётр", "Николаевич.", "Витальевна", "Акции",
     "якции", "Хорошая новость!", "Уважаемый покупатель!", "Шановні покупці!", "Ждем Вас в гости",
     "Скидка 15% на всё", "ЧЕК НА ПРОДАЖУ"],
)  # fmt: skip
def test_cashiers_and_advertising_are_no_names(row: str) -> None:
    assert is_cyrillic_remark(row)


@pytest.mark.parametrize(
    "row",
    ["Ромашка", 'ООО "Кассиопея"', "Кассандра", "ФОП Ромашко Віталій Валерійович",
     "Продавец: ООО Ромашка", "Цветы и подарки", "Luna Market"],
)  # fmt: skip
def test_names_are_no_remarks(row: str) -> None:
    assert not is_cyrillic_remark(row)


def test_the_cashier_below_an_unread_head_is_no_name() -> None:
    assert name(f"ИНН: 7811000000\nПродавец-кассир Ромашкин Пётр\nНиколаевич\n{SALE}") is None


def test_the_misread_company_above_the_cashier() -> None:
    text = f'000 "Ромашка!\nИНН: 7811000000\nПродавец-кассию Ромашкин\n{SALE}'
    assert name(text) == 'ООО "Ромашка"'


def test_a_company_without_what_follows_its_name() -> None:
    assert cut_company_tail('ТОВ "Ромашка" м.Київ') == 'ТОВ "Ромашка"'
    assert cut_company_tail('ООО "Роза" кафе "Лилия"') == 'ООО "Роза" кафе "Лилия"'


@pytest.mark.parametrize(
    "item", ['Пакет "Магнит" белый | 3.90', "Пакет-майка МАГНИТ | 3.90", '2.Пакет "Магнит" | 3.90']
)
def test_the_chain_whose_bag_was_bought(item: str) -> None:
    assert name(f"Акции\nЧЕК НА ПРОДАЖУ\n{item}\n{SALE}") == "Магнит"


def test_a_chain_by_its_number_as_tills_printed_it_until_2018() -> None:
    text = f"Акции\nККМ 00080192 ИНН 002310031475 29.11.14 12:29\n{SALE}\nЭКЛЗ 1449696346"
    assert name(text) == "Магнит"

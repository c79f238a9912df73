"""Articles and heads of columns are no names where the top of a receipt is cut off."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.column_heads import (
    find_column_heads,
    is_abbreviated_head,
)
from receipt_desktop.extraction.rules.merchant.listed_items import find_listed_items, is_quantity
from tests.unit.extraction.rules.merchant.test_kinds_of_rows import name, rows_of


@pytest.mark.parametrize(
    "row",
    ["24 db  429 ft/db", "2.298 kg *  369,00 ft /kg", "1299,00 kom  1,00  1299,00", "2 @ 4.69",
     "1.265 kg 0 $6.55/kg  8.29", "2 chai  50.000  100,000", "9005082  1 x 20.009  20.000"],
)  # fmt: skip
def test_a_quantity_and_its_price(row: str) -> None:
    assert is_quantity(row)


@pytest.mark.parametrize("row", ["20 st james road", "1 x penne", "12 km", "total 12.50"])
def test_no_quantity(row: str) -> None:
    assert not is_quantity(row)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("NYUGTA\n2.298 kg * | 369,00 Ft/kg\nNARANCS KG | 848  C00\nKALACS | 499  B00", "HU"),
        ("NYUGTA\nC00 SPLENDID FELMOSO | 749\nC00 HARIBO TROPI | 699\nOSSZESEN: | 1 448 Ft", "HU"),
        ("1x 36.000 | 36.000\nKimchi p\n1x 0.000 | RP0.000\nTOTAL | 36.000", "ID"),
        ("Bintang | 1 | 59,000\nChicken | 1 | 190,000\nAdes | 1 | 10,000\nTotal | 259,000", "ID"),
        ("INVOICE\nCAR SPONGE WITH HANDLE\n9005082 | 1 X 20.009 | 20.000\nTotal | 20.000", "ID"),
        ("Artik11\nIme Cena Kol. Ukupno\nSport ves\n04.12.251\n1299,00 KOM | 1,00 | 1299,00", None),
    ],
)  # fmt: skip
def test_no_article_is_the_name(text: str, country: str | None) -> None:
    assert name(text, country) is None


def test_a_name_above_a_quantity_in_front_of_its_article_stays() -> None:
    rows = rows_of("LUNA BAKERY\n2 x 1.50\nRolls | 3.00\nTotal | 3.00")
    assert 0 not in find_listed_items(rows)


@pytest.mark.parametrize("row", ["ten mon  sl  d.gia", "descr ipt ton  quentity  ascunt"])
def test_heads_of_columns_in_other_languages_and_misread_ones(row: str) -> None:
    assert len(find_column_heads(row)) > 1


@pytest.mark.parametrize(
    ("row", "is_head"), [("kon.", True), ("e  kol.", True), ("luna.", False), ("bar luna", False)]
)
def test_a_short_word_with_a_full_stop_is_a_head(row: str, is_head: bool) -> None:
    assert is_abbreviated_head(row) is is_head


def test_the_waiter_is_not_the_name() -> None:
    assert name("Mesa 4\nGarzon | Fabian Venegas\nTotal | 5.600", "CL") is None


@pytest.mark.parametrize(
    "text",
    [
        "1x | Iced Malty Latte | 29.000\nRegular Ice\nLess Sweet\nMilk\n1x | Toast | 33.000",
        "2x | Nasi Goreng | 33.000\nExtra Pedas\nTanpa Telur\nSubtotal | 33.000",
        "x1 | Pad Thai | 9.50\nMedium Hot\nNo Peanuts\nSubtotal | 9.50",
    ],
)
def test_options_below_an_ordered_article_are_no_names(text: str) -> None:
    rows = rows_of("Order Summary\n" + text)
    assert {1, 2, 3} <= find_listed_items(rows)
    assert name("Order Summary\n" + text, "ID") is None


@pytest.mark.parametrize("sign", ["F", "T", "*"])
def test_articles_at_the_very_top_with_signs_of_their_tax(sign: str) -> None:
    goods = ("PUBLIX DICED TOM", "PUBLIX TOM/PASTE", "WHEAT BREAD", "FNCY PARM", "IMPOSS BURG")
    rows = "\n".join(f"{goods[n]} | {n}.67 | {sign}" for n in range(5))
    assert name(f"PUBLIX 317 | 6.00\nYou Saved\n{rows}", "US") is None


def test_a_shop_above_an_ordered_article_is_a_name() -> None:
    text = "Luna Coffee\nJl. Melati 5\n1x | Iced Latte | 29.000\nLess Ice\nSubtotal | 29.000"
    assert name(text, "ID") == "Luna Coffee"

"""Numbers and labels around the name of a merchant, and names that the next row continues."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.cleaning import clean_name
from receipt_desktop.extraction.rules.merchant.scoring import rank_merchants
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ACME LTDA TE:271013344", "ACME LTDA"),
        ("ACME LTDA I.E.: 254.059.007", "ACME LTDA"),
        ("DROGARIA LUA SA CNPJ-61.412.110/0855-50", "DROGARIA LUA SA"),
        ("Luna Grup SRL CUI: 12345678", "Luna Grup SRL"),
        ("LUNA S.A.C. RUC: 20436083128", "LUNA S.A.C."),
        ("Luna Oy Y-tunnus 1234567-8", "Luna Oy Y-tunnus"),
        ("GS FRESH B-12", "GS FRESH B-12"),
        ("Town Lunar Plaza - 206-494-3250", "Town Lunar Plaza"),
        ("LUNA PHARMACY (206) 494-3250", "LUNA PHARMACY"),
        ("ルナ運輸(株) T1010001092605", "ルナ運輸(株)"),
        ("SPBU 34.15815", "SPBU 34.15815"),
        ('SHOP "LUNA"', 'SHOP "LUNA"'),
        ('"LUNA"', "LUNA"),
    ],
)
def test_a_number_behind_its_label_is_no_part_of_the_name(text: str, expected: str) -> None:
    assert clean_name(text) == expected


ADDRESS = "\nRua da Lua 199\n88115-100 Town\nTea | 2,75\nTotal | 2,75"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "CNPJ: 03 821 728/0001-72 CENTRO DE\nJARDINAGEM LUNA LTDA",
            "CENTRO DE JARDINAGEM LUNA LTDA",
        ),
        ("RUC: 20436083128 CASA LUNA", "CASA LUNA"),
        ("LUNA LTDA CNPJ: 12.345.678/0001-90 IE: 123456", "LUNA LTDA"),
        ("TIENDA DE LOS\nHERMANOS LUNA", "TIENDA DE LOS HERMANOS LUNA"),
        ("HOUSE OF\nMOONS", "HOUSE OF MOONS"),
        ("TEL: 20436083128 CASA\nLUNA ROSSA", "LUNA ROSSA"),
    ],
)
def test_a_name_behind_a_number_and_in_two_rows(text: str, expected: str) -> None:
    names = rank_merchants(build_rows(printed(text + ADDRESS).lines), "BR")
    assert names[0].text == expected


def test_japanese_companies_and_indonesian_petrol_stations_are_named_beside_numbers() -> None:
    japanese = (
        "*頂收省*\n合計 | 5,240円\nルナ運輸(株) | T1010001092605\n東京都中央区銀座2丁目16番10号"
    )
    assert rank_merchants(build_rows(printed(japanese).lines), "JP")[0].text == "ルナ運輸(株)"
    indonesian = (
        "SPBU 34.15815\nJl Raya Boulevard Kav 3\nGading Serpong - Tangerang\nTotal | 20.000"
    )
    assert rank_merchants(build_rows(printed(indonesian).lines), "ID")[0].text == "SPBU 34.15815"

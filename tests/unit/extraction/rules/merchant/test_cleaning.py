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
        ("Town Lunar Plaza - 206-494-3250", "Town Lunar Plaza - 206-494"),
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

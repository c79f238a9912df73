"""Headings, labels and tables, also misread, glued or in two rows: no names of merchants."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.scoring import rank_merchants
from receipt_desktop.extraction.rules.merchant.titles import is_title
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


@pytest.mark.parametrize(
    "text",
    [
        "CUPOMFISCAL",
        "TICKETDECAISSE",
        "FACTURASIMPLIFICADA",
        "Served hy: Anna",
        "Serverd by",
        "Docunento Auxiliar da Nota Fiscal de Consunidor Eletronica",
        "DA NOTA FISCAL DE CONSUMIDOR ELETRONICA",
        "Consumo Mesa 11",
        "Tisch 4",
        "-BEBIDAS Y POSTRES-",
        "Cuenta Mesa No 12",
        "Masa: 7",
        "Detail účtenky",
        "Szczegóły paragonu",
        "Digitaler Kassenbon",
        "NOMIMH ANOEISH-ENAPEH",
        "QOPONOFIKH ANOOEIEH- ENAPEH",
        "NOMIMH ANTOAEISH-ENAPEH",
    ],
)
def test_headings_with_a_misread_letter_or_without_blanks(text: str) -> None:
    assert is_title(fold_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "Stammtisch 9 Bistro",
        "Mesa Verde",
        "The Order",
        "Notary Fiscal Ltd",
        "Cafe Mesa",
        "Casa Bella",
    ],
)
def test_names_that_are_like_headings(text: str) -> None:
    assert not is_title(fold_text(text))


def list_names(text: str) -> list[str]:
    return [name.text for name in rank_merchants(build_rows(printed(text).lines), "US")]


def test_what_stands_behind_a_label_is_no_name() -> None:
    text = "{label}: | Anna Miya\nJescription | Qty x Price | Total\nPesto | 9.95\nTotal | 9.95"
    assert list_names(text.format(label="Waitperson")) == []
    assert list_names(text.format(label="Sold by"))[0] == "Anna Miya"


def test_a_street_in_large_letters_is_no_part_of_the_sign() -> None:
    text = "Gamma\nNudepark 180\n6702 DX WAGENINGEN\nTea | 2.75\nTotal | 2.75"
    assert list_names(text)[0] == "Gamma"


@pytest.mark.parametrize(
    "row",
    ["ΦAKTYPA", "ΦΑΚΤΥΡΑ", "HACZ", "HAC 20%", "CMEHA", "KACCA:0023", "UTOR", "ИТОГ", "4EK 260"],
)
def test_cyrillic_titles_read_in_other_letters(row: str) -> None:
    assert is_title(fold_text(row))


@pytest.mark.parametrize("row", ["HACIENDA", "Cinema Luna", "Kaktus", "Φούρνος"])
def test_names_like_cyrillic_titles(row: str) -> None:
    assert not is_title(fold_text(row))

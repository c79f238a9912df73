"""Labels, titles, dates and items that are no names and no addresses."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.addresses import is_address
from receipt_desktop.extraction.rules.merchant.page_context import PageContext
from receipt_desktop.extraction.rules.merchant.scoring import rank_merchants
from receipt_desktop.extraction.rules.merchant.titles import is_title
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


def name(text: str, country: str | None = None) -> str | None:
    names = rank_merchants(build_rows(printed(text).lines), country)
    return names[0].text if names else None


@pytest.mark.parametrize("title", ["sin validez", "sin val", "s.i.i - temuco", "tax invoi"])
def test_titles_whole_and_cut_off(title: str) -> None:
    assert is_title(title)


@pytest.mark.parametrize("other", ["recei", "welco", "order", "taxi", "sinva"])
def test_a_cut_title_of_one_word_may_be_a_name(other: str) -> None:
    assert is_title(other) is (other == "order")


def test_the_company_below_the_office_of_the_revenue() -> None:
    text = (
        "R.U.T. 76.441.100-5\nS.I.I TEMUCO\nCOMERCIAL LUNA LTDA.\nGiro: SUPERMERCADO\nTotal | 900"
    )
    assert name(text, "CL") == "COMERCIAL LUNA LTDA."


def test_the_head_of_a_table_in_vietnamese_is_no_name() -> None:
    text = "HÓA ĐƠN THANH TOÁN\nSTT | Tên món | SL\n1 | Cơm | 30,000"
    assert name(text, "VN") != "STT Tên món SL"


@pytest.mark.parametrize(
    "row",
    ["23 august 2019 order #: 107808", "291012390000 xuc xich cp 10c nt", "12 mar 2018 table 4"],
)
def test_dates_and_codes_of_items_are_no_addresses(row: str) -> None:
    assert not is_address(row)


def test_a_date_above_the_name_is_no_end_of_the_head() -> None:
    text = "COMPRA\n26/09/2020 VISA 12:13:32\nLUNA MEDICAL SA\nAVENIDA ALEM 116, B\nTotal | 10.00"
    rows = build_rows(printed(text).lines)
    assert PageContext.from_rows(rows, rows, "AR").address_row == 3


def test_a_weight_in_a_row_of_an_item_is_no_company() -> None:
    text = "DOCUMENTO AUXILIAR\n04 02000475000000 BANANA PRATA KG, × 0,725 × 2,49 | 1,81"
    assert name(text, "BR") is None


@pytest.mark.parametrize("row", ["1 pcs x 13.900 13.900", "1 tui 32,000  32,000", "2 box × 4.500"])
def test_items_with_thousands_are_no_addresses(row: str) -> None:
    assert not is_address(row)


@pytest.mark.parametrize("row", ["for a free burger", "keep this", "tong tien", "see reverse"])
def test_adverts_and_sums_are_titles(row: str) -> None:
    assert is_title(row)

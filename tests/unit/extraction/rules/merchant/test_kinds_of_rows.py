"""Labels, kinds of shops, quarters and other rows that only look like names."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.name_words import (
    is_sentence,
    says_kind_of_shop,
)
from receipt_desktop.extraction.rules.merchant.page_context import PageContext
from receipt_desktop.extraction.rules.merchant.places import is_branch_or_town
from receipt_desktop.extraction.rules.merchant.scoring import (
    estimate_merchant_confidence,
    rank_merchants,
)
from receipt_desktop.extraction.rules.merchant.spelling import has_misread_trade
from receipt_desktop.extraction.rules.merchant.titles import is_title
from receipt_desktop.extraction.text.rows import TextRow, build_rows
from tests.unit.extraction.printed import printed

ADDRESS = "\n20 Clifton Road\nLondon W9 1SU\nTel: 0207 2892499\nTea | 2.75\nTotal | 2.75\n"
ACCEPTED = 0.85


def rows_of(text: str) -> list[TextRow]:
    return list(build_rows(printed(text).lines))


def name(text: str, country: str | None = "GB") -> str | None:
    names = rank_merchants(rows_of(text), country)
    return names[0].text if names else None


def confidence(text: str, country: str = "GB") -> float:
    rows = rows_of(text)
    return estimate_merchant_confidence(rank_merchants(rows, country), rows)


@pytest.mark.parametrize(
    "label",
    ["caissier : resp.", "caissier resp", "usuario:administrador", "vente (duplicata)", "mesa: 3",
     "伝票no 34 人数", "station:", "veh: 12"],
)  # fmt: skip
def test_labels_of_staff_tables_and_kinds_of_documents(label: str) -> None:
    assert is_title(label)


def test_a_title_with_more_words_may_be_a_name() -> None:
    assert not is_title("station cafe")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ILIO'S\nRestaurant" + ADDRESS, "ILIO'S"),
        ("ANJALI\nAUTHENTIC MADRAS RESTAURANT" + ADDRESS, "ANJALI"),
        ("Tasty food for all\nRestaurant" + ADDRESS, "Restaurant"),
    ],
)
def test_a_sign_above_the_kind_of_shop(text: str, expected: str) -> None:
    assert name(text) == expected


@pytest.mark.parametrize("row", ["restaurant", "bistro & cafe", "authentic madras restaurant"])
def test_kinds_of_shops(row: str) -> None:
    assert says_kind_of_shop(row)


@pytest.mark.parametrize("row", ["madras restaurant", "authentic madras", "restaurant 21"])
def test_names_beside_trades(row: str) -> None:
    assert not says_kind_of_shop(row)


@pytest.mark.parametrize("row", ["andheri west", "thane (w)", "thane (west)", "distt. rewari"])
def test_quarters_of_towns(row: str) -> None:
    assert is_branch_or_town(row, row.title())


def test_a_name_with_a_direction_in_front_is_no_quarter() -> None:
    assert not is_branch_or_town("west andheri", "West Andheri")


def test_a_sign_above_a_quarter() -> None:
    assert name("POP TATTOO HALL\nANDHERI WEST\n4th floor" + ADDRESS, "IN") == "POP TATTOO HALL"


@pytest.mark.parametrize(
    "text", ["ドトール、のち、はれやか", "食料品を割引", "here and there we go"]
)
def test_sentences(text: str) -> None:
    assert is_sentence(text)


def test_words_joined_by_a_hyphen_are_no_sentence() -> None:
    assert not is_sentence("bft-luna")


def test_labels_before_a_colon_and_initials_are_no_web_addresses() -> None:
    rows = rows_of("S.S.FILL.ST\nWehi.No:Entered\nTrns.ID:\nluna.de\nTotal | 3.00")
    sites = [label for label, _ in PageContext.from_rows(rows, rows, "IN").sites]
    assert sites == ["luna"]


def test_a_misread_trade_leaves_doubt() -> None:
    assert has_misread_trade(["luna", "seruices"])
    assert not has_misread_trade(["luna", "services"])
    text = "LUNA {trade} PLC\nTel: 0207 2892499\nTea | 2.75\nTotal | 2.75\n"
    good, bad = (confidence(text.format(trade=t), "ET") for t in ("SERVICES", "SERUICES"))
    assert bad < ACCEPTED < good


def test_a_row_below_an_unread_sign_leaves_doubt() -> None:
    assert confidence("of new orleans\nSALA" + ADDRESS) < ACCEPTED
    assert confidence("SALA" + ADDRESS) > ACCEPTED


def test_no_name_where_none_is_likely() -> None:
    text = "Fecha: 20/12/2024\nUsuario: Administrador\nMesa: 3\n* Horchata | 30.00\nTotal | 30.00"
    assert name(text, "MX") is None


def test_chinese_characters_of_misread_hangul_are_no_name() -> None:
    assert name("叫夸丑\n外三出立\n干是出立\n37,091\n3,709\n40,800", "KR") is None
    assert name("鼎泰豐\n電話 2345 6789\n合計 | 150", "TW") == "鼎泰豐"

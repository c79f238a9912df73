"""A service charge is an item of the bill; a tip is what the guest adds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed

TODAY = date(2025, 6, 1)


def read(label: str, charged: str = "2.00", total: str = "22.00") -> Draft:
    bill = f"""
        Corner Bistro
        12 High Street, London SW1A 1AA
        03/02/2025 | 19:40
        Soup | 8.00
        Pie | 12.00
        Subtotal | 20.00
        {label} | {charged}
        Total | {total}
    """
    return extract_by_rules(printed(bill), TODAY)


@pytest.mark.parametrize(
    "label",
    ["Service Charge 10%", "Serv. Charge (10%)", "Optional Service Charge", "Svc Chg", "Servizio"],
)
def test_a_service_charge_is_an_item_and_no_tip(label: str) -> None:
    draft = read(label)
    assert Field.TIP not in draft.fields
    assert draft.get_value(Field.TOTAL) == Decimal("22.00")
    assert [item.total for item in draft.items] == [8, 12, 2]
    assert draft.items[-1].description.startswith(label.split(maxsplit=1)[0].rstrip("."))


@pytest.mark.parametrize("label", ["Tip", "Gratuity", "Trinkgeld", "Pourboire", "Propina"])
def test_a_tip_is_a_tip(label: str) -> None:
    draft = read(label)
    assert draft.get_value(Field.TIP) == Decimal("2.00")
    assert [item.total for item in draft.items] == [8, 12]


def test_a_charge_that_the_prices_include_is_no_item() -> None:
    draft = read("Service charge", total="20.00")
    assert Field.TIP not in draft.fields
    assert [item.total for item in draft.items] == [8, 12]


def test_goods_whose_name_begins_like_a_tip_are_items() -> None:
    bill = """
        Markthalle GmbH
        Hauptstr. 5, 40217 Düsseldorf
        03.02.2025 19:40
        TIP BALKANKAESE | 0,79
        Fisch | 4,22
        TIP EDELSALAMI | 1,29
        Steak | 5,97
        SUMME EUR | 12,27
        Bar EUR | 15,00
        Rückgeld EUR | 2,73
    """
    draft = extract_by_rules(printed(bill), TODAY)
    assert Field.TIP not in draft.fields
    assert draft.get_value(Field.TOTAL) == Decimal("12.27")
    assert [str(item.total) for item in draft.items] == ["0.79", "4.22", "1.29", "5.97"]

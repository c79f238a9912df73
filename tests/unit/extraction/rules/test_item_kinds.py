"""Items of whole receipts: deposits, whole unit prices and service charges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed

TODAY = date(2026, 6, 1)
Item = tuple[str, Decimal | None, Decimal]


def find_items(text: str) -> list[Item]:
    items = extract_by_rules(printed(text), TODAY).items
    return [(item.description, item.quantity, item.total) for item in items]


@pytest.mark.parametrize(
    "deposit",
    ["CRV BEER 6 PK TAX", "CA REDEMP TAX", "BTL DEP TAX", "NY DEPOSIT TAX", "BAG FEE TAX"],
)
def test_a_deposit_whose_name_ends_in_tax_is_an_item(deposit: str) -> None:
    text = (
        f"SAFEWAY\nPortland, OR\nALE CHAINBREAKER | 7.99 T\n{deposit} | .30 T\nRegPrice | 9.99\n"
        "**** TAX | .75 BAL | 9.04\nDEBIT CARD | 9.04\nCHANGE | .00"
    )
    assert extract_by_rules(printed(text), TODAY).get_value(Field.TAX) == Decimal("0.75")
    assert [total for _, _, total in find_items(text)] == [Decimal("7.99"), Decimal("0.30")]


@pytest.mark.parametrize(
    ("text", "quantity", "total"),
    [
        ("Kopi Susu\n24.000 x1 | 24.000\nSubtotal | 24.000\nGrand Total | Rp 24.000", 1, 24000),
        ("Kopi Susu\n12.000 x 2 | 24.000\nSubtotal | 24.000\nGrand Total | Rp 24.000", 2, 24000),
        ("Kopi Susu 12,000 x 2 | 24,000\nSubtotal | 24,000\nGrand Total | Rp 24,000", 2, 24000),
        ("Kopi Susu\n2 x 12.000 | 24.000\nSubtotal | 24.000\nGrand Total | Rp 24.000", 2, 24000),
    ],
)
def test_a_whole_unit_price_before_its_quantity(text: str, quantity: int, total: int) -> None:
    items = find_items("WARUNG KOPI\nJakarta Indonesia\n" + text)
    assert items == [("Kopi Susu", Decimal(quantity), Decimal(total))]


def test_a_weight_before_its_price_is_no_unit_price() -> None:
    items = find_items("Markt\nBerlin\nBananen\n1.250 x 2.00 | 2.50\nSumme EUR | 2.50")
    assert [(quantity, total) for _, quantity, total in items] == [
        (Decimal("1.250"), Decimal("2.50"))
    ]


def test_unit_prices_in_whole_rupees_and_a_service_charge() -> None:
    items = find_items(
        "BANJARA\nPune India\nKEBAB | 699.00\n1 @ 699/ea\nDRUMS OF HEAVEN\n2 @ 549/ea | 1,098.00\n"
        "TOWER | 3,500.00\n1 @ 3,500/ea\nSub Total | 5,297.00\nService Charge 10% | 529.70\n"
        "CGST 2.5% | 145.67\nSGST 2.5% | 145.67\nBill Total | 6,118.04"
    )
    assert items == [
        ("KEBAB", Decimal(1), Decimal("699.00")),
        ("DRUMS OF HEAVEN", Decimal(2), Decimal("1098.00")),
        ("TOWER", Decimal(1), Decimal("3500.00")),
        ("Service Charge 10%", None, Decimal("529.70")),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "14 May, 2024 OLA\n| ₹1415",
        "14/05/2024 09:03 POS 01\n| ₹1415",
        "Date: 14-05-2024 Bill 22\n| ₹1415",
    ],
)
def test_a_row_with_the_date_describes_no_item(head: str) -> None:
    items = find_items(f"ANI Cabs\nMumbai India\n{head}\nRide Fee | ₹1415\nTotal Payable | ₹1415")
    assert [name for name, _, _ in items if "2024" in name] == []


def test_a_night_with_its_date_is_an_item() -> None:
    items = find_items(
        "Hotel Adler\nBerlin\n01.05.2026 Übernachtung | 89,00\nSumme EUR | 89,00\n01.05.2026"
    )
    assert [total for _, _, total in items] == [Decimal("89.00")]


@pytest.mark.parametrize(
    "row",
    [
        "E-mail: shop@luna.tn | 74298.155-74298.312",
        "Tel.: 74.298.312-74.226.753",
        "IBAN: DE89 3704 0044 | 0532.01",
        "Room 103,104,105 East",
        "Service 74.273.173-74.273.144",
    ],
)
def test_numbers_of_telephones_accounts_and_rooms_are_no_items(row: str) -> None:
    text = f"LUNA\n{row}\nFil noir | 3.00\nBobine | 1.40\nTOTAL TTC | 4.40 EUR"
    assert [total for _, _, total in find_items(text)] == [Decimal("3.00"), Decimal("1.40")]


def test_a_unit_price_behind_an_at_sign_is_no_mail_address() -> None:
    items = find_items("LUNA\nCoffee 1@37.50 | 37.50\nTea | 2.50\nTotal | $40.00")
    assert [total for _, _, total in items] == [Decimal("37.50"), Decimal("2.50")]

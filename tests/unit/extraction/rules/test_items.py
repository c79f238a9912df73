from decimal import Decimal

from receipt_desktop.domain.reading import LineItem
from receipt_desktop.extraction.rules.items import find_items
from receipt_desktop.extraction.text.amount_labels import label_amounts
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


def items(text: str, total: str | None = None) -> list[LineItem]:
    rows = build_rows(printed(text).lines)
    return find_items(rows, label_amounts(rows), -1, Decimal(total) if total else None)


def brief(found: list[LineItem]) -> list[tuple[str, str, str | None]]:
    return [
        (i.description, str(i.total), None if i.quantity is None else str(i.quantity))
        for i in found
    ]


def test_rows_with_an_amount_at_the_end() -> None:
    assert brief(items("Brot | 2,50 A\n2 x Milch | 2,20 A\nSUMME | 4,70")) == [
        ("Brot", "2.50", None),
        ("Milch", "2.20", "2"),
    ]


def test_quantity_above_the_name() -> None:
    found = items("2 x | 0,75\nMUNDSPÜLUNG | 1,50 C\nSUMME | 1,50")
    assert brief(found) == [("MUNDSPÜLUNG", "1.50", "2")]
    assert found[0].unit_price == Decimal("0.75")


def test_weight_below_the_name() -> None:
    assert brief(items("BANANEN | 0,29 B\n0,144 kg x 1,99 EUR/kg\nSUMME | 0,29"))[0][:2] == (
        "BANANEN",
        "0.29",
    )


def test_a_weight_with_the_amount_below_a_name_without_one() -> None:
    text = """
    Bananen | 1,19 B
    Apfel gruen kg
    0,410 kg x 1,99 EUR/kg | 0,82 B
    Pflaume | 0,99 B
    Seife | 5,98 A
    2 Stk x 2,99
    SUMME | 8,98
    """
    assert brief(items(text)) == [
        ("Bananen", "1.19", None),
        ("Apfel gruen kg", "0.82", "0.410"),
        ("Pflaume", "0.99", None),
        ("Seife", "5.98", "2"),
    ]


def test_figures_first_and_names_below() -> None:
    text = """
    Qty Description | Total
    1 | 30.00 SR
    Yam Dish
    2 | 15.00 SR
    White Rice
    Total | 45.00
    """
    assert [i.description for i in items(text)] == ["Yam Dish", "White Rice"]


def test_names_first_and_figures_below() -> None:
    text = "2x (214)Weissbier 0.51\n4,50 | 9.00\n1x (301)Wasser\n3,50 | 3.50\nBetrag | 12,50"
    assert brief(items(text)) == [
        ("(214)Weissbier 0.51", "9.00", "2"),
        ("(301)Wasser", "3.50", "1"),
    ]


def test_products_named_like_labels_are_items() -> None:
    assert [
        i.description for i in items("Balance Brot | 0,99\nKM BBQ-SALAT | 1,99\nSumme | 2,98")
    ] == [
        "Balance Brot",
        "KM BBQ-SALAT",
    ]


def test_deposits_and_returns_are_items() -> None:
    found = items("LEERGUT | -1,25\nPFAND | 0,25\nBrot | 3,00\nSUMME | 2,00")
    assert sum((i.total for i in found), Decimal(0)) == Decimal("2.00")


def test_items_end_at_the_total_standing_alone() -> None:
    assert len(items("Entrada 2 | 24,00\n| 24.00 EUR\nTerminal 8 | 24,00", "24.00")) == 1


def test_free_extras_are_left_out() -> None:
    assert [i.description for i in items("Coffee | $1.90\n-> No sugar | $0.00\nTotal | $1.90")] == [
        "Coffee"
    ]


def test_a_product_that_multiplies_is_surer() -> None:
    proven = items("3 x 2,00 Brot | 6,00\nSumme | 6,00")[0]
    plain = items("Brot | 6,00\nSumme | 6,00")[0]
    assert plain.confidence < proven.confidence


def test_a_row_that_breaks_the_sum_is_no_item() -> None:
    text = "Tea | 2.50\nCake | 3.00\nPaid with Credit Card at desk | 5.50\nSubtotal | 5.50"
    assert [i.description for i in items(text, "5.50")] == ["Tea", "Cake"]


def test_whole_prices_in_columns_count_when_they_add_up() -> None:
    text = """
    Description Qty | Rate | Amount
    DAL MAKHNI | 1 | 136 | 136
    MALAI KOFTA | 2 | 170 | 340
    BUTTER NAN | 2 | 26 | 52
    Total | 528.00
    """
    assert brief(items(text, "528.00")) == [
        ("DAL MAKHNI", "136", "1"),
        ("MALAI KOFTA", "340", "2"),
        ("BUTTER NAN", "52", "2"),
    ]
    assert items(text.replace("| 52", "| 53"), "528.00") == []


def test_items_end_at_a_sum_that_has_no_known_label() -> None:
    text = "Tra sua | 30.00\nSua chua | 32.00\nTong thanh tien | 62.00\nKhach tra | 62.00"
    assert [i.description for i in items(text, "62.00")] == ["Tra sua", "Sua chua"]


def test_a_product_that_holds_the_phrase_of_a_net_amount() -> None:
    text = "1 Reg HT PM Gold | 59.00\n1 VEG Taco | 119.00\nSubtotal | 178.00\nTotal | 178.00"
    assert [str(i.total) for i in items(text, "178.00")] == ["59.00", "119.00"]


def test_units_are_no_description() -> None:
    text = "001 60 SELF-SERVICE PESO\n0,65 und X 59,91 | 38,70\nTOTAL | 38,70"
    assert brief(items(text, "38.70")) == [("001 60 SELF-SERVICE PESO", "38.70", None)]


def test_discounts_that_prices_already_hold_are_no_items() -> None:
    text = """
    Boxer | 6.00
    394912-221 1 @ | 11.99
    Item Discount | -5.99
    Jeans | 39.99
    Subtotal | 45.99
    """
    assert [str(i.total) for i in items(text, "45.99")] == ["6.00", "39.99"]


def test_surcharges_are_items_when_the_sum_holds_them() -> None:
    text = "Rockmelon | 1.99\nPear | 3.64\n1% EFTPOS Surcharge | 0.06\nSubtotal | 5.69"
    assert len(items(text, "5.69")) == 3


def test_parts_of_a_package_are_not_counted_twice() -> None:
    text = """
    Bestpreis | 5 | 32.00 | 160.00
    Breakfast | 4.00 | 20.00
    Room | 28.00 | 140.00
    Total | 160.00
    """
    assert [str(i.total) for i in items(text, "160.00")] == ["20.00", "140.00"]


def test_taxes_and_taxed_amounts_above_the_total_are_no_items() -> None:
    text = "PAN | 5.90\nLECHE | 5.90\nOP. GRAVADA | 10.00\nIGV 18% | 1.80\nTOTAL | 11.80"
    assert [i.description for i in items(text, "11.80")] == ["PAN", "LECHE"]

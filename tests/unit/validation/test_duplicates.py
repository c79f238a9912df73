"""Which receipts are the same one, and which only look alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from receipt_desktop.domain.duplicates import DuplicateTier
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Box, Code, Evidence, Line, PagePrint, Text
from receipt_desktop.domain.reading import Draft, ExtractedValue, LineItem, ValueSource
from receipt_desktop.validation.duplicates import find_duplicate_tier
from receipt_desktop.validation.likeness import PrintedReceipt

ROWS = (
    "Bistro Zwei Linden", "Lindenallee 12, 10115 Berlin", "Tel 030 5551234", "14.06.2024 13:22",
    "Bon 4711", "2 x 2,10 Kaffee 4,20", "1 x 13,50 Mittagstisch 13,50", "Summe 17,70",
    "MwSt 19 % 14,87 2,83", "Kasse 3 Beleg 20881",
)  # fmt: skip
LUNCH: dict[Field, FieldValue] = {
    Field.TOTAL: Decimal("17.70"),
    Field.DATE: date(2024, 6, 14),
    Field.MERCHANT: "Bistro Zwei Linden",
    Field.TIME: time(13, 22),
    Field.TAX: Decimal("2.83"),
}
SHORT_ROWS = ("Bistro Zwei Linden", "Summe 17,70")
SAME_FILE = DuplicateTier.SAME_FILE
LOOK, NEAR_LOOK, OTHER_LOOK = "0f" * 16, "0f" * 15 + "ff", "a5" * 16
CODE = Code("V0;955002;1;Kassenbeleg-V1;Beleg^17.70_0.00;4711;2024-06-14T13:22:00")


def make_receipt(rows: tuple[str, ...] = ROWS, **changes: FieldValue | None) -> PrintedReceipt:
    """The lunch with other values; None leaves a field out."""
    values = LUNCH | {Field[name]: value for name, value in changes.items() if name != "CURRENCY"}
    fields = {
        field: ExtractedValue(value, 0.97) for field, value in values.items() if value is not None
    }
    items = (LineItem("Mittagstisch", Decimal("13.50"), 0.9),)
    lines = tuple(Line(row, Box(0, 40 * n, 300, 30), 0.9) for n, row in enumerate(rows))
    currency = str(changes.get("CURRENCY", "EUR"))
    return PrintedReceipt(Draft(fields, currency, items=items), Text(lines, (), ()))


def with_code(receipt: PrintedReceipt, code: Code) -> PrintedReceipt:
    """The receipt with a code that states its day and total."""
    fields = {
        field: replace(value, source=ValueSource.DOCUMENT)
        for field, value in receipt.draft.fields.items()
    }
    text = replace(receipt.text, codes=(code,))
    return PrintedReceipt(replace(receipt.draft, fields=fields), text)


def with_prints(receipt: PrintedReceipt, prints: tuple[PagePrint, ...]) -> PrintedReceipt:
    """The receipt in a picture."""
    return replace(receipt, text=replace(receipt.text, prints=prints))


def doubt_merchant(receipt: PrintedReceipt) -> PrintedReceipt:
    """The receipt with a merchant that was hardly read."""
    fields = dict(receipt.draft.fields)
    fields[Field.MERCHANT] = replace(fields[Field.MERCHANT], confidence=0.6)
    return replace(receipt, draft=replace(receipt.draft, fields=fields))


def find_tier(first: PrintedReceipt, second: PrintedReceipt) -> DuplicateTier | None:
    """The tier, which does not depend on the order."""
    tier = find_duplicate_tier(first, second)
    assert find_duplicate_tier(second, first) is tier
    return tier


def test_the_same_number_and_total_of_a_merchant_are_certain() -> None:
    first = make_receipt(NUMBER="Bon 4711", TIME=None)
    assert find_tier(first, make_receipt(NUMBER="BON-4711")) is DuplicateTier.CERTAIN


def test_the_same_fiscal_code_is_certain_whatever_the_merchant_is_called() -> None:
    first, second = make_receipt(), make_receipt(MERCHANT="Kasse 3")
    assert find_tier(with_code(first, CODE), with_code(second, CODE)) is DuplicateTier.CERTAIN
    other = replace(CODE, text=CODE.text.replace("4711", "4712"))
    second = make_receipt(("Kasse 3",), MERCHANT="Kasse 3")
    assert find_tier(with_code(first, CODE), with_code(second, other)) is None


def test_a_code_that_does_not_state_the_sale_proves_nothing() -> None:
    address = Code("https://bistro.example")
    first, second = make_receipt(), make_receipt(("Kasse 3",), MERCHANT="Kasse 3")
    first = replace(first, text=replace(first.text, codes=(address,)))
    second = replace(second, text=replace(second.text, codes=(address,)))
    assert find_tier(first, second) is None


def test_a_recompressed_picture_with_one_wrong_digit_is_likely() -> None:
    again = make_receipt(tuple(row.replace("20881", "20831") for row in ROWS))
    assert find_tier(make_receipt(), again) is DuplicateTier.LIKELY


@pytest.mark.parametrize(
    "changes",
    [
        {"MERCHANT": "Bistr0 Zwei Linden"},
        {"MERCHANT": "Bistro Zwei Linden, Inh. R. Stern"},
        {"TIME": None},
        {"TIME": time(13, 22, 41)},
    ],
)
def test_a_reading_that_differs_a_little_is_likely(changes: dict[str, FieldValue | None]) -> None:
    again = make_receipt(("Summe 17,70",), **changes)
    assert find_tier(make_receipt(), again) is DuplicateTier.LIKELY


def test_the_tax_id_says_that_two_names_are_one_merchant() -> None:
    first = make_receipt(TAX_ID="CZ 00685976")
    again = make_receipt(("Summe 17,70",), TAX_ID="CZ00685976", MERCHANT="Filiale 14")
    assert find_tier(first, again) is DuplicateTier.LIKELY


def test_the_same_printed_numbers_are_likely_if_the_name_is_doubtful() -> None:
    again = make_receipt(MERCHANT="8istnn Zvvei", TIME=None)
    assert find_tier(make_receipt(TIME=None), doubt_merchant(again)) is DuplicateTier.LIKELY


def test_the_same_menu_in_two_shops_is_no_duplicate() -> None:
    assert find_tier(make_receipt(), make_receipt(MERCHANT="Café Drei Weiden")) is None


def test_few_printed_numbers_prove_nothing() -> None:
    first = make_receipt(("Kaffee 17,70",), TIME=None)
    assert find_tier(first, first) is None
    again = make_receipt(("Kaffee 17,70",), TIME=None, MERCHANT="Eiche")
    assert find_tier(first, doubt_merchant(again)) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"TIME": time(15, 2)},
        {"NUMBER": "9158"},
        {"TOTAL": Decimal("17.80"), "NUMBER": "9157"},
        {"TOTAL": Decimal("-17.70")},
        {"DATE": date(2024, 6, 15)},
        {"CURRENCY": "CHF"},
        {"TOTAL": None, "DATE": None},
        {"MERCHANT": None, "TIME": time(15, 2)},
    ],
)
def test_another_purchase_is_no_duplicate(changes: dict[str, FieldValue | None]) -> None:
    first = make_receipt(tuple(row.replace("4711", "9157") for row in ROWS), NUMBER="9157")
    assert find_tier(first, make_receipt(SHORT_ROWS, **changes)) is None


@pytest.mark.parametrize("missing", ["TOTAL", "DATE", "MERCHANT"])
def test_two_of_three_are_possible_if_the_third_is_missing(missing: str) -> None:
    again = make_receipt(SHORT_ROWS, **{missing: None})
    assert find_tier(make_receipt(), again) is DuplicateTier.POSSIBLE


def test_one_price_of_a_merchant_is_not_possible_without_a_date() -> None:
    again = make_receipt(SHORT_ROWS, DATE=None, TIME=None)
    assert find_tier(make_receipt(SHORT_ROWS, TIME=None), again) is None


def test_the_same_pixels_are_the_same_file_whatever_was_read() -> None:
    prints = (PagePrint("a" * 32, LOOK),)
    first = with_prints(make_receipt(), prints)
    assert find_tier(first, with_prints(make_receipt(DATE=None), prints)) is SAME_FILE
    other = with_prints(make_receipt(DATE=None), (PagePrint("b" * 32, LOOK),))
    assert find_tier(first, other) is DuplicateTier.LIKELY
    blank = with_prints(make_receipt((), DATE=None, TOTAL=None), (PagePrint("c" * 32),))
    assert find_tier(blank, blank) is None


def test_a_copy_that_looks_the_same_may_be_misread() -> None:
    """Its time is that of another line, and some of its numbers are misread."""
    misread = tuple(row.replace("14,87 2,83", "14,37 2,33") for row in ROWS)
    first = with_prints(make_receipt((*ROWS, "Tisch 12:30")), (PagePrint("a", LOOK),))
    again = make_receipt((*misread, "Tisch 12:30"), TIME=time(12, 30))
    again = with_prints(again, (PagePrint("b", NEAR_LOOK),))
    fields = dict(again.draft.fields)
    evidence = Evidence(0, Box(0, 0, 9, 9), "Tisch 12:30")
    fields[Field.TIME] = replace(fields[Field.TIME], evidence=evidence)
    again = replace(again, draft=replace(again.draft, fields=fields))
    assert find_tier(first, again) is DuplicateTier.LIKELY
    assert find_tier(with_prints(first, (PagePrint("c", OTHER_LOOK),)), again) is None


def test_an_inner_digit_of_a_long_number_may_be_misread_but_no_counting_one() -> None:
    first = with_prints(make_receipt(NUMBER="2018031210060010139"), (PagePrint("a", LOOK),))
    for number, tier in (
        ("2018031210080010139", DuplicateTier.LIKELY),
        ("2018031210060010138", None),
    ):
        again = with_prints(make_receipt(NUMBER=number), (PagePrint("b", NEAR_LOOK),))
        assert find_tier(first, again) is tier


def test_two_times_that_differ_in_the_seconds_are_two_purchases() -> None:
    first = make_receipt(TIME=time(13, 22, 41))
    assert find_tier(first, make_receipt(TIME=time(13, 22, 5))) is None


def make_slip(**changes: FieldValue | None) -> PrintedReceipt:
    """A card slip over the lunch."""
    values = {"TAX": None, "CARD": "1234", "NUMBER": "88"} | changes
    slip = make_receipt(("VISA 17,70",), **values)
    return replace(slip, draft=replace(slip.draft, items=()))


def test_a_card_slip_and_its_receipt_are_a_pair() -> None:
    assert find_tier(make_receipt(NUMBER="4711"), make_slip()) is DuplicateTier.PAIR
    assert find_tier(make_receipt(), make_slip(TIME=time(13, 24))) is DuplicateTier.PAIR
    assert find_tier(make_slip(), make_slip()) is DuplicateTier.CERTAIN


@pytest.mark.parametrize(
    "changes", [{"TIME": time(14, 2)}, {"MERCHANT": "Eiche"}, {"TOTAL": Decimal(18)}]
)
def test_the_slip_of_another_sale_is_no_pair(changes: dict[str, FieldValue | None]) -> None:
    assert find_tier(make_receipt(), make_slip(**changes)) is None


@pytest.mark.parametrize("changes", [{"CARD": "9876"}, {"PAYMENT": "cash"}])
def test_a_receipt_paid_in_another_way_is_no_pair(changes: dict[str, FieldValue | None]) -> None:
    assert find_tier(make_receipt(ROWS, **changes), make_slip()) is None

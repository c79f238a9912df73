"""The table of receipts: numbers in order, rows loaded when they come into sight."""

from __future__ import annotations

from array import array
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.ui.inbox.listing_changes import (
    MAX_STEPS,
    Insertion,
    Removal,
    compare_listings,
)
from receipt_desktop.ui.inbox.receipt_columns import NAME_COLUMN
from receipt_desktop.ui.inbox.receipt_model import BLOCK, MAX_KEPT, RECEIPT_ROLE, ReceiptModel

START = datetime(2024, 1, 1, tzinfo=UTC)


def receipt(number: int, **changes: Any) -> Receipt:
    made = Receipt(
        f"id{number}",
        f"{number}.jpg",
        "0" * 64,
        Status.PENDING,
        START + timedelta(minutes=number),
        number=number,
    )
    return replace(made, **changes)


@pytest.fixture
def model(qtmodeltester: ModelTester, qapp: QApplication) -> ReceiptModel:
    """Owned by the application, as in the window: no garbage collection takes it in its stride."""
    made = ReceiptModel(qapp)
    made.show_numbers(array("q", [3, 2, 1]))
    qtmodeltester.check(made)
    return made


def see(model: ReceiptModel, row: int) -> Any:
    """What a view gets when it paints the row."""
    return model.index(row, NAME_COLUMN).data()


def test_a_row_is_empty_until_its_receipt_is_loaded(qtbot: QtBot, model: ReceiptModel) -> None:
    model.give_up_wanted()
    with qtbot.waitSignal(model.rows_wanted):
        assert see(model, 1) is None
    assert model.take_wanted() == [3, 2, 1]
    assert model.take_wanted() == []
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.put_receipts([receipt(2)])
    assert [index.row() for index in changed.args[:2]] == [1, 1]
    assert see(model, 1) == "2.jpg"


def test_rows_are_loaded_with_their_neighbours_and_no_others(qapp: QApplication) -> None:
    model = ReceiptModel(qapp)
    model.show_numbers(array("q", range(1000)))
    see(model, 2 * BLOCK + 10)
    assert model.take_wanted() == list(range(2 * BLOCK, 3 * BLOCK))


class Unsearched(array):  # type: ignore[type-arg]  # of int
    """Numbers that nobody may search through: there can be 100,000."""

    def index(self, *_: Any) -> int:
        raise AssertionError("searched")


def test_loaded_rows_find_their_places_without_a_search(qapp: QApplication) -> None:
    model = ReceiptModel(qapp)
    model.show_numbers(Unsearched("q", range(5 * BLOCK, 0, -1)))
    see(model, 4 * BLOCK)
    model.put_receipts([receipt(number) for number in model.take_wanted()])
    assert see(model, 4 * BLOCK) == f"{BLOCK}.jpg"


def test_rows_out_of_sight_are_dropped(qapp: QApplication) -> None:
    model = ReceiptModel(qapp)
    model.show_numbers(array("q", range(MAX_KEPT + 10)))
    model.put_receipts([receipt(number) for number in range(MAX_KEPT + 10)])
    assert see(model, 0) is None
    assert see(model, MAX_KEPT + 5) == f"{MAX_KEPT + 5}.jpg"


def test_an_older_snapshot_does_not_overwrite_a_newer(model: ReceiptModel) -> None:
    model.put_receipts([receipt(1, progress=90, version=9)])
    model.put_receipts([receipt(1, progress=10, version=3)])
    assert model.index(2, 0).data(RECEIPT_ROLE).progress == 90


def test_a_change_resets_nothing(qtbot: QtBot, model: ReceiptModel) -> None:
    model.put_receipts([receipt(1)])
    with (
        qtbot.assertNotEmitted(model.modelReset),
        qtbot.assertNotEmitted(model.rowsInserted),
        qtbot.waitSignal(model.dataChanged),
    ):
        model.put_receipts([receipt(1, progress=40, version=2)])


def test_a_new_receipt_stands_above_the_others(qtbot: QtBot, model: ReceiptModel) -> None:
    model.put_receipts([receipt(3)])
    with qtbot.waitSignal(model.rowsInserted) as inserted:
        model.insert_first(receipt(4))
    assert inserted.args[1:] == [0, 0]
    assert see(model, 0) == "4.jpg"
    assert model.row_of(3) == 1
    assert model.row_of(9) == -1


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ([5, 4, 3, 2, 1], [5, 4, 3, 2, 1], ()),
        ([5, 4, 3, 2, 1], [6, 5, 3, 1], ()),
        ([], [2, 1], ()),
        ([2, 1], [], ()),
        ([5, 4, 3, 2, 1], [5, 1, 4, 3, 2], (1,)),
        ([1, 2, 3], [7, 1, 8, 2, 3, 9], ()),
    ],
)
def test_the_steps_lead_to_the_new_order(
    qapp: QApplication, old: list[int], new: list[int], changed: tuple[int, ...]
) -> None:
    model = ReceiptModel(qapp)
    model.show_numbers(array("q", old))
    steps = compare_listings(array("q", old), array("q", new), changed)
    assert steps is not None
    model.apply_steps(steps)
    assert list(model.numbers) == new


def test_rows_that_stay_are_not_touched() -> None:
    assert compare_listings([5, 4, 3, 2, 1], [6, 5, 2, 1]) == [
        Removal(1, 2),
        Insertion(0, array("q", [6])),
    ]


def test_another_order_takes_too_many_steps() -> None:
    assert compare_listings([1, 2, 3], [3, 2, 1]) is None
    many = list(range(4 * MAX_STEPS))
    assert compare_listings(many, many[::2]) is None


def test_columns_have_titles_and_sides(model: ReceiptModel) -> None:
    horizontal = Qt.Orientation.Horizontal
    titles = [model.headerData(at, horizontal) for at in range(model.columnCount())]
    assert titles[:5] == ["Date", "Merchant", "Category", "Total", "Status"]
    align = model.headerData(3, horizontal, Qt.ItemDataRole.TextAlignmentRole)
    assert align & Qt.AlignmentFlag.AlignRight

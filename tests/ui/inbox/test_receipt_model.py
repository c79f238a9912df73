"""The live list: one row a receipt, changed row by row."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.ui.inbox.currency_totals import format_currency_totals
from receipt_desktop.ui.inbox.receipt_model import (
    RECEIPT_ROLE,
    ReceiptFilter,
    ReceiptModel,
    is_of_kind,
)

START = datetime(2024, 1, 1, tzinfo=UTC)


def receipt(number: int, **changes: Any) -> Receipt:
    made = Receipt(
        f"id{number}", f"{number}.jpg", "0" * 64, Status.PENDING, START + timedelta(minutes=number)
    )
    return replace(made, **changes)


@pytest.fixture
def model(qtmodeltester: ModelTester, qapp: QApplication) -> ReceiptModel:
    """Owned by the application, as in the window: no garbage collection takes it in its stride."""
    made = ReceiptModel(qapp)
    made.load_receipts([receipt(2), receipt(1)])
    qtmodeltester.check(made)
    return made


def test_the_filter_is_a_sound_model(qtmodeltester: ModelTester, qapp: QApplication) -> None:
    source = ReceiptModel(qapp)
    source.load_receipts([receipt(2), receipt(1)])
    shown = ReceiptFilter(source)
    qtmodeltester.check(shown)
    shown.set_search("1.jpg", "")
    source.put_receipt(receipt(3))
    source.remove_receipts(("id1",))
    assert names(shown) == []


def names(model: Any) -> list[str]:
    return [model.index(row, 0).data(RECEIPT_ROLE).id for row in range(model.rowCount())]


def test_newest_stands_first(model: ReceiptModel) -> None:
    model.put_receipt(receipt(3))
    assert names(model) == ["id3", "id2", "id1"]


def test_a_change_updates_only_its_row(qtbot: QtBot, model: ReceiptModel) -> None:
    with (
        qtbot.waitSignal(model.dataChanged) as changed,
        qtbot.assertNotEmitted(model.modelReset),
        qtbot.assertNotEmitted(model.rowsInserted),
    ):
        model.put_receipt(receipt(1, progress=40, version=2))
    assert [index.row() for index in changed.args[:2]] == [1, 1]
    assert model.index(1).data(RECEIPT_ROLE).progress == 40


def test_an_older_snapshot_does_not_overwrite_a_newer(model: ReceiptModel) -> None:
    model.put_receipt(receipt(1, progress=90, version=9))
    model.put_receipt(receipt(1, progress=10, version=3))
    assert model.index_of_receipt("id1").data(RECEIPT_ROLE).progress == 90


def test_removed_rows_disappear_and_the_others_are_still_found(model: ReceiptModel) -> None:
    model.put_receipt(receipt(3))
    model.remove_receipts(("id2", "unknown"))
    assert names(model) == ["id3", "id1"]
    assert model.index_of_receipt("id1").row() == 1
    model.put_receipt(receipt(1, progress=5, version=1))
    assert model.index(1).data(RECEIPT_ROLE).progress == 5


def test_a_restored_receipt_returns_to_its_row(model: ReceiptModel) -> None:
    model.put_receipt(receipt(3))
    model.remove_receipts(("id2",))
    model.put_receipt(receipt(2, version=4))
    assert names(model) == ["id3", "id2", "id1"]


def test_live_changes_before_the_first_load_are_kept() -> None:
    model = ReceiptModel()
    model.put_receipt(receipt(2, progress=50, version=7))
    model.load_receipts([receipt(2, version=1), receipt(1)])
    assert names(model) == ["id2", "id1"]
    assert model.index(0).data(RECEIPT_ROLE).progress == 50


def test_the_filter_looks_at_words_and_kind(model: ReceiptModel) -> None:
    shown = ReceiptFilter(model)
    model.put_receipt(receipt(1, status=Status.COMPLETED, merchant="Café Zürich", version=2))
    shown.set_search("zürich CAFÉ", "")
    assert names(shown) == ["id1"]
    shown.set_search("zürich", "failed")
    assert names(shown) == []
    shown.set_search("milk", "", ["id2"])
    assert names(shown) == ["id2"]


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({}, {"", "open"}),
        ({"status": Status.FAILED}, {"", "failed"}),
        ({"status": Status.COMPLETED}, {"", "done"}),
        ({"status": Status.COMPLETED, "needs_review": True}, {"", "review"}),
    ],
)
def test_every_receipt_is_of_one_kind(changes: dict[str, Any], kinds: set[str]) -> None:
    one = receipt(1, **changes)
    assert {
        kind for kind in ("", "open", "review", "failed", "done") if is_of_kind(one, kind)
    } == kinds


def test_sums_by_currency_the_commonest_first() -> None:
    pile = [
        receipt(n, status=Status.COMPLETED, total=Decimal(amount), currency=currency)
        for n, (amount, currency) in enumerate(
            [("1.10", "EUR"), ("2.20", "EUR"), ("5", "MYR"), ("7", None)]
        )
    ]
    said = format_currency_totals([*pile, receipt(9, total=Decimal(100), currency="EUR")])
    assert said.startswith("3.30 EUR · ")
    assert "5.00 MYR" in said

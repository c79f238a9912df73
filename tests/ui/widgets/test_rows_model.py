"""Long tables: only what changed is told, and ten thousand rows stay smooth."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from receipt_desktop.ui.widgets.flow_layout import FlowLayout
from receipt_desktop.ui.widgets.row_table import RowTable
from receipt_desktop.ui.widgets.rows_model import RowColumn, RowsModel

MANY = 10_000


@dataclass(frozen=True)
class NamedThing:
    key: int
    name: str = ""
    size: float | None = None


def make() -> RowsModel:
    columns: tuple[RowColumn[NamedThing], ...] = (
        RowColumn("Name", lambda one: one.name),
        RowColumn(
            "Size", lambda one: str(one.size), sort_key=lambda one: one.size, align_right=True
        ),
    )
    return RowsModel(columns, lambda one: one.key)


def shown(model: RowsModel) -> list[int]:
    return [row.key for row in model.rows]


@given(st.lists(st.lists(st.integers(0, 12), unique=True), min_size=1, max_size=6))
def test_the_model_shows_every_list_it_is_given(lists: list[list[int]]) -> None:
    model = make()
    for keys in lists:
        model.set_rows([NamedThing(key) for key in keys])
        assert shown(model) == keys


def test_it_is_a_proper_model(qtmodeltester: ModelTester) -> None:
    model = make()
    qtmodeltester.check(model)
    random.seed(7)
    for _ in range(60):
        keys = random.sample(range(30), random.randint(0, 30))
        model.set_rows(
            [NamedThing(key, random.choice("abc"), random.choice((None, 1.0))) for key in keys]
        )
        model.sort(random.choice((-1, 0, 1)))


def test_one_change_is_signalled_for_one_row() -> None:
    model = make()
    things = [NamedThing(key, str(key)) for key in range(100)]
    model.set_rows(things)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _=None: told.append((first.row(), last.row())))
    resets: list[object] = []
    model.modelReset.connect(lambda: resets.append(1))
    things[42] = replace(things[42], name="other")
    model.set_rows(things)
    assert told == [(42, 42)]
    model.set_rows([NamedThing(100, "new"), *things])
    assert told == [(42, 42)]
    assert resets == []


def test_sorted_by_what_a_column_means_with_the_unknown_last() -> None:
    model = make()
    model.set_rows([NamedThing(1, size=10.0), NamedThing(2, size=None), NamedThing(3, size=9.0)])
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert shown(model) == [3, 1, 2]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert shown(model) == [1, 3, 2]
    model.set_rows(
        [
            NamedThing(1, size=1.0),
            NamedThing(2, size=None),
            NamedThing(3, size=9.0),
            NamedThing(4, size=5.0),
        ]
    )
    assert shown(model) == [3, 4, 1, 2]


def test_the_selection_survives_moves_and_a_new_list(qtbot: QtBot) -> None:
    model = make()
    table = RowTable(model, "things")
    qtbot.addWidget(table)
    model.set_rows([NamedThing(key) for key in range(200)])
    table.choose_row(7)
    model.set_rows([NamedThing(key) for key in reversed(range(200))])
    assert [row.key for row in table.chosen_rows()] == [7]
    model.set_rows([NamedThing(key) for key in range(1, 1000, 2)])
    assert [row.key for row in table.chosen_rows()] == [7]


def test_a_change_of_ten_thousand_rows_costs_a_few_looks_at_each(qtbot: QtBot) -> None:
    looks = 0

    def key(thing: NamedThing) -> int:
        nonlocal looks
        looks += 1
        return thing.key

    model = RowsModel((RowColumn("Name", lambda one: one.name),), key)
    table = RowTable(model, "things")
    qtbot.addWidget(table)
    table.resize(600, 500)
    with qtbot.waitExposed(table):
        table.show()
    things = [NamedThing(number, str(number)) for number in range(MANY)]
    model.set_rows(things)
    for number in range(3):
        things = [*things[1:], NamedThing(MANY + number, "new")]
        things[5000] = replace(things[5000], name=f"changed {number}")
        looks = 0
        model.set_rows(things)
        assert looks < 10 * MANY


def test_controls_go_on_in_the_next_line(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, spacing=10)
    for _ in range(3):
        child = QWidget()
        child.setFixedSize(QSize(100, 20))
        flow.addWidget(child)
    assert flow.heightForWidth(400) == 20
    assert flow.heightForWidth(230) == 50
    assert flow.heightForWidth(90) == 80

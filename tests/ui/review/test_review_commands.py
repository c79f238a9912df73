"""The table of review commands: no key twice, and keys that a person changes."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from receipt_desktop.ui.review.keys_dialog import KeysDialog
from receipt_desktop.ui.review.review_commands import (
    COMMANDS,
    find_conflicts,
    load_commands,
    save_changes,
)


def test_no_key_is_used_twice_and_all_are_keys() -> None:
    assert not find_conflicts(load_commands(()))
    assert all(QKeySequence(key).toString() == key for one in COMMANDS for key in one.keys)


def test_changes_are_saved_and_loaded() -> None:
    changes = ("skip=H Alt+H", "turn= Ctrl+T")
    commands = load_commands([*changes, "unknown=U"])
    assert commands["skip"].keys == ("H", "Alt+H")
    assert commands["turn"].keys == ("Ctrl+T",)
    assert set(save_changes(commands)) == set(changes)
    assert save_changes(load_commands(())) == ()


def test_a_key_that_was_changed_before_it_was_used_otherwise_stays_changed() -> None:
    commands = load_commands(["skip=Y Alt+Y"])
    assert commands["skip"].keys == ("Y", "Alt+Y")
    assert commands["always"].keys == ()
    assert not find_conflicts(commands)


def test_the_dialog_refuses_a_key_that_is_used_already(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = KeysDialog(parent, load_commands(()))
    dialog.edits["skip"][0].setKeySequence(QKeySequence("J"))
    assert dialog.conflict_label.text() == "Used twice: J"
    assert not dialog.save_button.isEnabled()
    dialog.edits["skip"][0].setKeySequence(QKeySequence("H"))
    assert dialog.save_button.isEnabled()
    assert dialog.changes == ("skip=H Alt+S",)
    dialog.reset_button.click()
    assert not dialog.changes

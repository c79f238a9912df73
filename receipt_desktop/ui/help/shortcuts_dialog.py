"""The keyboard shortcuts, as the window has them at this moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QScrollArea,
    QWidget,
)

from receipt_desktop.ui import theme
from receipt_desktop.ui.help.closable_dialog import ClosableDialog

SIZE = (460, 560)


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A command and its keys, as this system writes them."""

    group: str
    """The caption of its menu; "" outside the menus."""
    caption: str
    keys: str


def list_shortcuts(window: QMainWindow) -> list[Shortcut]:
    """The shortcuts of all actions of the window: those of the menus first, in their order."""
    found: list[Shortcut] = []
    seen: set[QAction] = set()
    for title in window.menuBar().actions():
        for action in _iterate_actions(title.menu()):
            seen.add(action)
            found += _describe(_clean(title.text()), action)
    others = (action for action in window.findChildren(QAction) if action not in seen)
    return [*found, *(one for action in others for one in _describe("", action))]


class ShortcutsDialog(ClosableDialog):
    """A list of commands and keys, by menu."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window, self.tr("Keyboard shortcuts"))
        self.resize(*SIZE)
        self.shortcuts = list_shortcuts(window)
        body = QWidget()
        self._grid = QGridLayout(body)
        self._grid.setContentsMargins(0, 0, theme.SPACE_M, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_L)
        self._grid.setVerticalSpacing(theme.SPACE_XS)
        self._grid.setColumnStretch(0, 1)
        self._fill()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(body)
        self.column.addWidget(scroll)

    def _fill(self) -> None:
        group: str | None = None
        for shortcut in self.shortcuts:
            if shortcut.group != group:
                self._add_heading(shortcut.group or self.tr("Elsewhere"), first=group is None)
                group = shortcut.group
            row = self._grid.rowCount()
            keys = QLabel(shortcut.keys)
            theme.set_text_role(keys, "note")
            self._grid.addWidget(QLabel(shortcut.caption), row, 0)
            self._grid.addWidget(keys, row, 1, Qt.AlignmentFlag.AlignRight)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _add_heading(self, words: str, *, first: bool) -> None:
        heading = QLabel(words)
        theme.set_text_role(heading, "heading")
        heading.setContentsMargins(0, 0 if first else theme.SPACE_M, 0, 0)
        self._grid.addWidget(heading, self._grid.rowCount(), 0, 1, 2)


def _iterate_actions(menu: object) -> Iterator[QAction]:
    """The actions of a menu and its submenus."""
    for action in menu.actions() if isinstance(menu, QMenu) else ():
        if action.menu():
            yield from _iterate_actions(action.menu())
        else:
            yield action


def _describe(group: str, action: QAction) -> Iterable[Shortcut]:
    keys = [
        key.toString(QKeySequence.SequenceFormat.NativeText)
        for key in action.shortcuts()
        if not key.isEmpty()
    ]
    caption = _clean(action.text())
    return [Shortcut(group, caption, ", ".join(keys))] if keys and caption else []


def _clean(caption: str) -> str:
    """A caption without its mnemonic and ellipsis."""
    return caption.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")

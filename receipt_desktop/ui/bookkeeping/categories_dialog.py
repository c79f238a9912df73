"""The dialog in which a person arranges the categories."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QColorDialog,
    QDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.categories import PALETTE, Category, pick_colour
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.fields import Field
from receipt_desktop.ui import theme
from receipt_desktop.ui.bookkeeping.categories_table import (
    CategoriesTable,
    draw_swatch,
)
from receipt_desktop.ui.i18n import texts

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions

DIALOG_SIZE = (620, 560)


class CategoriesDialog(QDialog):
    """Every change takes effect at once, on the receipts too, and can be undone."""

    load_requested = Signal()
    change_requested = Signal(str, object)
    """The words of a change for its undo, and the function that makes it."""

    def __init__(self, parent: QWidget, actions: Actions) -> None:
        super().__init__(parent)
        self._actions = actions
        self._wanted = ""
        self.setWindowTitle(self.tr("Categories"))
        self.setModal(True)
        self.table = CategoriesTable()
        self.new_button = QPushButton(self.tr("New"))
        self.colour_button = QPushButton(self.tr("Colour"))
        self.up_button, self.down_button = QPushButton(self.tr("Up")), QPushButton(self.tr("Down"))
        self.merge_button = QPushButton(self.tr("Merge into"))
        self.delete_button = QPushButton(self.tr("Delete"))
        self.colour_menu, self.merge_menu = QMenu(self), QMenu(self)
        self.error_label = QLabel()
        self._lay_out()
        self._connect()

    def load(self) -> None:
        """Ask for the categories as they are now."""
        self.load_requested.emit()

    def show_categories(self, categories: tuple[Category, ...]) -> None:
        """Show these categories."""
        self.table.show_categories(categories, self._wanted)
        self._wanted = ""
        self._update_buttons()

    def show_error(self, error: ReceiptError) -> None:
        """Show why a change was refused."""
        self._show_sentence(texts.format_error(error))
        self.load()

    # -- changes

    def _request_list(self, words: str, wanted: list[Category]) -> None:
        self.error_label.hide()
        self.change_requested.emit(words, partial(self._actions.save_categories, tuple(wanted)))

    def _request_move(self, words: str, old: str, new: str) -> None:
        self.error_label.hide()
        self._wanted = new
        self.change_requested.emit(words, partial(self._actions.move_category, old, new))

    def _add_category(self) -> None:
        """Add a category below the others and let the person name it."""
        known = {one.name.casefold() for one in self.table.categories}
        first = self.tr("New category")
        names = (first, *(f"{first} {number}" for number in range(2, len(known) + 3)))
        name = next(one for one in names if one.casefold() not in known)
        colour = pick_colour(frozenset(one.colour for one in self.table.categories))
        self._wanted = name
        self._request_list(
            self.tr("Add category"), [*self.table.categories, Category(name, colour)]
        )

    def _replace_category(self, changed: Category) -> None:
        words = self.tr("Change category {name}").format(name=_label(changed))
        wanted = [changed if one.name == changed.name else one for one in self.table.categories]
        self._request_list(words, wanted)

    def _rename_category(self, old: str, typed: str) -> None:
        new = texts.parse_value_label(Field.CATEGORY, typed)
        if new == old:
            self.load()
            return
        others = {one.name.casefold() for one in self.table.categories if one.name != old}
        if new.casefold() in others:
            self._show_sentence(
                self.tr("There is already a category named {name}. Merge the two instead.").format(
                    name=typed
                )
            )
            self.load()
            return
        self._request_move(self.tr("Rename category to {name}").format(name=typed), old, new)

    def _merge_into(self, target: Category) -> None:
        source = self.table.current
        if source is not None:
            words = self.tr("Merge {name} into {target}").format(
                name=_label(source), target=_label(target)
            )
            self._request_move(words, source.name, target.name)

    def _delete_category(self) -> None:
        current = self.table.current
        if current is not None:
            words = self.tr("Delete category {name}").format(name=_label(current))
            self._request_list(words, [one for one in self.table.categories if one != current])

    def _shift_category(self, step: int) -> None:
        row, wanted = self.table.currentRow(), list(self.table.categories)
        if 0 <= row + step < len(wanted):
            wanted[row], wanted[row + step] = wanted[row + step], wanted[row]
            self._request_list(self.tr("Arrange categories"), wanted)

    def _set_colour(self, colour: str) -> None:
        current = self.table.current
        if current is not None and QColor(colour).isValid():
            self._replace_category(replace(current, colour=QColor(colour).name()))

    def _ask_for_colour(self) -> None:
        current = self.table.current
        if current is not None:
            before = QColor(current.colour)
            self._set_colour(QColorDialog.getColor(before, self, self.tr("Colour")).name())

    # -- what is shown

    def _show_sentence(self, sentence: str) -> None:
        self.error_label.setText(sentence)
        self.error_label.show()

    def _update_buttons(self) -> None:
        current, row = self.table.current, self.table.currentRow()
        for button in (self.colour_button, self.merge_button):
            button.setEnabled(current is not None)
        self.up_button.setEnabled(row > 0)
        self.down_button.setEnabled(0 <= row < len(self.table.categories) - 1)
        self.delete_button.setEnabled(current is not None and current.count == 0)
        self.delete_button.setToolTip(
            self.tr("Receipts have this category. Merge it into another one.")
            if current is not None and current.count
            else ""
        )

    def _fill_merge_menu(self) -> None:
        self.merge_menu.clear()
        for one in self.table.categories:
            if one != self.table.current:
                act = partial(self._merge_into, one)
                label = _label(one).replace("&", "&&")
                self.merge_menu.addAction(draw_swatch(one.colour), label, act)

    def _fill_colour_menu(self) -> None:
        for colour in PALETTE:
            self.colour_menu.addAction(
                draw_swatch(colour), colour, partial(self._set_colour, colour)
            )
        self.colour_menu.addSeparator()
        self.colour_menu.addAction(self.tr("Other…"), self._ask_for_colour)

    def _connect(self) -> None:
        self.colour_button.setMenu(self.colour_menu)
        self.merge_button.setMenu(self.merge_menu)
        self.merge_menu.aboutToShow.connect(self._fill_merge_menu)
        self._fill_colour_menu()
        self.new_button.clicked.connect(self._add_category)
        self.delete_button.clicked.connect(self._delete_category)
        self.up_button.clicked.connect(lambda: self._shift_category(-1))
        self.down_button.clicked.connect(lambda: self._shift_category(1))
        self.table.name_typed.connect(self._rename_category)
        self.table.category_changed.connect(self._replace_category)
        self.table.currentCellChanged.connect(lambda *_: self._update_buttons())

    def _lay_out(self) -> None:
        note = QLabel(
            self.tr(
                "Double-click a name to change it. A new name is written to all receipts that "
                "have the category."
            )
        )
        note.setWordWrap(True)
        theme.set_text_role(note, "note")
        theme.set_text_role(self.error_label, "error")
        self.error_label.setWordWrap(True)
        self.error_label.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        for button in (
            *(self.new_button, self.colour_button, self.up_button, self.down_button),
            *(self.merge_button, self.delete_button),
        ):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch()
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.reject)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_M,) * 4)
        column.setSpacing(theme.SPACE_S)
        for part in (note, self.table, self.error_label):
            column.addWidget(part)
        column.addLayout(row)
        self.resize(*DIALOG_SIZE)


def _label(category: Category) -> str:
    return texts.translate_value(Field.CATEGORY, category.name)

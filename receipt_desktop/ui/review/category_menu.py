"""The list of categories behind the arrow in their field, to choose one with the mouse."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLineEdit, QMenu

from receipt_desktop.domain.categories import BUILT_IN_COLOURS
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.listing import ListedValues
from receipt_desktop.ui.bookkeeping.categories_table import draw_swatch
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.known_values import category_values
from receipt_desktop.ui.widgets import icons


class CategoryMenu(QMenu):
    """Opens below the editor and offers the categories in their order."""

    category_chosen = Signal(str)
    """The name of a category."""

    def __init__(self, editor: QLineEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self.arrow = editor.addAction(
            icons.load_icon("arrow-down"), QLineEdit.ActionPosition.TrailingPosition
        )
        self.arrow.setToolTip(QCoreApplication.translate("FieldRow", "Choose a category"))
        self.arrow.triggered.connect(self._open)
        self.show_categories(ListedValues())

    def show_categories(self, values: ListedValues) -> None:
        """Offer these categories."""
        self.clear()
        colours = {one.name: one.colour for one in values.offered} or BUILT_IN_COLOURS
        for name in category_values(values):
            words = texts.translate_value(Field.CATEGORY, name).replace("&", "&&")
            icon = draw_swatch(colours[name]) if name in colours else QIcon()
            self.addAction(icon, words, partial(self.category_chosen.emit, name))

    def _open(self) -> None:
        self.setMinimumWidth(self._editor.width())
        self.popup(self._editor.mapToGlobal(QPoint(0, self._editor.height())))

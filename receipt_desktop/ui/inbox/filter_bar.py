"""The bar above the table: add, search, kinds with their counts, further filters, saved views."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.listing import KindCounts
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.inbox.filter_chips import FilterChips
from receipt_desktop.ui.inbox.list_view import KINDS, ListFilter
from receipt_desktop.ui.widgets import icons
from receipt_desktop.ui.widgets.flow_layout import FlowLayout
from receipt_desktop.ui.widgets.search_edit import SearchEdit


class FilterBar(QWidget):
    """Shows a `ListFilter` and lets it be changed."""

    filter_changed = Signal(object)
    """`ListFilter`"""
    add_files_requested = Signal()
    add_folder_requested = Signal()
    by_hand_requested = Signal()
    panel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = ListFilter()
        self.add_button = QToolButton()
        self.search_edit = SearchEdit(self.tr("Search"), self.tr("Search receipts"))
        self.filter_button, self.views_button = QToolButton(), QToolButton()
        self.columns_button, self.pane_button = QToolButton(), QToolButton()
        self.chips = FilterChips()
        self._typing_timer = QTimer(self, singleShot=True, interval=0)
        self.kind_buttons: dict[str, QPushButton] = {}
        self._button_group = QButtonGroup(self)
        self._set_up_search()
        self._set_up_buttons()
        self._lay_out()

    @property
    def filter(self) -> ListFilter:
        """The filter with the words that are typed now."""
        return replace(self._filter, text=self.search_edit.text().strip())

    def show_filter(self, chosen: ListFilter) -> None:
        """Show a filter without announcing it."""
        self._filter = chosen
        if self.search_edit.text().strip() != chosen.text:
            self.search_edit.setText(chosen.text)
        self._typing_timer.stop()
        self.kind_buttons[chosen.kind].setChecked(True)
        self.chips.show_filter(chosen)
        is_narrowed = chosen.details != ListFilter()
        self.filter_button.setIcon(icons.load_icon("filter", "accent" if is_narrowed else "text"))

    def show_counts(self, counts: KindCounts) -> None:
        """Show the number of receipts of each kind."""
        numbers = {"": counts.all, "review": counts.review, "open": counts.open}
        numbers |= {"failed": counts.failed, "done": counts.done}
        for kind, button in self.kind_buttons.items():
            label, number = self._kind_label(kind), numbers[kind]
            button.setText(f"{label}  {texts.format_count(number)}" if number else label)

    def change_filter(self, chosen: ListFilter) -> None:
        """Show a filter and announce it."""
        self.show_filter(chosen)
        self.filter_changed.emit(chosen)

    def _set_up_search(self) -> None:
        self.search_edit.setToolTip(
            self.tr("Merchant, file, values and all printed text. 12.50 also finds 12,50.")
        )
        self.search_edit.textChanged.connect(self._typing_timer.start)
        self._typing_timer.timeout.connect(lambda: self.change_filter(self.filter))

    def _set_up_buttons(self) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Add files…"), self.add_files_requested.emit)
        menu.addAction(self.tr("Add folder…"), self.add_folder_requested.emit)
        menu.addAction(self.tr("New receipt by hand"), self.by_hand_requested.emit)
        self.add_button.setText(self.tr("Add"))
        self.add_button.setIcon(icons.load_icon("add", "on_accent"))
        self.add_button.setMenu(menu)
        self.add_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.add_button.clicked.connect(self.add_files_requested)
        theme.set_text_role(self.add_button, "primary")
        for button, icon, words in (
            (self.add_button, "", self.tr("Add receipts")),
            (self.filter_button, "filter", self.tr("Filter")),
            (self.views_button, "view", self.tr("Views")),
            (self.columns_button, "columns", self.tr("Columns")),
            (self.pane_button, "pane", self.tr("Preview")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)
            if icon:
                button.setIcon(icons.load_icon(icon))
        style = self.add_button.toolButtonStyle().ToolButtonTextBesideIcon
        self.add_button.setToolButtonStyle(style)
        self.views_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.pane_button.setCheckable(True)
        self.filter_button.clicked.connect(self.panel_requested)
        self.chips.filter_changed.connect(
            lambda one: self.change_filter(
                replace(one, text=self.filter.text, kind=self.filter.kind)
            )
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE_XS)
        top.addWidget(self.add_button)
        top.addWidget(self.search_edit, 1)
        for button in (
            self.filter_button,
            self.views_button,
            self.columns_button,
            self.pane_button,
        ):
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_S, theme.SPACE_XS)
        column.setSpacing(theme.SPACE_XS)
        column.addLayout(top)
        column.addWidget(self._create_kinds())
        column.addWidget(self.chips)

    def _create_kinds(self) -> QWidget:
        kinds = QWidget()
        flow = FlowLayout(kinds, spacing=theme.SPACE_XS)
        for kind in KINDS:
            button = QPushButton(self._kind_label(kind))
            button.setCheckable(True)
            theme.set_text_role(button, "plain")
            button.clicked.connect(lambda _=False, kind=kind: self._choose_kind(kind))
            self.kind_buttons[kind] = button
            self._button_group.addButton(button)
            flow.addWidget(button)
        self.kind_buttons[""].setChecked(True)
        return kinds

    def _choose_kind(self, kind: str) -> None:
        self.change_filter(replace(self.filter, kind=kind))

    def _kind_label(self, kind: str) -> str:
        return {
            "": self.tr("All"),
            "open": self.tr("In progress"),
            "review": self.tr("To review"),
            "done": self.tr("Done"),
            "failed": self.tr("Failed"),
        }[kind]

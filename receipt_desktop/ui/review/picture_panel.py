"""The picture with page and zoom buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Line, PagePicture, Text
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.review.attach_area import AttachArea
from receipt_desktop.ui.review.evidence_boxes import (
    EvidenceBox,
    find_text_area,
    separate_boxes,
)
from receipt_desktop.ui.review.page_item import PageLevels, load_page_levels
from receipt_desktop.ui.review.picture_view import ZOOM_STEP, FitMode, PictureView
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets import icons

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions


class PicturePanel(QWidget):
    """Shows one page. Pages are loaded on a worker thread; outdated results are dropped."""

    box_clicked = Signal(str)
    """Emitted with the key of the clicked box."""
    page_shown = Signal()
    """A page was drawn, without marks."""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._task_runner = task_runner
        self._pages: tuple[PagePicture, ...] = ()
        self._evidence_boxes: tuple[EvidenceBox, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self._page_index = 0
        self._wanted_file = ""
        self._shown_file = ""
        self._focused_key: str | None = None
        self.picture_view = PictureView()
        self.attach_area = AttachArea()
        self.message = QLabel()
        self.page_label = QLabel()
        self._create_buttons()
        self._lay_out()
        self.picture_view.box_clicked.connect(self.box_clicked)

    def _create_buttons(self) -> None:
        self.previous_button = self._create_button(
            "previous", self.tr("Previous page"), lambda: self.turn_page(-1)
        )
        self.next_button = self._create_button(
            "next", self.tr("Next page"), lambda: self.turn_page(1)
        )
        self.zoom_out_button = self._create_button(
            "zoom-out", self.tr("Zoom out"), lambda: self.picture_view.zoom_by(1 / ZOOM_STEP)
        )
        self.zoom_in_button = self._create_button(
            "zoom-in", self.tr("Zoom in"), lambda: self.picture_view.zoom_by(ZOOM_STEP)
        )
        self.fit_width_button = self._create_button(
            "fit-width",
            self.tr("Fit width"),
            lambda: self.picture_view.set_fit_mode(FitMode.WIDTH),
        )
        self.fit_page_button = self._create_button(
            "fit-page", self.tr("Fit page"), lambda: self.picture_view.set_fit_mode(FitMode.PAGE)
        )

        self.turn_button = self._create_button("turn", self.tr("Turn"), self.picture_view.turn)
        self.freeze_button = self._create_button(
            "pin", self.tr("Keep the view where it is"), self._update_frozen
        )
        self.freeze_button.setCheckable(True)

    def _update_frozen(self) -> None:
        self.picture_view.is_frozen = self.freeze_button.isChecked()

    def toggle_freeze(self) -> None:
        """Keep the view where it is while the focus moves, or follow it again."""
        self.freeze_button.toggle()
        self._update_frozen()

    def _create_button(self, icon: str, name: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.load_icon(icon))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setAutoRaise(True)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(theme.SPACE_XS)
        for button in (
            self.fit_width_button,
            self.fit_page_button,
            self.zoom_out_button,
            self.zoom_in_button,
            self.turn_button,
            self.freeze_button,
        ):
            bar.addWidget(button)
        bar.addStretch()
        for widget in (self.previous_button, self.page_label, self.next_button):
            bar.addWidget(widget)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setWordWrap(True)
        for label in (self.message, self.page_label):
            theme.set_text_role(label, "note")
        self._stack = QStackedLayout()
        self._stack.addWidget(self.message)
        self._stack.addWidget(self.picture_view)
        self._stack.addWidget(self.attach_area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_XS)
        layout.addLayout(bar)
        layout.addLayout(self._stack, 1)

    def add_bar(self, bar: QWidget) -> None:
        """Put a bar below the picture."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(bar)

    def _update_controls(self) -> None:
        count, several = len(self._pages), len(self._pages) > 1
        words = self.tr("{number} of {count}").format(number=self._page_index + 1, count=count)
        self.page_label.setText(words)
        for widget in (self.previous_button, self.page_label, self.next_button):
            widget.setVisible(several)
        self.previous_button.setEnabled(self._page_index > 0)
        self.next_button.setEnabled(self._page_index < count - 1)
        for button in (
            self.fit_width_button,
            self.fit_page_button,
            self.zoom_out_button,
            self.zoom_in_button,
            self.turn_button,
            self.freeze_button,
        ):
            button.setEnabled(count > 0)

    def _show_message(self, sentence: str) -> None:
        self.message.setText(sentence)
        self._stack.setCurrentWidget(self.message)

    # -- pages and boxes

    def show_pages(self, text: Text, marks: tuple[EvidenceBox, ...]) -> None:
        """Show these pages; a page that is already shown keeps its position."""
        pages = text.pages
        self._lines, self._evidence_boxes = text.lines, separate_boxes(marks, text.lines)
        if pages == self._pages and pages:
            self._draw_boxes()
            return
        self._pages = pages
        self._page_index = 0
        self._focused_key = None
        self._load_page()

    def show_attach_area(self) -> None:
        """Offer to add a picture to a receipt that has none."""
        self._pages, self._wanted_file, self._lines, self._evidence_boxes = (), "", (), ()
        self.picture_view.clear_page()
        self._update_controls()
        self._stack.setCurrentWidget(self.attach_area)

    def focus_evidence(self, key: str | None) -> None:
        """Emphasise the box of this key, turning to its page."""
        self._focused_key = key
        page = next((mark.page for mark in self._evidence_boxes if mark.key == key), -1)
        numbers = [page.number for page in self._pages]
        index = numbers.index(page) if page in numbers else self._page_index
        if index != self._page_index and not self.picture_view.is_frozen:
            self._page_index = index
            self._load_page()
        else:
            self.picture_view.focus_box(key)

    @property
    def is_page_shown(self) -> bool:
        """Whether the picture of the current page is loaded."""
        return bool(self._shown_file) and self._shown_file == self._wanted_file

    @property
    def current_page(self) -> PagePicture | None:
        """The page that is shown or being loaded."""
        return self._pages[self._page_index] if self._pages else None

    @property
    def page_index(self) -> int:
        """The place of the page that is shown or being loaded; -1 without pages."""
        return self._page_index if self._pages else -1

    def turn_page(self, step: int) -> None:
        """Show the page that is so many pages further."""
        if not self._pages:
            return
        self._page_index = min(max(self._page_index + step, 0), len(self._pages) - 1)
        self._focused_key = None
        self._load_page()

    def scroll_page(self, step: int) -> None:
        """Scroll down by most of what is seen, or up with -1; on to another page at the end."""
        bar = self.picture_view.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + step * bar.pageStep() * 4 // 5)
        if bar.value() == before and 0 <= self._page_index + step < len(self._pages):
            self.turn_page(step)

    def _load_page(self) -> None:
        self._update_controls()
        page = self.current_page
        if page is None or not page.file:
            self.picture_view.clear_page()
            self._show_message(self.tr("No picture available."))
            return
        wanted = self._wanted_file = page.file
        self._task_runner.run(
            lambda: load_page_levels(self._actions.find_picture(wanted)),
            done=lambda levels: self._show_page(wanted, levels),
            failed=lambda error: self._show_load_error(wanted, error),
        )

    def _show_page(self, file: str, levels: PageLevels) -> None:
        if file != self._wanted_file:
            return
        self._shown_file = file
        page = self._pages[self._page_index]
        self.picture_view.show_page(levels, find_text_area(page, self._lines))
        self._stack.setCurrentWidget(self.picture_view)
        self._draw_boxes()

    def _show_load_error(self, file: str, error: ReceiptError) -> None:
        if file == self._wanted_file:
            self._show_message(texts.format_error(error))

    def _draw_boxes(self) -> None:
        if self.is_page_shown:
            number = self._pages[self._page_index].number
            here = [mark for mark in self._evidence_boxes if mark.page == number]
            self.picture_view.show_boxes(here, self._box_name)
            self.picture_view.focus_box(self._focused_key)
            self.page_shown.emit()

    def _box_name(self, mark: EvidenceBox) -> str:
        known = {field.value: field for field in Field}
        return texts.field_label(known[mark.key]) if mark.key in known else mark.text

"""The picture with its buttons: pages and zoom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.draft import Field
from receipt_desktop.errors import ReceiptError
from receipt_desktop.page import Line, PagePicture, Text
from receipt_desktop.ui import icons, look, texts
from receipt_desktop.ui.review.marks import Mark, written_part
from receipt_desktop.ui.review.page_item import Levels, load_levels
from receipt_desktop.ui.review.picture import ZOOM_STEP, Fit, PictureView
from receipt_desktop.ui.work import Work


class PicturePanel(QWidget):
    """Shows one page of several; pages are read on a worker thread, late ones are dropped."""

    clicked = Signal(str)
    """The key of the box that was clicked."""

    def __init__(self, actions: Actions, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._work = work
        self._pages: tuple[PagePicture, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self._index = 0
        self._wanted = ""
        self._shown = ""
        self._focused: str | None = None
        self.view = PictureView()
        self.said = QLabel()
        self.page_words = QLabel()
        self._make_buttons()
        self._lay_out()
        self.view.clicked.connect(self.clicked)

    def _make_buttons(self) -> None:
        self.previous = self._button("previous", self.tr("Previous page"), lambda: self._turn(-1))
        self.next = self._button("next", self.tr("Next page"), lambda: self._turn(1))
        self.zoom_out = self._button(
            "zoom-out", self.tr("Zoom out"), lambda: self.view.zoom_by(1 / ZOOM_STEP)
        )
        self.zoom_in = self._button(
            "zoom-in", self.tr("Zoom in"), lambda: self.view.zoom_by(ZOOM_STEP)
        )
        self.fit_width = self._button(
            "fit-width", self.tr("Fit the width"), lambda: self.view.set_fit(Fit.WIDTH)
        )
        self.fit_page = self._button(
            "fit-page", self.tr("Whole page"), lambda: self.view.set_fit(Fit.PAGE)
        )

    def _button(self, icon: str, name: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(icon))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setAutoRaise(True)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(look.SPACE_XS)
        for button in (self.fit_width, self.fit_page, self.zoom_out, self.zoom_in):
            bar.addWidget(button)
        bar.addStretch()
        for widget in (self.previous, self.page_words, self.next):
            bar.addWidget(widget)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said.setWordWrap(True)
        for label in (self.said, self.page_words):
            look.set_role(label, "note")
        self._stack = QStackedLayout()
        self._stack.addWidget(self.said)
        self._stack.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.SPACE_XS)
        layout.addLayout(bar)
        layout.addLayout(self._stack, 1)

    def _show_page_words(self) -> None:
        count, several = len(self._pages), len(self._pages) > 1
        words = self.tr("{number} of {count}").format(number=self._index + 1, count=count)
        self.page_words.setText(words)
        for widget in (self.previous, self.page_words, self.next):
            widget.setVisible(several)
        self.previous.setEnabled(self._index > 0)
        self.next.setEnabled(self._index < count - 1)
        for button in (self.fit_width, self.fit_page, self.zoom_out, self.zoom_in):
            button.setEnabled(count > 0)

    def _show_sentence(self, sentence: str) -> None:
        self.said.setText(sentence)
        self._stack.setCurrentWidget(self.said)

    # -- what is shown

    def show_text(self, text: Text, marks: tuple[Mark, ...]) -> None:
        """Show its pages; one that is on view already stays where it is."""
        pages = text.pages
        self._lines, self._marks = text.lines, marks
        if pages == self._pages and pages:
            self._draw_boxes()
            return
        self._pages = pages
        self._index = 0
        self._focused = None
        self._load()

    def focus_mark(self, key: str | None) -> None:
        """Emphasise the box of this key, turning to its page."""
        self._focused = key
        wanted = next((mark.page for mark in self._marks if mark.key == key), None)
        numbers = [page.number for page in self._pages]
        if wanted in numbers and numbers.index(wanted) != self._index:
            self._index = numbers.index(wanted)
            self._load()
        else:
            self.view.focus_box(key)

    @property
    def page(self) -> PagePicture | None:
        """The page on view, or on its way."""
        return self._pages[self._index] if self._pages else None

    def _turn(self, step: int) -> None:
        self._index = min(max(self._index + step, 0), len(self._pages) - 1)
        self._focused = None
        self._load()

    def _load(self) -> None:
        self._show_page_words()
        page = self.page
        if page is None or not page.file:
            self.view.clear()
            self._show_sentence(self.tr("No picture was kept."))
            return
        wanted = self._wanted = page.file
        self._work.run(
            lambda: load_levels(self._actions.picture(wanted)),
            done=lambda levels: self._show_page(wanted, levels),
            failed=lambda error: self._fail(wanted, error),
        )

    def _show_page(self, file: str, levels: Levels) -> None:
        if file != self._wanted:
            return
        self._shown = file
        page = self._pages[self._index]
        self.view.show_page(levels, written_part(page, self._lines))
        self._stack.setCurrentWidget(self.view)
        self._draw_boxes()

    def _fail(self, file: str, error: ReceiptError) -> None:
        if file == self._wanted:
            self._show_sentence(texts.error_text(error))

    def _draw_boxes(self) -> None:
        if self._shown and self._shown == self._wanted:
            number = self._pages[self._index].number
            here = [mark for mark in self._marks if mark.page == number]
            self.view.show_boxes(here, self._name)
            self.view.focus_box(self._focused)

    def _name(self, mark: Mark) -> str:
        known = {field.value: field for field in Field}
        return texts.field_name(known[mark.key]) if mark.key in known else mark.text

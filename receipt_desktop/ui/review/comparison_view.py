"""Two receipts that may be one, side by side: pictures, fields, and what to do with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.comparison import Comparison, compare_values, draft_of
from receipt_desktop.domain.duplicates import SURE_TIERS
from receipt_desktop.domain.page import Text
from receipt_desktop.domain.reading import ReviewReason
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.review.comparison_table import ComparisonTable
from receipt_desktop.ui.review.evidence_boxes import collect_evidence_boxes
from receipt_desktop.ui.review.picture_panel import PicturePanel
from receipt_desktop.ui.review.picture_view import FitMode
from receipt_desktop.ui.task_runner import TaskRunner

PICTURES_SHARE, TABLE_SHARE = 560, 300


class ComparisonView(QWidget):
    """Shows a receipt beside the earlier one; the keys of its buttons work everywhere in it."""

    merge_requested = Signal()
    keep_requested = Signal()
    ignore_requested = Signal()
    removal_requested = Signal()
    closed = Signal()

    def __init__(self, actions: Actions, task_runner: TaskRunner) -> None:
        super().__init__()
        self.comparison: Comparison | None = None
        self.title_label = QLabel()
        self.title_label.setWordWrap(True)
        theme.set_text_role(self.title_label, "heading")
        self.summary_label = QLabel()
        theme.set_text_role(self.summary_label, "note")
        self.merge_button = self._create_button(self.tr("Merge"), "Return", self.merge_requested)
        self.remove_button = self._create_button(
            self.tr("Remove this one"), "Del", self.removal_requested
        )
        self.keep_button = self._create_button(self.tr("Keep both"), "B", self.keep_requested)
        self.ignore_button = self._create_button(
            self.tr("Ignore for this supplier"), "I", self.ignore_requested
        )
        self.close_button = self._create_button(self.tr("Back"), "Esc", self.closed)
        theme.set_text_role(self.merge_button, "primary")
        theme.set_text_role(self.close_button, "plain")
        self.captions = QLabel(), QLabel()
        self.panels = PicturePanel(actions, task_runner), PicturePanel(actions, task_runner)
        self.table = ComparisonTable()
        self.table.value_focused.connect(self._focus_value)
        self._lay_out()

    def _create_button(self, words: str, key: str, chosen: SignalInstance) -> QPushButton:
        sequence = QKeySequence(key)
        name = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        button = QPushButton(f"{words}  {'⏎' if key == 'Return' else name}")
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(chosen)
        self._add_key(button, sequence)
        return button

    def _add_key(self, button: QPushButton, sequence: QKeySequence) -> None:
        action = QAction(self)
        keys = [sequence, QKeySequence(Qt.Key.Key_Enter)] if sequence == RETURN else [sequence]
        action.setShortcuts(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(_clicker(button))
        self.addAction(action)

    def _lay_out(self) -> None:
        self.setFocusProxy(self.table)
        bar = QHBoxLayout()
        bar.setSpacing(theme.SPACE_S)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title_label)
        words.addWidget(self.summary_label)
        bar.addLayout(words, 1)
        for button in (
            self.close_button, self.ignore_button, self.keep_button, self.remove_button,
            self.merge_button,
        ):  # fmt: skip
            bar.addWidget(button)
        pictures = QSplitter(Qt.Orientation.Horizontal)
        for panel in self.panels:
            panel.page_shown.connect(partial(_fit_picture, panel))
        left, self._right_side = map(_stack, self.captions, self.panels)
        pictures.addWidget(left)
        pictures.addWidget(self._right_side)
        self._right_side.installEventFilter(self)
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.addWidget(pictures)
        whole.addWidget(self.table)
        whole.setSizes([PICTURES_SHARE, TABLE_SHARE])
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_M, theme.SPACE_S)
        column.setSpacing(theme.SPACE_S)
        column.addLayout(bar)
        column.addWidget(whole, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the columns of the table stand below the pictures."""
        if watched is self._right_side and event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self.table.align_columns(self._right_side.x() + theme.SPACE_XS)
        return super().eventFilter(watched, event)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show these receipts, with the proposed value of each field chosen."""
        self.comparison = comparison
        found, kept, other = comparison.found, comparison.kept, comparison.other
        is_duplicate = found.tier.is_duplicate
        reason = ReviewReason.DUPLICATE if is_duplicate else ReviewReason.PAIR
        self.title_label.setText(texts.format_reason(reason, draft_of(comparison.receipt)))
        titles = self._name_sides(comparison)
        for side, details in enumerate((kept, other)):
            self._show_side(side, details, titles[side])
        values = compare_values(draft_of(kept), draft_of(other)) if other else ()
        self.table.show_values(values, titles, can_choose=comparison.can_merge)
        different = sum(one.differs for one in values)
        self.summary_label.setText(
            self.tr("%Ln field(s) differ(s).", "", different)
            if different
            else self.tr("All fields are the same.")
        )
        self.summary_label.setVisible(bool(values))
        self.merge_button.setVisible(comparison.can_merge)
        self.remove_button.setVisible(not comparison.can_merge)
        supplier = comparison.receipt.receipt.merchant
        is_open = is_duplicate and found.tier not in SURE_TIERS
        self.ignore_button.setVisible(bool(supplier) and is_open)
        self.ignore_button.setToolTip(
            self.tr("Receipts of one day of {supplier} are no duplicates.").format(
                supplier=supplier or ""
            )
        )
        self.setFocus()

    def _name_sides(self, comparison: Comparison) -> tuple[str, str]:
        """What becomes of the receipts, or what has become of the earlier one."""
        if comparison.can_merge:
            return self.tr("Kept"), self.tr("Merged into it")
        names = self.tr("Deleted"), self.tr("This one")
        return names if comparison.other is comparison.receipt else (names[1], names[0])

    def _focus_value(self, key: str) -> None:
        """Emphasise in both pictures where a value is printed."""
        for panel in self.panels:
            panel.focus_evidence(key)

    def _show_side(self, side: int, details: ReceiptDetails | None, title: str) -> None:
        caption, panel = self.captions[side], self.panels[side]
        if details is None:
            caption.setText(self.tr("The deleted receipt is not kept."))
            panel.show_pages(Text((), (), ()), ())
            return
        words = self.tr("{side}: {name}")
        caption.setText(words.format(side=title, name=details.receipt.file_name))
        text = details.reading.text if details.reading else Text((), (), ())
        panel.show_pages(text, collect_evidence_boxes(draft_of(details)))


RETURN = QKeySequence("Return")
LONG_SLIP = 2.5
"""How much taller than its place a page is, from which the whole of it could not be read."""


def _fit_picture(panel: PicturePanel) -> None:
    """Show the whole page, or of a long slip the part that is compared."""
    page, view = panel.current_page, panel.picture_view
    if page is None:
        return
    room = view.viewport().size()
    is_long = page.height * room.width() > LONG_SLIP * page.width * room.height()
    view.set_fit_mode(FitMode.WIDTH if is_long else FitMode.PAGE)
    view.is_frozen = not is_long


def _clicker(button: QPushButton) -> Callable[[], None]:
    """Clicks a button, if it is offered."""

    def click() -> None:
        if button.isVisible():
            button.click()

    return click


def _stack(caption: QLabel, panel: PicturePanel) -> QWidget:
    caption.setWordWrap(True)
    theme.set_text_role(caption, "note")
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(theme.SPACE_XS, 0, theme.SPACE_XS, 0)
    column.setSpacing(theme.SPACE_XS)
    column.addWidget(caption)
    column.addWidget(panel, 1)
    return side

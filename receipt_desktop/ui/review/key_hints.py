"""Names the keys of a review where they are used: below the page, on buttons, at the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from receipt_desktop.domain.fields import Field
from receipt_desktop.ui import pages

if TYPE_CHECKING:
    from receipt_desktop.ui.review.review_page import ReviewPage


class KeyHints(QObject):
    """Follows the focus: other keys work in text fields than outside."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page
        page.keys.keys_changed.connect(self._name_keys)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)
        self._name_keys()

    def _name_keys(self) -> None:
        keys = self._page.keys
        names = ("previous", "next", "skip", "postpone", "flag", "sheet", "proven")
        self._page.queue_bar.show_keys({one: keys.hint(one, in_field=False) for one in names})
        reasons = self._page.pane.receipt_header.reasons_panel
        fix, accept, compare = (
            keys.hint(one, in_field=True) for one in ("fix", "accept", "compare")
        )
        reasons.set_keys(fix, accept, compare)
        self.show_hints()

    def _follow_focus(self, _old: QWidget | None, _new: QWidget | None) -> None:
        if self._page.isVisible():
            self.show_hints()

    def show_hints(self) -> None:
        """Name the keys that matter now."""
        if self._page.duplicates.is_open:  # it has keys of its own
            return
        keys = self._page.keys
        if self._page.queue.current_id is None:
            self._page.hint_bar.show_hints(self._list_closing_hints())
            return
        field = self._page.form.focused_field()
        in_field = field is not None
        answers = (keys.hint(name, in_field=in_field) for name in ("always", "absent"))
        self._page.learner.line.set_keys(*answers)
        if field is not None:
            hints = [
                ("⏎", self.tr("accept and next")),
                *self._list_value_hints(field),
                (self.tr("Click"), self.tr("fill from the picture")),
            ]
        else:
            hints = [
                ("⏎", self.tr("go on or approve")),
                (keys.hint("edit", in_field=False), self.tr("edit")),
                (keys.hint("category", in_field=False), self.tr("category")),
            ]
        named = [("sheet", self.tr("all keys"))]
        if not in_field:
            named[:0] = [("next", self.tr("next receipt")), ("skip", self.tr("skip"))]
        hints += [(keys.hint(name, in_field=in_field), words) for name, words in named]
        self._page.hint_bar.show_hints(hints)

    def _list_closing_hints(self) -> list[tuple[str, str]]:
        """What one does when nothing is left to review."""
        steps = (
            (pages.RECEIPTS.shortcut, self.tr("receipts")),
            ("Ctrl+E", self.tr("export")),
            ("Ctrl+Z", self.tr("undo")),
        )
        native = QKeySequence.SequenceFormat.NativeText
        return [(QKeySequence(key).toString(native), words) for key, words in steps]

    def _list_value_hints(self, field: Field) -> Iterator[tuple[str, str]]:
        """What gives the field a value, as far as it is possible now."""
        if self._page.candidates.offered(field):
            yield self._name_candidate_keys(), self.tr("choose a value")
        if self._page.flow.is_missing(field):
            absent = self._page.keys.hint("absent", in_field=True)
            yield absent, self.tr("not on the receipt")

    def _name_candidate_keys(self) -> str:
        first, *_, last = self._page.keys.candidate_keys(in_field=True)
        return f"{first}…{last[-1:]}" if first and last else first

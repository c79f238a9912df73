"""The end of the main window: the questions before it closes, and what opens after it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from receipt_desktop.ui.closing_dialog import ClosingDialog
from receipt_desktop.ui.review.review_pane import ReviewPane
from receipt_desktop.ui.widgets.confirm_dialog import ConfirmDialog

if TYPE_CHECKING:
    from receipt_desktop.ui.main_window import MainWindow

LOGOUT_GRACE_MS = 60_000


class WindowClosing(QObject):
    """Asks before the window closes on work in progress or on text that cannot be saved."""

    def __init__(
        self, window: MainWindow, set_winding_down: Callable[[bool], None] | None = None
    ) -> None:
        """`set_winding_down(True)` stops this process from starting receipts; False undoes it.

        Without it, closing waits for the whole queue.
        """
        super().__init__(window)
        self._window = window
        self._set_winding_down = set_winding_down
        self._is_asking = True
        self._discards_text = False
        self.restart_requested = False
        """Whether the program restarts after this window has closed."""
        self.next_folder: Path | None = None
        """The data folder of the company that opens after this window has closed."""
        self.reopen_requested = False
        """Whether only the window opens again, in another language."""
        self.closing_dialog: ClosingDialog | None = None
        """The question about receipts that are processed, once it was shown."""
        self.text_question: ConfirmDialog | None = None
        """The question about typed text that cannot be saved, once it was shown."""
        self.export_question: ConfirmDialog | None = None
        """The question about an export that is running, once it was shown."""
        session = QApplication.instance()
        if isinstance(session, QApplication):
            session.commitDataRequest.connect(self.handle_logout)
            session.saveStateRequest.connect(self.handle_logout)

    def close_without_asking(self) -> None:
        """Close the window after a signal, a logout or a finished wait."""
        self._is_asking = False
        self._window.close()

    def restart(self) -> None:
        """Close and start again with the restored data."""
        self.restart_requested = True
        self.close_without_asking()

    def reopen(self) -> None:
        """Close this window and open another one, while the back end keeps running."""
        self.reopen_requested = True
        self.close_without_asking()

    def switch_to(self, folder: Path) -> None:
        """Close the window and open the company in this data folder."""
        self.next_folder = folder
        self._window.close()

    def may_close(self) -> bool:
        """Whether the window may close now; shows a question if it may not."""
        if not self._is_asking:
            return True
        if not self._save_edits() and not self._discards_text:
            self._ask_about_text()
            return False
        if self._window.inbox_page.export_runner.is_running:
            self._ask_about_export()
            return False
        if count := self._window.app_actions.count_running():
            self._ask_about_receipts(count)
            return False
        return True

    def handle_logout(self) -> None:
        """Ask nothing when the session ends; ask again if the logout is cancelled."""
        self._is_asking = False
        QTimer.singleShot(LOGOUT_GRACE_MS, self, self._reset_after_logout)

    def _reset_after_logout(self) -> None:
        self._is_asking = True

    def save_changes(self) -> None:
        """Save what is typed, and hand over all changes that wait, as the window closes."""
        self._save_edits()
        for pane in self._window.findChildren(ReviewPane):
            pane.correction_saver.save_rest()

    def _save_edits(self) -> bool:
        """Save the text of all forms; whether none is left that cannot be saved."""
        saved = [pane.save_edits() for pane in self._window.findChildren(ReviewPane)]
        return all(saved)

    def _ask_about_text(self) -> None:
        """Ask before typed text that is no value is given up."""
        if self.text_question is None:
            self.text_question = self._create_question(
                self.tr("Close and lose what you typed?"),
                self.tr("A field in the review holds text that cannot be saved as its value."),
                self.tr("Close anyway"),
            )
            self.text_question.accepted.connect(self._discard_text)
        self.text_question.open()

    def _create_question(self, headline: str, meaning: str, confirm_label: str) -> ConfirmDialog:
        """A question whose other answer keeps the window open."""
        question = ConfirmDialog(self._window, headline, meaning, confirm_label)
        question.cancel_button.setText(self.tr("Keep open"))
        question.rejected.connect(self._stay)
        return question

    def _discard_text(self) -> None:
        self._discards_text = True
        self._window.close()

    def _ask_about_export(self) -> None:
        """Ask before an export that is running is given up."""
        if self.export_question is None:
            self.export_question = self._create_question(
                self.tr("Cancel the export and close?"),
                self.tr("The receipts are still being exported. No file is written."),
                self.tr("Cancel export and close"),
            )
            self.export_question.accepted.connect(self._cancel_export)
        self.export_question.open()

    def _cancel_export(self) -> None:
        """Cancel the export; the window closes when it has ended."""
        self._window.inbox_page.export_runner.cancel()
        self._window.inbox_page.export_runner.ended.connect(self._window.close)

    def _ask_about_receipts(self, count: int) -> None:
        if self.closing_dialog is None:
            self.closing_dialog = ClosingDialog(
                self._window,
                self._window.task_runner,
                self._window.app_actions.count_running,
                stops_new_receipts=self._set_winding_down is not None,
            )
            self.closing_dialog.wait_chosen.connect(partial(self._set_closing, True))
            self.closing_dialog.stay_chosen.connect(partial(self._set_closing, False))
            self.closing_dialog.stay_chosen.connect(self._stay)
            self.closing_dialog.close_allowed.connect(self.close_without_asking)
        if not self.closing_dialog.isVisible():
            self.closing_dialog.ask_about(count)

    def _stay(self) -> None:
        """Keep this company open."""
        self.next_folder = None
        self._discards_text = False

    def _set_closing(self, on: bool) -> None:
        """Reject new files and start no receipts while closing."""
        if on is not self._window.inbox_controller.is_closing:
            self._window.inbox_controller.is_closing = on
            self._window.inbox_page.setAcceptDrops(not on)
            if self._set_winding_down is not None:
                self._window.task_runner.run(partial(self._set_winding_down, on), in_order=True)

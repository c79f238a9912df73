"""The Help menu. Its windows are loaded when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.release import UpdateCheck

if TYPE_CHECKING:
    from receipt_desktop.ui.main_window import MainWindow

W = TypeVar("W", bound=QWidget)


class HelpMenu(QObject):
    """Builds the menu and opens what its entries name."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.windows: dict[type, QWidget] = {}
        """Those that were opened, by their class."""
        self._build_menu(window.menuBar().addMenu(self.tr("&Help")))

    def _build_menu(self, menu: QMenu) -> None:
        self._add_action(menu, self.tr("Documentation"), self.show_documentation, "F1")
        self._add_action(menu, self.tr("Keyboard shortcuts"), self.show_shortcuts, "Ctrl+/")
        self._add_action(menu, self.tr("Welcome page…"), self._window.show_welcome)
        menu.addSeparator()
        self._add_action(menu, self.tr("Save a problem report…"), self.show_report)
        self._add_action(menu, self.tr("Check for updates…"), self.show_updates)
        menu.addSeparator()
        self._add_action(menu, self.tr("Licences"), self.show_licences)
        about = self._add_action(menu, self.tr("About Receipt Desktop"), self.show_about)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _add_action(
        self, menu: QMenu, words: str, act: Callable[[], object], key: str = ""
    ) -> QAction:
        action = QAction(words, self._window)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda *_: act())
        menu.addAction(action)
        return action

    def show_documentation(self) -> None:
        """Show the documentation in a window of its own."""
        from receipt_desktop.ui.help.documentation_window import (  # noqa: PLC0415
            DocumentationWindow,
        )

        self._show(DocumentationWindow, lambda: DocumentationWindow(self._window))

    def show_shortcuts(self) -> None:
        """Show the keyboard shortcuts of the window."""
        from receipt_desktop.ui.help.shortcuts_dialog import ShortcutsDialog  # noqa: PLC0415

        self._show(ShortcutsDialog, lambda: ShortcutsDialog(self._window))

    def show_licences(self) -> None:
        """Show the licences of all parts."""
        from receipt_desktop.ui.help.licences_dialog import LicencesDialog  # noqa: PLC0415

        window = self._window
        self._show(LicencesDialog, lambda: LicencesDialog(window, window.task_runner))

    def show_report(self) -> None:
        """Offer to save a problem report."""
        from receipt_desktop.ui.help.report_dialog import ReportDialog  # noqa: PLC0415

        window = self._window
        self._show(
            ReportDialog, lambda: ReportDialog(window, window.app_actions, window.task_runner)
        )

    def show_about(self) -> None:
        """Show version, licence and data folder."""
        from receipt_desktop.ui.help.about_dialog import AboutDialog  # noqa: PLC0415

        window = self._window
        self._show(AboutDialog, lambda: AboutDialog(window, window.app_actions.data_dir))

    def show_updates(self, known: UpdateCheck | None = None) -> None:
        """Check for updates and show the outcome; or show one that is known already."""
        from receipt_desktop.ui.help.update_dialog import UpdateDialog  # noqa: PLC0415

        dialog = self._show(UpdateDialog, lambda: UpdateDialog(self._window))
        if known:
            dialog.show_outcome(known)
        else:
            dialog.start_check(self._window.app_actions, self._window.task_runner)

    def _show(self, kind: type[W], make: Callable[[], W]) -> W:
        """Show the window of this kind, which is made once, in front of the others."""
        shown = self.windows.get(kind)
        if not isinstance(shown, kind):
            shown = self.windows[kind] = make()
        shown.show()
        shown.raise_()
        shown.activateWindow()
        return shown

    def check_at_start(self) -> None:
        """Look for a newer version if the settings say so; only a newer one is shown."""
        actions = self._window.app_actions
        if actions.settings.check_updates:
            self._window.task_runner.run(
                actions.check_for_updates, done=self._announce_update, failed=_ignore_failure
            )

    def _announce_update(self, found: UpdateCheck) -> None:
        if found.newer:
            self._window.inbox_page.notice.show_message(
                self.tr("Receipt Desktop {version} is available.").format(
                    version=found.newer.version
                ),
                self.tr("Details…"),
                lambda: self.show_updates(found),
                lasting=True,
            )


def _ignore_failure(_: ReceiptError) -> None:
    """A check that nobody asked for just now fails silently."""

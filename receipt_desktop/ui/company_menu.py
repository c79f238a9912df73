"""The menu of companies: switch, add, rename, take off the list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from receipt_desktop.config.companies import Company
from receipt_desktop.ui.company_dialog import CompanyDialog
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.widgets import icons

if TYPE_CHECKING:
    from receipt_desktop.ui.main_window import MainWindow

translate = QCoreApplication.translate


class CompanyMenu(QObject):
    """Each company has a data folder; switching closes this window and opens another one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._actions = window.app_actions
        self.menu = QMenu(translate("menus", "Company"), window)
        self.menu.setIcon(icons.load_icon("company"))
        self.menu.aboutToShow.connect(self.fill)
        self.dialog: CompanyDialog | None = None
        """The dialog about a new company or another name, once it was opened."""
        self.fill()

    def fill(self) -> None:
        """Show the companies as they are listed now."""
        self.menu.clear()
        known, current = self._actions.list_companies(), self._actions.current_company
        for company in known:
            action = self._add(_mask(company.label), partial(self.switch_to, company))
            action.setCheckable(True)
            action.setChecked(company.folder == current.folder)
            action.setToolTip(str(company.folder))
        self.menu.setToolTipsVisible(True)
        self.menu.addSeparator()
        self._add(translate("menus", "New company…"), self.create_company)
        self._add(translate("menus", "Open data folder…"), self.open_folder)
        self._add(translate("menus", "Rename company…"), self.rename_company)
        below = self.menu.addMenu(translate("menus", "Take off the list"))
        others = [one for one in known if one.folder != current.folder]
        below.setEnabled(bool(others))
        for company in others:
            below.addAction(_mask(company.label), partial(self.forget, company))

    def _add(self, words: str, act: Callable[[], None]) -> QAction:
        action = self.menu.addAction(words)
        action.triggered.connect(lambda *_: act())
        return action

    def switch_to(self, company: Company) -> None:
        """Close this window, and open that of another company."""
        if company.folder == self._actions.current_company.folder:
            return
        self._run(
            lambda: self._actions.prepare_switch(company.folder),
            lambda _: self._window.closing.switch_to(company.folder),
        )

    def create_company(self) -> None:
        """Ask for the name and folder of a new company, and open it."""
        dialog = self.dialog = CompanyDialog(
            self._window, suggest_folder=self._actions.suggest_company_folder
        )
        dialog.confirmed.connect(
            lambda name, folder: self._submit(
                partial(self._actions.create_company, name, Path(folder)), self.switch_to
            )
        )
        dialog.open()

    def rename_company(self) -> None:
        """Ask for another name of the open company."""
        name = self._actions.current_company.name
        dialog = self.dialog = CompanyDialog(self._window, name=name)
        dialog.confirmed.connect(
            lambda name, _: self._submit(
                partial(self._actions.rename_company, name),
                lambda _: self._window.show_title(),
            )
        )
        dialog.open()

    def open_folder(self) -> None:
        """Ask for the data folder of a company, and open it."""
        folder = QFileDialog.getExistingDirectory(
            self._window, translate("menus", "Open data folder")
        )
        if folder:
            self._run(partial(self._actions.add_company_folder, Path(folder)), self.switch_to)

    def forget(self, company: Company) -> None:
        """Take a company off the list; its data stay where they are."""
        words = self.tr("{name} is off the list. Nothing was deleted: {folder}").format(
            name=company.label, folder=company.folder
        )
        notice = self._window.inbox_page.notice
        self._run(
            partial(self._actions.forget_company, company.folder),
            lambda _: notice.show_message(words, lasting=True),
        )

    def _run(self, action: Callable[[], Any], done: Callable[[Any], None]) -> None:
        receipts = self._window.inbox_controller.receipt_controller
        receipts.run_action(action, done)

    def _submit(self, action: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Run what the dialog asks for; it stays open while it is refused."""
        dialog = self.dialog
        if dialog is None:
            return

        def finish(result: Any) -> None:
            dialog.accept()
            done(result)

        self._window.task_runner.run(
            action,
            done=finish,
            failed=lambda error: dialog.show_error(texts.format_error(error)),
        )


def _mask(label: str) -> str:
    return label.replace("&", "&&")

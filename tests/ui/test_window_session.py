"""The window's session: the first run, another language, files handed over by the system."""

from __future__ import annotations

import builtins
import inspect
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions
from receipt_desktop.bootstrap import Application
from receipt_desktop.cli import window_session
from receipt_desktop.cli.exit_codes import SWITCH_COMPANY
from receipt_desktop.cli.pending_actions import PendingActions
from receipt_desktop.cli.window_back_end import WindowBackEnd
from receipt_desktop.config.liveness import is_unlocked
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.settings_file import read_saved_values
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt, Status
from receipt_desktop.store.first_rows import PLAIN_LIST, FirstRows
from receipt_desktop.store.location import make_sqlite_url
from receipt_desktop.store.store import Store
from receipt_desktop.ui import qt_imports
from receipt_desktop.ui.desktop_application import DesktopApplication
from receipt_desktop.ui.garbage_timer import GarbageTimer
from receipt_desktop.ui.i18n import translations
from receipt_desktop.ui.main_window import MainWindow
from receipt_desktop.ui.welcome.welcome_dialog import WelcomeDialog
from tests.samples import SAMPLES, save
from tests.waiting import SECONDS

Step = Callable[[], bool]
POLL_MS = 20


@pytest.fixture
def application(qapp: QApplication) -> Iterator[DesktopApplication]:
    """The application; nothing that a session began goes on in the tests that follow."""
    assert isinstance(qapp, DesktopApplication)
    qapp._has_receiver = False
    yield qapp
    for thread in threading.enumerate():
        if thread.name == window_session.LOADING_THREAD:
            thread.join(SECONDS)
    qapp.garbage_timer.deleteLater()
    qapp.garbage_timer = GarbageTimer(qapp)


class Person:
    """Does one step after the other while the window runs; a step is done when it says so."""

    def __init__(self, *steps: Step) -> None:
        self.left = list(steps)
        self._timer = QTimer(interval=POLL_MS)
        self._timer.timeout.connect(self._try_step)
        self._timer.start()

    def _try_step(self) -> None:
        if self.left and self.left[0]():
            self.left.pop(0)


def find_window() -> MainWindow | None:
    """The window that is open."""
    found = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
    return next((window for window in found if window.isVisible()), None)


def find_welcome() -> WelcomeDialog | None:
    """The welcome page, when it is shown."""
    window = find_window()
    page = window.findChild(WelcomeDialog) if window else None
    return page if page and page.isVisible() else None


def menu_captions() -> list[str]:
    window = find_window()
    return [action.text() for action in window.menuBar().actions()] if window else []


def choose_german() -> bool:
    page = find_welcome()
    if page is None or "&File" not in menu_captions():
        return False
    page.language_box.setCurrentIndex(page.language_box.findData("de"))
    page.language_box.activated.emit(page.language_box.currentIndex())
    return True


def start_in_german() -> bool:
    page = find_welcome()
    if page is None or "&Datei" not in menu_captions():
        return False
    page.start_button.click()
    return True


def close_window() -> bool:
    window = find_window()
    if window is None or find_welcome():
        return False
    window.close_without_asking()
    return True


def run(application: DesktopApplication, paths: Paths, settings: Settings, *steps: Step) -> int:
    """The session's exit code, after a person has done these steps."""
    translations.install_translations(application, "en")
    paths.create_folders()
    back_end = WindowBackEnd(paths, settings, consume=False)
    try:
        person = Person(*steps)
        code = window_session.show_window(application, back_end, [])
    finally:
        back_end.close()
    assert person.left == []
    return code


def test_the_first_run_offers_a_page_and_takes_another_language_at_once(
    application: DesktopApplication, paths: Paths
) -> None:
    settings = Settings(use_model=False)
    assert run(application, paths, settings, choose_german, start_in_german, close_window) == 0
    assert read_saved_values(paths) == {"language": "de", "welcome_seen": True}


def test_files_from_the_system_are_added_early_and_late(
    application: DesktopApplication, paths: Paths, tmp_path: Path
) -> None:
    early, late = (save(SAMPLES[name], tmp_path / f"{name}.jpg") for name in ("cafe", "bistro"))
    QApplication.sendEvent(application, QFileOpenEvent(str(early)))

    def count() -> int:
        window = find_window()
        return window.inbox_page.receipt_model.rowCount() if window else 0

    def open_another() -> bool:
        return count() == 1 and QApplication.sendEvent(application, QFileOpenEvent(str(late)))

    settings = Settings(use_model=False, welcome_seen=True)
    steps = (open_another, lambda: count() == 2, close_window)
    assert run(application, paths, settings, *steps) == 0


def test_the_session_ends_with_the_company_to_open_next(
    application: DesktopApplication, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECEIPT_DESKTOP_CONFIG_DIR", str(tmp_path / "config"))

    def switch() -> bool:
        window = find_window()
        if window is None:
            return False
        other = window.app_actions.create_company("Other", tmp_path / "other")
        window.menu_builder.company_menu.switch_to(other)
        return True

    settings = Settings(use_model=False, welcome_seen=True)
    assert run(application, paths, settings, switch) == SWITCH_COMPANY
    assert window_session.take_next_folder() == tmp_path / "other"
    with pytest.raises(RuntimeError):
        window_session.take_next_folder()


@pytest.fixture
def may_open(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """The back end is opened once this is set."""
    allowed, open_application = threading.Event(), bootstrap.open_application

    def hold(paths: Paths, settings: Settings, **how: Any) -> AbstractContextManager[Application]:
        allowed.wait()
        return open_application(paths, settings, **how)

    monkeypatch.setattr(bootstrap, "open_application", hold)
    return allowed


def test_the_window_is_shown_while_the_back_end_opens(
    application: DesktopApplication, paths: Paths, may_open: threading.Event
) -> None:
    def see_window() -> bool:
        window = find_window()
        if window is None:
            return False
        assert not window.inbox_page.loader.is_loaded
        may_open.set()
        return True

    def is_loaded() -> bool:
        window = find_window()
        return window is not None and window.inbox_page.loader.is_loaded

    settings = Settings(use_model=False, welcome_seen=True)
    assert run(application, paths, settings, see_window, is_loaded, close_window) == 0


def test_the_first_rows_come_before_the_back_end_and_changes_meanwhile_with_it(
    application: DesktopApplication, paths: Paths, may_open: threading.Event
) -> None:
    paths.create_folders()
    with closing(open_store(paths)) as store:
        receipt = store.add_receipt("a.jpg", "a" * 64, Priority.NORMAL, ReadOptions())

    def find_shown() -> Receipt | None:
        window = find_window()
        return window.inbox_page.receipt_model.find_receipt(receipt.number) if window else None

    def cancel_it_elsewhere() -> bool:
        if find_shown() is None:
            return False
        with closing(open_store(paths)) as store:
            store.cancel_receipts([receipt.id])
        may_open.set()
        return True

    def is_cancelled() -> bool:
        shown = find_shown()
        return shown is not None and shown.status is Status.FAILED

    settings = Settings(use_model=False, welcome_seen=True)
    steps = (cancel_it_elsewhere, is_cancelled, close_window)
    assert run(application, paths, settings, *steps) == 0


def test_who_hears_that_the_back_end_is_open_gets_no_rows_from_before(
    paths: Paths, may_open: threading.Event
) -> None:
    paths.create_folders()
    open_store(paths).close()
    back_end = WindowBackEnd(paths, Settings(use_model=False), consume=False)
    heard: Queue[FirstRows | None] = Queue()
    back_end.watch(
        lambda _: heard.put(back_end.wait_for_first_rows()), lambda: pytest.fail("not opened")
    )
    with closing(back_end):
        back_end.start(*PLAIN_LIST)
        assert back_end.wait_for_first_rows() is not None
        may_open.set()
        assert heard.get(timeout=SECONDS) is None


def open_store(paths: Paths) -> Store:
    return Store(make_sqlite_url(paths.database))


def test_a_window_that_is_closed_before_the_back_end_is_open_leaves_nothing_behind(
    application: DesktopApplication, paths: Paths, may_open: threading.Event
) -> None:
    def close_early() -> bool:
        may_open.set()
        return close_window()

    settings = Settings(use_model=False, welcome_seen=True)
    assert run(application, paths, settings, close_early) == 0
    assert is_unlocked(paths.owner_lock)


def test_what_the_actions_know_is_never_taken_for_an_action() -> None:
    facts = {
        name
        for name, value in inspect.getmembers(Actions)
        if isinstance(value, property) and not name.startswith("_")
    }
    assert facts
    assert facts <= set(vars(PendingActions))


def test_modules_are_imported_without_a_look_at_their_source() -> None:
    assert qt_imports
    assert builtins.__import__ is vars(builtins)["__orig_import__"]

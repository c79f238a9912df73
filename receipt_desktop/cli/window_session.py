"""A session of the window: starts Qt and the application, and stops them in order."""

from __future__ import annotations

import logging
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QSocketNotifier, QTimer, Signal
from PySide6.QtWidgets import QApplication

from receipt_desktop.api.phone.switch import PhoneSwitch
from receipt_desktop.api.switch import ApiSwitch
from receipt_desktop.cli.exit_codes import RESTART_WINDOW, SWITCH_COMPANY
from receipt_desktop.cli.pending_actions import make_actions
from receipt_desktop.cli.stop_signals import STOP_SIGNALS
from receipt_desktop.cli.window_back_end import WindowBackEnd
from receipt_desktop.config import data_folder, settings_file
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.startup_wait import START_TIMEOUT_SECONDS
from receipt_desktop.config.window_lock import DataFolderInUse, lock_window, make_in_use_error
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.ui import theme
from receipt_desktop.ui.desktop_application import DesktopApplication
from receipt_desktop.ui.garbage_timer import GarbageTimer
from receipt_desktop.ui.i18n import texts, translations
from receipt_desktop.ui.main_window import MainWindow
from receipt_desktop.ui.qt_classes import create_qt_classes
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.single_instance import InstanceServer, send_to_running_instance
from receipt_desktop.ui.start_failure_dialog import StartFailureDialog

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions

log = logging.getLogger(__name__)

RETRY_SECONDS = 0.2
"""Seconds before the next attempt to open the window or to hand over files."""
BACKGROUND_LOAD_DELAY_MS = 1000
"""Milliseconds after the back end is open before other modules are loaded."""
LOADING_THREAD = "loading"
"""The thread that loads them, by name."""


def run_window(
    paths: Paths, settings: Settings, files: list[str], problems: Sequence[ReceiptError] = ()
) -> int:
    """Run the window until it is closed; its exit code, or one that asks to open it again.

    The window shows `problems` of the settings. A second start on the same data folder hands its
    files to the first window and returns 0. Raises `ServiceUnavailable` when the application
    cannot start or the other window does not answer.
    """
    qt = create_application(settings)
    end = time.monotonic() + START_TIMEOUT_SECONDS
    while (code := open_or_hand_over(qt, paths, settings, files, problems)) is None:
        if time.monotonic() >= end:
            raise make_in_use_error()
        time.sleep(RETRY_SECONDS)
    return code


def open_or_hand_over(
    qt: DesktopApplication,
    paths: Paths,
    settings: Settings,
    files: list[str],
    problems: Sequence[ReceiptError],
) -> int | None:
    """The exit code; None when another window is starting or ending.

    The window also opens next to a process without a window, such as `receipt-desktop serve`.
    """
    try:
        with ExitStack() as stack:
            data_folder.prepare_data_folder(paths, work=True)
            lock_window(paths, stack)
            back_end = WindowBackEnd(paths, settings)
            stack.callback(back_end.close)
            return show_window(qt, back_end, files, problems)
    except DataFolderInUse:
        return 0 if send_to_running_instance(paths.data, files) else None


def create_application(settings: Settings) -> DesktopApplication:
    """The application of Qt, in the language and theme of the settings."""
    qt = QApplication.instance() or DesktopApplication(sys.argv[:1])
    assert isinstance(qt, DesktopApplication)  # noqa: S101 (no other code creates one)
    qt.setApplicationName("Receipt Desktop")
    qt.setDesktopFileName("receipt-desktop")
    translations.install_translations(qt, settings.language)
    theme.apply_theme(qt, settings.theme)
    return qt


def show_failure_dialog(error: ReceiptError, settings: Settings) -> None:
    """Show in a message box why the program cannot start."""
    create_application(settings)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python's handler would wait for the message box
    StartFailureDialog(error).exec()


def show_window(
    qt: DesktopApplication,
    back_end: WindowBackEnd,
    files: list[str],
    problems: Sequence[ReceiptError] = (),
) -> int:
    """Show the window and run it until it is closed, or the back end fails; its exit code.

    The back end is opened behind it.
    When another language was chosen on the welcome page, the window opens again with that page,
    without a restart of what runs behind it.
    """
    geometry = QByteArray()
    while True:
        window = create_window(qt, back_end)
        if not geometry.isEmpty():
            window.restoreGeometry(geometry)
            QTimer.singleShot(0, window.show_welcome)
        code = run_one_window(qt, back_end, window, files, problems)
        qt.garbage_timer.delete_window(window)
        closing = window.closing
        if not closing.reopen_requested:
            if closing.next_folder is not None:
                qt.next_folder = closing.next_folder
                return SWITCH_COMPANY
            return RESTART_WINDOW if closing.restart_requested else code
        geometry = window.saveGeometry()
        translations.install_translations(qt, window.app_actions.settings.language)
        files, problems = [], ()


def take_next_folder() -> Path:
    """The data folder of the company that the person has switched to."""
    qt = QApplication.instance()
    assert isinstance(qt, DesktopApplication)  # noqa: S101 (no other code creates one)
    folder, qt.next_folder = qt.next_folder, None
    if folder is None:
        raise RuntimeError("no company was chosen")
    return folder


def create_window(qt: DesktopApplication, back_end: WindowBackEnd) -> MainWindow:
    """Create the window without showing it."""
    actions = make_actions(back_end)
    with theme.without_style_sheet(qt):
        return MainWindow(
            actions,
            SignalBridge(),
            actions.settings,
            set_winding_down=actions.set_winding_down,
            api_service=ApiSwitch(actions),
            phone_service=PhoneSwitch(actions),
        )


class OpeningSignals(QObject):
    """What becomes of the back end, on the thread of the window."""

    opened, failed = Signal(), Signal()


def run_one_window(
    qt: DesktopApplication,
    back_end: WindowBackEnd,
    window: MainWindow,
    files: list[str],
    problems: Sequence[ReceiptError],
) -> int:
    """Show this window and run it until it is closed; Qt's exit code."""
    instance_server = InstanceServer(back_end.paths.data)
    instance_server.files_received.connect(window.add_files)
    window.show()
    show_settings_problems(window, back_end.paths, problems)
    qt.files_opened.connect(window.add_files)
    if files := [*files, *qt.take_pending_files()]:
        window.add_files(files)
    try:
        with close_on_signals(window), connect_back_end(back_end, window, qt.garbage_timer):
            first = window.inbox_page.loader.make_query()
            QTimer.singleShot(0, lambda: back_end.start(*first))  # once the window is painted
            return qt.exec()
    finally:
        qt.files_opened.disconnect(window.add_files)
        if window.api_service:
            window.api_service.set_enabled(False)
        if window.phone_service:
            window.phone_service.stop()
        instance_server.close()


@contextmanager
def connect_back_end(
    back_end: WindowBackEnd, window: MainWindow, garbage_timer: GarbageTimer
) -> Iterator[None]:
    """Let the window follow the changes of its back end; it closes when that cannot be opened."""
    signals = OpeningSignals()
    signals.opened.connect(window.inbox_page.loader.catch_up)
    signals.opened.connect(lambda: schedule_start_tasks(window, garbage_timer))
    signals.failed.connect(window.close_without_asking)
    unsubscribes: list[Callable[[], None]] = []

    def follow(actions: Actions) -> None:
        unsubscribes.append(actions.subscribe(window.bridge.queue_change))
        unsubscribes.append(actions.subscribe_health(window.bridge.queue_health))
        signals.opened.emit()

    unsubscribes.append(back_end.watch(follow, signals.failed.emit))
    try:
        yield
    finally:
        for unsubscribe in unsubscribes:
            unsubscribe()


def schedule_start_tasks(window: MainWindow, garbage_timer: GarbageTimer) -> None:
    """Do the rest of the start once the back end is open."""
    load = partial(start_background_load, garbage_timer)
    QTimer.singleShot(BACKGROUND_LOAD_DELAY_MS, garbage_timer, load)
    for task in (window.start_api, window.help_menu.check_at_start):
        QTimer.singleShot(BACKGROUND_LOAD_DELAY_MS, window, task)
    for task in (window.ask_about_remote_model, window.show_salvage_report, window.offer_welcome):
        QTimer.singleShot(0, window, task)


def show_settings_problems(
    window: MainWindow, paths: Paths, problems: Sequence[ReceiptError] = ()
) -> None:
    """Show problems of the settings file, also those that an earlier command found."""
    sentences = [texts.format_error(problem) for problem in problems]
    aside = settings_file.find_unseen_aside_file(paths)
    if aside and not sentences:
        sentences = [texts.format_settings_replaced(str(aside))]
    if sentences:
        window.inbox_page.notice.show_message(" ".join(sentences), lasting=True)
    if aside:
        with suppress(OSError):
            settings_file.mark_aside_file_seen(paths, aside)


def start_background_load(garbage_timer: GarbageTimer) -> None:
    """Load the remaining modules: Qt's classes on this thread, the others on one of their own."""
    create_qt_classes()
    load = partial(load_remaining_modules, garbage_timer)
    threading.Thread(target=load, name=LOADING_THREAD, daemon=True).start()


def load_remaining_modules(garbage_timer: GarbageTimer) -> None:
    """Load what reads receipts, which the window has not needed so far; then collect garbage."""
    from receipt_desktop import pipeline  # noqa: PLC0415 (slow to load)

    try:
        pipeline.warm_up()
    except Exception:
        log.exception("could not load the reading modules ahead of time")
    finally:
        garbage_timer.start_requested.emit()


@contextmanager
def close_on_signals(window: MainWindow) -> Iterator[None]:
    """Close the window on `STOP_SIGNALS` without a question.

    Python runs its signal handlers only between bytecodes, so the C handler writes to a socket
    that Qt's event loop watches.
    """
    reader, writer = socket.socketpair()
    for end in (reader, writer):
        end.setblocking(False)
    wakeup = signal.set_wakeup_fd(writer.fileno())
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)

    def close() -> None:
        reader.recv(16)
        window.close_without_asking()

    notifier.activated.connect(close)
    before = {number: signal.signal(number, lambda *_: None) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(wakeup)
        notifier.setEnabled(False)
        reader.close()
        writer.close()

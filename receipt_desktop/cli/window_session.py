"""The window's program: Qt started, the engine below it, both stopped in order."""

from __future__ import annotations

import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from receipt_desktop import bootstrap, pipeline
from receipt_desktop.api.switch import ApiSwitch
from receipt_desktop.cli.exit_codes import RESTART_WINDOW
from receipt_desktop.cli.garbage import garbage_collection_resumed
from receipt_desktop.config import settings_file
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.startup_wait import START_TIMEOUT_SECONDS
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts, translations
from receipt_desktop.ui.main_window import MainWindow
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.single_instance import InstanceServer, send_to_running_instance
from receipt_desktop.ui.start_failure_dialog import StartFailureDialog

RETRY_SECONDS = 0.2
"""Before another try to open, or to hand files over."""
BACKGROUND_LOAD_DELAY_MS = 1000
"""After the window is shown: the list is there, and nobody has dropped anything yet."""


def run_window(
    paths: Paths, settings: Settings, files: list[str], problems: Sequence[ReceiptError] = ()
) -> int:
    """Open the window until it is closed; its exit code, `RESTART_WINDOW` to be opened again.

    `problems` with the settings are shown in the window. A second start on the same data folder
    hands its files to the first window and returns 0. Raises `ServiceUnavailable` when the engine
    cannot start, or the other window does not answer.
    """
    qt = create_application(settings)
    until = time.monotonic() + START_TIMEOUT_SECONDS
    while (code := open_or_hand_over(qt, paths, settings, files, problems)) is None:
        if time.monotonic() >= until:
            raise bootstrap.make_in_use_error()
        time.sleep(RETRY_SECONDS)
    return code


def open_or_hand_over(
    qt: QApplication,
    paths: Paths,
    settings: Settings,
    files: list[str],
    problems: Sequence[ReceiptError],
) -> int | None:
    """The exit code; None when another window is just starting or ending.

    Beside a program without a window, `receipt-desktop serve` for one, the window opens.
    """
    try:
        with bootstrap.open_application(paths, settings, kind="window", join=True) as engine:
            return show_window(qt, paths, engine, files, problems)
    except bootstrap.DataFolderInUse:
        return 0 if send_to_running_instance(paths.data, files) else None


def create_application(settings: Settings) -> QApplication:
    """The one QApplication, in the person's language and theme."""
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)  # noqa: S101 (nothing else makes one)
    qt.setApplicationName("Receipt Desktop")
    qt.setDesktopFileName("receipt-desktop")
    translations.install_translations(qt, settings.language)
    theme.apply_theme(qt, settings.theme)
    return qt


def show_failure_dialog(error: ReceiptError, settings: Settings) -> None:
    """Say in a message box why the program cannot start, until it is closed."""
    create_application(settings)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python's own handler waits for the box
    StartFailureDialog(error).exec()


def show_window(
    qt: QApplication,
    paths: Paths,
    engine: bootstrap.Application,
    files: list[str],
    problems: Sequence[ReceiptError] = (),
) -> int:
    """The window, from its first paint to its close."""
    actions = engine.actions
    bridge, serving = SignalBridge(), ApiSwitch(actions)
    with theme.without_style_sheet(qt):
        window = MainWindow(
            actions,
            bridge,
            actions.settings,
            set_winding_down=actions.set_winding_down,
            api_service=serving,
        )
    doorman = InstanceServer(paths.data)
    doorman.files_received.connect(window.add_files)
    silences = [
        actions.subscribe(bridge.queue_change),
        actions.subscribe_health(bridge.queue_health),
    ]
    window.show()
    show_settings_problems(window, paths, problems)
    QTimer.singleShot(BACKGROUND_LOAD_DELAY_MS, start_background_load)
    QTimer.singleShot(BACKGROUND_LOAD_DELAY_MS, window.start_api)
    QTimer.singleShot(0, window.ask_about_remote_model)
    QTimer.singleShot(0, window.show_salvage_report)
    if files:
        window.add_files(files)
    try:
        with close_on_signals(window):
            code = qt.exec()
            return RESTART_WINDOW if window.restart_requested else code
    finally:
        serving.set_enabled(False)
        for silence in silences:
            silence()
        doorman.close()


def show_settings_problems(
    window: MainWindow, paths: Paths, problems: Sequence[ReceiptError] = ()
) -> None:
    """What was wrong with the settings file, also when a command has found it before."""
    sentences = [texts.format_error(problem) for problem in problems]
    aside = settings_file.find_unseen_aside_file(paths)
    if aside and not sentences:
        sentences = [texts.format_settings_replaced(str(aside))]
    if sentences:
        window.inbox_page.notice.show_message(" ".join(sentences), lasting=True)
    if aside:
        with suppress(OSError):
            settings_file.mark_aside_file_seen(paths, aside)


def start_background_load() -> None:
    """Once the window is there: load the rest, beside it."""
    threading.Thread(target=load_remaining_modules, name="loading", daemon=True).start()


def load_remaining_modules() -> None:
    """Load what reads receipts; the window has not needed it so far."""
    with garbage_collection_resumed():
        pipeline.warm_up()


@contextmanager
def close_on_signals(window: MainWindow) -> Iterator[None]:
    """Ctrl-C and SIGTERM close the window, and nobody is asked.

    Python runs its signal handlers only between bytecodes, so the C handler writes to a socket
    that Qt's event loop watches.
    """
    here, there = socket.socketpair()
    for end in (here, there):
        end.setblocking(False)
    wakeup = signal.set_wakeup_fd(there.fileno())
    notifier = QSocketNotifier(here.fileno(), QSocketNotifier.Type.Read)

    def close() -> None:
        here.recv(16)
        window.close_without_asking()

    notifier.activated.connect(close)
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, lambda *_: None) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(wakeup)
        notifier.setEnabled(False)
        here.close()
        there.close()

"""The window's program: Qt started, the engine below it, both stopped in order."""

from __future__ import annotations

import gc
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from receipt_desktop import app, pipeline, settings_file
from receipt_desktop.actions import Actions
from receipt_desktop.errors import ReceiptError
from receipt_desktop.paths import Paths
from receipt_desktop.patience import START_SECONDS
from receipt_desktop.settings import Settings
from receipt_desktop.ui import look, texts, translations
from receipt_desktop.ui.bridge import Bridge
from receipt_desktop.ui.handover import Doorman, hand_over
from receipt_desktop.ui.main_window import MainWindow
from receipt_desktop.ui.start_failure import StartFailure

if TYPE_CHECKING:
    from receipt_desktop.api.server import Switch

AGAIN_SECONDS = 0.2
"""Before another try to open, or to hand files over."""
RESTART = 75
"""The exit code of a window that wants to be opened again, on restored data."""
SETTLE_MS = 1000
"""After the window is shown: the list is there, and nobody has dropped anything yet."""


def run(
    paths: Paths, settings: Settings, files: list[str], problems: Sequence[ReceiptError] = ()
) -> int:
    """Open the window until it is closed; its exit code, `RESTART` to be opened again.

    `problems` with the settings are shown in the window. A second start on the same data folder
    hands its files to the first window and returns 0. Raises `ServiceUnavailable` when the engine
    cannot start, or the other window does not answer.
    """
    qt = application(settings)
    until = time.monotonic() + START_SECONDS
    while (code := open_or_hand_over(qt, paths, settings, files, problems)) is None:
        if time.monotonic() >= until:
            raise app.in_use()
        time.sleep(AGAIN_SECONDS)
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
        with app.open_engine(paths, settings, kind="window", join=True) as engine:
            return show(qt, paths, engine, files, problems)
    except app.InUse:
        return 0 if hand_over(paths.data, files) else None


def application(settings: Settings) -> QApplication:
    """The one QApplication, in the person's language and theme."""
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)  # noqa: S101 (nothing else makes one)
    qt.setApplicationName("Receipt Desktop")
    qt.setDesktopFileName("receipt-desktop")
    translations.install(qt, settings.language)
    look.apply(qt, settings.theme)
    return qt


def show_failure(error: ReceiptError, settings: Settings) -> None:
    """Say in a message box why the program cannot start, until it is closed."""
    application(settings)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python's own handler waits for the box
    StartFailure(error).exec()


def show(
    qt: QApplication,
    paths: Paths,
    engine: app.Engine,
    files: list[str],
    problems: Sequence[ReceiptError] = (),
) -> int:
    """The window, from its first paint to its close."""
    actions = engine.actions
    bridge, serving = Bridge(), Serving(actions)
    with look.undressed(qt):
        window = MainWindow(
            actions, bridge, actions.settings, wind_down=actions.wind_down, serves=serving
        )
    doorman = Doorman(paths.data)
    doorman.files_handed_over.connect(window.add_files)
    silences = [actions.listen(bridge.announce), actions.listen_health(bridge.announce_health)]
    window.show()
    tell_of_settings(window, paths, problems)
    QTimer.singleShot(SETTLE_MS, settle)
    QTimer.singleShot(SETTLE_MS, window.serve)
    QTimer.singleShot(0, window.ask_about_model)
    QTimer.singleShot(0, window.tell_salvage)
    if files:
        window.add_files(files)
    try:
        with close_on_signals(window):
            code = qt.exec()
            return RESTART if window.restarts else code
    finally:
        serving.turn(False)
        for silence in silences:
            silence()
        doorman.close()


def tell_of_settings(
    window: MainWindow, paths: Paths, problems: Sequence[ReceiptError] = ()
) -> None:
    """What was wrong with the settings file, also when a command has found it before."""
    sentences = [texts.error_text(problem) for problem in problems]
    aside = settings_file.not_shown(paths)
    if aside and not sentences:
        sentences = [texts.settings_put_aside(str(aside))]
    if sentences:
        window.inbox.notice.say(" ".join(sentences), lasting=True)
    if aside:
        with suppress(OSError):
            settings_file.note_shown(paths, aside)


class Serving:
    """The HTTP API of the window; what it needs is loaded when it is first wanted. Thread-safe."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions
        self._lock = threading.Lock()
        self._switch: Switch | None = None
        self.trouble: ReceiptError | None = None
        """Why it could not be turned on the last time."""

    @property
    def url(self) -> str | None:
        """Where it answers; None while it is off."""
        return self._switch.url if self._switch else None

    def turn(self, on: bool) -> None:
        """On as the settings are now, or off. Raises a `ReceiptError`; it is off then."""
        with self._lock:
            if on and self._switch is None:
                from receipt_desktop.api.server import Switch  # noqa: PLC0415 (slow to load)

                self._switch = Switch(self._actions)
            self.trouble = None
            try:
                if self._switch:
                    self._switch.turn(on)
            except ReceiptError as error:
                self.trouble = error
                raise


def settle() -> None:
    """Once the window is there: load the rest, beside it."""
    threading.Thread(target=load_the_rest, name="loading", daemon=True).start()


def load_the_rest() -> None:
    """Then garbage is looked for among what is made from now on: the window's pauses stay short."""
    pipeline.warm_up()
    gc.freeze()
    gc.enable()


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
        window.close_unasked()

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

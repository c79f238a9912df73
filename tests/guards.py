"""What no test may leave behind: warnings and errors in the log, threads, processes, a language.

A pytest plugin, loaded by conftest.py. Warnings, exceptions in threads and in `__del__` are
pytest's own business (`filterwarnings = error`), Qt's messages pytest-qt's (`qt_log_level_fail`).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import psutil
import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

END_TIMEOUT_SECONDS = 60.0
"""Seconds that a thread or a child process may still need to end."""
RESOURCE_TRACKER = "multiprocessing.resource_tracker"


class LogCollector(logging.Handler):
    """Keeps the warnings and errors of one test."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def unexpected(self, expected: tuple[str, ...]) -> list[str]:
        """Messages of loggers that are none of these and below none of these."""
        return [
            f"{record.name} {record.levelname}: {record.getMessage()}"
            for record in self.records
            if not any(f"{record.name}.".startswith(f"{name}.") for name in expected)
        ]


@pytest.fixture(autouse=True)
def no_unexpected_logs(request: pytest.FixtureRequest) -> Iterator[LogCollector]:
    """Fail on a warning or error from a logger that `expected_logs` does not name.

    The test may ask for this fixture to look at the records.
    """
    collected = LogCollector()
    root = logging.getLogger()
    root.addHandler(collected)
    yield collected
    root.removeHandler(collected)
    marker = request.node.get_closest_marker("expected_logs")
    surprises = collected.unexpected(marker.args if marker else ())
    if surprises:
        pytest.fail("unexpected log lines:\n" + "\n".join(surprises), pytrace=False)


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fail when a thread that would keep the program from ending outlives its test."""
    before = set(threading.enumerate())
    yield
    started = [t for t in threading.enumerate() if t not in before and not t.daemon]
    for thread in started:
        thread.join(END_TIMEOUT_SECONDS)
    left = [thread.name for thread in started if thread.is_alive()]
    if left:
        pytest.fail(f"threads left running: {', '.join(left)}", pytrace=False)


@pytest.fixture(autouse=True)
def no_language_left() -> Iterator[None]:
    """Take away the locale and the translations that a test has installed.

    English has a translation too, of its plurals.
    """
    before = QLocale()
    yield
    QLocale.setDefault(before)
    if app := QCoreApplication.instance():
        for translator in app.findChildren(QTranslator):
            app.removeTranslator(translator)
            translator.deleteLater()


@pytest.fixture(autouse=True, scope="session")
def no_process_left_behind() -> Iterator[None]:
    """Fail when the whole run leaves a child process, a Redis for one."""
    yield
    children = psutil.Process().children(recursive=True)
    _, left = psutil.wait_procs(
        [child for child in children if not _is_resource_tracker(child)], END_TIMEOUT_SECONDS
    )
    if left:
        named = ", ".join(f"{child.pid} {child.name()}" for child in left)
        pytest.fail(f"processes left running: {named}", pytrace=False)


def _is_resource_tracker(process: psutil.Process) -> bool:
    try:
        return any(RESOURCE_TRACKER in part for part in process.cmdline())
    except psutil.NoSuchProcess:
        return True

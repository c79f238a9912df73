"""How soon the first window is there, and how long its thread stalls while receipts are read.

    python -m tests.benchmarks.window [--stored 1000] [--read 100] [--concurrency 5]
                                      [--waiting 10000]

First window: from the start of the process to the first paint, and to the list with all stored
receipts, median of five starts. Stalls: a timer ticks every 4 ms on the UI thread while drawn
receipts are read; what a tick comes late is the time in which the window could not answer.
`--waiting` puts so many others of low priority into the queue behind them.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Text
from receipt_desktop.domain.reading import CheckedDraft, Draft, ExtractedValue, Reading
from receipt_desktop.domain.receipt import Priority, ReadOptions
from receipt_desktop.store.store import Store
from tests.benchmarks.machine import describe, measured
from tests.samples import draw_many

STARTS = 5
TICK_MS = 4

FIRST_WINDOW = """
import gc; gc.disable()  # as the command line does
import sys, time
from pathlib import Path
from receipt_desktop.ui import qt_imports  # first, likewise
from PySide6.QtCore import QEvent, QObject, QTimer
from receipt_desktop.cli import window_session as window_command
from receipt_desktop.config import settings_file
from receipt_desktop.config.paths import Paths
from receipt_desktop.ui.main_window import MainWindow

class Watch(QObject):
    painted = False
    def eventFilter(self, seen, event):
        if event.type() == QEvent.Type.Paint and not self.painted:
            self.painted = True
            QTimer.singleShot(0, lambda: print("painted", time.time(), flush=True))
        return False

show = MainWindow.showEvent
def shown(window, event):
    window.watch = Watch(window)
    window.centralWidget().installEventFilter(window.watch)
    window.inbox_page.loader.view_shown.connect(lambda: QTimer.singleShot(0, lambda: done(window)))
    show(window, event)
def done(window):
    print("listed", time.time(), window.inbox_page.receipt_model.rowCount(), flush=True)
    window.close()
MainWindow.showEvent = shown
paths = Paths(Path(sys.argv[1]))
sys.exit(window_command.run_window(paths, settings_file.load_settings(paths), []))
"""

STALLS = """
import gc; gc.disable()  # as the command line does
import sys, time
from pathlib import Path
from receipt_desktop.ui import qt_imports  # first, likewise
from PySide6.QtCore import QTimer, Qt
from receipt_desktop.cli import window_session as window_command
from receipt_desktop.config import settings_file
from receipt_desktop.config.paths import Paths
from receipt_desktop.ui.main_window import MainWindow

late, count, tick = [], int(sys.argv[3]), float(sys.argv[4]) / 1000
show = MainWindow.showEvent
def shown(window, event):
    window.last = time.perf_counter()
    window.timer = QTimer(window, interval=int(sys.argv[4]), timerType=Qt.TimerType.PreciseTimer)
    window.timer.timeout.connect(lambda: beat(window))
    window.timer.start()
    show(window, event)
def beat(window):
    now = time.perf_counter()
    late.append(max(0.0, now - window.last - tick))
    window.last = now
    counts = window.health.counts if window.health else None
    if len(late) % 50 == 0 and counts and counts.completed + counts.failed >= count:
        window.close_without_asking()
MainWindow.showEvent = shown
paths = Paths(Path(sys.argv[1]))
window_command.run_window(paths, settings_file.load_settings(paths), [sys.argv[2]])
late = sorted(late[int(1 / tick / 2):])  # the first half second opens the window
pick = lambda share: late[min(len(late) - 1, int(len(late) * share))] * 1000
print(f"{pick(.5):.1f} {pick(.99):.1f} {pick(.999):.1f} {late[-1] * 1000:.1f} {len(late)}")
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--stored", type=int, default=1000)
    parser.add_argument("--read", type=int, default=100)
    parser.add_argument("--concurrency", type=int, default=5)
    parser.add_argument("--waiting", type=int, default=0)
    options = parser.parse_args()
    print(describe())
    with tempfile.TemporaryDirectory(prefix="bw-") as place:
        first_window(Path(place) / "first", options.stored)
        let_wait(Path(place) / "stalls", options.waiting)
        stalls(Path(place), options.read, options.concurrency)


def first_window(data: Path, stored: int) -> None:
    """Print the medians of several starts."""
    fill(data, stored)
    painted, listed = [], []
    for _ in range(STARTS):
        started = time.time()
        said = run(FIRST_WINDOW, [str(data)]).splitlines()
        painted.append(float(said[0].split()[1]) - started)
        listed.append(float(said[1].split()[1]) - started)
        assert int(said[1].split()[2]) == stored
    print(
        f"first window with {stored} stored: painted {statistics.median(painted):.2f} s "
        f"({min(painted):.2f} to {max(painted):.2f}), list filled {statistics.median(listed):.2f} s"
    )


def fill(data: Path, stored: int) -> None:
    """Completed receipts in a new data folder."""
    paths = Paths(data)
    paths.create_folders()
    store = Store(f"sqlite:///{paths.database}")
    for number in range(stored):
        row = store.add_receipt(f"{number}.jpg", f"{number:064}", Priority.NORMAL, ReadOptions())
        fields = {
            Field.TOTAL: ExtractedValue(Decimal(number) / 7, 0.9),
            Field.DATE: ExtractedValue(date(2020, 1, 1) + timedelta(days=number), 0.9),
            Field.MERCHANT: ExtractedValue(f"Merchant {number % 97}", 0.9),
        }
        reading = Reading(
            CheckedDraft(Draft(fields, "EUR"), False), Text((), (), ("rapidocr",)), 2.0
        )
        store.claim_receipt(row.id, "bench", 60)
        store.finish_attempt(row.id, "bench", reading)
    store.close()


def let_wait(data: Path, count: int) -> None:
    """Receipts that wait behind all that are submitted later."""
    paths = Paths(data)
    paths.create_folders()
    store = Store(f"sqlite:///{paths.database}")
    for number in range(count):
        store.add_receipt(f"later {number}.jpg", f"{number:064}", Priority.LOW, ReadOptions())
    store.close()


def stalls(place: Path, count: int, concurrency: int) -> None:
    """Print how late the ticks of the UI thread come while receipts are read."""
    draw_many(place / "drawn", count)
    started = time.perf_counter()
    arguments = [str(place / "stalls"), str(place / "drawn"), str(count), str(TICK_MS)]
    environment = {**os.environ, "QUEUE_CONCURRENCY": str(concurrency)}
    program = start(STALLS, arguments, environment)
    with measured(program.pid) as used:
        said, _ = program.communicate()
    p50, p99, p999, worst, ticks = said.split()[-5:]
    seconds = time.perf_counter() - started
    print(
        f"{count} receipts read at concurrency {concurrency} in {seconds:.0f} s: UI thread late "
        f"p50 {p50} ms, p99 {p99} ms, p99.9 {p999} ms, worst {worst} ms over {ticks} ticks; "
        f"peak memory of the whole program {used.peak_bytes / 1e6:.0f} MB"
    )


def run(code: str, arguments: list[str]) -> str:
    """Run a program to its end; what it printed."""
    return start(code, arguments, dict(os.environ)).communicate()[0]


def start(code: str, arguments: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
    """Start a program without a screen and without Ollama."""
    quiet = {"QT_QPA_PLATFORM": "offscreen", "OLLAMA_HOST": "127.0.0.1:9"}
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env=environment | quiet,
    )


if __name__ == "__main__":
    main()

"""How the Receipts page does with many receipts: start, search, filters, approving, export.

    python -m tests.benchmarks.desk [--count 100000] [--folder FOLDER]

FOLDER keeps the drawn receipts for the next time. Times are wall clock, with the processor time of
the whole process behind them, since other programs may keep the machine busy. A search is measured
from the key in the search field until all found rows in sight are painted and the table has as many
rows as were found; the totals below it and the counts of the kinds follow. Filters and orders are
measured alike, from the click, and an approval until the changed row is painted. A timer ticks
every 4 ms on the window's thread: what a tick comes late is the time in which the window could not
answer.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from receipt_desktop.config.paths import Paths
from tests.benchmarks.machine import describe
from tests.benchmarks.seeding import fill_folder

PROGRAM = """
import gc; gc.disable()  # as the command line does
import resource, sys, threading, time
started, moment = time.perf_counter(), float(sys.argv[2])
from pathlib import Path
from receipt_desktop.__main__ import main  # first, likewise
from receipt_desktop.ui import qt_imports
from PySide6.QtCore import QEvent, QObject, QTimer, Qt
from PySide6.QtTest import QTest
from receipt_desktop.domain.listing import ReceiptOrder, SortKey
from receipt_desktop.ui.export.export_runner import ExportJob
from receipt_desktop.ui.inbox.list_view import ListFilter, ListView
from receipt_desktop.ui.main_window import MainWindow

PATIENCE = 900  # seconds for one step
TICK = 0.004

def list_threads():
    return {thread.name for thread in threading.enumerate()}

class Desk(QObject):
    def __init__(self, window):
        super().__init__(window)
        self.window, self.page, self.late = window, window.inbox_page, []
        self.model, self.painted = self.page.receipt_model, False
        window.centralWidget().installEventFilter(self)
        self.page.list.viewport().installEventFilter(self)
        self.steps, self.wait = self.script(), lambda: True
        self.last = self.begun = time.perf_counter()
        self.timer = QTimer(self, interval=4, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.tick)
        self.timer.start()

    def eventFilter(self, seen, event):
        if event.type() == QEvent.Type.Paint:
            if not self.painted:
                self.painted = True
                print("painted", time.time() - moment, flush=True)
            if seen is self.page.list.viewport():
                self.is_painted = self.is_right()  # the next tick comes after the picture
        return False

    def tick(self):
        now = time.perf_counter()
        self.late.append((max(0.0, now - self.last - TICK), self.name))
        self.last = now
        if now > self.begun + PATIENCE:
            print("stuck", self.name, flush=True)
            self.end()
        elif self.wait():
            self.begun = now
            try:
                self.wait = next(self.steps)
            except StopIteration:
                self.end()

    def end(self):
        self.timer.stop()
        self.window.close_without_asking()

    name = "start"

    def is_shown(self):
        table, rows = self.page.list, self.model.rowCount()
        top, bottom = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        sight = range(max(top, 0), bottom + 1 if bottom >= 0 else rows)
        return all(self.model.find_receipt(self.model.numbers[row]) for row in sight)

    def measure(self, name, act, done):
        self.name = name
        wall, cpu = time.perf_counter(), time.process_time()
        act()
        yield done
        print(name, time.perf_counter() - wall, time.process_time() - cpu, self.model.rowCount(),
              flush=True)
        quiet = time.perf_counter() + 0.7
        yield lambda: time.perf_counter() > quiet

    is_painted = False

    def is_right(self):
        # whether the table has what the next picture is to show
        return False

    def measure_picture(self, name, act, is_right):
        self.is_right, self.is_painted = is_right, False
        def done():
            return self.is_painted or (is_right() and not self.model.rowCount())
        yield from self.measure(name, act, done)

    def await_rows(self, name, act):
        shown = []
        def note(): shown.append(1)
        self.page.loader.view_shown.connect(note)
        yield from self.measure_picture(name, act, lambda: shown and self.is_shown())
        self.page.loader.view_shown.disconnect(note)

    def switch(self, name, view):
        yield from self.await_rows(name, lambda: self.page.views.show_view(view))

    def type_words(self, words):
        field = self.page.views.filter_bar.search_edit
        for letter in words:
            key = lambda: QTest.keyClicks(field, letter)
            if letter == " ":
                key()  # no other receipts are found
            else:
                yield from self.await_rows("search", key)
        field.clear()
        quiet = time.perf_counter() + 0.7
        yield lambda: time.perf_counter() > quiet

    def script(self):
        from psutil import Process
        yield lambda: self.page.loader.is_loaded and self.model.rowCount() and self.is_shown()
        print("rows", time.time() - moment, time.process_time(), flush=True)
        print("memory", Process().memory_info().rss / 1e6, flush=True)
        yield lambda: self.window.health is not None  # the back end is open
        wait = time.perf_counter() + 8  # meanwhile the modules that read receipts are loaded
        yield lambda: time.perf_counter() > wait and "loading" not in list_threads()
        print("memory_settled", Process().memory_info().rss / 1e6, flush=True)
        self.late.clear()
        for word in ("harbour", "12,50", "milk coffee", "summe"):
            yield from self.type_words(word)
        for one in (
            ListFilter(kind="review"), ListFilter(kind="failed"), ListFilter(kind="done"),
            ListFilter(category="fuel"), ListFilter(currency="CHF"), ListFilter(merchant="cafe"),
            ListFilter(has_problem=True), ListFilter(is_duplicate=True), ListFilter(),
        ):
            yield from self.switch("filter", ListView(one))
        for key in SortKey:
            yield from self.switch("sort", ListView(order=ReceiptOrder(key, True)))
        yield from self.switch("filter", ListView())
        for fraction in range(10):
            row = self.model.rowCount() * fraction // 10
            table = self.page.list
            yield from self.measure(
                "scroll", lambda: table.scrollTo(self.model.index(row, 0)),
                lambda: self.model.data(self.model.index(row, 0), Qt.ItemDataRole.UserRole))
        yield from self.switch("to_review", ListView(ListFilter(kind="review")))
        for _ in range(40):
            self.page.list.choose_row(3)
            yield lambda: self.page.list.current_receipt() is not None
            number = self.model.numbers[3]
            before = self.model.find_receipt(number).version
            def approved(number=number, before=before):
                now = self.model.find_receipt(number)
                return now is None or now.version > before
            yield from self.measure_picture(
                "approve", self.window.inbox_controller.approve_chosen, approved)
            yield lambda number=number: number not in self.model.numbers[3:5]  # it has left
        yield from self.switch("filter", ListView())
        yield from self.measure("select_all", self.page.list.selectAll, lambda: True)
        from receipt_desktop.actions import ExportRequest
        target = Path(sys.argv[1]) / "out.csv"
        job = ExportJob(ExportRequest(self.page.shown_query()), self.model.rowCount(), target)
        yield from self.measure(
            "export", lambda: self.page.export_runner.start(job),
            lambda: self.page.export_runner.job is None)
        print("lines", sum(1 for _ in target.open("rb")), flush=True)
        worst = sorted(self.late)
        pick = lambda share: worst[min(len(worst) - 1, int(len(worst) * share))][0]
        print("late", pick(.5), pick(.99), pick(.999), worst[-1][0], worst[-1][1], flush=True)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        print("peak", peak, flush=True)

show = MainWindow.showEvent
def shown(window, event):
    if not hasattr(window, "desk"):
        window.desk = Desk(window)
    show(window, event)
MainWindow.showEvent = shown
sys.exit(main(["window", "--data-dir", sys.argv[1]]))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    print(describe())
    with tempfile.TemporaryDirectory(prefix="desk-") as place:
        folder: Path = options.folder or Path(place) / "data"
        if not Paths(folder).database.exists():
            fill_folder(folder, options.count)
        report(run_program(folder))


def run_program(folder: Path) -> list[list[str]]:
    """The lines that the program prints, in words."""
    import time  # noqa: PLC0415 (beside the moment that it measures)

    quiet = {"QT_QPA_PLATFORM": "offscreen", "OLLAMA_HOST": "127.0.0.1:9"}
    command = [sys.executable, "-c", PROGRAM, str(folder), str(time.time())]
    ended = subprocess.run(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | quiet, check=True
    )
    return [line.split() for line in ended.stdout.splitlines()]


def report(lines: list[list[str]]) -> None:
    """Print the figures, those of repeated steps as median, 95th percentile and worst."""
    steps: dict[str, list[tuple[float, float]]] = {}
    for name, *figures in lines:
        if name in {"search", "filter", "sort", "scroll", "approve", "export"}:
            steps.setdefault(name, []).append((float(figures[0]), float(figures[1])))
        else:
            print(name, *(shorten(figure) for figure in figures))
    for name, times in steps.items():
        walls, processors = zip(*times, strict=True)
        print(f"{name:8} wall {spread(walls)}   processor {spread(processors)}")


def shorten(figure: str) -> str:
    """A number with three decimals; other words as they are."""
    return f"{float(figure):.3f}" if figure.replace(".", "").isdigit() else figure


def spread(seconds: tuple[float, ...]) -> str:
    """Median, 95th percentile (nearest rank) and worst, in milliseconds."""
    ordered = sorted(seconds)
    high = ordered[max(0, -(-95 * len(ordered) // 100) - 1)]
    middle = statistics.median(ordered)
    return f"p50 {middle * 1e3:.0f}  p95 {high * 1e3:.0f}  worst {ordered[-1] * 1e3:.0f} ms"


if __name__ == "__main__":
    main()

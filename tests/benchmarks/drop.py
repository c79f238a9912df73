"""How long a pile of files takes that is dropped on the window at once.

    python -m tests.benchmarks.drop [--files 1000] [--kilobytes 700]

The real window on a new data folder with a paused queue: from the drop until every file is safe
(its copy and its row are flushed to the disk) and until every row is in the list, and by how much
the window's thread was late meanwhile.
"""

from __future__ import annotations

import argparse
import os
import struct
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from receipt_desktop import bootstrap
from receipt_desktop.cli import window_session as program
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from tests.benchmarks.machine import describe

TICK_MS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--kilobytes", type=int, default=700)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(describe())
    with tempfile.TemporaryDirectory(prefix="bd-") as name:
        folder = Path(name)
        files = made(folder / "files", options.files, options.kilobytes)
        print(dropped(Paths(folder / "data"), files))


def made(folder: Path, count: int, kilobytes: int) -> list[str]:
    """So many different files of this size that pass for pictures."""
    folder.mkdir()
    size = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(size)) + b"IHDR" + size
    for number in range(count):
        (folder / f"{number:05}.png").write_bytes(head + os.urandom(kilobytes * 1000))
    return sorted(str(file) for file in folder.iterdir())


def dropped(paths: Paths, files: list[str]) -> str:
    """Drop them and wait; the figures for a person."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from receipt_desktop.ui.main_window import MainWindow  # noqa: PLC0415
    from receipt_desktop.ui.signal_bridge import SignalBridge  # noqa: PLC0415

    settings = Settings(use_model=False)
    qt = program.create_application(settings)
    with bootstrap.open_application(paths, settings, kind="window", join=True) as engine:
        actions, bridge = engine.actions, SignalBridge()
        actions.pause_queue()
        window = MainWindow(actions, bridge, settings, set_winding_down=lambda _: None)
        silence = actions.subscribe(bridge.queue_change)
        window.show()
        marks: dict[str, float] = {}
        late = [0.0]
        last = [time.perf_counter()]
        began = time.perf_counter() + 1.0

        def tick() -> None:
            now = time.perf_counter()
            late[0] = max(late[0], now - last[0] - TICK_MS / 1000)
            last[0] = now
            if window.inbox_page.receipt_model.rowCount() >= len(files):
                note("listed")
            if len(marks) == 2:
                QApplication.quit()

        def note(name: str) -> None:
            marks.setdefault(name, time.perf_counter() - began)

        def drop() -> None:
            late[0] = 0.0
            window.task_runner.run(
                partial(actions.submit, [Path(file) for file in files]),
                done=lambda _: note("safe"),
            )

        timer = QTimer()
        timer.timeout.connect(tick)
        timer.start(TICK_MS)
        QTimer.singleShot(1000, drop)
        QTimer.singleShot(120_000, lambda: sys.exit("not done after 120 s"))
        qt.exec()
        silence()
        window.deleteLater()
    return (
        f"{len(files)} files: safe after {marks['safe']:.1f} s, listed after "
        f"{marks['listed']:.1f} s; the window was late by at most {late[0] * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()

"""A folder into which 500 files are copied slowly, while the program is killed again and again."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.watched_folders import AfterReading, FileState
from receipt_desktop.store.store import Store
from tests.unit.intake.watched import write_receipt
from tests.waiting import wait_until

FILES = 500
MORE = 20
"""Files that come after others were deleted."""
KILLS = 3
PROGRAM = """
import sys, threading
from pathlib import Path
from receipt_desktop.actions.batches import SubmitOptions
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.watched_folders import AfterReading, WatchedFolder
from receipt_desktop.intake.folder_watchers import FolderWatchers
from receipt_desktop.store.store import Store
from tests.unit.intake.watched import make_submission

data, incoming, polled, after = sys.argv[1:]
paths = Paths(Path(data))
store = Store(f"sqlite:///{paths.database}")
service = make_submission(store, paths)
folder = WatchedFolder(1, incoming, is_polled=polled == "1", after_reading=AfterReading(after))
FolderWatchers(
    store, lambda files, _: service.submit_files(files, SubmitOptions()), lambda: [folder],
    paths.data,
).start()
threading.Event().wait()
"""


class Program:
    """The watching program, which can be killed."""

    def __init__(self, *arguments: str) -> None:
        self._command = [sys.executable, "-c", PROGRAM, *arguments]
        self._process = subprocess.Popen(self._command)

    def kill_and_restart(self) -> None:
        self.kill()
        self._process = subprocess.Popen(self._command)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.mark.slow
@pytest.mark.parametrize("polled", ["0", "1"])
@pytest.mark.parametrize("after", list(AfterReading))
def test_each_of_500_files_is_read_once(
    store: Store, paths: Paths, incoming: Path, polled: str, after: AfterReading
) -> None:
    program = Program(str(paths.data), str(incoming), polled, after.value)
    try:
        wait_until(lambda: store.list_folder_files(1), "the first look")
        copy_slowly(incoming, program)
        wait_until(lambda: count_read(store) >= FILES, "all files read", 600)
        deleted = delete_some(incoming)
        program.kill_and_restart()
        for number in range(FILES, FILES + MORE):
            write_receipt(incoming / f"scan {number:03}.pdf", number)
        wait_until(lambda: count_receipts(store) >= FILES + MORE, "the further files read", 300)
        time.sleep(25)  # two more looks at a polled folder
    finally:
        program.kill()
    receipts = store.find_receipts(ReceiptQuery())
    assert Counter(receipt.content_hash for receipt in receipts).most_common(1)[0][1] == 1
    assert len(receipts) == FILES + MORE
    moved = list((incoming / "Done").rglob("*.pdf"))
    left = list(incoming.glob("*.pdf"))
    if after is AfterReading.MOVE:
        assert left == []
        assert len(moved) == FILES + MORE - deleted


def count_receipts(store: Store) -> int:
    return len(store.find_receipts(ReceiptQuery()))


def delete_some(incoming: Path) -> int:
    """Delete every tenth file, all of which were read; how many. Some are just being moved."""
    deleted = 0
    for file in sorted(incoming.rglob("*.pdf"))[::10]:
        with suppress(FileNotFoundError):
            file.unlink()
            deleted += 1
    return deleted


def count_read(store: Store) -> int:
    files = store.list_folder_files(1, {FileState.READ, FileState.TO_MOVE})
    return len({file.content_hash for file in files})


def copy_slowly(incoming: Path, program: Program) -> None:
    """Write files in two steps, and rename some."""
    order = random.Random(7)
    for number in range(FILES):
        path = incoming / f"scan {number:03}.pdf"
        write_receipt(incoming / "whole.pdf", number).replace(incoming / ".whole")
        content = (incoming / ".whole").read_bytes()
        with path.open("wb") as stream:
            stream.write(content[:100])
            stream.flush()
            time.sleep(0.02)
            stream.write(content[100:])
        if number % 5 == 4:  # a file that was perhaps read, perhaps not
            older = incoming / f"scan {order.randrange(number):03}.pdf"
            if older.exists():
                older.rename(older.with_name(f"renamed {number}.pdf"))
        if number % (FILES // KILLS) == FILES // KILLS // 2:
            program.kill_and_restart()

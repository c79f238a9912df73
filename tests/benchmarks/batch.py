"""What the waiting of `process` costs, by the number of receipts that are still open.

    python -m tests.benchmarks.batch [--open 10 1000 20000]

A real SQLite file. For each number: one completion as it is heard, one look at the rows that
another process may have finished, and one completion as a whole, claimed and finished in the
database and heard; each the median of many, in milliseconds. They have to stay the same from the
first number to the last; only fewer than `POLL_BATCH_SIZE` rows are looked at sooner.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from receipt_desktop.cli.process_progress import POLL_BATCH_SIZE, CompletionWaiter
from receipt_desktop.cli.stop_signals import StopRequest
from receipt_desktop.store.location import make_sqlite_url
from receipt_desktop.store.store import Store
from tests.benchmarks.machine import describe
from tests.unit.cli.test_process_progress import WatchedActions, added, finish

ROUNDS = 50


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--open", type=int, nargs="+", default=[10, 1000, 20_000])
    print(describe())
    for number in options.parse_args().open:
        with tempfile.TemporaryDirectory() as folder:
            print(measured(Path(folder), number))


def measured(folder: Path, number: int) -> str:
    """One line for this number of open receipts."""
    store = Store(make_sqlite_url(folder / "receipts.db"))
    ids = added(store, number)
    waiting = CompletionWaiter(WatchedActions(store), StopRequest())  # type: ignore[arg-type]
    waiting._left = set(ids)
    waiting._poll_order.extend(ids)
    snapshot = store.get_receipt(ids[0])

    def hear() -> None:
        waiting._on_change(snapshot)
        waiting._ended.put(snapshot.id)
        waiting._left.difference_update([waiting._ended.get()])

    def complete() -> None:
        finish(store, to_finish.pop())
        waiting._left.difference_update([waiting._ended.get()])

    heard, looked = median(hear), median(waiting._poll_next_rows)
    to_finish = ids[-min(number, ROUNDS) :]
    with waiting:
        whole = median(complete, len(to_finish))
    store.close()
    rows = min(number, POLL_BATCH_SIZE)
    return (
        f"{number:6} open: heard {heard:.4f} ms, looked at {rows:3} rows {looked:.2f} ms, "
        f"a whole completion {whole:.1f} ms"
    )


def median(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Milliseconds of one call."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


if __name__ == "__main__":
    main()

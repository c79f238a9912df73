"""What the hash chain of the audit log costs, against the queue without it, in one run.

    python -m tests.benchmarks.chain [--pile 300] [--rounds 3] [--entries 100000] [--receipts 2000]

A pile as in `tests.benchmarks.queue`, by turns with the chain and with the log as it was before:
entries without hashes, and none about results. The processor time of the whole process is compared,
since the clock on the wall depends on what else runs. Then the migration of an old log with so many
entries, and the verification of so many receipts.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

from sqlalchemy.orm import Session

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.receipt import Priority, ReadOptions
from receipt_desktop.store import audit_chain, audit_log
from receipt_desktop.store.history_tables import AuditRow
from receipt_desktop.store.migration import create_database_at
from receipt_desktop.store.store import Store
from tests.benchmarks.machine import describe
from tests.benchmarks.queue import Done, drawn, nothing, running
from tests.unit.store.example_readings import SAMPLE_READING


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pile", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--receipts", type=int, default=2_000)
    options = parser.parse_args()
    print(describe())
    compare_rows(options.pile, options.rounds)
    compare_piles(options.pile, options.rounds)
    migrate(options.entries)
    verify(options.receipts)


def compare_rows(count: int, rounds: int) -> None:
    """Print the processor time of a receipt in the store alone, with and without the chain."""
    without, chained = [], []
    for _ in range(rounds):
        with no_chain():
            without.append(run_rows(count))
        chained.append(run_rows(count))
    before, after = statistics.median(without), statistics.median(chained)
    print(
        f"the store alone: {before * 1000 / count:.2f} ms of processor a receipt without the "
        f"chain, {after * 1000 / count:.2f} ms with it: {after / before:.3f}",
        flush=True,
    )


def run_rows(count: int) -> float:
    """The processor seconds of adding, claiming and finishing so many receipts."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'receipts.db'}")
        began = time.process_time()
        for number in range(count):
            add_receipt(store, number)
        used = time.process_time() - began
        store.close()
    return used


def compare_piles(count: int, rounds: int) -> None:
    """Print the processor time of a receipt through the queue, with and without the chain."""
    without, chained = [], []
    for _ in range(rounds):
        with no_chain():
            without.append(run_pile(count))
        chained.append(run_pile(count))
    before, after = statistics.median(without), statistics.median(chained)
    print(
        f"a pile of {count}, {rounds} rounds by turns: {before * 1000 / count:.2f} ms of processor "
        f"a receipt without the chain, {after * 1000 / count:.2f} ms with it: {after / before:.3f}",
        flush=True,
    )


def run_pile(count: int) -> float:
    """The processor seconds of a pile."""
    with running(nothing) as (actions, folder):
        done, files = Done(actions), drawn(folder, count)
        began = time.process_time()
        done.after(count, lambda: actions.submit(files))
        return time.process_time() - began


@contextmanager
def no_chain() -> Iterator[None]:
    """The audit log without hashes, and without entries about results."""

    def write_plainly(session: Session) -> None:
        pending: list[AuditRow] = session.info.pop(audit_chain.PENDING, [])
        session.add_all(pending)

    with (
        patch.object(audit_chain, "write_pending", write_plainly),
        patch.object(audit_log, "add_reading_entry", lambda *_: None),
        patch("receipt_desktop.store.saved_readings.hash_reading", lambda *_: ""),
    ):
        yield


def migrate(count: int) -> None:
    """Print how long the entries of an old folder take to be chained."""
    values = '{"totalAmount": "12.50", "approved": false}'
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "receipts.db"
        create_database_at(file, "0016")
        with closing(sqlite3.connect(file)) as database:
            database.executemany(
                'INSERT INTO audit (at, actor, action, receipt_id, subject, "before", "after") '
                "VALUES (?, 'window:me', 'correct', ?, 'IMG_0412.jpg', ?, ?)",
                [
                    ("2026-01-02 03:04:05.000006", f"{number:036d}", values, values)
                    for number in range(count)
                ],
            )
            database.commit()
        began, cpu = time.perf_counter(), time.process_time()
        Store(f"sqlite:///{file}").close()
        print(
            f"{count} entries chained in {time.perf_counter() - began:.1f} s "
            f"({time.process_time() - cpu:.1f} s of processor)",
            flush=True,
        )


def verify(count: int) -> None:
    """Print how long the log and the results of so many receipts take to verify."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'receipts.db'}")
        for number in range(count):
            add_receipt(store, number)
        began, cpu = time.perf_counter(), time.process_time()
        found = store.check_chain()
        seconds, used = time.perf_counter() - began, time.process_time() - cpu
        print(
            f"{count} receipts and {found.entries} entries verified in {seconds:.1f} s "
            f"({used:.1f} s of processor), {len(found.breaks)} differences",
            flush=True,
        )
        store.close()


def add_receipt(store: Store, number: int) -> None:
    """Add a receipt and read it; each has a total of its own, so that none is a duplicate."""
    draft = SAMPLE_READING.checked.draft
    total = replace(draft.fields[Field.TOTAL], value=Decimal(number + 100) / 100)
    own = replace(draft, fields={**draft.fields, Field.TOTAL: total})
    reading = replace(SAMPLE_READING, checked=replace(SAMPLE_READING.checked, draft=own))
    row = store.add_receipt("a.jpg", f"{number:064x}", Priority.NORMAL, ReadOptions())
    store.claim_receipt(row.id, "w", 600)
    store.finish_attempt(row.id, "w", reading)


if __name__ == "__main__":
    main()

"""A queue over which troubles come: the short form; the long one is run by hand (see chaos.py)."""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.end_to_end.bad_documents import run
from tests.end_to_end.chaos import Chaos, Plan, folders
from tests.end_to_end.chaos_verdict import Run, missed

SHORT = Plan(
    receipts=10,
    kill_app=1,
    kill_worker=1,  # two strikes at most: no receipt can be taken for poison
    kill_reader=0,
    kill_redis=1,
    end_owner=0,
    stop_worker=0,
    lock_database=0,
    restore_database=0,
    truncate_database=0,
    lose_wal=0,
    empty_secrets=0,
)
DAMAGED = replace(
    SHORT, kill_app=0, kill_worker=0, kill_redis=0, end_owner=1,
    restore_database=1, truncate_database=1, empty_secrets=1,
)  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_killed_processes_lose_no_receipt_and_read_none_twice() -> None:
    with folders(small_disk=False) as (place, data):
        chaos = Chaos(SHORT, place, data, random.Random(7))
        found = chaos.run()
    assert found.complaints(SHORT.receipts) == []
    assert chaos.starts > SHORT.kill_app


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.timeout(900)
def test_a_damaged_database_and_an_ended_owner_lose_no_receipt() -> None:
    with folders(small_disk=False) as (place, data):
        found = Chaos(DAMAGED, place, data, random.Random(3)).run()
    assert found.complaints(DAMAGED.receipts) == []


def test_a_chaos_run_whose_faults_hit_nothing_fails(tmp_path: Path) -> None:
    planned = Run(tmp_path, tmp_path, tmp_path, ("kill_redis",), Counter(), ())
    assert missed(planned) == ("kill_redis",)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.expected_logs("receipt_desktop.reading.worker.worker_process")
def test_bad_documents_do_not_block_good_ones(tmp_path: Path) -> None:
    found = run(tmp_path, 12, with_bad=True)
    assert found.good_completed == 12
    poison, long, endless = found.bad
    assert poison.failure
    assert poison.failure.key == "poison"
    assert long.failure
    assert long.failure.code == "TIMEOUT"
    assert endless.status.value == "completed"
    assert found.good_seconds < found.all_seconds

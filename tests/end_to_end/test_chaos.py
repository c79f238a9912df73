"""A queue over which troubles come: the short form; the long one is run by hand (see chaos.py)."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tests.end_to_end.bad_documents import run
from tests.end_to_end.chaos import Chaos, Plan, folders, judge

SHORT = Plan(
    receipts=10,
    kill_app=1,
    kill_worker=1,  # two strikes at most: no receipt can be taken for poison
    kill_reader=0,
    kill_redis=1,
    stop_worker=0,
    lock_database=0,
)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.timeout(400)
def test_killed_programs_and_servers_lose_nothing_and_do_nothing_twice() -> None:
    with folders(small_disk=False) as (place, data):
        chaos = Chaos(SHORT, place, data, random.Random(7))
        chaos.run()
        found = judge(chaos)
    assert found.complaints(SHORT.receipts) == []
    assert sum(chaos.happened.values()) == len(SHORT.troubles())
    assert chaos.starts > SHORT.kill_app


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.expected_logs("receipt_desktop.reading.process")
def test_bad_documents_hold_nobody_up(tmp_path: Path) -> None:
    found = run(tmp_path, 12, with_bad=True)
    assert found.good_completed == 12
    poison, long, endless = found.bad
    assert poison.failure
    assert poison.failure.key == "poison"
    assert long.failure
    assert long.failure.code == "TIMEOUT"
    assert endless.status.value == "completed"
    assert found.good_seconds < found.all_seconds

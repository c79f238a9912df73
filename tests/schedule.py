"""Deals the files of tests to the processes of pytest-xdist so that no processor waits.

A pytest plugin, loaded by conftest.py. The tests of whole programs wait for most of their time, the
others keep a processor busy: so half of the processes begin with the programs and the other half
with the rest. Long files come first, so that no process is alone with one at the end.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

PROGRAMS = "tests/end_to_end"
LONG_PROGRAMS = (
    "test_process_output.py",
    "test_process.py",
    "test_api_fuzz.py",
    "test_processes.py",
    "test_api_machines.py",
    "test_protected_files.py",
    "test_chaos.py",
    "test_api_contract.py",
)
"""Tests of programs that take longest, the longest first."""
LONG = (
    "tests/unit/store/test_store.py",
    "tests/unit/backup/test_salvage.py",
    "tests/unit/store/test_review_state.py",
    "tests/unit/backup/test_backup.py",
    "tests/unit/extraction/test_printed.py",
    "tests/ui/test_main_window.py",
    "tests/unit/jobs/test_heartbeat.py",
    "tests/ui/queue/test_live_queue.py",
    "tests/unit/cli/test_damaged_data_folder.py",
    "tests/ui/review/test_keystrokes.py",
    "tests/unit/cli/test_backup.py",
    "tests/unit/store/test_engine.py",
    "tests/unit/reading/test_photos.py",
    "tests/unit/extraction/llm/test_ollama_client.py",
    "tests/unit/reading/test_readers.py",
    "tests/unit/api/routes/test_receipts.py",
    "tests/ui/review/test_approval.py",
    "tests/unit/reading/test_decoder.py",
    "tests/ui/review/test_review_pane.py",
)
"""Other files that take longest, the longest first."""


class FromBothEnds(LoadFileScheduling):  # type: ignore[misc]  # xdist is untyped
    """Every second process takes its files from the end of the queue, the others from its start."""

    def _assign_work_unit(self, node: WorkerController) -> None:
        if int(node.gateway.id.removeprefix("gw")) % 2:
            self.workqueue.move_to_end(next(reversed(self.workqueue)), last=False)
        super()._assign_work_unit(node)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FromBothEnds | None:
    """The scheduler of `--dist loadfile`; xdist's own for other ways."""
    return FromBothEnds(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Programs first, from long to short; then all other files, from short to long."""
    counts = Counter(_find_file(item) for item in items)
    items.sort(key=lambda item: place_in_queue(_find_file(item), counts[_find_file(item)]))


def place_in_queue(file: PurePosixPath, tests: int) -> tuple[bool, int, int, str]:
    """Where a file stands in the order of a run, given how many tests it has."""
    if str(file.parent) == PROGRAMS:
        rank = LONG_PROGRAMS.index(file.name) if file.name in LONG_PROGRAMS else len(LONG_PROGRAMS)
        return False, rank, -tests, str(file)
    rank = -LONG.index(str(file)) if str(file) in LONG else -len(LONG)
    return True, rank, tests, str(file)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Look for no garbage among the modules and the tests while they are loaded, nor afterwards."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def _find_file(item: pytest.Item) -> PurePosixPath:
    return PurePosixPath(item.nodeid.partition("::")[0])

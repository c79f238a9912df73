"""Workers that use too much memory and machines with too little, with real processes."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from receipt_desktop.domain.deadline import IDLE_FACTOR, Deadline
from receipt_desktop.domain.errors import (
    Cancelled,
    InsufficientMemory,
    InvalidRequest,
    ProcessingError,
    ReceiptError,
    ResourceUnavailable,
    TimedOut,
)
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.reading.worker import memory, reader_test
from receipt_desktop.reading.worker import pool as pool_module
from receipt_desktop.reading.worker import worker_process as process_module
from receipt_desktop.reading.worker.memory import (
    MAPPED_BYTES,
    MEGABYTE,
    OOM_SCORE_ADJUSTMENT,
    MemoryShare,
)
from receipt_desktop.reading.worker.pool import ReaderPool
from receipt_desktop.reading.worker.protocol import READ_KNOWN_PAGE
from tests.samples import SAMPLES, save
from tests.unit.reading.conftest import EACH_READER, Request
from tests.waiting import SECONDS

MISBEHAVING = "tests.unit.reading.worker.misbehaving"
GENEROUS = MemoryShare(4096 * MEGABYTE, 2560 * MEGABYTE)
crashes = pytest.mark.expected_logs("receipt_desktop.reading.worker")
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
true_figures = pytest.mark.skipif(
    sys.platform == "win32" and hasattr(ctypes.WinDLL("ntdll"), "wine_get_version"),
    reason="Wine gives the time of this process for each other, and its memory for one that starts",
)
Pool = Callable[[int, MemoryShare], ReaderPool]
Fail = Callable[[str, str], ReceiptError]


@pytest.fixture
def pool_with() -> Iterator[Pool]:
    """Makes pools with the memory share of a test."""
    made: list[ReaderPool] = []

    def make(processes: int, share: MemoryShare) -> ReaderPool:
        made.append(ReaderPool(processes, share))
        return made[-1]

    yield make
    for pool in made:
        pool.close()


def run(pool: ReaderPool, task: str, *arguments: object) -> object:
    deadline = Deadline.after(SECONDS)
    return pool.run_task(f"{MISBEHAVING}:{task}", arguments, deadline, lambda _: None)


def test_a_file_that_needs_too_much_memory_is_refused(pool_with: Pool) -> None:
    pool = pool_with(1, MemoryShare(1024 * MEGABYTE, 300 * MEGABYTE))
    with pytest.raises(InvalidRequest, match="too much memory to read: more than 314 MB") as caught:
        run(pool, "use_memory", 2000)
    assert caught.value.key == "needs_memory"
    assert not caught.value.is_retryable


@true_figures
def test_after_a_file_that_needs_too_much_memory_the_next_is_read(pool_with: Pool) -> None:
    pool = pool_with(1, MemoryShare(1024 * MEGABYTE, 300 * MEGABYTE))
    with pytest.raises(InvalidRequest):
        run(pool, "use_memory", 2000)
    assert run(pool, "count_up", 2) == 2


def test_two_large_readings_at_once_stay_within_the_share(pool_with: Pool) -> None:
    share = MemoryShare(500 * MEGABYTE, 400 * MEGABYTE)
    room = memory.MemoryBudget(share)
    pool = pool_with(2, MemoryShare(1300 * MEGABYTE, 400 * MEGABYTE))
    pool._budget = room
    stop = threading.Event()
    errors: list[ReceiptError] = []

    def use() -> None:
        deadline = Deadline.after(SECONDS, stop.is_set)
        try:
            pool.run_task(f"{MISBEHAVING}:use_memory", (300,), deadline, lambda _: None)
        except ReceiptError as error:
            errors.append(error)
            stop.set()

    threads = [threading.Thread(target=use) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert isinstance(errors[0], ResourceUnavailable)
    assert errors[0].key == "memory_crowded"
    assert isinstance(errors[1], Cancelled)


@linux
def test_a_reader_is_bounded_and_ended_first(pool_with: Pool) -> None:
    found = run(pool_with(1, MemoryShare(1024 * MEGABYTE, 700 * MEGABYTE)), "surroundings")
    assert isinstance(found, dict)
    assert found["oom_score"] == OOM_SCORE_ADJUSTMENT
    assert found["address_space"] == 700 * MEGABYTE + MAPPED_BYTES


@pytest.fixture
def fail(
    pool_with: Pool, request_for: Request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Fail:
    """The error of reading a page that fails while the test page fails in another way.

    The worker has started before: on Windows that alone can take longer than the deadline.
    """

    def read(page: str, known: str) -> ReceiptError:
        monkeypatch.setattr(pool_module, "READ_PAGE", f"{MISBEHAVING}:{page}")
        monkeypatch.setattr(reader_test, "READ_KNOWN_PAGE", f"{MISBEHAVING}:{known}")
        pool = pool_with(1, GENEROUS)
        request = request_for(save(SAMPLES["cafe"], tmp_path / "a.png"))
        assert run(pool, "read_well", request) == 1
        with pytest.raises(ReceiptError) as caught:
            pool.read_text(request, Deadline.for_work(0.5), lambda _: None)
        return caught.value

    return read


@crashes
@pytest.mark.parametrize("page", ["want_memory", "abort_for_memory"])
@pytest.mark.parametrize("known", ["want_memory", "abort_for_memory"])
def test_when_no_page_can_be_read_the_machine_is_short(fail: Fail, page: str, known: str) -> None:
    error = fail(page, known)
    assert isinstance(error, InsufficientMemory)
    assert error.key == "memory_short"


@crashes
@true_figures
def test_readers_that_hang_over_every_page_are_no_fault_of_the_file(
    fail: Fail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_test, "TEST_SECONDS", 0.5)
    monkeypatch.setattr(reader_test, "is_memory_short", lambda: True)
    assert fail("hang_page", "hang_page").key == "memory_short"


@crashes
@posix
def test_a_reader_that_the_system_ended_is_a_shortage_when_all_are(fail: Fail) -> None:
    assert fail("be_killed", "be_killed").key == "memory_short"


@crashes
@pytest.mark.parametrize(
    ("page", "key"), [("want_memory", "reader_memory"), ("crash", "reader_crashed")]
)
def test_a_failure_over_one_file_alone_counts(
    fail: Fail, page: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "free_memory", lambda: 2**40)
    error = fail(page if page == "want_memory" else "stumble_page", "read_well")
    assert isinstance(error, ProcessingError)
    assert error.key == key


@crashes
def test_a_file_waits_where_the_machine_has_less_than_a_reader_may_use(
    fail: Fail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "free_memory", lambda: 10**6)
    error = fail("abort_for_memory", "read_well")
    assert isinstance(error, InsufficientMemory)
    assert error.key == "memory_file"


@crashes
def test_a_reader_that_breaks_over_every_page_is_no_fault_of_the_file(
    fail: Fail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_test, "is_memory_short", lambda: False)
    error = fail("stumble_page", "stumble_page")
    assert isinstance(error, ResourceUnavailable)
    assert error.key == "reader_fails"


@pytest.mark.parametrize("reader", [ReaderChoice.AUTO, *EACH_READER])
def test_a_known_good_page_can_be_read(pool: ReaderPool, reader: ReaderChoice) -> None:
    lines = pool.run_task(READ_KNOWN_PAGE, (reader, ()), Deadline.after(SECONDS), lambda _: None)
    assert isinstance(lines, int)
    assert lines >= 3


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (OSError(12, "Cannot allocate memory"), "memory_short"),
        (OSError(11, "Resource temporarily unavailable"), "memory_short"),
        (MemoryError(), "memory_short"),
        (OSError(2, "No such file"), "reader_start"),
    ],
)
def test_a_reader_that_cannot_start_is_no_fault_of_the_file(
    pool_with: Pool, monkeypatch: pytest.MonkeyPatch, error: Exception, key: str
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(process_module, "start_process", refuse)
    with pytest.raises(ResourceUnavailable) as caught:
        run(pool_with(1, GENEROUS), "count_up", 1)
    assert caught.value.key == key


def test_no_thread_to_listen_is_a_shortage(
    pool_with: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    before = psutil.Process().children()
    monkeypatch.setattr(process_module, "start_daemon_thread", refuse)
    with pytest.raises(InsufficientMemory):
        run(pool_with(1, GENEROUS), "count_up", 1)
    assert psutil.Process().children() == before


def test_endless_work_ends_at_its_budget(fail: Fail) -> None:
    error = fail("work_for_ever", "read_well")
    assert isinstance(error, TimedOut)


def test_a_hang_ends_several_budgets_later(fail: Fail) -> None:
    began = time.monotonic()
    error = fail("hang_page", "read_well")
    assert isinstance(error, TimedOut)
    assert time.monotonic() - began >= IDLE_FACTOR * 0.5


@pytest.mark.slow
def test_a_page_is_read_on_a_machine_that_is_busy(
    pool_with: Pool, request_for: Request, tmp_path: Path
) -> None:
    """With four busy loops for each processor and little more time than it needs alone."""
    pool = pool_with(1, GENEROUS)
    request = request_for(save(SAMPLES["cafe"], tmp_path / "a.png"))
    pool.read_text(request, Deadline.for_work(60.0), lambda _: None)
    deadline = Deadline.for_work(60.0)
    pool.read_text(request, deadline, lambda _: None)
    needed = 60.0 - deadline.seconds_left()
    loops = [
        psutil.Popen([sys.executable, "-c", "while True: pass"])
        for _ in range(4 * (os.cpu_count() or 1))
    ]
    try:
        text = pool.read_text(request, Deadline.for_work(max(2.0, 2 * needed)), lambda _: None)
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()
    assert any("Copper Kettle" in line.text for line in text.lines)

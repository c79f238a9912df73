"""Workers that read, crash, hang and are cancelled; real processes and pictures."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PIL import Image

from receipt_desktop.domain.deadline import Deadline, WorkMeter
from receipt_desktop.domain.errors import (
    Cancelled,
    InvalidRequest,
    ProcessingError,
    ReceiptError,
    ServiceUnavailable,
    TimedOut,
)
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.reading.worker import pool as pool_module
from receipt_desktop.reading.worker.pool import ReaderPool
from tests.samples import SAMPLES, save, save_pages
from tests.unit.reading.conftest import Read, Request
from tests.waiting import SECONDS, wait_until

MISBEHAVING = "tests.unit.reading.worker.misbehaving"
LEAST_NICE = 18
"""Nobody can be nicer than 19: a test run at that is as nice as its children."""
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals and niceness")


@pytest.fixture
def own_pool() -> Iterator[ReaderPool]:
    """A pool for one test."""
    made = ReaderPool(1)
    yield made
    made.close()


def run(pool: ReaderPool, task: str, *arguments: object, seconds: float = SECONDS) -> object:
    deadline = Deadline.after(seconds)
    return pool.run_task(f"{MISBEHAVING}:{task}", arguments, deadline, lambda _: None)


class Late:
    """A deadline that passes as soon as a task reports that it runs."""

    def __init__(self) -> None:
        self._ahead = 0.0
        work = WorkMeter(SECONDS, lambda: 0.0, lambda: time.monotonic() + self._ahead)
        self.deadline = Deadline.for_work(SECONDS, work=work)

    def jump(self, _: float) -> None:
        self._ahead = 1e6


def wait_for_end(pid: int) -> None:
    """Until a process has ended; a zombie without other threads has."""

    def has_ended() -> bool:
        try:
            process = psutil.Process(pid)
            return bool(process.status() == psutil.STATUS_ZOMBIE and process.num_threads() <= 1)
        except psutil.NoSuchProcess:
            return True

    wait_until(has_ended, f"process {pid} runs on")


def wait_for(sign: Path) -> list[int]:
    """The process ids in a file that a child writes, once they are there."""
    wait_until(lambda: sign.exists() and len(sign.read_text(encoding="utf-8").split()) > 1)
    return [int(pid) for pid in sign.read_text(encoding="utf-8").split()]


def test_no_child_before_there_is_something_to_read() -> None:
    before = psutil.Process().children()
    pool = ReaderPool(2)
    assert psutil.Process().children() == before
    pool.close()


def test_a_receipt_is_read_and_its_pictures_kept(
    pool: ReaderPool, request_for: Request, tmp_path: Path
) -> None:
    request = request_for(save(SAMPLES["cafe"], tmp_path / "café 🧾.png"))
    steps: list[float] = []
    text = pool.read_text(request, Deadline.after(SECONDS), steps.append)
    assert any("Copper Kettle" in line.text for line in text.lines)
    assert text.engines == ("rapidocr",)
    assert text.pages[0].file == "pages/ab/abcd/0.jpg"
    with Image.open(Path(request.folder) / "0.jpg") as kept:
        assert kept.size == (text.pages[0].width, text.pages[0].height)
    with Image.open(Path(request.folder) / "thumb.jpg") as thumbnail:
        assert thumbnail.width <= 192
        assert thumbnail.height <= 256
    assert sorted(path.name for path in Path(request.folder).iterdir()) == ["0.jpg", "thumb.jpg"]
    assert steps == sorted(steps)
    assert steps


def test_pages_come_one_after_the_other(
    pool: ReaderPool, request_for: Request, tmp_path: Path
) -> None:
    path = save_pages([SAMPLES["cafe"], SAMPLES["diner"]], tmp_path / "two.tiff")
    steps: list[float] = []
    text = pool.read_text(request_for(path), Deadline.after(SECONDS), steps.append)
    assert [page.number for page in text.pages] == [0, 1]
    assert {line.page for line in text.lines} == {0, 1}
    first = [line.text for line in text.lines if line.page == 0]
    assert any("Copper Kettle" in line for line in first)
    assert steps == sorted(steps)
    assert any(0.5 < step < 1 for step in steps)


def test_one_page_alone_is_page_zero_of_its_receipt(read: Read, tmp_path: Path) -> None:
    path = save_pages([SAMPLES["diner"], SAMPLES["cafe"]], tmp_path / "two.pdf")
    text = read(path, page=1)
    assert [page.file for page in text.pages] == ["pages/ab/abcd/0.jpg"]
    assert {line.page for line in text.lines} == {0}
    assert any("Copper Kettle" in line.text for line in text.lines)


def test_a_missing_page_is_refused(read: Read, tmp_path: Path) -> None:
    path = save_pages([SAMPLES["cafe"], SAMPLES["cafe"]], tmp_path / "two.pdf")
    with pytest.raises(InvalidRequest, match="no page 3. Number of pages: 2"):
        read(path, page=2)


def test_counting_pages(pool: ReaderPool, request_for: Request, tmp_path: Path) -> None:
    limits = request_for(tmp_path).limits
    deadline = Deadline.after(SECONDS)
    pages = save_pages([SAMPLES["cafe"]] * 3, tmp_path / "three.pdf")
    picture = save(SAMPLES["cafe"], tmp_path / "one.png")
    assert pool.count_pages(pages, limits, deadline) == 3
    assert pool.count_pages(picture, limits, deadline) == 1


@pytest.mark.expected_logs("receipt_desktop.reading.worker.worker_process")
@pytest.mark.parametrize("task", ["crash", "stumble"])
def test_a_crash_costs_one_attempt(own_pool: ReaderPool, task: str) -> None:
    with pytest.raises(ProcessingError, match="crashed on this file") as caught:
        run(own_pool, task)
    assert caught.value.key == "reader_crashed"
    assert run(own_pool, "count_up", 3) == 3


def test_a_full_disk_is_no_crash(own_pool: ReaderPool) -> None:
    with pytest.raises(ServiceUnavailable, match="disk is full") as caught:
        run(own_pool, "fill_disk")
    assert caught.value.key == "disk_full"
    assert run(own_pool, "count_up", 3) == 3


@pytest.mark.expected_logs("receipt_desktop.reading.worker.worker_process")
def test_an_exit_of_a_reader_reports_its_code(own_pool: ReaderPool) -> None:
    with pytest.raises(ProcessingError) as caught:
        run(own_pool, "leave", 3)
    assert caught.value.details == {"exit_code": 3}


def test_a_hanging_reader_and_its_children_end_at_the_deadline(
    own_pool: ReaderPool, tmp_path: Path
) -> None:
    sign, late = tmp_path / "pids", Late()
    with pytest.raises(TimedOut):
        own_pool.run_task(f"{MISBEHAVING}:hang", (str(sign),), late.deadline, late.jump)
    for pid in wait_for(sign):
        wait_for_end(pid)
    assert run(own_pool, "count_up", 2) == 2


def test_a_cancel_ends_a_hanging_reader(own_pool: ReaderPool, tmp_path: Path) -> None:
    cancelled = threading.Event()
    sign = tmp_path / "pids"
    deadline = Deadline.after(SECONDS, cancelled.is_set)
    with pytest.raises(Cancelled):
        own_pool.run_task(f"{MISBEHAVING}:hang", (str(sign),), deadline, lambda _: cancelled.set())
    for pid in wait_for(sign):
        wait_for_end(pid)


def test_waiting_for_a_reader_can_be_cancelled_and_time_out(
    own_pool: ReaderPool, tmp_path: Path
) -> None:
    stop = threading.Event()
    running = threading.Event()
    outcome: list[ReceiptError] = []

    def occupy() -> None:
        deadline = Deadline.after(SECONDS, stop.is_set)
        try:
            own_pool.run_task(
                f"{MISBEHAVING}:hang", (str(tmp_path / "pids"),), deadline, lambda _: running.set()
            )
        except ReceiptError as error:
            outcome.append(error)

    thread = threading.Thread(target=occupy)
    thread.start()
    assert running.wait(SECONDS)
    with pytest.raises(TimedOut):
        run(own_pool, "count_up", 1, seconds=0.3)
    with pytest.raises(Cancelled):
        own_pool.run_task(
            f"{MISBEHAVING}:count_up", (1,), Deadline.after(9, lambda: True), lambda _: None
        )
    stop.set()
    thread.join()
    assert isinstance(outcome[0], Cancelled)


def test_closing_cancels_running_tasks_and_refuses_new_ones(tmp_path: Path) -> None:
    pool = ReaderPool(1)
    sign = tmp_path / "pids"
    outcome: list[ReceiptError] = []
    running = threading.Event()

    def occupy() -> None:
        try:
            pool.run_task(
                f"{MISBEHAVING}:hang",
                (str(sign),),
                Deadline.after(SECONDS),
                lambda _: running.set(),
            )
        except ReceiptError as error:
            outcome.append(error)

    thread = threading.Thread(target=occupy)
    thread.start()
    assert running.wait(SECONDS)
    pool.close()
    thread.join()
    assert isinstance(outcome[0], Cancelled)
    for pid in wait_for(sign):
        wait_for_end(pid)
    with pytest.raises(Cancelled):
        run(pool, "count_up", 1)


def test_an_idle_child_that_died_is_replaced(own_pool: ReaderPool) -> None:
    first = run(own_pool, "surroundings")
    assert isinstance(first, dict)
    psutil.Process(first["pid"]).kill()
    wait_for_end(first["pid"])
    again = run(own_pool, "surroundings")
    assert isinstance(again, dict)
    assert again["pid"] != first["pid"]


def test_idle_children_end_after_a_while(
    own_pool: ReaderPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_module, "IDLE_SECONDS", 0.05)
    found = run(own_pool, "surroundings")
    assert isinstance(found, dict)
    wait_for_end(found["pid"])
    assert run(own_pool, "count_up", 1) == 1


@posix
def test_a_reader_has_low_priority_and_a_clean_environment(
    own_pool: ReaderPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_PASSWORD", "secret")
    monkeypatch.setenv("PYTHONSTARTUP", "elsewhere")
    found = run(own_pool, "surroundings")
    assert isinstance(found, dict)
    assert found["nice"] > min(os.nice(0), LEAST_NICE)
    assert found["interrupt_ignored"]
    assert found["main"] == "receipt_desktop.reading.worker.main"
    assert found["modules"] == []
    assert found["environment"]["OMP_THREAD_LIMIT"] == "1"
    assert found["environment"]["OPENBLAS_NUM_THREADS"] == "1"
    assert "REDIS_PASSWORD" not in found["environment"]
    assert "PYTHONSTARTUP" not in found["environment"]
    assert not Path(found["environment"]["TMPDIR"]).is_relative_to(Path.cwd())
    scratch = Path(found["environment"]["TMPDIR"])
    assert scratch.is_dir()
    own_pool.close()
    assert not scratch.exists()


def test_output_of_a_reader_stays_in_its_process(
    own_pool: ReaderPool, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(own_pool, "chatter") == "done"
    assert run(own_pool, "count_up", 5) == 5
    assert capfd.readouterr() == ("", "")


def test_reading_is_silent(
    own_pool: ReaderPool, request_for: Request, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    request = request_for(save(SAMPLES["cafe"], tmp_path / "a.jpg"), ReaderChoice.RAPIDOCR)
    own_pool.read_text(request, Deadline.after(SECONDS), lambda _: None)
    assert capfd.readouterr() == ("", "")


ORPHANS = """
import sys
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.reading.worker.pool import ReaderPool
pool = ReaderPool(1)
hang = "tests.unit.reading.worker.misbehaving:hang"
pool.run_task(hang, (sys.argv[1],), Deadline.after(600), lambda _: None)
"""


@posix
def test_children_die_with_a_killed_parent(tmp_path: Path) -> None:
    sign = tmp_path / "pids"
    parent = subprocess.Popen([sys.executable, "-c", ORPHANS, str(sign)])
    pids = wait_for(sign)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    for pid in pids:
        wait_for_end(pid)


@posix
def test_a_reader_that_holds_the_gil_ends_at_the_deadline(
    own_pool: ReaderPool,
) -> None:
    late = Late()
    with pytest.raises(TimedOut):
        own_pool.run_task(f"{MISBEHAVING}:hang_without_letting_go", (), late.deadline, late.jump)


def test_a_pool_runs_as_many_readers_as_its_size(tmp_path: Path) -> None:
    pool = ReaderPool(2)
    both = threading.Barrier(3, timeout=SECONDS)
    stop = threading.Event()

    def running(_: float) -> None:
        both.wait()

    def occupy(name: str) -> None:
        with pytest.raises(Cancelled):
            pool.run_task(
                f"{MISBEHAVING}:hang",
                (str(tmp_path / name),),
                Deadline.after(SECONDS, stop.is_set),
                running,
            )

    threads = [threading.Thread(target=occupy, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    both.wait()
    stop.set()
    for thread in threads:
        thread.join()
    pool.close()

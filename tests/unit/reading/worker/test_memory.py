"""Memory limits by machine, and memory measured on real processes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from receipt_desktop.reading.worker import memory
from receipt_desktop.reading.worker.memory import (
    MAX_READER_BYTES,
    MEGABYTE,
    USUAL_READER_BYTES,
    MemoryBudget,
    MemoryShare,
    MemoryVerdict,
)
from receipt_desktop.reading.worker.meter import SAMPLE_SECONDS, ResourceMeter

GIGABYTE = 1024 * MEGABYTE


@pytest.mark.parametrize(
    ("machine", "together", "one", "places"),
    [
        (1 * GIGABYTE, USUAL_READER_BYTES, USUAL_READER_BYTES, 1),
        (2 * GIGABYTE, 1 * GIGABYTE, 1 * GIGABYTE, 1),
        (4 * GIGABYTE, 2 * GIGABYTE, 2 * GIGABYTE, 2),
        (8 * GIGABYTE, 4 * GIGABYTE, MAX_READER_BYTES, 2),
        (64 * GIGABYTE, 32 * GIGABYTE, MAX_READER_BYTES, 2),
    ],
)
def test_readers_get_half_of_the_machine(
    machine: int, together: int, one: int, places: int
) -> None:
    share = memory.compute_share(machine)
    assert (share.total_bytes, share.reader_bytes, share.count_places(2)) == (together, one, places)


def test_this_machine_has_a_share() -> None:
    assert memory.compute_share().total_bytes <= max(
        USUAL_READER_BYTES, psutil.virtual_memory().total // 2
    )
    assert memory.free_memory() <= psutil.virtual_memory().total


GROUPS = {
    "0::/app/one\n": ["app/one", "app", "."],
    "9:cpu,cpuacct:/x\n4:memory:/docker/abc\n": [
        "memory/docker/abc", "memory/docker", "memory",
    ],
}  # fmt: skip


@pytest.mark.parametrize("said", GROUPS)
def test_control_groups_of_both_versions(said: str, tmp_path: Path) -> None:
    own = tmp_path / "cgroup"
    own.write_text(said, encoding="utf-8")
    found = list(memory.find_control_groups(own, tmp_path))
    assert found == [tmp_path / place for place in GROUPS[said]]


@pytest.fixture
def container(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a control group that holds this process."""
    own, folder = tmp_path / "cgroup", tmp_path / "box"
    own.write_text("0::/box\n", encoding="utf-8")
    folder.mkdir()
    monkeypatch.setattr(
        memory, "find_control_groups", lambda find=memory.find_control_groups: find(own, tmp_path)
    )
    return folder


def test_a_container_counts_as_the_machine(container: Path) -> None:
    (container / "memory.max").write_text(str(GIGABYTE), encoding="ascii")
    (container / "memory.current").write_text(str(GIGABYTE // 2), encoding="ascii")
    (container / "memory.stat").write_text("anon 5\ninactive_file 1000\n", encoding="ascii")
    assert memory.total_memory() == GIGABYTE
    assert memory.free_memory() == GIGABYTE // 2 + 1000
    (container / "memory.max").write_text("max", encoding="ascii")
    assert memory.total_memory() == psutil.virtual_memory().total


def test_one_that_is_too_large_and_the_largest_when_all_are() -> None:
    room = MemoryBudget(MemoryShare(total_bytes=1000, reader_bytes=600))
    assert room.update_usage(1, 400) is MemoryVerdict.FITS
    assert room.update_usage(2, 601) is MemoryVerdict.TOO_LARGE
    assert room.update_usage(2, 599) is MemoryVerdict.FITS
    assert (
        room.update_usage(1, 450) is MemoryVerdict.FITS
    )  # too much together, but the other uses more
    assert room.update_usage(2, 599) is MemoryVerdict.CROWDED
    assert room.update_usage(1, 600) is MemoryVerdict.FITS  # it takes the other's place
    room.remove_reader(1)
    assert room.update_usage(2, 599) is MemoryVerdict.FITS


def test_idle_readers_make_room_first() -> None:
    idle: list[int] = [1]

    def retire() -> None:
        while idle:
            room.remove_reader(idle.pop())

    room = MemoryBudget(MemoryShare(total_bytes=1000, reader_bytes=600), retire)
    room.update_usage(1, 500)
    assert room.update_usage(2, 590) is MemoryVerdict.FITS
    assert idle == []


@pytest.mark.parametrize(
    ("error", "out"),
    [
        (MemoryError(), True),
        (OSError(12, "Cannot allocate memory"), True),
        (RuntimeError("std::bad_alloc"), True),
        (ImportError("libx.so: failed to map segment: Cannot allocate memory"), True),
        (OSError(28, "No space left on device"), False),
        (RuntimeError("bad shape"), False),
    ],
)
def test_errors_that_say_that_there_is_no_memory(error: Exception, out: bool) -> None:
    assert memory.is_allocation_failure(error) is out


# -- the meter

BURNS = "import time\nwhile time.process_time() < {}: pass\n"
WAITS = "print('done', flush=True)\ninput()\n"
STARTS = (
    "import subprocess, sys\n"
    "one = subprocess.Popen([sys.executable, '-c', {!r}], stdin=subprocess.PIPE,"
    " stdout=subprocess.PIPE)\n"
    "one.stdout.readline()\n"
)
Program = Callable[[str], subprocess.Popen[str]]


@pytest.fixture
def program() -> Iterator[Program]:
    """Starts a Python program and waits until it reports that it is done."""
    started: list[subprocess.Popen[str]] = []

    def start(code: str) -> subprocess.Popen[str]:
        one = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(one)
        return one

    yield start
    for one in started:
        if one.poll() is None:
            for child in psutil.Process(one.pid).children(recursive=True):
                child.kill()
        one.kill()
        one.communicate()


class Wall:
    """A monotonic clock that the test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def measured(meter: ResourceMeter, wall: Wall, seconds: float = 60.0) -> float:
    wall.now += seconds
    use = meter.sample_usage()
    assert use
    return use.work_seconds


def heard(process: subprocess.Popen[str]) -> None:
    assert process.stdout
    assert process.stdout.readline() == "done\n"


def test_processor_time_is_work_however_long_it_takes(program: Program) -> None:
    wall = Wall()
    process = program("input()\n" + BURNS.format(0.5) + WAITS)
    meter = ResourceMeter(process.pid, wall)
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()
    heard(process)
    assert 0.2 < measured(meter, wall) < 1.0
    assert measured(meter, wall) == 0.0


def test_what_was_done_before_the_start_does_not_count(program: Program) -> None:
    wall = Wall()
    process = program(BURNS.format(0.3) + WAITS)
    heard(process)
    meter = ResourceMeter(process.pid, wall)
    meter.reset_baseline()
    assert measured(meter, wall) == 0.0


def test_programs_that_a_reader_starts_work_for_it(program: Program) -> None:
    wall = Wall()
    inner = BURNS.format(0.5) + WAITS
    process = program("input()\n" + STARTS.format(inner) + WAITS)
    meter = ResourceMeter(process.pid, wall)
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()
    heard(process)
    assert measured(meter, wall) > 0.4
    assert meter.measure_memory() > psutil.Process(process.pid).memory_info().rss


def test_an_idle_process_does_not_count_as_working(program: Program) -> None:
    wall = Wall()
    process = program(WAITS)
    heard(process)
    meter = ResourceMeter(process.pid, wall)
    wall.now += SAMPLE_SECONDS / 2
    assert meter.sample_usage() is None
    wall.now += 60.0
    use = meter.sample_usage()
    assert use
    assert not use.is_alive


def test_work_never_exceeds_the_elapsed_time(program: Program) -> None:
    """Threads side by side are no more work than one."""
    wall = Wall()
    process = program("input()\n" + BURNS.format(0.7) + WAITS)
    meter = ResourceMeter(process.pid, wall)
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()
    heard(process)
    assert measured(meter, wall, 0.6) <= 0.6


def test_an_ended_process_uses_no_time(program: Program) -> None:
    wall = Wall()
    process = program("")
    meter = ResourceMeter(process.pid, wall)
    process.wait()
    assert measured(meter, wall) == 0.0
    assert meter.measure_memory() == 0


def test_figures_that_the_system_refuses_are_none(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows can answer "invalid handle" for a process that is just starting."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(9, "Invalid handle")

    wall = Wall()
    meter = ResourceMeter(program("input()").pid, wall)
    with monkeypatch.context() as patch:
        for name in ("threads", "children", "memory_info"):
            patch.setattr(psutil.Process, name, refuse)
        assert measured(meter, wall) == 0.0
        assert meter.measure_memory() == 0

"""Which processes still live, by locks that the system releases when they end."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from receipt_desktop.config.liveness import ProcessLock
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.process_identity import make_process_prefix

CHILD_SCRIPT = """
import sys; from pathlib import Path
from receipt_desktop.config.liveness import ProcessLock
from receipt_desktop.config.paths import Paths
one = ProcessLock(Paths(Path(sys.argv[1]))); one.acquire()
print(one.name, flush=True); sys.stdin.read(); one.release()
"""


@pytest.fixture
def child(paths: Paths) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", CHILD_SCRIPT, str(paths.data)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_a_stopped_process_is_alive_and_a_killed_one_is_not(
    paths: Paths, child: subprocess.Popen[str]
) -> None:
    assert child.stdout
    name, here = child.stdout.readline().strip(), ProcessLock(paths)
    here.acquire()
    assert not here.has_ended(name)
    assert not here.is_alone()
    child.send_signal(signal.SIGSTOP)
    assert not here.has_ended(name)
    child.kill()
    child.wait()
    assert here.has_ended(name)
    assert here.is_alone()
    assert len(list(paths.processes.iterdir())) == 1  # what the dead one left is deleted
    assert here.has_ended(name)
    here.release()


def test_a_process_that_ends_in_order_leaves_no_file(
    paths: Paths, child: subprocess.Popen[str]
) -> None:
    assert child.stdout
    name = child.stdout.readline().strip()
    child.communicate()
    assert ProcessLock(paths).has_ended(name)
    assert list(paths.processes.iterdir()) == []


def test_processes_of_other_machines_are_unknown_and_this_one_is_alive(paths: Paths) -> None:
    here, again = ProcessLock(paths), ProcessLock(paths)
    assert here.name != again.name
    assert not here.has_ended(here.name)
    assert not here.has_ended("own-0123456789:77-abcdef00")
    assert not here.has_ended("guest:77")
    assert here.has_ended(f"{make_process_prefix(paths)}77")  # of an earlier version of the program

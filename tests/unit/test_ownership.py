"""Who owns a data folder: real locks, real servers, processes that end in every way."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest

from receipt_desktop import app, ownership
from receipt_desktop.health import RedisHost
from receipt_desktop.liveness import is_free
from receipt_desktop.ownership import Ownership
from receipt_desktop.paths import Paths
from receipt_desktop.redis_address import answers, client
from receipt_desktop.settings import Settings

SECONDS = 60.0
OWNER = """
import sys; from pathlib import Path
from receipt_desktop.ownership import Ownership
from receipt_desktop.paths import Paths
from receipt_desktop.settings import Settings
owner = Ownership(Paths(Path(sys.argv[1])), Settings())
assert owner.claim(); owner.wait()
print("owns", flush=True); sys.stdin.read(); owner.close()
"""
WITHOUT_SETPRIV = "import shutil; shutil.which = lambda _: None"


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


@contextmanager
def another_owner(paths: Paths, prelude: str = "") -> Iterator[subprocess.Popen[str]]:
    """A process of its own that owns the data folder until its input ends."""
    command = [sys.executable, "-c", prelude + OWNER, str(paths.data)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "owns\n"
        yield process
        process.kill()


class Beside:
    """An ownership that takes over, and how often it did."""

    def __init__(self, paths: Paths, settings: Settings) -> None:
        self.part = Ownership(paths, settings)
        self.took_over, self.refilled = threading.Event(), threading.Event()

    def start(self) -> None:
        self.part.keep_trying(self.refilled.set, self.took_over.set)


Make = Callable[..., Beside]


@pytest.fixture
def beside(paths: Paths) -> Iterator[Make]:
    with ExitStack() as stack:

        def made(**settings: object) -> Beside:
            one = Beside(paths, Settings(**settings))  # type: ignore[arg-type]
            stack.callback(one.part.close)
            return one

        yield made


@pytest.fixture
def loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a system without Unix sockets."""
    monkeypatch.setattr("receipt_desktop.redis_address.unix_sockets", lambda: False)


def test_one_owner_at_a_time_and_the_next_one_when_it_closes(beside: Make) -> None:
    first, second = beside(), beside()
    assert first.part.claim()
    first.part.wait()
    assert first.part.claim()
    assert not second.part.claim()
    assert second.part.settled()
    assert second.part.host() is RedisHost.ELSEWHERE
    second.start()
    first.part.close()
    assert second.took_over.wait(SECONDS)
    assert second.part.owner
    assert second.part.state().reachable
    assert second.part.host() is RedisHost.HERE


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_process_that_ends_without_a_word_is_replaced(
    paths: Paths, beside: Make, number: signal.Signals
) -> None:
    survivor = beside()
    with another_owner(paths) as owner, client(survivor.part.address) as connection:
        assert connection.ping()
        survivor.start()
        before = connection.info("server")["process_id"]
        owner.send_signal(number)
        assert survivor.took_over.wait(SECONDS)
        assert connection.info("server")["process_id"] != before  # the same client goes on
    until(lambda: not psutil.pid_exists(before))


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_an_owner_that_is_stopped_for_a_while_stays_the_owner(paths: Paths, beside: Make) -> None:
    other = beside()
    with another_owner(paths) as owner:
        owner.send_signal(signal.SIGSTOP)
        assert not other.part.claim()
        assert other.part.settled()  # its Redis answers
        assert other.part.host() is RedisHost.ELSEWHERE
        owner.send_signal(signal.SIGCONT)


def test_a_free_folder_without_an_answer_is_about_to_be_taken_over(beside: Make) -> None:
    assert beside().part.host() is RedisHost.TAKING_OVER


@pytest.mark.usefixtures("loopback")
def test_without_unix_sockets_clients_follow_the_server_to_its_new_port(
    paths: Paths, beside: Make
) -> None:
    first, second = beside(), beside()
    assert first.part.claim()
    first.part.wait()
    published = paths.redis / "address"
    before = published.read_text(encoding="ascii")
    assert stat.S_IMODE(published.stat().st_mode) == 0o600
    with client(second.part.address) as connection:
        assert connection.ping()
        second.start()
        first.part.close()
        assert second.took_over.wait(SECONDS)
        assert connection.ping()
    assert published.read_text(encoding="ascii") != before
    assert "@" not in second.part.state().address  # the password is shown nowhere
    second.part.close()
    assert not published.exists()
    assert not answers(second.part.address)


def test_a_server_that_outlived_its_owner_is_replaced(paths: Paths, beside: Make) -> None:
    """On Windows, and on Linux without setpriv, a server goes on when its owner is killed."""
    survivor = beside()
    with (
        another_owner(paths, WITHOUT_SETPRIV) as owner,
        client(survivor.part.address) as connection,
    ):
        before = connection.info("server")["process_id"]
        owner.kill()
        owner.wait()
        assert connection.info("server")["process_id"] == before
        survivor.start()
        assert survivor.took_over.wait(SECONDS)
        assert connection.info("server")["process_id"] != before
    assert not psutil.pid_exists(before)


@pytest.mark.expected_logs("receipt_desktop.redis_server")
def test_who_cannot_start_redis_leaves_the_folder_to_others(paths: Paths, beside: Make) -> None:
    broken, sound = beside(redis_binary="/bin/false"), beside()
    broken.start()
    until(lambda: broken.part.host() is RedisHost.FAILED)
    assert broken.part.failure
    assert "its log says why" in broken.part.failure.sentence
    assert is_free(paths.lock)
    sound.start()
    assert sound.took_over.wait(SECONDS)


def test_who_has_no_redis_to_start_says_so_and_tries_again(
    beside: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ownership, "AGAIN_SECONDS", 0.1)
    binary = tmp_path / "redis"
    one = beside(redis_binary=str(binary))
    one.start()
    until(lambda: one.part.host() is RedisHost.FAILED)
    found = beside().part
    assert found.claim()
    found.wait()
    assert found._server
    real = psutil.Process(found._server.pid).exe()
    found.close()
    binary.symlink_to(real)
    assert one.took_over.wait(SECONDS)
    assert one.part.host() is RedisHost.HERE
    assert one.part.failure is None


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.expected_logs("receipt_desktop.ownership")
def test_a_server_that_hangs_is_killed_and_started_again(
    beside: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ownership, "HUNG_SECONDS", 0.5)
    monkeypatch.setattr(ownership, "TRY_SECONDS", 0.1)
    one = beside()
    assert one.part.claim()
    one.part.wait()
    assert one.part._server
    pid = one.part._server.pid
    assert pid
    one.start()
    os.kill(pid, signal.SIGSTOP)
    assert one.refilled.wait(SECONDS)
    assert one.part.state().reachable
    assert one.part._server.pid != pid


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.expected_logs("receipt_desktop.redis_server")
def test_a_server_that_keeps_dying_is_not_given_up_for_good(
    beside: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ownership, "AGAIN_SECONDS", 0.1)
    monkeypatch.setattr("receipt_desktop.redis_server.CRASHES_ALLOWED", 0)
    one = beside()
    assert one.part.claim()
    one.part.wait()
    assert one.part._server
    pid = one.part._server.pid
    assert pid
    one.start()
    os.kill(pid, signal.SIGKILL)
    assert one.took_over.wait(SECONDS)
    assert one.part.state().reachable


@pytest.mark.expected_logs("receipt_desktop.ownership")
def test_an_error_that_was_not_foreseen_does_not_end_the_tries(
    beside: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, tries = beside(), 0
    claim = one.part.claim

    def failing() -> bool:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise AssertionError("not foreseen")
        return claim()

    monkeypatch.setattr(one.part, "claim", failing)
    one.start()
    assert one.took_over.wait(SECONDS)


def test_commands_that_only_look_own_nothing(paths: Paths) -> None:
    with app.open_records(paths, Settings()) as actions:
        assert is_free(paths.lock)
        assert [one.key for one in actions.health().troubles] == ["not_running"]
        time.sleep(ownership.TRY_SECONDS * 1.5)  # as long as a process that stays takes to try
        assert is_free(paths.lock)
    with app.open_engine(paths, Settings(), consume=False, join=True) as doctor:
        assert doctor.owner  # it starts Redis to examine it, and looks after nothing
        assert doctor.ownership._thread is None

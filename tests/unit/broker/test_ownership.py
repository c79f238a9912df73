"""Who owns a data folder: real locks, real servers, processes that end in every way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest

from receipt_desktop import bootstrap
from receipt_desktop.broker import ownership
from receipt_desktop.broker.address import make_client, responds_to_ping
from receipt_desktop.broker.ownership import DataFolderOwnership
from receipt_desktop.config.liveness import is_unlocked
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.health import RedisHost
from tests.privacy import is_private
from tests.waiting import SECONDS, wait_until

OWNER_SCRIPT = """
import sys; from pathlib import Path
from receipt_desktop.broker.ownership import DataFolderOwnership
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
owner = DataFolderOwnership(Paths(Path(sys.argv[1])), Settings())
assert owner.claim_folder(); owner.wait_for_redis()
print("owns", flush=True); sys.stdin.read(); owner.close()
"""
WITHOUT_SETPRIV = "import shutil; shutil.which = lambda _: None"


@contextmanager
def start_other_owner(paths: Paths, prelude: str = "") -> Iterator[subprocess.Popen[str]]:
    """A process of its own that owns the data folder until its input ends."""
    command = [sys.executable, "-c", prelude + OWNER_SCRIPT, str(paths.data)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "owns\n"
        yield process
        process.kill()


class OwnershipCandidate:
    """An ownership that takes over, and how often it did."""

    def __init__(self, paths: Paths, settings: Settings) -> None:
        self.ownership = DataFolderOwnership(paths, settings)
        self.took_over, self.refilled = threading.Event(), threading.Event()

    def start(self) -> None:
        self.ownership.start_takeover_loop(self.refilled.set, self.took_over.set)


MakeCandidate = Callable[..., OwnershipCandidate]


@pytest.fixture
def beside(paths: Paths) -> Iterator[MakeCandidate]:
    with ExitStack() as stack:

        def made(**settings: object) -> OwnershipCandidate:
            one = OwnershipCandidate(paths, Settings(**settings))  # type: ignore[arg-type]
            stack.callback(one.ownership.close)
            return one

        yield made


@pytest.fixture
def loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a system without Unix sockets."""
    monkeypatch.setattr("receipt_desktop.broker.address.has_unix_sockets", lambda: False)


def test_one_owner_at_a_time_and_the_next_one_when_it_closes(beside: MakeCandidate) -> None:
    first, second = beside(), beside()
    assert first.ownership.claim_folder()
    first.ownership.wait_for_redis()
    assert first.ownership.claim_folder()
    assert not second.ownership.claim_folder()
    assert second.ownership.has_redis()
    assert second.ownership.find_redis_host() is RedisHost.ELSEWHERE
    second.start()
    first.ownership.close()
    assert second.took_over.wait(SECONDS)
    assert second.ownership.is_owner
    assert second.ownership.read_redis_state().reachable
    assert second.ownership.find_redis_host() is RedisHost.HERE


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("number", [getattr(signal, "SIGKILL", signal.SIGTERM), signal.SIGTERM])
def test_a_killed_owner_is_replaced(
    paths: Paths, beside: MakeCandidate, number: signal.Signals
) -> None:
    survivor = beside()
    with start_other_owner(paths) as owner, make_client(survivor.ownership.address) as connection:
        assert connection.ping()
        survivor.start()
        before = connection.info("server")["process_id"]
        owner.send_signal(number)
        assert survivor.took_over.wait(SECONDS)
        assert connection.info("server")["process_id"] != before  # the same client goes on
    wait_until(lambda: not psutil.pid_exists(before))


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_an_owner_that_is_stopped_for_a_while_stays_the_owner(
    paths: Paths, beside: MakeCandidate
) -> None:
    other = beside()
    with start_other_owner(paths) as owner:
        owner.send_signal(signal.SIGSTOP)
        assert not other.ownership.claim_folder()
        assert other.ownership.has_redis()  # its Redis answers
        assert other.ownership.find_redis_host() is RedisHost.ELSEWHERE
        owner.send_signal(signal.SIGCONT)


def test_a_free_folder_without_an_answer_is_about_to_be_taken_over(beside: MakeCandidate) -> None:
    assert beside().ownership.find_redis_host() is RedisHost.TAKING_OVER


@pytest.mark.usefixtures("loopback")
def test_without_unix_sockets_clients_follow_the_server_to_its_new_port(
    paths: Paths, beside: MakeCandidate
) -> None:
    first, second = beside(), beside()
    assert first.ownership.claim_folder()
    first.ownership.wait_for_redis()
    published = paths.redis / "address"
    before = published.read_text(encoding="ascii")
    assert is_private(published)
    with make_client(second.ownership.address) as connection:
        assert connection.ping()
        second.start()
        first.ownership.close()
        assert second.took_over.wait(SECONDS)
        assert connection.ping()
    assert published.read_text(encoding="ascii") != before
    assert "@" not in second.ownership.read_redis_state().address  # the password is shown nowhere
    second.ownership.close()
    assert not published.exists()
    assert not responds_to_ping(second.ownership.address)


@pytest.mark.skipif(sys.platform == "win32", reason="the server in Python ends with its owner")
def test_a_server_that_outlived_its_owner_is_replaced(paths: Paths, beside: MakeCandidate) -> None:
    """Without setpriv, a Redis binary goes on when its owner is killed."""
    survivor = beside()
    with (
        start_other_owner(paths, WITHOUT_SETPRIV) as owner,
        make_client(survivor.ownership.address) as connection,
    ):
        before = connection.info("server")["process_id"]
        owner.kill()
        owner.wait()
        assert connection.info("server")["process_id"] == before
        survivor.start()
        assert survivor.took_over.wait(SECONDS)
        assert connection.info("server")["process_id"] != before
    assert not psutil.pid_exists(before)


@pytest.mark.expected_logs("receipt_desktop.broker.server")
def test_a_process_that_cannot_start_redis_gives_up_the_data_folder(
    paths: Paths, beside: MakeCandidate
) -> None:
    no_server = sys.executable  # it ends at once: the configuration is not Python
    broken, sound = beside(redis_binary=no_server), beside()
    broken.start()
    wait_until(lambda: broken.ownership.find_redis_host() is RedisHost.FAILED)
    assert broken.ownership.failure
    assert "Its log has the details" in broken.ownership.failure.sentence
    assert is_unlocked(paths.owner_lock)
    sound.start()
    assert sound.took_over.wait(SECONDS)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no Redis binary for Windows")
def test_a_missing_redis_binary_is_reported_and_tried_again(
    beside: MakeCandidate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ownership, "RESTART_DELAY_SECONDS", 0.1)
    binary = tmp_path / "redis"
    one = beside(redis_binary=str(binary))
    one.start()
    wait_until(lambda: one.ownership.find_redis_host() is RedisHost.FAILED)
    found = beside().ownership
    assert found.claim_folder()
    found.wait_for_redis()
    assert found._server
    real = psutil.Process(found._server.pid).exe()
    found.close()
    binary.symlink_to(real)
    assert one.took_over.wait(SECONDS)
    assert one.ownership.find_redis_host() is RedisHost.HERE
    assert one.ownership.failure is None


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.expected_logs("receipt_desktop.broker")
def test_a_server_that_hangs_is_killed_and_started_again(
    beside: MakeCandidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ownership, "HANG_TIMEOUT_SECONDS", 0.5)
    monkeypatch.setattr(ownership, "CLAIM_INTERVAL_SECONDS", 0.1)
    one = beside()
    assert one.ownership.claim_folder()
    one.ownership.wait_for_redis()
    assert one.ownership._server
    pid = one.ownership._server.pid
    assert pid
    one.start()
    os.kill(pid, signal.SIGSTOP)
    assert one.refilled.wait(SECONDS)
    assert one.ownership.read_redis_state().reachable
    assert one.ownership._server.pid != pid


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.expected_logs("receipt_desktop.broker.server")
def test_a_server_that_keeps_dying_is_not_given_up_for_good(
    beside: MakeCandidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ownership, "RESTART_DELAY_SECONDS", 0.1)
    monkeypatch.setattr("receipt_desktop.broker.server.MAX_CRASHES", 0)
    one = beside()
    assert one.ownership.claim_folder()
    one.ownership.wait_for_redis()
    assert one.ownership._server
    pid = one.ownership._server.pid
    assert pid
    one.start()
    os.kill(pid, signal.SIGKILL)
    assert one.took_over.wait(SECONDS)
    assert one.ownership.read_redis_state().reachable


@pytest.mark.expected_logs("receipt_desktop.broker.ownership")
def test_an_error_that_was_not_foreseen_does_not_end_the_tries(
    beside: MakeCandidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, tries = beside(), 0
    claim = one.ownership.claim_folder

    def failing() -> bool:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise AssertionError("not foreseen")
        return claim()

    monkeypatch.setattr(one.ownership, "claim_folder", failing)
    one.start()
    assert one.took_over.wait(SECONDS)


def test_read_only_commands_do_not_become_the_owner(paths: Paths) -> None:
    with bootstrap.open_stored_data(paths, Settings()) as actions:
        assert is_unlocked(paths.owner_lock)
        assert [one.key for one in actions.get_health().issues] == ["not_running"]
        assert "ownership" not in {thread.name for thread in threading.enumerate()}
    with bootstrap.open_application(paths, Settings(), consume=False, join=True) as doctor:
        assert doctor.is_owner  # it starts Redis to examine it, and looks after nothing
        assert not doctor.ownership._loop.is_started

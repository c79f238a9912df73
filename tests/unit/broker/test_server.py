"""Our own Redis: a real server is started, killed and left behind."""

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from receipt_desktop.broker.address import (
    RedisProbe,
    choose_socket_path,
    make_client,
    make_shared_address,
    responds_to_ping,
)
from receipt_desktop.broker.binary import find_redis_binary
from receipt_desktop.broker.pid_file import terminate_stale_server
from receipt_desktop.broker.server import RedisServer
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ServiceUnavailable
from tests.waiting import SECONDS

needs_binary = pytest.mark.skipif(
    sys.platform == "win32", reason="needs a Redis server's binary and POSIX"
)


@pytest.fixture
def server(paths: Paths) -> Iterator[RedisServer]:
    started = RedisServer(paths, Settings())
    started.start()
    yield started
    started.stop()


@needs_binary
def test_it_answers_on_a_socket_for_its_owner_alone(server: RedisServer, paths: Paths) -> None:
    assert responds_to_ping(server.address)
    assert stat.S_IMODE(choose_socket_path(paths).stat().st_mode) == 0o600


def test_the_state_contains_version_memory_and_latency(server: RedisServer) -> None:
    state = server.read_state()
    assert state.reachable
    assert state.is_own
    assert state.version
    assert state.memory_bytes
    assert state.latency_ms is not None
    assert 0 < state.latency_ms < 1000


@pytest.mark.expected_logs("receipt_desktop.broker.server")
@needs_binary
def test_a_killed_server_is_restarted_and_logged(server: RedisServer) -> None:
    said = threading.Event()
    server.set_restart_listener(said.set)
    first = server.pid
    assert first
    os.kill(first, signal.SIGKILL)
    assert said.wait(SECONDS)
    assert server.pid != first
    assert server.restarts == 1
    assert responds_to_ping(server.address)


def test_stop_leaves_no_process_and_no_file(server: RedisServer, paths: Paths) -> None:
    pid = server.pid
    assert pid
    server.stop()
    assert not psutil.pid_exists(pid)
    assert list(paths.redis.iterdir()) == []
    server.stop()


def test_its_output_is_in_the_log(server: RedisServer) -> None:
    assert "Ready to accept connections" in server.log_file.read_text(encoding="utf-8")


def test_a_server_left_behind_is_ended(paths: Paths) -> None:
    """The parent dies without a chance to stop it, as after kill -9."""
    left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    born = psutil.Process(left.pid).create_time()
    (paths.redis / "redis.pid").write_text(f"{left.pid} {born!r}\n")
    assert terminate_stale_server(paths)
    left.wait(SECONDS)
    assert not psutil.pid_exists(left.pid)


def test_a_process_that_took_the_number_is_left_alone(paths: Paths) -> None:
    (paths.redis / "redis.pid").write_text(f"{os.getpid()} 12.5\n")
    assert not terminate_stale_server(paths)
    assert not (paths.redis / "redis.pid").exists()


def test_the_server_dies_with_a_killed_program(paths: Paths) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from receipt_desktop.broker.server import RedisServer\n"
        "from receipt_desktop.config.paths import Paths\n"
        "from receipt_desktop.config.settings import Settings\n"
        "server = RedisServer(Paths(Path(sys.argv[1])), Settings()); server.start()\n"
        "print(server.pid, flush=True); sys.stdin.read()\n"
    )
    program = subprocess.Popen(
        [sys.executable, "-c", code, str(paths.data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout
    assert program.stdin
    redis = psutil.Process(int(program.stdout.readline()))
    program.kill()
    program.wait()
    program.stdout.close()
    program.stdin.close()
    if sys.platform == "linux":
        redis.wait(SECONDS)
    assert not responds_to_ping(RedisServer(paths, Settings()).address) or terminate_stale_server(
        paths
    )


@needs_binary
def test_a_long_data_folder_still_gets_a_socket(tmp_path: Path) -> None:
    deep = Paths(tmp_path / ("a" * 60) / ("b" * 60))
    deep.create_folders()
    assert len(str(choose_socket_path(deep))) < 100
    server = RedisServer(deep, Settings())
    server.start()
    try:
        assert responds_to_ping(server.address)
    finally:
        server.stop()
    assert not choose_socket_path(deep).exists()


def test_a_folder_with_spaces_and_emoji_works(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "Belege 🧾 2024")
    paths.create_folders()
    server = RedisServer(paths, Settings())
    server.start()
    try:
        with make_client(server.address) as connection:
            assert connection.ping()
    finally:
        server.stop()


def test_a_server_that_cannot_run_says_so(paths: Paths) -> None:
    with pytest.raises(ServiceUnavailable, match="does not exist or cannot be run"):
        RedisServer(paths, Settings(redis_binary="/nowhere/redis-server")).start()


@pytest.mark.expected_logs("receipt_desktop.broker.server")
@needs_binary
def test_a_server_that_stops_at_once_says_where_its_log_is(paths: Paths) -> None:
    with pytest.raises(ServiceUnavailable, match="Its log has the details"):
        RedisServer(paths, Settings(redis_binary="/bin/false")).start()


@needs_binary
def test_the_setting_comes_before_the_bundled_binary() -> None:
    assert find_redis_binary(Settings(redis_binary=sys.executable)) == Path(sys.executable)
    assert find_redis_binary(Settings()).name in {"valkey-server", "redis-server"}


def test_a_shared_address_is_shown_without_its_password() -> None:
    address = make_shared_address(Settings(redis_host="redis.office", redis_password="p@ss:word"))
    assert address.url == "redis://:p%40ss%3Aword@redis.office:6379/0"
    assert address.display_url == "redis://redis.office:6379/0"
    assert not address.is_own
    url = make_shared_address(Settings(redis_url="rediss://u:secret@host:7000/3"))
    assert url.display_url == "rediss://host:7000/3"


def test_a_missing_server_is_unreachable(paths: Paths) -> None:
    state = RedisProbe(RedisServer(paths, Settings()).address).read_state()
    assert not state.reachable
    assert state.version is None


@pytest.mark.expected_logs("receipt_desktop.broker.server")
def test_a_full_disk_is_a_sentence_and_leaves_no_server(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []

    def fail(_: Paths, pid: int) -> None:
        started.append(pid)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("receipt_desktop.broker.server.write_pid_file", fail)
    server = RedisServer(paths, Settings())
    server.launch()
    with pytest.raises(ServiceUnavailable, match="No space left on device"):
        server.wait_until_ready()
    server.stop()
    assert server.pid is None
    assert len(started) == 1

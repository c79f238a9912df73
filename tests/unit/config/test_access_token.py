"""Secrets in files: made once for all processes, made anew when they hold none, and given ones."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest

from receipt_desktop.broker.ownership import DataFolderOwnership
from receipt_desktop.config.access_token import (
    AccessToken,
    load_or_create_secret,
    read_secret,
    write_secret,
)
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable
from tests.guards import LogCollector
from tests.waiting import SECONDS

EXPECTS_WARNING = pytest.mark.expected_logs("receipt_desktop.config.access_token")


def test_a_new_token_takes_the_place_of_the_old_one_at_once(paths: Paths) -> None:
    running, other = AccessToken(paths.api_token), AccessToken(paths.api_token)
    old = running.get_token()
    assert running.matches(old)
    new = other.renew_token()
    assert new != old
    assert running.matches(new)
    assert not running.matches(old)


def test_a_given_token_makes_no_file_and_cannot_be_renewed(paths: Paths) -> None:
    token = AccessToken(paths.api_token, "from the environment")
    assert token.matches("from the environment")
    assert not token.matches("from the environment ")
    with pytest.raises(InvalidRequest, match="RECEIPT_DESKTOP_API_TOKEN"):
        token.renew_token()
    assert not paths.api_token.exists()


@pytest.mark.parametrize("given", ["a", "x" * 15, " ", "   x   " * 2, "é" * 40, "tab\t" * 10])
def test_a_given_token_that_is_easily_guessed_is_refused(paths: Paths, given: str) -> None:
    token = AccessToken(paths.api_token, given)
    for ask in (token.get_token, lambda: token.matches(given), lambda: token.matches("")):
        with pytest.raises(InvalidRequest, match="at least 16 characters"):
            ask()
    assert not paths.api_token.exists()
    assert AccessToken(paths.api_token, "x" * 16).get_token() == "x" * 16


def test_a_token_that_cannot_be_kept_names_its_file(paths: Paths) -> None:
    file = paths.data / "nowhere" / "api.token"
    with pytest.raises(ServiceUnavailable, match="cannot be saved") as refused:
        AccessToken(file).get_token()
    assert str(file) in refused.value.sentence


@pytest.mark.parametrize("name", ["api.token", "queue.secret", "webhook.secret"])
def test_a_folder_in_the_place_of_a_secret_is_named(paths: Paths, name: str) -> None:
    (paths.data / name).mkdir()
    with pytest.raises(ServiceUnavailable, match="which is a folder") as refused:
        load_or_create_secret(paths.data / name)
    assert str(paths.data / name) in refused.value.sentence
    assert "token" not in refused.value.sentence.replace(str(paths.data / name), "")


@pytest.mark.skipif(
    not hasattr(os, "getuid") or os.getuid() == 0, reason="root ignores file permissions"
)
def test_a_secret_that_may_not_be_read_is_named(paths: Paths) -> None:
    paths.queue_secret.write_text("x" * 40)
    paths.queue_secret.chmod(0)
    with pytest.raises(ServiceUnavailable, match="Permission denied") as refused:
        load_or_create_secret(paths.queue_secret)
    assert str(paths.queue_secret) in refused.value.sentence


@EXPECTS_WARNING
@pytest.mark.parametrize(
    "kept",
    [b"", b"\n", b"short", "é".encode() * 40, b"\x00" * 64, os.urandom(200), b"a b\nc" * 9,
     b"x" * 100_000],
)  # fmt: skip
def test_a_secret_file_without_a_secret_is_replaced_with_a_warning(
    paths: Paths, kept: bytes, no_unexpected_logs: LogCollector
) -> None:
    paths.api_token.write_bytes(kept)
    token = AccessToken(paths.api_token)
    assert not token.matches("")
    assert not token.matches(kept.decode("latin-1").strip())
    assert len(token.get_token()) >= 40
    assert token.matches(token.get_token())
    assert token.get_token() == paths.api_token.read_text().strip()
    (warning,) = no_unexpected_logs.records
    assert str(paths.api_token) in warning.getMessage()
    if os.name == "posix":
        assert stat.S_IMODE(paths.api_token.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege on Windows")
def test_a_link_that_leads_nowhere_is_no_secret(paths: Paths) -> None:
    paths.api_token.symlink_to(paths.data / "gone" / "api.token")
    with pytest.raises(ServiceUnavailable, match="cannot be saved"):
        AccessToken(paths.api_token).get_token()


def test_a_secret_is_not_written_over_one_that_another_process_made(tmp_path: Path) -> None:
    file = tmp_path / "queue.secret"
    met = threading.Barrier(16)

    def write(secret: str) -> None:
        met.wait()
        write_secret(file, secret, replace=False)
        found.append(read_secret(file))

    found: list[str | None] = []
    threads = [
        threading.Thread(target=write, args=(f"{number:040}",)) for number in range(met.parties)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == met.parties
    assert len(set(found)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["queue.secret"]


READ_SECRET_SCRIPT = """
import sys
from pathlib import Path
from receipt_desktop.config.access_token import load_or_create_secret
print("ready", flush=True)
sys.stdin.readline()
print(load_or_create_secret(Path(sys.argv[1])))
"""


@pytest.mark.parametrize("before", [None, b"", b"\xff\x00 garbage"])
def test_processes_that_start_together_have_the_same_secret(
    tmp_path: Path, before: bytes | None
) -> None:
    file = tmp_path / "queue.secret"
    if before is not None:
        file.write_bytes(before)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", READ_SECRET_SCRIPT, file],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(4)
    ]  # fmt: skip
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [process.communicate(timeout=SECONDS)[0].strip() for process in processes]
    assert [process.returncode for process in processes] == [0] * 4
    assert set(told) == {file.read_text().strip()}


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX file permissions")
def test_folders_and_locks_within_an_open_data_folder_are_their_owners_alone(
    data_dir: Path,
) -> None:
    data_dir.chmod(0o755)
    for name in ("logs", "originals"):
        (data_dir / name).mkdir(mode=0o755)
    paths = Paths(data_dir)
    paths.create_folders()
    load_or_create_secret(paths.queue_secret)
    with ExitStack() as stack:
        ownership = DataFolderOwnership(paths, Settings(redis_url="redis://127.0.0.1:9"))
        stack.callback(ownership.close)
        assert ownership.claim_folder()
        assert stat.S_IMODE(paths.owner_lock.stat().st_mode) == 0o600
    inner = [path for path in data_dir.iterdir() if path.is_dir()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in inner} == {0o700}
    files = [path for path in data_dir.iterdir() if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(data_dir.stat().st_mode) == 0o755

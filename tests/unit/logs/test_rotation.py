"""The log's files: their bound, several processes, and what happens when they cannot be written."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from receipt_desktop.config.paths import LOG_FILE_NAME, Paths
from receipt_desktop.logs import rotation
from receipt_desktop.logs.rotation import RotatingLogHandler
from receipt_desktop.logs.setup import configure_logging
from tests.unit.logs.test_setup import read_log_lines
from tests.waiting import SECONDS

log = logging.getLogger("receipt_desktop.test")


WRITER_SCRIPT = """
import logging, sys
from pathlib import Path
from receipt_desktop.logs.rotation import RotatingLogHandler
handler = RotatingLogHandler(Path(sys.argv[1]), 20_000, 200)
log = logging.getLogger()
log.addHandler(handler)
log.setLevel(logging.INFO)
print("ready", flush=True)
sys.stdin.readline()
for number in range(1500):
    log.info("%s %d %s", sys.argv[2], number, "." * 60)
"""


def test_processes_that_turn_over_one_file_lose_no_line(tmp_path: Path) -> None:
    file = tmp_path / LOG_FILE_NAME
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER_SCRIPT, file, name],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for name in "abc"
    ]  # fmt: skip
    for writer in writers:
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        _, errors = writer.communicate("go\n", timeout=SECONDS)
        assert (writer.returncode, errors) == (0, "")
    files = [path for path in tmp_path.iterdir() if path.name.startswith(LOG_FILE_NAME)]
    found = [line for path in files for line in path.read_text().splitlines()]
    wanted = [f"{name} {number} {'.' * 60}" for name in "abc" for number in range(1500)]
    assert sorted(found) == sorted(wanted)
    assert len(files) > 10
    assert max(path.stat().st_size for path in files) < 21_000


def test_the_number_of_rotated_files_is_bounded(tmp_path: Path) -> None:
    handler = RotatingLogHandler(tmp_path / "log", 100, 2)
    for number in range(50):
        handler.emit(logging.makeLogRecord({"msg": f"{number:040}"}))
    handler.close()
    kept = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    kept.pop(".__log.lock")
    assert set(kept) == {"log", "log.1", "log.2"}
    assert max(kept.values()) < 150
    assert (tmp_path / "log").read_text().splitlines()[-1].endswith("49")


def test_what_a_killed_process_left_while_it_rotated_goes(tmp_path: Path) -> None:
    (tmp_path / "log.rotate.123").write_text("x" * 100)
    handler = RotatingLogHandler(tmp_path / "log", 100, 2)
    for number in range(10):
        handler.emit(logging.makeLogRecord({"msg": f"{number:040}"}))
    handler.close()
    assert {path.name for path in tmp_path.iterdir()} == {"log", "log.1", "log.2", ".__log.lock"}


UNROTATABLE_SCRIPT = """
import logging, os, resource, sys
from pathlib import Path
from receipt_desktop.logs.rotation import RotatingLogHandler
trouble, file = sys.argv[1], Path(sys.argv[2])
handler = RotatingLogHandler(file, 2_000, 2)
log = logging.getLogger()
log.addHandler(handler)
log.error("the first line")
taken = []
if trouble == "descriptors":
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    try:
        while True:
            taken.append(os.open("/dev/null", os.O_RDONLY))
    except OSError:
        pass
elif trouble == "folder":
    file.parent.rename(file.parent.with_name("gone"))
    file.parent.write_text("a file in the place of the folder")
elif trouble == "rename":
    os.rename = lambda *_: (_ for _ in ()).throw(PermissionError("in use"))
for number in range(2_000):
    log.error("%d %s", number, "." * 60)
for one in taken:
    os.close(one)
log.error("the last line")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX resource limits and renames")
@pytest.mark.parametrize("trouble", ["descriptors", "folder", "rename"])
def test_the_bound_holds_when_the_file_cannot_be_rotated(tmp_path: Path, trouble: str) -> None:
    file = tmp_path / "logs" / "log"
    file.parent.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", UNROTATABLE_SCRIPT, trouble, file],
        capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    kept = [path for path in tmp_path.rglob("*log*") if path.is_file()]
    assert sum(path.stat().st_size for path in kept) < 3 * 2_000 * 1.5
    if trouble == "descriptors":
        assert file.read_text().splitlines()[-1] == "the last line"


LOCK_HOLDER_SCRIPT = """
import sys
from portalocker import LOCK_EX, lock
with open(sys.argv[1], "a") as file:
    lock(file, LOCK_EX)
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_process_that_keeps_the_lock_is_waited_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "LOCK_TIMEOUT_SECONDS", 0.2)
    monkeypatch.setattr(rotation, "LOCK_BACKOFF_SECONDS", 3600.0)
    handler = RotatingLogHandler(tmp_path / "log", 100_000, 2)
    with subprocess.Popen(
        [sys.executable, "-c", LOCK_HOLDER_SCRIPT, tmp_path / ".__log.lock"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as holder:  # fmt: skip
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        handler.handle(logging.makeLogRecord({"msg": "lost"}))
        monkeypatch.setattr(rotation, "LOCK_TIMEOUT_SECONDS", 3600.0)
        for _ in range(100):
            handler.handle(logging.makeLogRecord({"msg": "lost"}))
        holder.communicate("end\n")
    handler.handle(logging.makeLogRecord({"msg": "written"}))
    handler.close()
    assert (tmp_path / "log").read_text() == "written\n"


def test_a_removed_log_file_is_created_again(paths: Paths) -> None:
    with configure_logging(paths, terminal=False):
        log.info("one")
        (paths.logs / LOG_FILE_NAME).unlink()
        log.info("two")
    assert [line["event"] for line in read_log_lines(paths)] == ["two"]


def test_logging_survives_a_missing_folder(tmp_path: Path) -> None:
    handler = RotatingLogHandler(tmp_path / "gone" / "log", 100, 2)
    handler.handle(logging.makeLogRecord({"msg": "nowhere to go"}))
    (tmp_path / "gone").mkdir()
    handler.handle(logging.makeLogRecord({"msg": "here"}))
    handler.close()
    assert (tmp_path / "gone" / "log").read_text() == "here\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_logging_survives_a_full_disk(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    (paths.logs / LOG_FILE_NAME).symlink_to("/dev/full")
    with configure_logging(paths, terminal=False):
        for _ in range(3):
            log.info("nowhere to go")
    assert capsys.readouterr().err == ""

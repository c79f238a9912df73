"""Where results can be written, found out in time; links and devices stay what they are."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable
from receipt_desktop.export.output_file import check_target, open_atomically, whole_binary_file


def refusal(target: Path) -> str:
    with pytest.raises(InvalidRequest) as refused:
        check_target(target)
    return refused.value.sentence


def test_a_good_target_is_left_as_it_is(tmp_path: Path) -> None:
    check_target(tmp_path / "new.csv")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "old.csv").write_text("old")
    check_target(tmp_path / "old.csv")
    assert (tmp_path / "old.csv").read_text() == "old"


def test_an_unwritable_target_is_detected_in_advance(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert "Folder not found" in refusal(tmp_path / "missing" / "out.csv")
    assert "is a folder" in refusal(tmp_path)
    below_a_file = "Folder not found" if sys.platform == "win32" else "Not a directory"
    assert below_a_file in refusal(tmp_path / "file" / "out.csv")
    if sys.platform != "win32":
        assert "File name too long" in refusal(tmp_path / ("0" * 300))
    assert "Cannot write" in refusal(Path("zero\0byte"))


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root ignores file permissions"
)
def test_missing_permission_is_detected_in_advance(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("x")
    (tmp_path / "old.csv").chmod(0o400)
    assert "is read-only" in refusal(tmp_path / "old.csv")
    tmp_path.chmod(0o500)
    assert "Permission denied" in refusal(tmp_path / "new.csv")
    tmp_path.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to("real.csv")
    with open_atomically(tmp_path / "link.csv") as stream:
        stream.write("new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "new"


def test_a_binary_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "table.bin"
    target.write_bytes(b"old")
    with contextlib.suppress(KeyError), whole_binary_file(target) as stream:
        stream.write(b"half")
        raise KeyError
    assert target.read_bytes() == b"old"
    with whole_binary_file(target) as stream:
        stream.write(b"\x00\r\n\xff")
    assert target.read_bytes() == b"\x00\r\n\xff"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    check_target(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    with open_atomically(pipe) as stream:
        stream.write("all of it")
    reader.join()
    assert read == ["all of it"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_file_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    for opened in (open_atomically, whole_binary_file):
        with pytest.raises(ServiceUnavailable, match="could not be written"):
            opened(tmp_path / "missing" / "a.csv").__enter__()

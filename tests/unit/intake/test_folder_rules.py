"""Which files of a folder count, where they go, and which folders may be watched."""

from __future__ import annotations

import hashlib
import os
import sys
import unicodedata
from pathlib import Path, PurePosixPath

import pytest

from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.watched_folders import AfterReading, WatchedFolder
from receipt_desktop.intake import folder_move
from receipt_desktop.intake.file_systems import (
    find_file_system,
    is_being_written,
    is_windows_remote,
)
from receipt_desktop.intake.folder_checks import check_watched_folder, find_folder_problem
from receipt_desktop.intake.folder_listing import is_ignored, list_folder
from receipt_desktop.intake.folder_move import move_into, number_name

PARTIAL = (
    *("a.pdf.part", "b.crdownload", "c.tmp", "~$invoice.docx", ".hidden.pdf", ".DS_Store"),
    *("desktop.ini", "Thumbs.db", ".~lock.table.ods#", "d.filepart", "e.pdf~", "._f.pdf"),
)


def list_names(folder: Path, **options: object) -> set[str]:
    return set(list_folder(WatchedFolder(1, str(folder), **options)).files)  # type: ignore[arg-type]


def touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    return path


def test_temporary_hidden_and_partial_files_are_left_out(tmp_path: Path) -> None:
    for name in (*PARTIAL, "a.pdf", "Ä.jpg", "sub/b.pdf", ".git/c.pdf", "@eaDir/d.pdf"):
        touch(tmp_path / name)
    assert list_names(tmp_path) == {"a.pdf", "Ä.jpg", "sub/b.pdf"}
    assert list_names(tmp_path, with_subfolders=False) == {"a.pdf", "Ä.jpg"}


def test_the_folder_of_read_files_is_left_out(tmp_path: Path) -> None:
    for name in ("Done/a.pdf", "sub/Done/b.pdf"):
        touch(tmp_path / name)
    assert list_names(tmp_path, after_reading=AfterReading.MOVE) == {"sub/Done/b.pdf"}
    assert "Done/a.pdf" in list_names(tmp_path)


def test_patterns_name_files_and_folders() -> None:
    composed, decomposed = (unicodedata.normalize(form, "Entwürfe") for form in ("NFC", "NFD"))
    assert is_ignored("Note.TXT", ("*.txt",))
    assert is_ignored("2026/Entwurf.pdf", ("2026/entw*",))
    assert is_ignored(f"{decomposed}/a.pdf", (f"{composed}/",))
    assert is_ignored("private/deep/a.pdf", ("private",))
    assert not is_ignored("private.pdf", ("private", "", "*.txt"))


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    touch(tmp_path / "sub" / "a.pdf")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "b.pdf").symlink_to(tmp_path / "sub" / "a.pdf")
    os.mkfifo(tmp_path / "pipe.pdf")
    assert list_names(tmp_path) == {"sub/a.pdf", "b.pdf"}


def test_a_move_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "done").mkdir()
    (tmp_path / "done" / "a.pdf").write_bytes(b"first")
    (tmp_path / "a.pdf").write_bytes(b"second")
    moved = move_into(tmp_path / "a.pdf", tmp_path / "done")
    assert (moved.name, moved.read_bytes()) == ("a (2).pdf", b"second")
    assert (tmp_path / "done" / "a.pdf").read_bytes() == b"first"
    assert len(os.fsencode(number_name("ä" * 125 + ".pdf", 12))) <= folder_move.MAX_NAME_BYTES


@pytest.mark.skipif(sys.platform != "linux", reason="a second device that is always there")
def test_a_move_to_another_device_is_compared(tmp_path: Path) -> None:
    source = touch(tmp_path / "a.pdf")
    other = Path("/dev/shm") / f"rd-{os.getpid()}"  # noqa: S108 (not a secret place)
    if not other.parent.is_dir() or other.parent.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no other device")
    try:
        with pytest.raises(OSError, match="differs"):
            move_into(source, other, "0" * 64)
        assert source.read_bytes() == b"x"
        assert list(other.iterdir()) == []
        moved = move_into(source, other, hashlib.sha256(b"x").hexdigest())
        assert (moved.read_bytes(), source.exists()) == (b"x", False)
        assert [path.name for path in other.iterdir()] == ["a.pdf"]
    finally:
        for path in other.iterdir():
            path.unlink()
        other.rmdir()


def refuse(folder: WatchedFolder, data: Path, *others: WatchedFolder) -> str:
    """The key of the refusal."""
    with pytest.raises(InvalidRequest) as refused:
        check_watched_folder(folder, data, others)
    assert refused.value.message.is_complete()
    return refused.value.key


def test_folders_that_must_not_be_watched(tmp_path: Path) -> None:
    data, watched = tmp_path / "app" / "data", tmp_path / "in"
    for folder in (data / "originals", watched / "sub"):
        folder.mkdir(parents=True)
    other = WatchedFolder(1, str(watched))

    def refused(path: Path, **options: object) -> str:
        return refuse(WatchedFolder(2, str(path), **options), data, other)  # type: ignore[arg-type]

    assert refused(data) == refused(data / "originals") == refused(tmp_path / "app")
    assert refused(data) == "watch_data_folder"
    assert refused(watched) == "watch_twice"
    assert refused(watched / "sub") == "watch_inside"
    assert refused(tmp_path / "nowhere") == "watch_missing"
    assert refused(touch(tmp_path / "file")) == "watch_no_folder"
    free = tmp_path / "free"
    free.mkdir()
    for name in ("a/b", "..", " x", "CON?", ".hidden"):
        refusal = refused(free, after_reading=AfterReading.MOVE, done_folder=name)
        assert refusal == "watch_done_name"
    outer = WatchedFolder(3, str(free))
    (free / "inner").mkdir()
    inner = WatchedFolder(4, str(free / "inner"))
    assert refuse(outer, data, inner) == "watch_around"
    check_watched_folder(outer, data, [other, outer])


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_to_the_data_folder_is_refused(tmp_path: Path) -> None:
    data, link = tmp_path / "data", tmp_path / "link"
    data.mkdir()
    link.symlink_to(data, target_is_directory=True)
    assert refuse(WatchedFolder(1, str(link)), data) == "watch_data_folder"
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    problem = find_folder_problem(loop)
    assert problem
    assert problem.key == "watch_offline"


def test_shares_are_told_from_disks() -> None:
    mounts = [("/", "ext4"), ("/mnt/share", "cifs"), ("/mnt/share/usb", "vfat"), ("/srv", "nfs4")]
    found = {
        folder: find_file_system(PurePosixPath(folder), mounts)
        for folder in ("/home/a", "/mnt/share/in", "/mnt/share/usb/x", "/mnt/sharex", "/srv")
    }
    assert list(found.values()) == ["ext4", "cifs", "vfat", "ext4", "nfs4"]
    assert is_windows_remote(r"\\server\scans")
    assert is_windows_remote("\\\\?\\UNC\\server\\scans")
    assert not is_windows_remote("\\\\?\\C:\\scans")


@pytest.mark.skipif(sys.platform not in {"linux", "win32"}, reason="macOS does not tell")
def test_a_file_that_is_open_for_writing_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb"):
        assert is_being_written(path)
    assert not is_being_written(path)
    with path.open("rb"):
        assert not is_being_written(path)


def test_options_survive_their_storage() -> None:
    folder = WatchedFolder(
        7, "/in", ignored=("*.txt",), after_reading=AfterReading.MOVE, reads_existing=True
    )
    assert WatchedFolder.from_options(7, "/in", folder.to_options()) == folder
    assert WatchedFolder.from_options(7, "/in", {}) == WatchedFolder(7, "/in")

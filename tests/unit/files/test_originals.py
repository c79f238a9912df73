"""The kept originals: same bytes once, the person's own file untouched."""

import errno
import hashlib
import os
import stat
import threading
from pathlib import Path

import pytest

from receipt_desktop.config.paths import Paths
from receipt_desktop.config.process_identity import get_machine_id
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable
from receipt_desktop.files import pending_file
from receipt_desktop.files.originals import Originals
from tests.removal import record_erasure


@pytest.fixture
def originals(paths: Paths) -> Originals:
    return Originals(paths)


def test_a_file_is_copied_by_its_content(originals: Originals, tmp_path: Path) -> None:
    source = tmp_path / "my receipt 🧾.jpg"
    source.write_bytes(b"picture" * 300_000)
    kept = originals.store_file(source)
    assert kept.content_hash == hashlib.sha256(b"picture" * 300_000).hexdigest()
    assert kept.path == originals.original_path(kept.content_hash)
    assert kept.path.read_bytes() == source.read_bytes()
    assert kept.size == 2_100_000
    if os.name == "posix":
        assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600


def test_the_same_bytes_are_kept_once(originals: Originals, paths: Paths) -> None:
    first, again = originals.store_bytes(b"x"), originals.store_bytes(b"x")
    assert (first.path, first.is_new) == (again.path, True)
    assert not again.is_new
    assert len([file for file in paths.originals.rglob("*") if file.is_file()]) == 1


def test_a_half_written_copy_is_replaced(originals: Originals) -> None:
    kept = originals.store_bytes(b"whole")
    kept.path.write_bytes(b"wh")
    assert originals.store_bytes(b"whole").path.read_bytes() == b"whole"


def test_a_failed_copy_raises_a_readable_error(originals: Originals, tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match=r"not found: gone\.jpg"):
        originals.store_file(tmp_path / "gone.jpg")
    answer = "is a folder" if os.name == "posix" else "Permission denied"
    with pytest.raises(InvalidRequest, match=answer):
        originals.store_file(tmp_path)


def test_storing_the_same_bytes_again_deletes_the_tombstone(originals: Originals) -> None:
    kept = originals.store_bytes(b"x")
    record_erasure(originals, kept.content_hash)
    proof = originals.tombstones.read_tombstone(kept.content_hash)
    assert proof
    assert proof.covers(kept.path)
    originals.store_bytes(b"x")
    assert originals.tombstones.list_tombstones() == {}
    assert not proof.covers(kept.path)


def test_restoring_deletes_the_tombstone(originals: Originals) -> None:
    kept = originals.store_bytes(b"x")
    record_erasure(originals, kept.content_hash)
    old = originals.tombstones.read_tombstone(kept.content_hash)
    originals.withdraw_removals([kept.content_hash, "f" * 64])
    assert originals.tombstones.list_tombstones() == {}
    assert old
    assert not old.covers(kept.path)  # nor by a proof that a copy of the folder brings back


def test_a_listed_receipt_deletes_the_tombstone(originals: Originals) -> None:
    kept = [originals.store_bytes(data).content_hash for data in (b"x", b"y")]
    for content_hash in kept:
        record_erasure(originals, content_hash)
    originals.reconcile_tombstones(lambda: kept[:1])
    assert set(originals.tombstones.list_tombstones()) == {kept[1]}


@pytest.mark.parametrize("content", [b"", b"cleared", b"{", b"[1]", b'{"modified": "x"}', b"\xff"])
def test_an_invalid_tombstone_counts_from_its_file_date(
    originals: Originals, paths: Paths, content: bytes
) -> None:
    kept = originals.store_bytes(b"x")
    paths.removed.mkdir()
    mark = paths.removed / kept.content_hash
    mark.write_bytes(content)
    kept_at = kept.path.stat().st_mtime_ns
    os.utime(mark, ns=(kept_at, kept_at))
    proof = originals.tombstones.read_tombstone(kept.content_hash)
    assert proof
    assert proof.covers(kept.path)
    assert proof.shared_cleared is (content == b"cleared")
    os.utime(mark, ns=(kept_at - 1, kept_at - 1))
    earlier = originals.tombstones.read_tombstone(kept.content_hash)
    assert earlier
    assert not earlier.covers(kept.path)


def test_a_removal_that_cannot_be_recorded_is_an_error(originals: Originals, paths: Paths) -> None:
    paths.removed.write_text("a file in the place of the folder")
    with pytest.raises(ServiceUnavailable, match="Nothing was removed"):
        record_erasure(originals, "a" * 64)
    assert originals.tombstones.list_tombstones() == {}


def test_files_moved_by_a_killed_cleanup_are_restored(originals: Originals, paths: Paths) -> None:
    first, second = originals.store_bytes(b"x"), originals.store_bytes(b"y")
    for kept in (first, second):
        kept.path.rename(kept.path.with_name(f".gone-{kept.content_hash}"))
    originals.store_bytes(b"y")
    pages = paths.pages / "ab" / f".gone-{'ab' * 32}-0"
    pages.mkdir(parents=True)
    assert originals.restore_moved_files() == 2
    assert first.path.read_bytes() == b"x"
    assert (paths.pages / "ab" / f"{'ab' * 32}-0").is_dir()
    assert originals.restore_moved_files() == 0


def test_an_original_is_verified_by_its_bytes(originals: Originals) -> None:
    kept = originals.store_bytes(b"x")
    assert originals.verify_original(kept.content_hash).stored_file.path == kept.path
    kept.path.write_bytes(b"y")
    with pytest.raises(InvalidRequest, match="has changed"):
        originals.verify_original(kept.content_hash)


def test_unfinished_copies_of_dead_processes_are_deleted(
    originals: Originals, paths: Paths
) -> None:
    here, gone = get_machine_id(), 2**22 + 1  # beyond the highest process id of Linux
    names = {f".new-{here}-{gone}-abcdefgh": False, f".new-{here}-{os.getpid()}-abcdefgh": True,
             f".new-00000000-{gone}-abcdefgh": True}  # fmt: skip
    for name in names:
        (paths.originals / name).touch()
    assert originals.delete_unfinished() == 1
    assert {name: (paths.originals / name).exists() for name in names} == names


@pytest.mark.parametrize("left", [b"", b"\0" * 8, b"cut"], ids=["empty", "zeros", "shorter"])
def test_an_original_damaged_by_a_power_cut_is_replaced(paths: Paths, left: bytes) -> None:
    originals = Originals(paths)
    kept = originals.store_bytes(b"original")
    kept.path.write_bytes(left)
    again = originals.store_bytes(b"original")
    assert again.is_new
    assert kept.path.read_bytes() == b"original"


def test_an_original_that_cannot_be_flushed_is_refused(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(pending_file, "sync_file", fail)
    with pytest.raises(ServiceUnavailable, match="Input/output error"):
        Originals(paths).store_bytes(b"x")


def test_nothing_is_read_before_it_is_flushed(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed, read = threading.Event(), threading.Event()
    monkeypatch.setattr(pending_file, "sync_file", lambda _: allowed.wait())
    (tmp_path / "a").write_bytes(b"a")
    originals = Originals(paths)
    begun = originals.begin_file(tmp_path / "a")

    def read_it() -> None:
        originals.fetch_original(begun.stored_file.content_hash)
        read.set()

    reading = threading.Thread(target=read_it)
    reading.start()
    assert not read.wait(0.1)
    allowed.set()
    reading.join()
    assert read.is_set()

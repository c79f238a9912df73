"""What belongs to nobody goes, everything else stays: on real files with real ages."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection
from pathlib import Path

import pytest

from receipt_desktop.config.paths import Paths
from receipt_desktop.config.process_identity import get_machine_id
from receipt_desktop.config.settings_file import save_settings
from receipt_desktop.domain.cleanup import CleanupResult, LeftoverFile
from receipt_desktop.files.originals import Originals
from receipt_desktop.jobs import stale_files
from receipt_desktop.jobs.orphans import ListHashes
from receipt_desktop.jobs.stale_files import MIN_AGE_SECONDS, delete_stale_files, find_stale_files
from tests.removal import record_erasure

DAY = 86_400.0
ROW = "a" * 64
"""Of a receipt that is always there."""


@pytest.fixture(autouse=True)
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for temporary files, for this test alone."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def rows(*hashes: str) -> ListHashes:
    return lambda: {ROW, *hashes}


def made(path: Path, age: float = DAY, size: int = 10) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)
    return aged(path, age)


def aged(path: Path, age: float = DAY) -> Path:
    moment = time.time() - age
    os.utime(path, (moment, moment), follow_symlinks=os.utime not in os.supports_follow_symlinks)
    return path


def original(paths: Paths, content: str, age: float = DAY) -> Path:
    kept = Originals(paths).store_bytes(content.encode())
    return aged(kept.path, age)


def removed(paths: Paths, content: str, age: float = DAY) -> Path:
    """An original whose receipt somebody removed."""
    kept = original(paths, content, age)
    record_erasure(Originals(paths), hash_of(content))
    return kept


def pictures(paths: Paths, name: str, age: float = DAY) -> Path:
    folder = paths.pages / name[:2] / name
    for file in ("0.jpg", "1.jpg", "thumb.jpg"):
        made(folder / file, age, 100)
    return aged(folder, age)


def hash_of(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def found(paths: Paths, hashes: ListHashes) -> dict[str, Path]:
    return {leftover.kind: leftover.path for leftover in find_stale_files(paths, hashes)}


def files(paths: Paths) -> list[Path]:
    return sorted(paths.data.rglob("*"))


def test_an_empty_data_folder_needs_no_clean_up(paths: Paths) -> None:
    save_settings(paths, concurrency=3)
    aged(paths.settings_file)
    pictures(paths, hash_of("used"))
    original(paths, "used")
    for name in ("receipts.db", "receipts.db-wal", "queue.secret", "app.lock", "notes.txt"):
        made(paths.data / name)
    made(paths.logs / "redis.log")
    before = files(paths)
    assert find_stale_files(paths, rows(hash_of("used"))) == ()
    assert delete_stale_files(paths, rows(hash_of("used"))) == CleanupResult(0, 0)
    assert files(paths) == before


def test_files_that_were_never_finished(paths: Paths) -> None:
    made(paths.originals / ".new-0123abcd-99999999-ab12_xyz")
    made(paths.data / "settings.ab12_xyz")
    made(paths.data / ".out.csv.part")
    made(pictures(paths, hash_of("used")) / "0.jpgab12_xyz")
    assert {one.kind for one in find_stale_files(paths, rows(hash_of("used")))} == {"temporary"}
    assert delete_stale_files(paths, rows(hash_of("used"))) == CleanupResult(4, 40)
    assert find_stale_files(paths, rows(hash_of("used"))) == ()
    assert len(list(paths.pages.rglob("*.jpg"))) == 3


def test_the_names_are_those_that_the_program_gives(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that dies between writing aside and renaming, played by a rename that fails."""

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(Path, "replace", dies)
        dying.setattr(Path, "unlink", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            original(paths, "x")
        with pytest.raises(KeyboardInterrupt):
            save_settings(paths, concurrency=3)
    made = [path for path in files(paths) if path.is_file()]
    for path in made:
        aged(path)
    assert len(made) == 2
    assert {one.path for one in find_stale_files(paths, rows())} == set(made)


def test_originals_and_pictures_that_were_removed(paths: Paths) -> None:
    gone, used = removed(paths, "gone"), removed(paths, "used")
    whole, page = pictures(paths, hash_of("gone")), pictures(paths, f"{hash_of('gone')}-12")
    kept = pictures(paths, f"{hash_of('used')}-0")
    wanted = {
        LeftoverFile(gone, 4, "original"),
        LeftoverFile(whole, 300, "pages"),
        LeftoverFile(page, 300, "pages"),
    }
    assert set(find_stale_files(paths, rows(hash_of("used")))) == wanted
    assert gone.exists()
    assert delete_stale_files(paths, rows(hash_of("used"))) == CleanupResult(3, 604)
    assert not any(path.exists() for path in (gone, whole, page))
    assert used.exists()
    assert len(list(kept.iterdir())) == 3
    assert not list(paths.data.rglob(".gone-*"))


def test_young_files_stay(paths: Paths) -> None:
    almost = MIN_AGE_SECONDS - 60
    made(paths.originals / ".new-0123abcd-99999999-ab12_xyz", almost)
    removed(paths, "gone", almost)
    aged(made(pictures(paths, hash_of("gone")) / "2.jpg", almost).parent)
    made(paths.data / "settings.ab12_xyz", -DAY)
    assert delete_stale_files(paths, rows()) == CleanupResult(0, 0)
    assert len(find_stale_files(paths, rows(), age=60.0)) == 3


def test_files_with_foreign_names_stay(paths: Paths) -> None:
    for path in (
        paths.originals / "aa" / "holiday.jpg", paths.originals / "readme",
        paths.originals / "aa" / ("A" * 64), paths.pages / "aa" / "album" / "0.jpg",
        paths.data / "settings.backup", paths.data / "settings.json", paths.originals / ("b" * 64),
        paths.pages / "bb" / ("b" * 64),
    ):  # fmt: skip
        made(path)
    (paths.originals / "aa" / ("c" * 64)).mkdir()
    for path in files(paths):
        aged(path)
    assert find_stale_files(paths, rows()) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege on Windows")
def test_no_link_is_followed_or_deleted(paths: Paths, tmp_path: Path) -> None:
    outside = original(Paths(tmp_path / "other"), "gone")
    (paths.originals / "aa").symlink_to(outside.parent)
    (paths.originals / "bb").mkdir()
    link = paths.originals / "bb" / ("b" * 64)
    link.symlink_to(outside)
    aged(link)
    (paths.originals / ".new-0123abcd-99999999-ab12_xyz").symlink_to(outside)
    aged(paths.originals / ".new-0123abcd-99999999-ab12_xyz")
    paths.pages.rmdir()
    paths.pages.symlink_to(outside.parents[2])
    assert delete_stale_files(paths, rows()) == CleanupResult(0, 0)
    assert outside.exists()
    assert link.is_symlink()


@pytest.mark.parametrize("hashes", [[], [ROW], [hash_of("gone")]])
def test_without_proof_no_original_and_no_picture_goes(paths: Paths, hashes: list[str]) -> None:
    """An empty database, a new one over old files, an old copy of one."""
    kept = [original(paths, "gone"), original(paths, "other")]
    shown = pictures(paths, hash_of("other"))
    pictures(paths, hash_of("of a lost original"))
    made(paths.originals / ".new-0123abcd-99999999-ab12_xyz")
    before = [path for path in files(paths) if not path.name.startswith(".new-")]
    assert {one.kind for one in find_stale_files(paths, lambda: hashes)} == {"temporary"}
    assert delete_stale_files(paths, lambda: hashes) == CleanupResult(1, 10)
    assert files(paths) == before
    assert all(path.exists() for path in (*kept, shown))


def test_an_original_submitted_again_after_its_removal_stays(paths: Paths) -> None:
    """A copy of the data folder brings a proof back that was withdrawn since."""
    kept, shown = removed(paths, "again"), pictures(paths, hash_of("again"))
    (mark,) = paths.removed.iterdir()
    old = mark.read_bytes()
    original(paths, "again", age=DAY / 2)
    mark.write_bytes(old)
    assert find_stale_files(paths, rows()) == ()
    assert delete_stale_files(paths, rows()) == CleanupResult(0, 0)
    assert kept.exists()
    assert shown.exists()


def test_the_pictures_of_an_original_that_is_gone_go_with_its_proof(paths: Paths) -> None:
    removed(paths, "gone").unlink()
    pictures(paths, hash_of("gone"))
    assert delete_stale_files(paths, rows()) == CleanupResult(1, 300)


def test_removed_files_are_deleted_at_the_start_without_a_search(paths: Paths) -> None:
    gone, other = removed(paths, "gone", 120.0), removed(paths, "other")
    young, kept = removed(paths, "young", 10.0), original(paths, "kept")
    pictures(paths, f"{hash_of('gone')}-3", 120.0)
    asked = [hash_of(one) for one in ("gone", "young", "kept")]
    assert stale_files.delete_removed_files(paths, asked, rows()) == CleanupResult(2, 304)
    assert not gone.exists()
    assert all(path.exists() for path in (other, young, kept))


def test_a_row_that_comes_in_the_meantime_keeps_its_file(paths: Paths) -> None:
    content = "came back"
    kept, shown = removed(paths, content), pictures(paths, hash_of(content))
    asked: list[Collection[str]] = []

    def hashes() -> Collection[str]:
        asked.append({ROW} if not asked else {ROW, hash_of(content)})
        return asked[-1]

    assert delete_stale_files(paths, hashes) == CleanupResult(0, 0)
    assert len(asked) == 3
    assert kept.read_text() == content
    assert len(list(shown.iterdir())) == 3
    assert not list(paths.data.rglob(".gone-*"))


def test_the_same_bytes_kept_while_they_are_deleted_stay(paths: Paths) -> None:
    """Somebody keeps the same bytes between the look and the deletion; its row comes later."""
    kept = removed(paths, "again")
    asked = []

    def hashes() -> Collection[str]:
        asked.append(1)
        if len(asked) == 2:
            Originals(paths).store_bytes(b"again")
        return {ROW}

    assert delete_stale_files(paths, hashes).count == 1  # the old copy
    assert kept.read_text() == "again"
    assert delete_stale_files(paths, rows()) == CleanupResult(0, 0)


def test_a_file_used_again_after_the_look_stays(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = removed(paths, "again")
    rename = Path.rename

    def touched(path: Path, target: Path) -> Path:
        if path == kept:
            os.utime(path)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", touched)
    assert delete_stale_files(paths, rows()) == CleanupResult(0, 0)
    assert kept.read_text() == "again"


def test_files_moved_aside_by_a_killed_run_are_deleted_next_time(paths: Paths) -> None:
    gone, shown = removed(paths, "gone"), pictures(paths, hash_of("gone"))
    for path in (gone, shown):
        path.rename(path.with_name(f".gone-{path.name}"))
    assert {one.kind for one in find_stale_files(paths, rows())} == {"original", "pages"}
    assert delete_stale_files(paths, rows()) == CleanupResult(2, 304)


def test_files_moved_aside_by_a_killed_run_are_restored_if_used(paths: Paths) -> None:
    gone = removed(paths, "gone")
    aside = gone.rename(gone.with_name(f".gone-{gone.name}"))
    used = rows(hash_of("gone"))
    assert find_stale_files(paths, used) == ()
    assert delete_stale_files(paths, used) == CleanupResult(0, 0)
    assert aside.exists()
    assert Originals(paths).restore_moved_files() == 1
    assert gone.read_text() == "gone"


def test_a_copy_moved_aside_goes_when_the_bytes_were_submitted_again(paths: Paths) -> None:
    kept = original(paths, "again")
    aside = kept.rename(kept.with_name(f".gone-{kept.name}"))
    original(paths, "again")
    assert {one.path for one in find_stale_files(paths, rows())} == {aside}
    assert delete_stale_files(paths, rows()) == CleanupResult(1, 5)
    assert kept.read_text() == "again"


@pytest.mark.expected_logs("receipt_desktop.jobs.stale_files")
def test_a_file_that_cannot_be_deleted_is_counted_and_the_others_go(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck, other = removed(paths, "stuck"), removed(paths, "other")
    rename = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if path == stuck:
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refused)
    assert delete_stale_files(paths, rows()) == CleanupResult(1, 5, failed=1)
    assert stuck.exists()
    assert not other.exists()


def test_scratch_folders_of_dead_processes_go(paths: Paths, temporary_folder: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    dead = temporary_folder / f"receipt-reader-{get_machine_id()}-{ended.pid}-ab12_xyz"
    living = temporary_folder / f"receipt-reader-{get_machine_id()}-{os.getpid()}-ab12_xyz"
    nobody = temporary_folder / "receipt-reader-ab12_xyz"
    for folder in (dead, living, nobody):
        made(folder / "tess_1.ppm", size=1000)
        aged(folder)
    assert find_stale_files(paths, rows()) == (LeftoverFile(dead, 1000, "scratch"),)
    assert delete_stale_files(paths, rows()) == CleanupResult(1, 1000)
    assert not dead.exists()
    assert living.exists()
    assert nobody.exists()


def test_scratch_folders_of_other_machines_go_only_when_old(
    paths: Paths, temporary_folder: Path
) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    ours = temporary_folder / f"receipt-reader-{get_machine_id()}-{ended.pid}-ab12_xyz"
    theirs = temporary_folder / f"receipt-reader-00000000-{ended.pid}-ab12_xyz"
    for folder in (ours, theirs):
        made(folder / "tess_1.ppm")
    assert stale_files.delete_scratch_folders() == 1
    assert not ours.exists()
    assert theirs.exists()
    aged(theirs)
    assert delete_stale_files(paths, rows()).count == 1

"""Backups: whole, verified, made while others write, under a passphrase, and put back."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import tarfile
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import filelock
import pytest

from receipt_desktop.backup import archive_reader, restore, swap
from receipt_desktop.backup.archive import (
    ARCHIVE_FORMAT,
    MANIFEST_NAME,
    NOTE_NAME,
    BackupOptions,
    BackupSource,
)
from receipt_desktop.backup.backup import BackupResult, create_backup
from receipt_desktop.backup.original_files import list_originals
from receipt_desktop.backup.snapshot import check_database
from receipt_desktop.backup.verify import (
    CHANGED,
    DATABASE,
    EXTRA,
    MISSING,
    read_file_names,
    verify_library,
)
from receipt_desktop.config.liveness import ProcessLock, count_live_processes
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import (
    Cancelled,
    InvalidRequest,
    NewerData,
    ReceiptError,
    ServiceUnavailable,
)
from receipt_desktop.files.originals import Originals
from tests.databases import open_store
from tests.unit.backup.conftest import RECEIPT_COUNT
from tests.unit.backup.library import (
    add_receipt,
    fill_library,
    hash_content,
    read_all_tables,
)
from tests.waiting import SECONDS

ENCRYPTED = BackupOptions("correct horse")


def make_backup(paths: Paths, target: Path, job: BackupOptions = BackupOptions()) -> BackupResult:  # noqa: B008 (frozen)
    return create_backup(paths, target, job, BackupSource(paths.original))


@pytest.fixture
def archive(library: Paths, data_dir: Path) -> Path:
    """A backup of the library."""
    (library.data / "settings.json").write_text('{"concurrency": 3}', encoding="utf-8")
    page = library.pages / "aa" / ("a" * 64)
    page.mkdir(parents=True)
    (page / "0.jpg").write_bytes(b"picture")
    target = data_dir / "backup.tar"
    make_backup(library, target)
    return target


def read_state(paths: Paths) -> dict[str, object]:
    """Everything that a person would miss."""
    files = [path for path in paths.data.rglob("*") if path.is_file()]
    kept = {
        path.relative_to(paths.data).as_posix(): path.read_bytes()
        for path in files
        if path.relative_to(paths.data).parts[0] in ("originals", "pages", "settings.json")
    }
    return {"rows": read_all_tables(paths.database), **kept}


# -- written and read


@pytest.mark.parametrize("job", [BackupOptions(), ENCRYPTED], ids=["plain", "encrypted"])
def test_a_backup_is_restored_as_it_was(library: Paths, data_dir: Path, job: BackupOptions) -> None:
    wanted = read_state(library)
    backup = make_backup(library, data_dir / "b.tar", job)
    assert (backup.manifest.receipts, backup.manifest.originals) == (RECEIPT_COUNT, RECEIPT_COUNT)
    other = Paths(data_dir / "other")
    restored = restore.restore_backup(other, backup.path, job)
    restored_counts = (restored.receipts, restored.originals, restored.without_original)
    assert restored_counts == (RECEIPT_COUNT, RECEIPT_COUNT, 0)
    assert read_state(other) == wanted
    assert check_database(other.database) is None
    assert not restored.aside.exists()  # there was nothing before


def test_settings_and_pictures_are_in_it_and_secrets_are_not(
    library: Paths, archive: Path, data_dir: Path
) -> None:
    for name in ("queue.secret", "api.token", "webhook.secret"):
        (library.data / name).write_text("s3cret", encoding="ascii")
    make_backup(library, archive)
    with tarfile.open(archive) as tar:
        names = set(tar.getnames())
    assert {
        NOTE_NAME,
        MANIFEST_NAME,
        "receipts.db",
        "settings.json",
        f"pages/aa/{'a' * 64}/0.jpg",
    } <= names
    assert b"s3cret" not in archive.read_bytes()
    slim = make_backup(library, data_dir / "slim.tar", BackupOptions(include_pictures=False))
    assert not any(name.startswith("pages") for name in slim.manifest.members)


def test_an_encrypted_backup_shows_nothing(library: Paths, data_dir: Path) -> None:
    plain = make_backup(library, data_dir / "plain").path.read_bytes()
    hidden = make_backup(library, data_dir / "hidden", ENCRYPTED).path.read_bytes()
    assert b"receipt 3 receipt 3" in plain
    assert b"originals/" in plain
    assert b"receipt 3 receipt 3" not in hidden
    assert b"originals/" not in hidden


def test_a_wrong_passphrase_is_one_sentence(library: Paths, data_dir: Path) -> None:
    file = make_backup(library, data_dir / "hidden", ENCRYPTED).path
    with pytest.raises(InvalidRequest, match="Wrong passphrase"):
        archive_reader.read_archive(file, BackupOptions("incorrect horse"))
    with pytest.raises(InvalidRequest, match="Enter its passphrase"):
        archive_reader.read_archive(file, BackupOptions())
    assert archive_reader.is_encrypted(file)


def test_a_backup_during_writes_is_consistent(library: Paths, data_dir: Path) -> None:
    """What is in the backup fits together, however much came meanwhile."""
    stop, store = threading.Event(), open_store(library.database)
    originals = Originals(library)
    added = threading.Event()

    def write() -> None:
        number = RECEIPT_COUNT
        while not stop.is_set():
            add_receipt(store, originals, number)
            number += 1
            added.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for round_ in range(3):
            added.clear()
            assert added.wait(SECONDS)
            backup = make_backup(library, data_dir / f"{round_}.tar")
            assert backup.manifest.missing == ()
            other = Paths(data_dir / f"other{round_}")
            restored = restore.restore_backup(other, backup.path, BackupOptions())
            assert restored.receipts >= RECEIPT_COUNT
            assert restored.without_original == 0
            assert check_database(other.database) is None
    finally:
        stop.set()
        writer.join()
        store.close()


def test_missing_and_changed_originals_are_reported_and_the_rest_is_saved(
    library: Paths, data_dir: Path
) -> None:
    library.original(hash_content(1)).unlink()
    library.original(hash_content(2)).write_bytes(b"changed")
    backup = make_backup(library, data_dir / "b.tar")
    assert backup.manifest.missing == (hash_content(1),)
    assert backup.manifest.changed == (hash_content(2),)
    restored = restore.restore_backup(Paths(data_dir / "other"), backup.path, BackupOptions())
    assert restored.without_original == 1


def test_an_original_without_a_row_is_saved_too(library: Paths, data_dir: Path) -> None:
    kept = Originals(library).store_bytes(b"nobody knows me")
    backup = make_backup(library, data_dir / "b.tar")
    assert any(name.endswith(kept.content_hash) for name in backup.manifest.members)


def test_a_backup_is_replaced_only_by_a_whole_one(library: Paths, data_dir: Path) -> None:
    file = make_backup(library, data_dir / "b.tar").path
    before = file.read_bytes()
    calls: list[int] = []

    def cancelled() -> bool:
        calls.append(1)
        return len(calls) > 20

    with pytest.raises(Cancelled):
        make_backup(library, file, BackupOptions(is_cancelled=cancelled))
    assert file.read_bytes() == before
    assert [path.name for path in data_dir.iterdir() if path.name.endswith(".part")] == []
    assert [path.name for path in library.data.iterdir() if path.name.endswith(".part")] == []


def test_progress_ends_at_the_whole(library: Paths, data_dir: Path) -> None:
    seen: list[tuple[int, int]] = []
    make_backup(
        library,
        data_dir / "b.tar",
        BackupOptions(on_progress=lambda done, of: seen.append((done, of))),
    )
    shares = [done / of for done, of in seen]
    assert shares == sorted(shares)
    assert shares[-1] > 0.95


def test_of_a_database_server_originals_and_settings_are_saved(
    library: Paths, data_dir: Path
) -> None:
    """What only the shared files have is fetched first."""
    away = data_dir / "away"
    library.original(hash_content(1)).replace(away)

    def fetch(content_hash: str) -> Path:
        path = library.original(content_hash)
        if content_hash == hash_content(1):
            away.replace(path)
        return path

    hashes = frozenset({hash_content(1), hash_content(2), "f" * 64})
    backup = create_backup(
        library, data_dir / "b.tar", BackupOptions(), BackupSource(fetch, hashes)
    )
    assert not backup.database
    assert backup.manifest.originals == RECEIPT_COUNT
    assert backup.manifest.missing == ("f" * 64,)
    assert "receipts.db" not in backup.manifest.members
    before = read_all_tables(library.database)
    restore.restore_backup(library, backup.path, BackupOptions())
    assert read_all_tables(library.database) == before  # the present one stays


@pytest.mark.parametrize("place", ["nowhere/b.tar", "library/b.tar", "library"])
def test_impossible_backup_paths_are_refused(library: Paths, data_dir: Path, place: str) -> None:
    with pytest.raises(InvalidRequest):
        make_backup(library, data_dir / place)


# -- damaged and hostile files


@pytest.mark.parametrize("job", [BackupOptions(), ENCRYPTED], ids=["plain", "encrypted"])
def test_one_changed_byte_is_found(library: Paths, data_dir: Path, job: BackupOptions) -> None:
    file = make_backup(library, data_dir / "b.tar", job).path
    whole = file.read_bytes()
    with tarfile.open(make_backup(library, data_dir / "plain.tar").path) as tar:
        places = [entry.offset_data + entry.size // 2 for entry in tar if entry.size][:40:8]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1
        file.write_bytes(changed)
        try:
            assert archive_reader.read_archive(file, job).problems
        except InvalidRequest as error:
            assert error.key in ("backup_damaged", "backup_passphrase", "not_a_backup")  # noqa: PT017
        with pytest.raises(ReceiptError):
            restore.restore_backup(Paths(data_dir / "other"), file, job)
        assert not (data_dir / "other" / "receipts.db").exists()


@pytest.mark.parametrize("job", [BackupOptions(), ENCRYPTED], ids=["plain", "encrypted"])
@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_refused(
    library: Paths, data_dir: Path, job: BackupOptions, share: float
) -> None:
    file = make_backup(library, data_dir / "b.tar", job).path
    size = (
        max(20, int(file.stat().st_size * share)) if share < 0.99 else file.stat().st_size - 12_000
    )
    os.truncate(file, size)
    with pytest.raises(InvalidRequest):
        archive_reader.read_archive(file, job)


def write_hostile_archive(file: Path, *entries: tuple[tarfile.TarInfo, bytes]) -> Path:
    """A tar that begins like a backup."""
    with tarfile.open(file, "w") as tar:
        note = json.dumps({"format": ARCHIVE_FORMAT}).encode()
        head = tarfile.TarInfo(NOTE_NAME)
        head.size = len(note)
        tar.addfile(head, io.BytesIO(note))
        for entry, data in entries:
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    return file


def make_entry(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    made_entry = tarfile.TarInfo(name)
    made_entry.type, made_entry.linkname = kind, link
    return made_entry


@pytest.mark.parametrize(
    "bad",
    [
        make_entry("../outside"),
        make_entry("/tmp/outside"),  # noqa: S108
        make_entry("originals/aa/../../outside"),
        make_entry("originals/aa/" + "b" * 64 + "/x"),
        make_entry("receipts.db", tarfile.SYMTYPE, "/etc/passwd"),
        make_entry("settings.json", tarfile.LNKTYPE, "/etc/passwd"),
        make_entry("api.token"),
        make_entry("originals", tarfile.DIRTYPE),
    ],
    ids=lambda one: one.name,
)
def test_a_hostile_member_is_refused(paths: Paths, data_dir: Path, bad: tarfile.TarInfo) -> None:
    file = write_hostile_archive(data_dir / "bad.tar", (bad, b"x" if bad.isreg() else b""))
    with pytest.raises(InvalidRequest):
        restore.restore_backup(paths, file, BackupOptions())
    assert not (data_dir / "outside").exists()
    assert not list(data_dir.parent.glob(f"{data_dir.name}.*"))


def test_other_files_are_no_backup(paths: Paths, data_dir: Path) -> None:
    for number, content in enumerate((b"", b"hello", os.urandom(5_000), b"\0" * 20_000)):
        file = data_dir / f"{number}"
        file.write_bytes(content)
        with pytest.raises(InvalidRequest):
            restore.restore_backup(paths, file, BackupOptions())
    with pytest.raises(InvalidRequest, match="not found"):
        restore.restore_backup(paths, data_dir / "absent", BackupOptions())


def test_newer_formats_and_newer_tables_are_refused_in_words(
    library: Paths, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = make_backup(library, data_dir / "b.tar").path
    monkeypatch.setattr(archive_reader, "ARCHIVE_FORMAT", 0)
    with pytest.raises(NewerData, match="newer version"):
        archive_reader.read_archive(file, BackupOptions())
    monkeypatch.undo()
    monkeypatch.setattr(archive_reader, "list_revisions", lambda: ("0001",))
    with pytest.raises(NewerData, match="newer version"):
        archive_reader.read_archive(file, BackupOptions())


# -- put in place


def test_the_replaced_library_is_kept_aside(library: Paths, archive: Path) -> None:
    wanted = read_state(library)
    fill_library(library, 3, first=RECEIPT_COUNT)
    (library.data / "api.token").write_text("token", encoding="ascii")
    (library.data / "copies").mkdir()
    (library.data / "copies" / "receipts-2024-01-01.db").write_bytes(b"old")
    later = read_state(library)
    restored = restore.restore_backup(library, archive, BackupOptions())
    assert read_state(library) == wanted
    assert restored.newer == 3
    assert read_state(Paths(restored.aside)) == later
    assert (library.data / "api.token").read_text(encoding="ascii") == "token"
    assert not (library.data / "copies").exists()  # they are of the other library


def test_two_restores_in_one_second_keep_both(library: Paths, archive: Path) -> None:
    wanted = read_state(library)
    fill_library(library, 1, first=RECEIPT_COUNT)
    kept = [restore.restore_backup(library, archive, BackupOptions()).aside for _ in range(2)]
    assert len(set(kept)) == 2
    counts = [len(read_all_tables(one / "receipts.db")["receipts"]) for one in kept]
    assert counts == [RECEIPT_COUNT + 1, RECEIPT_COUNT]
    assert read_state(library) == wanted


def test_a_copy_of_the_database_is_restored_alone(library: Paths, data_dir: Path) -> None:
    copy = data_dir / "receipts-2024-01-01.db"
    shutil.copy(library.database, copy)
    wanted = read_all_tables(copy)
    fill_library(library, 2, first=RECEIPT_COUNT)
    restored = restore.restore_backup(library, copy, BackupOptions())
    assert restored.database_only
    assert read_all_tables(library.database) == wanted
    assert len(list(list_originals(library))) == RECEIPT_COUNT + 2
    assert len(read_all_tables(restored.aside / "receipts.db")["receipts"]) == RECEIPT_COUNT + 2


def test_a_damaged_copy_is_refused(library: Paths, data_dir: Path) -> None:
    copy = data_dir / "copy.db"
    shutil.copy(library.database, copy)
    with copy.open("r+b") as stream:
        stream.seek(4096 * 6)
        stream.write(os.urandom(4096 * 30))
    before = read_state(library)
    with pytest.raises(InvalidRequest, match="cannot be used"):
        restore.restore_backup(library, copy, BackupOptions())
    assert read_state(library) == before


def test_nothing_is_restored_under_a_running_program(library: Paths, archive: Path) -> None:
    with (
        filelock.FileLock(library.owner_lock),
        pytest.raises(ServiceUnavailable, match="Close it everywhere"),
    ):
        restore.restore_backup(library, archive, BackupOptions())


def test_nothing_is_restored_beside_a_program_that_does_not_own_the_folder(
    library: Paths, archive: Path
) -> None:
    """The owner has ended a moment ago; a worker beside it goes on."""
    before = read_all_tables(library.database)
    other = ProcessLock(library)
    other.acquire()
    try:
        with pytest.raises(ServiceUnavailable, match="Close it everywhere"):
            restore.restore_backup(library, archive, BackupOptions())
    finally:
        other.release()
    assert read_all_tables(library.database) == before
    assert swap.load_journal(library) is None


def test_no_program_starts_in_the_middle_of_a_swap(
    library: Paths, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that comes after the first look is seen before a file moves, or it sees the journal."""
    late = ProcessLock(library)

    def start_late(paths: Paths) -> int:
        late.acquire()
        return count_live_processes(paths)

    monkeypatch.setattr(swap, "count_live_processes", start_late)
    before = read_all_tables(library.database)
    with pytest.raises(ServiceUnavailable, match="Close it everywhere"):
        restore.restore_backup(library, archive, BackupOptions())
    late.release()
    assert read_all_tables(library.database) == before
    swapping = swap.begin_restore(library, datetime.now().astimezone(), "ab")
    swap.save_journal(library, replace(swapping, state=swap.SWAPPING))
    with pytest.raises(ServiceUnavailable, match="being restored"):
        swap.check_no_swap(library)


def test_an_unconfirmed_restore_is_dropped(library: Paths, archive: Path) -> None:
    """The program ended while it asked."""
    fill_library(library, 1, first=RECEIPT_COUNT)
    before = read_state(library)
    with filelock.FileLock(library.owner_lock):
        restore.prepare_restore(library, archive, BackupOptions())
    assert swap.recover_interrupted_restore(library) is None
    assert read_state(library) == before
    assert find_leftovers(library) == []


def test_a_confirmed_restore_happens_at_the_next_start(library: Paths, archive: Path) -> None:
    wanted = read_state(library)
    fill_library(library, 1, first=RECEIPT_COUNT)
    with filelock.FileLock(library.owner_lock):
        restored = restore.prepare_restore(library, archive, BackupOptions())
        swap.confirm_restore(library)
        assert swap.recover_interrupted_restore(library) is None  # a program is running
    assert read_state(library) != wanted
    assert swap.recover_interrupted_restore(library) == restored.aside
    assert read_state(library) == wanted
    assert swap.recover_interrupted_restore(library) is None


def test_a_data_folder_that_cannot_be_left_is_restored_inside(
    library: Paths, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mount, or a parent folder that may not be written to."""
    wanted = read_state(library)
    fill_library(library, 1, first=RECEIPT_COUNT)
    make = Path.mkdir

    def refuse(self: Path, *arguments: object, **named: object) -> None:
        if "restoring" in self.name and self.parent == library.data.resolve().parent:
            raise PermissionError
        make(self, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "mkdir", refuse)
    restored = restore.restore_backup(library, archive, BackupOptions())
    assert restored.aside.parent == library.data.resolve()
    assert read_state(library) == wanted
    assert len(read_all_tables(restored.aside / "receipts.db")["receipts"]) == RECEIPT_COUNT + 1
    again = restore.restore_backup(library, archive, BackupOptions())
    assert read_state(library) == wanted
    assert restored.aside.exists()
    assert again.aside.exists()


def test_a_failed_swap_is_rolled_back(
    library: Paths, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_library(library, 1, first=RECEIPT_COUNT)
    before = read_state(library)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name == "settings.json" and "restoring" in self.parent.name:
            raise PermissionError(13, "in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ServiceUnavailable, match="Nothing was changed"):
        restore.restore_backup(library, archive, BackupOptions())
    assert read_state(library) == before
    assert find_leftovers(library) == []


def find_leftovers(paths: Paths) -> list[str]:
    names = [path.name for path in paths.data.parent.glob("*restor*")]
    return [*names, *(path.name for path in paths.data.glob("*restor*"))]


STEPS: tuple[tuple[object, str], ...] = (
    (Path, "rename"), (Path, "replace"), (Path, "mkdir"), (Path, "unlink"), (Path, "rmdir"),
    (os, "fsync"), (shutil, "rmtree"),
)  # fmt: skip


def kill_at_step(step: int, act: Callable[[], object]) -> bool:
    """SIGKILL to a child process before its step-th change of the disk; whether it came."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status)
    done = [0]

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            done[0] += 1
            if done[0] == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **named)

        return call

    for owner, name in STEPS:
        setattr(owner, name, counted(getattr(owner, name)))
    try:
        act()
    finally:
        os._exit(0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_kill_at_any_moment_leaves_the_old_library_or_the_new_one(
    data_dir: Path,
) -> None:
    saved, present = Paths(data_dir / "saved"), Paths(data_dir / "present")
    fill_library(saved, 4)
    fill_library(present, 2, first=3)
    archive = make_backup(saved, data_dir / "b.tar").path
    new, old = read_state(saved), read_state(present)
    step, outcomes = 1, []
    while True:
        shutil.rmtree(data_dir / "victim", ignore_errors=True)
        victim = Paths(data_dir / "victim" / "data")
        shutil.copytree(present.data, victim.data)
        killed = kill_at_step(
            step, partial(restore.restore_backup, victim, archive, BackupOptions())
        )
        swap.recover_interrupted_restore(victim)
        now = read_state(victim)
        assert now in (old, new), step
        assert check_database(victim.database) is None
        names = [
            name
            for name in find_leftovers(victim)
            if "before-restore" not in name and not name.endswith(".part")  # a clean-up's business
        ]
        assert names == [], step
        outcomes.append(now == old)
        if not killed:
            break
        step += 1
    assert True in outcomes
    assert outcomes[-1] is False


# -- verified


def local_fetch(paths: Paths) -> Callable[[str], Path]:
    """No shared files."""
    return paths.original


def list_differences(paths: Paths) -> list[tuple[str, str]]:
    found = verify_library(
        paths,
        read_file_names(paths.database),
        BackupOptions(),
        database=True,
        fetch=local_fetch(paths),
    )
    return [(one.kind, one.name) for one in found.differences]


def test_a_sound_library_has_no_differences(library: Paths) -> None:
    found = verify_library(
        library,
        read_file_names(library.database),
        BackupOptions(),
        database=True,
        fetch=local_fetch(library),
    )
    assert (found.is_sound, found.originals) == (True, RECEIPT_COUNT)


def test_each_difference_is_named(library: Paths) -> None:
    library.original(hash_content(1)).unlink()
    changed = library.original(hash_content(2))
    data = bytearray(changed.read_bytes())
    data[7] ^= 1
    changed.write_bytes(data)
    Originals(library).store_bytes(b"nobody knows me")
    found = list_differences(library)
    assert (CHANGED, "receipt 2.jpg") in found
    assert (MISSING, "receipt 1.jpg") in found
    assert [kind for kind, _ in found if kind == EXTRA] == [EXTRA]
    assert len(found) == 3


def test_damage_of_the_database_is_a_difference(library: Paths) -> None:
    names = read_file_names(library.database)
    with library.database.open("r+b") as stream:
        stream.seek(4096 * 20)
        stream.write(os.urandom(4096 * 10))
    found = verify_library(
        library, names, BackupOptions(), database=True, fetch=local_fetch(library)
    )
    assert [one.kind for one in found.differences] == [DATABASE]


def test_a_verification_can_be_cancelled(library: Paths) -> None:
    with pytest.raises(Cancelled):
        verify_library(
            library,
            {},
            replace(BackupOptions(), is_cancelled=lambda: True),
            database=False,
            fetch=local_fetch(library),
        )

"""Moving the data folder: copied, compared, switched; nothing changes when it fails."""

from __future__ import annotations

import os
from pathlib import Path

import filelock
import pytest

from receipt_desktop.__main__ import main
from receipt_desktop.backup import relocation
from receipt_desktop.backup.relocation import STAGING_NAME, move_data_folder
from receipt_desktop.config import moved_data
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import Cancelled, InvalidRequest, ServiceUnavailable
from tests.unit.backup.conftest import RECEIPT_COUNT
from tests.unit.backup.library import read_all_tables


def read_files(data: Path) -> dict[str, bytes]:
    """The content of everything that is to be moved."""
    return {file.as_posix(): (data / file).read_bytes() for file in relocation.list_files(data)}


@pytest.fixture
def target(library: Paths) -> Path:
    return library.data.parent / "Belege für März" / "data"


def test_everything_is_in_the_new_place_and_found_from_the_old(
    library: Paths, target: Path
) -> None:
    wanted, tables = read_files(library.data), read_all_tables(library.database)
    result = move_data_folder(library, target)
    assert read_files(target) == wanted
    assert read_all_tables(Paths(target).database) == tables
    assert (result.receipts, result.files, result.is_old_kept) == (
        RECEIPT_COUNT,
        len(wanted),
        False,
    )
    assert result.size == sum(map(len, wanted.values()))
    left = {one.name for one in library.data.iterdir() if not one.name.endswith(".lock")}
    assert left == {moved_data.FILE_NAME}
    assert moved_data.follow_moves(library.data) == target


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_the_new_place_is_its_owners_alone(library: Paths, target: Path) -> None:
    move_data_folder(library, target)
    assert target.stat().st_mode & 0o077 == 0


def test_data_can_be_moved_back(library: Paths, target: Path) -> None:
    wanted = read_files(library.data)
    move_data_folder(library, target)
    move_data_folder(Paths(target), library.data)
    assert read_files(library.data) == wanted
    assert moved_data.follow_moves(target) == library.data
    assert moved_data.follow_moves(library.data) == library.data


def test_the_old_files_stay_when_asked_for(library: Paths, target: Path) -> None:
    wanted = read_files(library.data)
    assert move_data_folder(library, target, keep_old=True).is_old_kept
    assert read_files(library.data) == wanted
    assert moved_data.follow_moves(library.data) == target


@pytest.mark.parametrize("place", [".", "originals/inside", ".."])
def test_no_folder_inside_the_other(library: Paths, place: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        move_data_folder(library, library.data / place)
    assert caught.value.key == "move_inside"


def test_a_folder_with_files_is_refused(library: Paths, target: Path) -> None:
    target.mkdir(parents=True)
    (target / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InvalidRequest) as caught:
        move_data_folder(library, target)
    assert caught.value.key == "move_target_used"
    assert [one.name for one in target.iterdir()] == ["letter.txt"]


def test_a_cancelled_move_changes_nothing(library: Paths, target: Path) -> None:
    wanted = read_files(library.data)
    calls = iter([False, False, True])
    with pytest.raises(Cancelled):
        move_data_folder(library, target, is_cancelled=lambda: next(calls))
    assert read_files(library.data) == wanted
    assert not any(target.iterdir())


def test_a_copy_that_differs_is_discarded(library: Paths, target: Path) -> None:
    wanted = read_files(library.data)
    size = sum(map(len, wanted.values()))
    spoiled: list[int] = []

    def spoil(done: int, _: int) -> None:
        if done > size and not spoiled:  # all is copied, and the comparison has begun
            database = target / STAGING_NAME / "receipts.db"
            spoiled.append(database.write_bytes(database.read_bytes()[:-1] + b"x"))

    with pytest.raises(ServiceUnavailable) as caught:
        move_data_folder(library, target, on_progress=spoil)
    assert caught.value.key == "move_differs"
    assert read_files(library.data) == wanted
    assert not any(target.iterdir())


def test_data_in_use_are_not_moved(library: Paths, target: Path) -> None:
    with filelock.FileLock(library.owner_lock), pytest.raises(ServiceUnavailable) as caught:
        move_data_folder(library, target)
    assert caught.value.key == "move_in_use"
    assert not target.exists()


def test_a_move_that_was_interrupted_can_be_repeated(library: Paths, target: Path) -> None:
    (target / STAGING_NAME).mkdir(parents=True)
    (target / STAGING_NAME / "receipts.db").write_bytes(b"half")
    assert move_data_folder(library, target).receipts == RECEIPT_COUNT


def test_a_missing_place_is_named_instead_of_a_new_start(
    library: Paths, target: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["move-data", str(target), "--data-dir", str(library.data)]) == 0
    assert f"{RECEIPT_COUNT} receipts (" in capfd.readouterr().err
    assert main(["stats", "--json", "--data-dir", str(library.data)]) == 0
    capfd.readouterr()
    target.rename(target.with_name("unplugged"))
    assert main(["stats", "--data-dir", str(library.data)]) == 3
    assert str(target) in capfd.readouterr().err
    assert not (library.data / "receipts.db").exists()

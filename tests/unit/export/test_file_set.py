"""An export of several files is there whole or not at all, also after a crash."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from receipt_desktop.config import busy_files
from receipt_desktop.domain.errors import Cancelled, ServiceUnavailable
from receipt_desktop.export import export_files, file_set
from receipt_desktop.export.export_files import (
    StagedFiles,
    publish_folder,
    publish_parts,
    stage_files,
)

OLD = {"a.csv": "old a", "b.csv": "old b", "other.txt": "not of the export"}
NEW = {"a.csv": "new a", "b.csv": "new b", "c.csv": "new c"}


class Killed(BaseException):
    """Ends an export where no clean-up runs any more."""


@dataclass
class Place:
    """A folder that exports are written to, and where their records are."""

    root: Path

    @property
    def target(self) -> Path:
        return self.root / "books"

    @property
    def records(self) -> Path:
        return self.root / "exports"

    def fill(self) -> None:
        self.target.mkdir()
        for name, words in OLD.items():
            (self.target / name).write_text(words)

    def export(self, files: dict[str, str] = NEW) -> None:
        with stage_files(self.target, self.records) as staged:
            write(staged, files)
            publish_folder(staged, self.target)

    def read(self) -> dict[str, str]:
        return {one.name: one.read_text() for one in sorted(self.target.iterdir())}

    def leftovers(self) -> list[Path]:
        return [*self.root.glob(".*"), *self.records.glob("*")]


def write(staged: StagedFiles, files: dict[str, str]) -> None:
    for name, words in files.items():
        with staged.create(name) as stream:
            stream.write(words.encode())


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.fixture
def fail_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, BaseException], None]]:
    """Lets the move of one file into its place fail."""
    move = busy_files.replace_path

    def arrange(name: str, error: BaseException) -> None:
        def fail(source: Path, target: Path) -> None:
            if target.name == name and source.parent.name.endswith(".part"):
                raise error
            move(source, target)

        monkeypatch.setattr(file_set, "replace_path", fail)

    yield arrange
    monkeypatch.setattr(file_set, "replace_path", move)


def test_all_files_replace_the_old_ones(place: Place) -> None:
    place.fill()
    place.export()
    assert place.read() == {**NEW, "other.txt": "not of the export"}
    assert place.leftovers() == []


def test_a_new_folder_appears_with_its_files(place: Place) -> None:
    place.export()
    assert place.read() == NEW
    assert place.leftovers() == []


@pytest.mark.parametrize("name", NEW)
def test_a_failing_move_leaves_everything_as_it_was(
    place: Place, fail_at: Callable[[str, BaseException], None], name: str
) -> None:
    place.fill()
    fail_at(name, OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(ServiceUnavailable, match="No space left on device"):
        place.export()
    assert place.read() == OLD
    assert place.leftovers() == []


def test_a_full_disk_while_old_files_are_kept_leaves_everything(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a volume without hard links, which needs room for copies."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    place.fill()
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    place.export()
    assert place.read() == {**NEW, "other.txt": "not of the export"}
    monkeypatch.setattr(shutil, "copy2", refuse)
    with pytest.raises(ServiceUnavailable):
        place.export(OLD)
    assert place.read() == {**NEW, "other.txt": "not of the export"}
    assert place.leftovers() == []


def test_a_cancelled_export_leaves_nothing(place: Place) -> None:
    with suppress(Cancelled), stage_files(place.target, place.records) as staged:
        write(staged, NEW)
        raise Cancelled("cancelled")
    assert not place.target.exists()
    assert place.leftovers() == []


def test_numbered_parts_are_whole_too(
    tmp_path: Path, fail_at: Callable[[str, BaseException], None]
) -> None:
    target = tmp_path / "bills.csv"
    target.write_text("old")
    fail_at("bills-2.csv", OSError(errno.EIO, "Input/output error"))
    with suppress(ServiceUnavailable), stage_files(target, tmp_path / "exports") as staged:
        write(staged, {"1": "new", "2": "new"})
        publish_parts(staged, target)
    assert target.read_text() == "old"
    assert not (tmp_path / "bills-2.csv").exists()


@pytest.fixture
def killed(
    place: Place,
    fail_at: Callable[[str, BaseException], None],
    monkeypatch: pytest.MonkeyPatch,
) -> Place:
    """A folder in the state that a killed export leaves: two files of three are new."""
    place.fill()
    fail_at("c.csv", Killed())
    with monkeypatch.context() as dead:
        for name in ("take_back", "_discard"):
            dead.setattr(file_set, name, lambda *_: None)
        with pytest.raises(Killed):
            place.export()
    assert place.read()["a.csv"] == "new a"
    return place


@pytest.mark.expected_logs(file_set.__name__)
def test_a_crash_in_the_middle_is_mended(killed: Place) -> None:
    assert file_set.restore_cut_off_sets(killed.records) == [str(killed.target)]
    assert killed.read() == OLD
    assert killed.leftovers() == []
    assert file_set.restore_cut_off_sets(killed.records) == []


@pytest.mark.expected_logs(file_set.__name__)
def test_a_file_that_a_person_changed_since_is_left_alone(killed: Place) -> None:
    (killed.target / "a.csv").write_text("worked on")
    file_set.restore_cut_off_sets(killed.records)
    assert killed.read() == {**OLD, "a.csv": "worked on"}


def test_an_export_that_still_runs_is_left_alone(place: Place) -> None:
    with stage_files(place.target, place.records) as staged:
        write(staged, NEW)
        assert file_set.restore_cut_off_sets(place.records) == []
        publish_folder(staged, place.target)
    assert place.read() == NEW


def test_only_folders_of_exports_are_deleted(place: Place, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    place.records.mkdir()
    for number, folder in enumerate((precious, tmp_path / "gone" / ".x.00000000.part")):
        record = {"folder": str(folder), "target": "x"}
        (place.records / f"{number}.json").write_text(json.dumps(record))
    (place.records / "2.json").write_text("{")
    assert file_set.restore_cut_off_sets(place.records) == []
    assert precious.is_dir()
    assert (place.records / "1.json").exists(), "its volume may come back"


def test_a_failure_to_become_a_folder_leaves_none(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(export_files, "rename_path", refuse)
    with pytest.raises(ServiceUnavailable):
        place.export()
    assert not place.target.exists()
    assert place.leftovers() == []

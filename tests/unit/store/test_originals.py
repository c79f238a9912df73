"""The kept originals: same bytes once, the person's own file untouched."""

import hashlib
import os
import stat
from pathlib import Path

import pytest

from receipt_desktop.errors import InvalidRequest
from receipt_desktop.paths import Paths
from receipt_desktop.role import machine
from receipt_desktop.store.originals import Originals


@pytest.fixture
def originals(paths: Paths) -> Originals:
    return Originals(paths)


def test_a_file_is_copied_by_its_content(originals: Originals, tmp_path: Path) -> None:
    source = tmp_path / "my receipt 🧾.jpg"
    source.write_bytes(b"picture" * 300_000)
    kept = originals.keep(source)
    assert kept.content_hash == hashlib.sha256(b"picture" * 300_000).hexdigest()
    assert kept.path == originals.path_of(kept.content_hash)
    assert kept.path.read_bytes() == source.read_bytes()
    assert kept.size == 2_100_000
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600


def test_the_same_bytes_are_kept_once(originals: Originals, paths: Paths) -> None:
    assert originals.keep_bytes(b"x") == originals.keep_bytes(b"x")
    assert len([file for file in paths.originals.rglob("*") if file.is_file()]) == 1


def test_a_half_written_copy_is_written_anew(originals: Originals) -> None:
    kept = originals.keep_bytes(b"whole")
    kept.path.write_bytes(b"wh")
    assert originals.keep_bytes(b"whole").path.read_bytes() == b"whole"


def test_what_cannot_be_copied_is_a_sentence(originals: Originals, tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match=r"gone\.jpg is not there"):
        originals.keep(tmp_path / "gone.jpg")
    with pytest.raises(InvalidRequest, match="is a folder"):
        originals.keep(tmp_path)


def test_removed_bytes_are_gone(originals: Originals) -> None:
    kept = originals.keep_bytes(b"x")
    originals.remove(kept.content_hash)
    assert not kept.path.exists()
    originals.remove(kept.content_hash)


def test_half_copies_of_a_dead_process_go_and_those_of_living_ones_stay(
    originals: Originals, paths: Paths
) -> None:
    here, gone = machine(), 2**22 + 1  # beyond the highest process id of Linux
    names = {f".new-{here}-{gone}-abcdefgh": False, f".new-{here}-{os.getpid()}-abcdefgh": True,
             f".new-00000000-{gone}-abcdefgh": True}  # fmt: skip
    for name in names:
        (paths.originals / name).touch()
    assert originals.tidy() == 1
    assert {name: (paths.originals / name).exists() for name in names} == names

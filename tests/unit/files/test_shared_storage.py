"""Files that several machines share: in a real folder, fsspec's store in memory, a bucket."""

from __future__ import annotations

import errno
import io
import secrets
import sys
from pathlib import Path

import pytest

from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable
from receipt_desktop.files.originals import Originals
from receipt_desktop.files.shared_storage import (
    NoSharedStorage,
    SharedStorage,
    StoredFileMissing,
    open_shared_storage,
    translate_storage_errors,
)
from tests.removal import delete_original


@pytest.fixture(params=["folder", "file", "memory", "s3"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> SharedStorage:
    if request.param == "s3":
        request.getfixturevalue("s3_environment")
        return SharedStorage(f"s3://{request.getfixturevalue('bucket')}/receipts")
    urls = {
        "folder": str(tmp_path / "shared"),
        "file": f"file://{tmp_path}/shared",
        "memory": f"memory://{secrets.token_hex(8)}/receipts",
    }
    return SharedStorage(urls[request.param])


@pytest.fixture
def machines(tmp_path: Path, shelf: SharedStorage) -> tuple[Originals, Originals]:
    """Two machines, each with a data folder of its own."""
    folders = [Paths(tmp_path / name) for name in ("here", "there")]
    for paths in folders:
        paths.create_folders()
    here, there = (Originals(paths, shelf) for paths in folders)
    return here, there


def list_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_an_original_is_fetched_by_another_machine(
    machines: tuple[Originals, Originals],
) -> None:
    here, there = machines
    kept = here.store_bytes(b"a receipt")
    assert not there.original_path(kept.content_hash).exists()
    found = there.fetch_original(kept.content_hash)
    assert found.read_bytes() == b"a receipt"
    assert found == there.original_path(kept.content_hash) != kept.path
    here.store_bytes(b"a receipt")  # once more does no harm


def test_page_images_are_fetched_by_another_machine(
    machines: tuple[Originals, Originals], tmp_path: Path
) -> None:
    here, there = machines
    folder = tmp_path / "here" / "pages" / "ab" / "abcd"
    folder.mkdir(parents=True)
    for name in ("0.jpg", "1.jpg", "thumb.jpg"):
        (folder / name).write_bytes(name.encode())
    here.share_pictures(["pages/ab/abcd/0.jpg", "pages/ab/abcd/1.jpg"])
    for name in ("0.jpg", "1.jpg", "thumb.jpg"):
        assert there.fetch_picture(f"pages/ab/abcd/{name}").read_bytes() == name.encode()
    assert not there.fetch_picture("pages/ab/abcd/2.jpg").exists()


def test_an_original_that_is_nowhere_is_missing(machines: tuple[Originals, Originals]) -> None:
    here, _ = machines
    assert not here.fetch_original("0" * 64).exists()


def test_a_removed_original_is_gone_on_every_machine(
    machines: tuple[Originals, Originals], shelf: SharedStorage, tmp_path: Path
) -> None:
    here, there = machines
    kept = here.store_bytes(b"a receipt")
    folder = f"pages/{kept.content_hash[:2]}/{kept.content_hash}"
    places = [f"{folder}/0.jpg", f"{folder}/thumb.jpg", f"{folder}-12/0.jpg"]
    (tmp_path / "page.jpg").write_bytes(b"page")
    for place in (*places, f"{folder[:-1]}/0.jpg"):
        shelf.upload_file(place, tmp_path / "page.jpg")
    delete_original(here, kept.content_hash)
    assert here.clear_shared_storage(set) == 1
    assert not there.fetch_original(kept.content_hash).exists()
    assert not [place for place in places if there.fetch_picture(place).exists()]
    assert there.fetch_picture(f"{folder[:-1]}/0.jpg").exists()  # another one's
    delete_original(here, kept.content_hash)
    assert (here.clear_shared_storage(set), here.clear_shared_storage(set)) == (1, 0)


def test_an_original_that_was_submitted_again_stays(machines: tuple[Originals, Originals]) -> None:
    here, there = machines
    both = [here.store_bytes(data).content_hash for data in (b"one", b"two")]
    for content_hash in both:
        delete_original(here, content_hash)
    here.store_bytes(b"one")
    there.store_bytes(b"two")
    assert here.clear_shared_storage(lambda: both) == 0
    assert there.fetch_original(both[0]).exists()
    assert here.fetch_original(both[1]).exists()


@pytest.mark.expected_logs("receipt_desktop.files.originals")
@pytest.mark.skipif(sys.platform == "win32", reason="below a file all is missing on Windows")
def test_a_failed_removal_from_the_shared_files_is_repeated(paths: Paths, tmp_path: Path) -> None:
    folder, away = tmp_path / "shared", tmp_path / "away"
    originals = Originals(paths, SharedStorage(str(folder)))
    kept = [originals.store_bytes(data).content_hash for data in (b"one", b"two")]
    folder.rename(away)
    folder.write_text("a file in the place of the folder")
    for content_hash in kept:
        delete_original(originals, content_hash)
    assert originals.clear_shared_storage(set) == 0
    folder.unlink()
    away.rename(folder)
    assert len(list_files(folder)) == 2
    assert originals.clear_shared_storage(set) == 2
    assert not list_files(folder)


def test_no_partial_file_is_left(machines: tuple[Originals, Originals], tmp_path: Path) -> None:
    here, there = machines
    kept = here.store_bytes(b"a receipt")
    there.fetch_original(kept.content_hash)
    there.fetch_original("0" * 64)
    assert not [path for path in list_files(tmp_path) if "new-" in path.name]
    assert list_files(tmp_path / "there") == [there.original_path(kept.content_hash)]


def test_unreachable_shared_files_refuse_new_originals(paths: Paths, tmp_path: Path) -> None:
    (tmp_path / "shared").write_text("a file in the place of the folder")
    originals = Originals(paths, SharedStorage(str(tmp_path / "shared")))
    with pytest.raises(ServiceUnavailable, match="cannot be reached"):
        originals.store_bytes(b"a receipt")


def test_a_refused_file_is_not_uploaded_to_the_shared_files(
    machines: tuple[Originals, Originals],
) -> None:
    here, there = machines

    def refuse(_: Path) -> None:
        raise InvalidRequest("file_unknown", name="x")

    with pytest.raises(InvalidRequest):
        here.begin_stream(io.BytesIO(b"x"), refuse)
    kept = here.begin_stream(io.BytesIO(b"x"), lambda _: None).wait_until_flushed()
    assert there.fetch_original(kept.content_hash).read_bytes() == b"x"


def test_an_invalid_address_of_shared_files_is_refused() -> None:
    assert isinstance(open_shared_storage(""), NoSharedStorage)
    with pytest.raises(ServiceUnavailable, match="nonsense"):
        open_shared_storage("nonsense://user:secret@host/x")
    with pytest.raises(ServiceUnavailable, match="additional packages") as told:
        open_shared_storage("gs://bucket/receipts")  # nobody has asked for Google's package
    assert "bucket" not in told.value.sentence


class LostShare(FileNotFoundError):
    """What Python raises on Windows for a share whose server is away."""

    winerror = 53


def test_a_share_that_is_away_is_no_missing_file() -> None:
    with pytest.raises(ServiceUnavailable), translate_storage_errors():
        raise LostShare(errno.ENOENT, "The network path was not found")
    with pytest.raises(StoredFileMissing), translate_storage_errors():
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")

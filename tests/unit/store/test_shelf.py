"""Files that several machines share: in a real folder, fsspec's store in memory, a bucket."""

from __future__ import annotations

import io
import secrets
from pathlib import Path

import pytest

from receipt_desktop.errors import InvalidRequest, ServiceUnavailable
from receipt_desktop.paths import Paths
from receipt_desktop.store.originals import Originals
from receipt_desktop.store.shelf import NoShelf, Shelf, shelf_at
from tests.erasing import deleted


@pytest.fixture(params=["folder", "file", "memory", "s3"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    if request.param == "s3":
        request.getfixturevalue("s3_environment")
        return Shelf(f"s3://{request.getfixturevalue('bucket')}/receipts")
    urls = {
        "folder": str(tmp_path / "shared"),
        "file": f"file://{tmp_path}/shared",
        "memory": f"memory://{secrets.token_hex(8)}/receipts",
    }
    return Shelf(urls[request.param])


@pytest.fixture
def machines(tmp_path: Path, shelf: Shelf) -> tuple[Originals, Originals]:
    """Two machines, each with a data folder of its own."""
    folders = [Paths(tmp_path / name) for name in ("here", "there")]
    for paths in folders:
        paths.create()
    here, there = (Originals(paths, shelf) for paths in folders)
    return here, there


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_an_original_of_one_machine_is_at_hand_on_another(
    machines: tuple[Originals, Originals],
) -> None:
    here, there = machines
    kept = here.keep_bytes(b"a receipt")
    assert not there.path_of(kept.content_hash).exists()
    found = there.at_hand(kept.content_hash)
    assert found.read_bytes() == b"a receipt"
    assert found == there.path_of(kept.content_hash) != kept.path
    here.keep_bytes(b"a receipt")  # once more does no harm


def test_pictures_of_one_machine_are_seen_on_another(
    machines: tuple[Originals, Originals], tmp_path: Path
) -> None:
    here, there = machines
    folder = tmp_path / "here" / "pages" / "ab" / "abcd"
    folder.mkdir(parents=True)
    for name in ("0.jpg", "1.jpg", "thumb.jpg"):
        (folder / name).write_bytes(name.encode())
    here.share_pictures(["pages/ab/abcd/0.jpg", "pages/ab/abcd/1.jpg"])
    for name in ("0.jpg", "1.jpg", "thumb.jpg"):
        assert there.picture(f"pages/ab/abcd/{name}").read_bytes() == name.encode()
    assert not there.picture("pages/ab/abcd/2.jpg").exists()


def test_what_is_nowhere_is_not_there(machines: tuple[Originals, Originals]) -> None:
    here, _ = machines
    assert not here.at_hand("0" * 64).exists()


def test_what_is_forgotten_is_gone_for_all(
    machines: tuple[Originals, Originals], shelf: Shelf, tmp_path: Path
) -> None:
    here, there = machines
    kept = here.keep_bytes(b"a receipt")
    folder = f"pages/{kept.content_hash[:2]}/{kept.content_hash}"
    places = [f"{folder}/0.jpg", f"{folder}/thumb.jpg", f"{folder}-12/0.jpg"]
    (tmp_path / "page.jpg").write_bytes(b"page")
    for place in (*places, f"{folder[:-1]}/0.jpg"):
        shelf.put(place, tmp_path / "page.jpg")
    deleted(here, kept.content_hash)
    assert here.clear_shelf(set) == 1
    assert not there.at_hand(kept.content_hash).exists()
    assert not [place for place in places if there.picture(place).exists()]
    assert there.picture(f"{folder[:-1]}/0.jpg").exists()  # another one's
    deleted(here, kept.content_hash)
    assert (here.clear_shelf(set), here.clear_shelf(set)) == (1, 0)


def test_what_was_given_again_stays(machines: tuple[Originals, Originals]) -> None:
    here, there = machines
    both = [here.keep_bytes(data).content_hash for data in (b"one", b"two")]
    for content_hash in both:
        deleted(here, content_hash)
    here.keep_bytes(b"one")
    there.keep_bytes(b"two")
    assert here.clear_shelf(lambda: both) == 0
    assert there.at_hand(both[0]).exists()
    assert here.at_hand(both[1]).exists()


def test_what_could_not_be_removed_goes_later(paths: Paths, tmp_path: Path) -> None:
    folder, away = tmp_path / "shared", tmp_path / "away"
    originals = Originals(paths, Shelf(str(folder)))
    kept = [originals.keep_bytes(data).content_hash for data in (b"one", b"two")]
    folder.rename(away)
    folder.write_text("a file in the place of the folder")
    for content_hash in kept:
        deleted(originals, content_hash)
    assert originals.clear_shelf(set) == 0
    folder.unlink()
    away.rename(folder)
    assert len(files(folder)) == 2
    assert originals.clear_shelf(set) == 2
    assert not files(folder)


def test_nothing_half_written_is_left(
    machines: tuple[Originals, Originals], tmp_path: Path
) -> None:
    here, there = machines
    kept = here.keep_bytes(b"a receipt")
    there.at_hand(kept.content_hash)
    there.at_hand("0" * 64)
    assert not [path for path in files(tmp_path) if "new-" in path.name]
    assert files(tmp_path / "there") == [there.path_of(kept.content_hash)]


def test_a_shelf_that_is_not_reached_takes_nothing_in(paths: Paths, tmp_path: Path) -> None:
    (tmp_path / "shared").write_text("a file in the place of the folder")
    originals = Originals(paths, Shelf(str(tmp_path / "shared")))
    with pytest.raises(ServiceUnavailable, match="cannot be reached"):
        originals.keep_bytes(b"a receipt")


def test_a_refused_file_reaches_no_shelf(machines: tuple[Originals, Originals]) -> None:
    here, there = machines

    def refuse(_: Path) -> None:
        raise InvalidRequest("no receipt")

    with pytest.raises(InvalidRequest):
        here.begin_stream(io.BytesIO(b"x"), refuse)
    kept = here.begin_stream(io.BytesIO(b"x"), lambda _: None).wait()
    assert there.at_hand(kept.content_hash).read_bytes() == b"x"


def test_what_is_no_shelf_is_told() -> None:
    assert isinstance(shelf_at(""), NoShelf)
    with pytest.raises(ServiceUnavailable, match="nonsense"):
        shelf_at("nonsense://user:secret@host/x")
    with pytest.raises(ServiceUnavailable, match="further packages") as told:
        shelf_at("gs://bucket/receipts")  # nobody has asked for Google's package
    assert "bucket" not in told.value.sentence

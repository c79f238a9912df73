"""The file search: folders, links, patterns, web addresses."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from receipt_desktop.reading import file_search
from receipt_desktop.reading.file_search import find_files

DEEP = 400


def names(*paths: Path) -> list[str]:
    return [found.path.name for found in find_files(paths)]


def keys(*paths: Path) -> list[str]:
    return [found.error.key if found.error else "" for found in find_files(paths)]


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    (folder / "b").mkdir(parents=True)
    for name in ("a.jpg", "b/c.jpg", "d.jpg"):
        (folder / name).write_bytes(b"x")
    return folder


def test_a_folder_is_walked_in_the_order_of_its_names(pile: Path) -> None:
    assert names(pile) == ["a.jpg", "c.jpg", "d.jpg"]
    assert names(pile / "d.jpg", pile) == ["d.jpg", "a.jpg", "c.jpg"]
    assert names(pile, pile, pile / "b") == ["a.jpg", "c.jpg", "d.jpg"]


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege on Windows")
def test_links_that_lead_back_are_passed_over(pile: Path) -> None:
    (pile / "again").symlink_to(".")
    (pile / "b" / "up").symlink_to("..")
    (pile / "b" / "above").symlink_to(pile.parent)
    (pile / "b" / "loop.jpg").symlink_to("loop.jpg")
    (pile.parent / "outside.jpg").write_bytes(b"x")
    assert names(pile) == ["a.jpg", "c.jpg", "d.jpg"]
    assert names(pile / "again") == ["a.jpg", "c.jpg", "d.jpg"]


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege on Windows")
def test_a_file_is_found_once_and_under_its_own_name(pile: Path) -> None:
    (pile / "0.jpg").symlink_to("d.jpg")
    (pile / "b" / "0.jpg").symlink_to("../a.jpg")
    (pile / "z").symlink_to("b")
    assert names(pile) == ["a.jpg", "c.jpg", "d.jpg"]


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege on Windows")
def test_a_link_to_another_place_is_followed(pile: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "e.jpg").write_bytes(b"x")
    (pile / "b" / "other").symlink_to(tmp_path / "other")
    (pile / "broken.jpg").symlink_to("nowhere")
    assert names(pile) == ["a.jpg", "c.jpg", "e.jpg", "d.jpg", "broken.jpg"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipes_and_sockets_are_passed_over_unless_they_are_given(
    pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(pile / "pipe")
    monkeypatch.chdir(pile)  # the path of a socket has to be short
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket")
        assert names(pile) == ["a.jpg", "c.jpg", "d.jpg"]
    assert names(pile / "pipe") == ["pipe"]


@pytest.mark.parametrize(
    "name",
    ["Thumbs.db", "ehthumbs.db", "desktop.ini", "Desktop.ini", "~$list.xlsx", ".DS_Store",
     "._a.jpg", ".hidden.jpg", "a.jpg.part", "x.TMP", "b.crdownload", "shop.lnk"],
)  # fmt: skip
def test_files_of_the_system_are_left_out_unless_they_are_given(pile: Path, name: str) -> None:
    (pile / name).write_bytes(b"x")
    assert names(pile) == ["a.jpg", "c.jpg", "d.jpg"]
    assert names(pile / name) == [name]


@pytest.mark.parametrize(
    "name",
    ["@eaDir", "__MACOSX", "$RECYCLE.BIN", "System Volume Information", "lost+found", ".git"],
)
def test_folders_of_the_system_are_left_out_unless_they_are_given(pile: Path, name: str) -> None:
    (pile / name).mkdir()
    (pile / name / "x.jpg").write_bytes(b"x")
    assert names(pile) == ["a.jpg", "c.jpg", "d.jpg"]
    assert names(pile / name) == ["x.jpg"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("https://shop.example/receipt.pdf", "https://shop.example/receipt.pdf"),
        ("HTTP://shop.example", "HTTP://shop.example"),
        ("www.shop.example/a.jpg", "www.shop.example/a.jpg"),
    ],
)
def test_a_web_address_is_named_as_such(given: str, shown: str) -> None:
    (found,) = find_files([Path(given)])
    assert found.error
    assert (found.error.key, found.given) == ("web_address", shown)
    assert "Save the file first" in found.error.sentence


def test_a_pattern_is_expanded_or_explained(pile: Path) -> None:
    (pile / "Thumbs.db").write_bytes(b"x")
    assert names(pile / "*.jpg") == ["a.jpg", "d.jpg"]
    assert names(pile / "[ad].jp?") == ["a.jpg", "d.jpg"]
    assert names(pile / "*") == ["a.jpg", "c.jpg", "d.jpg"]
    (found,) = find_files([pile / "*.pdf"])
    assert found.error
    assert found.error.sentence == f"No file matches {pile / '*.pdf'}."


def test_a_name_that_only_looks_like_a_pattern_is_a_name(pile: Path) -> None:
    (pile / "scan [1].jpg").write_bytes(b"x")
    assert names(pile / "scan [1].jpg") == ["scan [1].jpg"]


def test_unusual_file_names_do_not_end_the_walk(
    pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pile.parent / "empty").mkdir()
    monkeypatch.chdir(pile.parent / "empty")
    odd = [Path("0" * 300 + ".jpg"), Path("a/" * 5000), Path("zero\0byte"), Path()]
    assert names(*odd, pile)[-3:] == ["a.jpg", "c.jpg", "d.jpg"]


def test_the_depth_of_a_folder_is_no_limit(tmp_path: Path) -> None:
    deep = tmp_path / Path(*["d"] * DEEP)
    deep.mkdir(parents=True)
    (deep / "a.jpg").write_bytes(b"x")
    assert names(tmp_path) == ["a.jpg"]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root ignores file permissions"
)
def test_a_folder_that_cannot_be_listed_gets_its_sentence(pile: Path) -> None:
    (pile / "b").chmod(0)
    assert keys(pile) == ["", "file_denied", ""]
    (pile / "b").chmod(0o700)


def test_a_folder_that_is_gone_when_it_is_listed_gets_its_sentence(
    pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> list[str]:
        if folder.name == "b":
            raise PermissionError(13, "Permission denied", str(folder))
        return sorted(path.name for path in folder.iterdir())

    monkeypatch.setattr(file_search, "_sorted_names", refuse)
    assert keys(pile) == ["", "file_denied", ""]


def test_files_that_share_a_number_are_all_found(
    pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some network file systems give several files one inode number."""

    def same(path: Path) -> tuple[int, int]:
        return (1, hash(path) if path.is_dir() else 7)

    monkeypatch.setattr(file_search, "identity_of", same)
    assert names(pile) == ["a.jpg", "c.jpg", "d.jpg"]

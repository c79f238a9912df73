"""The database file: newer ones refused, odd ones named, a lost one noticed while it is open."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from receipt_desktop.errors import DamagedData, NewerData, ServiceUnavailable
from receipt_desktop.paths import Paths
from receipt_desktop.receipt import Priority, Query, Wish
from receipt_desktop.store.engine import MIGRATIONS, NEWEST, create_at, revisions
from receipt_desktop.store.open_file import COPIES, side_file
from receipt_desktop.store.store import Store


def url_of(paths: Paths) -> str:
    return f"sqlite:///{paths.database}"


@contextmanager
def opened(paths: Paths) -> Iterator[Store]:
    store = Store(url_of(paths))
    try:
        yield store
    finally:
        store.close()


def add(store: Store, name: str = "a.jpg") -> str:
    return store.add(name, name.encode().hex(), "/kept", Priority.NORMAL, Wish()).id


def names(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [name for (name,) in connection.execute("SELECT file_name FROM receipts")]


def test_the_migrations_are_known_by_their_files() -> None:
    written = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("0*.py"))
    assert list(revisions()) == written
    assert written[-1] == NEWEST


@pytest.mark.parametrize("revision", ["0099", "9f3ab2c41d00", "0005x"])
def test_a_newer_database_is_refused_in_words_and_not_touched(paths: Paths, revision: str) -> None:
    with opened(paths):
        pass
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()
    before = paths.database.read_bytes()
    with pytest.raises(NewerData, match="newer version of Receipt Desktop") as caught:
        Store(url_of(paths))
    assert caught.value.key == "newer_database"
    assert paths.database.read_bytes() == before


def test_tables_without_their_version_are_damaged(paths: Paths) -> None:
    with opened(paths):
        pass
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.execute("DELETE FROM alembic_version")
        connection.commit()
    with pytest.raises(DamagedData):
        Store(url_of(paths))


def test_a_database_can_be_made_at_any_migration_and_brought_further(tmp_path: Path) -> None:
    for revision in revisions():
        file = tmp_path / f"{revision}.db"
        create_at(file, revision)
        with closing(sqlite3.connect(file)) as connection:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        assert found == (revision,)
        create_at(file, NEWEST)


def folder(path: Path) -> None:
    path.mkdir()


def loop(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need rights there")
@pytest.mark.parametrize(
    ("suffix", "obstacle", "key"),
    [
        ("", folder, "database_folder"),
        ("-wal", folder, "database_folder"),
        ("-shm", folder, "database_folder"),
        ("", loop, "database_unusable"),
    ],
)
def test_what_is_in_the_way_is_named(
    paths: Paths, suffix: str, obstacle: Callable[[Path], None], key: str
) -> None:
    path = side_file(paths.database, suffix) if suffix else paths.database
    obstacle(path)
    with pytest.raises(ServiceUnavailable) as caught:
        Store(url_of(paths))
    assert caught.value.key == key
    assert str(path) in caught.value.sentence


@pytest.mark.skipif(
    not hasattr(os, "getuid") or os.getuid() == 0, reason="root may read everything"
)
def test_a_file_that_may_not_be_read_is_named(paths: Paths) -> None:
    with opened(paths):
        pass
    paths.database.chmod(0)
    with pytest.raises(ServiceUnavailable, match="cannot be opened"):
        Store(url_of(paths))


@pytest.mark.parametrize("content", [b"hello\n", b"garbage" * 5_000])
def test_what_is_no_database_is_refused_and_left_as_it_is(paths: Paths, content: bytes) -> None:
    paths.database.write_bytes(content)
    with pytest.raises(DamagedData):
        Store(url_of(paths))
    assert paths.database.read_bytes() == content


# -- lost while it is open


@contextmanager
def refused() -> Iterator[None]:
    """The block ends with the sentence about a file that is gone."""
    with pytest.raises(ServiceUnavailable, match="deleted or replaced") as caught:
        yield
    assert caught.value.key == "database_replaced"


def test_a_deleted_database_is_noticed_and_written_again(
    paths: Paths, caplog: pytest.LogCaptureFixture
) -> None:
    with refused(), opened(paths) as store:
        add(store)
        for path in paths.data.glob("receipts.db*"):
            path.unlink()
        add(store, "late.jpg")
    assert names(paths.database) == ["a.jpg"]
    assert "was deleted or replaced" in caplog.text


def test_a_replaced_database_is_noticed_and_both_are_kept(paths: Paths) -> None:
    with opened(paths) as store:
        add(store, "old.jpg")
    shutil.copy(paths.database, paths.data / "other.db")
    with refused(), opened(paths) as store:
        add(store, "new.jpg")
        (paths.data / "other.db").replace(paths.database)
        store.receipts(Query())
    assert names(paths.database) == ["old.jpg"]
    (rescued,) = (paths.data / COPIES).glob("receipts-replaced-*.db")
    assert sorted(names(rescued)) == ["new.jpg", "old.jpg"]


def test_a_store_that_is_closed_twice_leaves_a_newer_file_alone(paths: Paths) -> None:
    store = Store(url_of(paths))
    store.close()
    paths.database.unlink()
    with opened(paths) as other:
        add(other)
    store.close()
    assert names(paths.database) == ["a.jpg"]
    assert not list(paths.data.glob("copies/*"))


def test_an_emptied_database_is_noticed(paths: Paths) -> None:
    with refused(), opened(paths) as store:
        add(store)
        os.truncate(paths.database, 0)
        add(store, "late.jpg")


def test_a_data_folder_that_was_moved_is_noticed(paths: Paths) -> None:
    away = paths.data.with_name(f"{paths.data.name}-away")
    try:
        with refused(), opened(paths) as store:
            add(store)
            paths.data.rename(away)
            store.receipts(Query())
        assert names(away / "receipts.db") == ["a.jpg"]
        assert not paths.data.exists()
    finally:
        shutil.rmtree(away, ignore_errors=True)


pytestmark = pytest.mark.expected_logs("receipt_desktop.store.open_file")

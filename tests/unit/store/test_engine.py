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

from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import DamagedData, NewerData, ServiceUnavailable
from receipt_desktop.domain.receipt import Priority, ReadOptions
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store.database_file import COPIES_FOLDER, side_file_path
from receipt_desktop.store.migration import create_database_at
from receipt_desktop.store.revisions import MIGRATIONS_FOLDER, NEWEST_REVISION, list_revisions
from receipt_desktop.store.store import Store


def make_url(paths: Paths) -> str:
    return f"sqlite:///{paths.database}"


@contextmanager
def open_store(paths: Paths) -> Iterator[Store]:
    store = Store(make_url(paths))
    try:
        yield store
    finally:
        store.close()


def add_receipt(store: Store, name: str = "a.jpg") -> str:
    return store.add_receipt(name, name.encode().hex(), Priority.NORMAL, ReadOptions()).id


def list_table_names(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [name for (name,) in connection.execute("SELECT file_name FROM receipts")]


def test_the_migrations_are_known_by_their_files() -> None:
    written = sorted(path.name[:4] for path in (MIGRATIONS_FOLDER / "versions").glob("0*.py"))
    assert list(list_revisions()) == written
    assert written[-1] == NEWEST_REVISION


@pytest.mark.parametrize("revision", ["0099", "9f3ab2c41d00", "0005x"])
def test_a_newer_database_is_refused_in_words_and_not_touched(paths: Paths, revision: str) -> None:
    with open_store(paths):
        pass
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()
    before = paths.database.read_bytes()
    with pytest.raises(NewerData, match="newer version of Receipt Desktop") as caught:
        Store(make_url(paths))
    assert caught.value.key == "newer_database"
    assert paths.database.read_bytes() == before


def test_tables_without_their_version_are_damaged(paths: Paths) -> None:
    with open_store(paths):
        pass
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.execute("DELETE FROM alembic_version")
        connection.commit()
    with pytest.raises(DamagedData):
        Store(make_url(paths))


def test_a_database_is_brought_from_each_migration_to_the_next(tmp_path: Path) -> None:
    file = tmp_path / "receipts.db"
    for revision in list_revisions():
        create_database_at(file, revision)
        with closing(sqlite3.connect(file)) as connection:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        assert found == (revision,)
    assert revision == NEWEST_REVISION


def test_an_older_database_keeps_its_rows_when_columns_are_dropped(paths: Paths) -> None:
    """A table that is made anew would take the rows of others with it, by their foreign keys."""
    create_database_at(paths.database, "0005")
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.execute(
            "INSERT INTO receipts (id, file_name, content_hash, original, priority, wish_fresh, "
            "held, run, lost, queued_at, status, stage, progress, attempts, needs_review, "
            "approved, reasons, model_outcome, pages, seconds, search, version, created_at) VALUES "
            "('r', 'a.jpg', 'h', '/kept', 5, 0, 0, 1, 0, '2024-01-01 00:00:00', 'completed', "
            "'done', 100, 1, 0, 0, '[]', 'off', 1, 2.5, '', 1, '2024-01-01 00:00:00')"
        )
        connection.execute(
            "INSERT INTO corrections (receipt_id, field, text, made_at) "
            "VALUES ('r', 'merchant', 'Shop', '2024-01-01 00:00:00')"
        )
        connection.commit()
    with open_store(paths) as store:
        assert store.get_receipt("r").file_name == "a.jpg"
    with closing(sqlite3.connect(paths.database)) as connection:
        names = {row[1] for row in connection.execute("PRAGMA table_info(receipts)")}
        corrected = connection.execute("SELECT receipt_id, text FROM corrections").fetchall()
    assert not names & {"original", "seconds"}
    assert corrected == [("r", "Shop")]


def make_folder(path: Path) -> None:
    path.mkdir()


def make_link_loop(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege on Windows")
@pytest.mark.parametrize(
    ("suffix", "obstacle", "key"),
    [
        ("", make_folder, "database_folder"),
        ("-wal", make_folder, "database_folder"),
        ("-shm", make_folder, "database_folder"),
        ("", make_link_loop, "database_unusable"),
    ],
)
def test_an_obstacle_in_place_of_a_database_file_is_named(
    paths: Paths, suffix: str, obstacle: Callable[[Path], None], key: str
) -> None:
    path = side_file_path(paths.database, suffix) if suffix else paths.database
    obstacle(path)
    with pytest.raises(ServiceUnavailable) as caught:
        Store(make_url(paths))
    assert caught.value.key == key
    assert str(path) in caught.value.sentence


@pytest.mark.skipif(
    not hasattr(os, "getuid") or os.getuid() == 0, reason="root ignores file permissions"
)
def test_a_file_that_may_not_be_read_is_named(paths: Paths) -> None:
    with open_store(paths):
        pass
    paths.database.chmod(0)
    with pytest.raises(ServiceUnavailable, match="cannot be opened"):
        Store(make_url(paths))


@pytest.mark.parametrize("content", [b"hello\n", b"garbage" * 5_000])
def test_a_file_that_is_no_database_is_refused_and_left_alone(paths: Paths, content: bytes) -> None:
    paths.database.write_bytes(content)
    with pytest.raises(DamagedData):
        Store(make_url(paths))
    assert paths.database.read_bytes() == content


# -- lost while it is open


@contextmanager
def expect_replaced_error() -> Iterator[None]:
    """The block ends with the sentence about a file that is gone."""
    with pytest.raises(ServiceUnavailable, match="deleted or replaced") as caught:
        yield
    assert caught.value.key == "database_replaced"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file from that")
def test_a_deleted_database_is_detected_and_rewritten(
    paths: Paths, caplog: pytest.LogCaptureFixture
) -> None:
    with expect_replaced_error(), open_store(paths) as store:
        add_receipt(store)
        for path in paths.data.glob("receipts.db*"):
            path.unlink()
        add_receipt(store, "late.jpg")
    assert list_table_names(paths.database) == ["a.jpg"]
    assert "was deleted or replaced" in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file from that")
def test_a_replaced_database_is_noticed_and_both_are_kept(paths: Paths) -> None:
    with open_store(paths) as store:
        add_receipt(store, "old.jpg")
    shutil.copy(paths.database, paths.data / "other.db")
    with expect_replaced_error(), open_store(paths) as store:
        add_receipt(store, "new.jpg")
        (paths.data / "other.db").replace(paths.database)
        store.find_receipts(ReceiptQuery())
    assert list_table_names(paths.database) == ["old.jpg"]
    (rescued,) = (paths.data / COPIES_FOLDER).glob("receipts-replaced-*.db")
    assert sorted(list_table_names(rescued)) == ["new.jpg", "old.jpg"]


def test_a_store_that_is_closed_twice_leaves_a_newer_file_alone(paths: Paths) -> None:
    store = Store(make_url(paths))
    store.close()
    paths.database.unlink()
    with open_store(paths) as other:
        add_receipt(other)
    store.close()
    assert list_table_names(paths.database) == ["a.jpg"]
    assert not list(paths.data.glob("copies/*"))


def test_an_emptied_database_is_noticed(paths: Paths) -> None:
    with expect_replaced_error(), open_store(paths) as store:
        add_receipt(store)
        os.truncate(paths.database, 0)
        add_receipt(store, "late.jpg")


def test_a_data_folder_that_was_moved_is_noticed(paths: Paths) -> None:
    away = paths.data.with_name(f"{paths.data.name}-away")
    try:
        with expect_replaced_error(), open_store(paths) as store:
            add_receipt(store)
            paths.data.rename(away)
            store.find_receipts(ReceiptQuery())
        assert list_table_names(away / "receipts.db") == ["a.jpg"]
        assert not paths.data.exists()
    finally:
        shutil.rmtree(away, ignore_errors=True)


pytestmark = pytest.mark.expected_logs("receipt_desktop.store.database_file")

"""Rows read from the pages of a file, and pages from a log, against what SQLite says."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from receipt_desktop.backup import wal
from receipt_desktop.backup.snapshot import check_database
from receipt_desktop.backup.sqlite_pages import BrokenPage, PageFile, parse_record, read_varint

Rows = list[tuple[object, ...]]


def make_database(file: Path, page_bytes: int) -> tuple[sqlite3.Connection, Rows]:
    """A table with values of all kinds and lengths, all of it in the log; its rows."""
    dice = random.Random(7)
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA page_size={page_bytes}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA wal_autocheckpoint=0")
    connection.execute("CREATE TABLE t (a TEXT PRIMARY KEY, b INT, c REAL, d BLOB)")
    for number in range(400):
        word = f"{number} é" * dice.choice((1, 5, 900))
        whole = dice.choice((None, 0, 1, -number, number << 40, -1, 255))
        blob = os.urandom(dice.choice((0, 3, 9_000)))
        row = (word, whole, dice.choice((number / 7, float(number))), blob)
        connection.execute("INSERT INTO t VALUES (?, ?, ?, ?)", row)
        if number % 50 == 0:
            connection.commit()
    connection.execute("DELETE FROM t WHERE rowid % 3 = 0")
    connection.commit()
    return connection, connection.execute("SELECT rowid, * FROM t ORDER BY rowid").fetchall()


@pytest.mark.parametrize("page_bytes", [512, 4096, 65_536])
def test_a_database_that_is_all_in_its_log_is_put_together_and_read(
    tmp_path: Path, page_bytes: int
) -> None:
    connection, wanted = make_database(tmp_path / "a.db", page_bytes)
    with closing(connection):
        shutil.copy(tmp_path / "a.db-wal", tmp_path / "log")
    target = tmp_path / "b.db"
    target.touch()
    assert wal.apply_log(target, tmp_path / "log") > 0
    assert check_database(target) is None
    with closing(sqlite3.connect(target)) as opened:
        assert opened.execute("SELECT rowid, * FROM t ORDER BY rowid").fetchall() == wanted
        (root,) = opened.execute("SELECT rootpage FROM sqlite_master WHERE name='t'").fetchone()
    with PageFile(target) as pages:
        rows = [row for number in pages.find_leaves(root) for row in pages.iterate_rows(number)]
        assert sorted((row.rowid, *row.values) for row in rows if row) == wanted
        assert pages.count_broken_below(root) == 0


def test_a_log_ends_at_the_first_frame_that_is_broken(tmp_path: Path) -> None:
    connection, _ = make_database(tmp_path / "a.db", 4096)
    with closing(connection):
        whole = (tmp_path / "a.db-wal").read_bytes()
    log = tmp_path / "log"
    log.write_bytes(whole)
    with log.open("rb") as stream:
        frames = list(wal.read_frames(stream))
    broken = bytearray(whole)
    broken[wal.HEADER_BYTES + 10 * (4096 + wal.FRAME_HEADER_BYTES) + 100] ^= 1
    log.write_bytes(broken)
    with log.open("rb") as stream:
        assert list(wal.read_frames(stream)) == frames[:10]
    log.write_bytes(b"no log at all" * 100)
    with log.open("rb") as stream:
        assert list(wal.read_frames(stream)) == []


def test_a_transaction_that_was_not_committed_is_left_out(tmp_path: Path) -> None:
    connection, wanted = make_database(tmp_path / "a.db", 4096)
    with closing(connection):
        connection.execute("PRAGMA cache_size=2")
        connection.executemany(
            "INSERT INTO t VALUES (?, 1, 1.0, ?)", [(f"new {n}", bytes(5_000)) for n in range(50)]
        )
        shutil.copy(tmp_path / "a.db-wal", tmp_path / "log")
        connection.rollback()
    target = tmp_path / "b.db"
    target.touch()
    wal.apply_log(target, tmp_path / "log")
    with closing(sqlite3.connect(target)) as opened:
        assert opened.execute("SELECT rowid, * FROM t ORDER BY rowid").fetchall() == wanted


def test_garbage_is_no_row(tmp_path: Path) -> None:
    """Whatever bytes there are: nothing is raised but what is documented, and nothing hangs."""
    dice = random.Random(3)
    file = tmp_path / "garbage"
    for _ in range(200):
        pages = bytearray(dice.randbytes(4096 * 3))
        for start in (100, 4096, 8192):
            pages[start] = dice.choice((0x05, 0x0D))
            pages[start + 3 : start + 5] = dice.randrange(40).to_bytes(2, "big")
        file.write_bytes(pages)
        with PageFile(file) as opened:
            for number in range(1, opened.page_count + 1):
                opened.find_leaves(number)
                assert all(
                    row is None or row.values is not None for row in opened.iterate_rows(number)
                )
            with pytest.raises(BrokenPage):
                opened.read_page(4)


def test_varints_and_records_are_parsed() -> None:
    assert read_varint(b"\x81\x00", 0) == (128, 2)
    assert read_varint(b"\xff" * 9, 0) == (2**64 - 1, 9)
    with pytest.raises(BrokenPage):
        parse_record(b"\x02\x01")  # a value that is not there
    assert parse_record(b"\x04\x00\x09\x0f\x41") == (None, 1, "A")

"""backup, restore and verify from the command line; every command reports damage."""

from __future__ import annotations

import io
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from receipt_desktop.__main__ import main
from receipt_desktop.backup import restore, swap
from receipt_desktop.backup.archive import BackupOptions
from receipt_desktop.cli.backup_options import PASSPHRASE
from receipt_desktop.config.paths import Paths
from tests.unit.backup.library import fill_library, hash_content, read_all_tables

READING = ("health", "stats", "audit", "export --format csv -o OUT", "verify", "backup FILE")


@pytest.fixture
def library(data_dir: Path) -> Paths:
    paths = Paths(data_dir / "data")
    fill_library(paths, 4)
    return paths


def run(paths: Paths, command: str) -> int:
    words = command.replace("OUT", str(paths.data.parent / "out.csv"))
    words = words.replace("FILE", str(paths.data.parent / "b.tar"))
    return main([*words.split(), "--data-dir", str(paths.data)])


def test_a_backup_command_and_a_restore_command_round_trip(
    library: Paths, capfd: pytest.CaptureFixture[str]
) -> None:
    wanted = read_all_tables(library.database)
    assert run(library, "backup FILE") == 0
    assert "4 receipts and 4 originals saved" in capfd.readouterr().err
    assert run(library, "verify FILE --json") == 0
    assert json.loads(capfd.readouterr().out)["differences"] == []
    library.original(hash_content(1)).unlink()
    assert run(library, "verify") == 1
    assert "receipt 1.jpg: the stored original is missing" in capfd.readouterr().out
    assert run(library, "restore FILE") == 0
    said = capfd.readouterr().err
    assert "4 receipts and 4 originals restored" in said
    assert "before-restore-" in said
    assert read_all_tables(library.database) == wanted
    assert run(library, "verify --json") == 0
    said_at_last = json.loads(capfd.readouterr().out)
    assert (said_at_last["originals"], said_at_last["differences"]) == (4, [])


def test_the_passphrase_comes_from_a_file_or_the_environment(
    library: Paths, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    file = library.data.parent / "passphrase"
    file.write_text("correct horse\n", encoding="utf-8")
    assert run(library, f"backup FILE --passphrase-file {file}") == 0
    assert "encrypted" in capfd.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run(library, "verify FILE") == 2
    assert PASSPHRASE in capfd.readouterr().err
    monkeypatch.setenv(PASSPHRASE, "incorrect horse")
    assert run(library, "restore FILE") == 2
    said = capfd.readouterr().err
    assert said == ("receipt-desktop: Wrong passphrase.\n")
    monkeypatch.setenv(PASSPHRASE, "correct horse")
    assert run(library, "verify FILE") == 0
    assert run(library, "restore FILE") == 0


def test_a_backup_of_another_kind_of_file_is_refused(
    library: Paths, capfd: pytest.CaptureFixture[str]
) -> None:
    (library.data.parent / "b.tar").write_text("notes", encoding="ascii")
    assert run(library, "restore FILE") == 2
    assert "not a backup" in capfd.readouterr().err


@pytest.mark.parametrize("command", READING)
def test_a_newer_database_is_refused_in_one_sentence(
    library: Paths, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    with closing(sqlite3.connect(library.database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
        connection.commit()
    assert run(library, command) == 3
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "newer version of Receipt Desktop" in said.err


@pytest.mark.expected_logs("receipt_desktop.backup")
@pytest.mark.parametrize("command", READING)
def test_every_command_reports_a_salvaged_database(
    library: Paths, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    """The pages of the tables are garbage, which is detected only when they are read."""
    with library.database.open("r+b") as stream:
        stream.seek(4096 * 3)
        stream.write(os.urandom(4096 * 12))
    run(library, command)
    said = capfd.readouterr().err
    assert "The database was damaged and has been rebuilt. Receipts recovered: 4, lost: 0." in said
    assert "Traceback" not in said
    run(library, "stats")
    assert "was damaged and has been rebuilt" in capfd.readouterr().err


def test_a_completed_interrupted_restore_is_reported(
    library: Paths, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(library, "backup FILE") == 0
    restore.prepare_restore(library, library.data.parent / "b.tar", BackupOptions())
    swap.confirm_restore(library)
    capfd.readouterr()
    assert run(library, "stats") == 0
    assert "The backup is restored. The previous data are kept in" in capfd.readouterr().err

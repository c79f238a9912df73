"""Recovers the readable rows of a damaged database, by table and by page."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from receipt_desktop.backup import table_schema, wal
from receipt_desktop.backup.header_repair import repair_header
from receipt_desktop.backup.sqlite_pages import (
    PageFile,
    SqliteRow,
)
from receipt_desktop.backup.table_schema import BOOKKEEPING_TABLES, TableSchema
from receipt_desktop.store.database_file import side_file_path
from receipt_desktop.store.migration import create_database_at, newer_data_error
from receipt_desktop.store.revisions import NEWEST_REVISION, list_revisions

LAST_WITH_ORIGINAL, ORIGINAL_COLUMN = "0005", "original VARCHAR"
"""Newer revisions lack this column of receipts; it changes the number of values in a row."""


@dataclass(frozen=True, slots=True)
class SalvagedTable:
    """The recovered rows of a table."""

    rows: int
    expected: int
    """Estimated number of rows before the damage."""
    is_whole: bool = False
    """Whether SQLite could read the whole table."""


def assemble_database(database: Path, target: Path) -> int:
    """Copy the damaged file and apply its write-ahead log; returns the size in bytes.

    Raises `OSError`.
    """
    if database.is_file():
        shutil.copyfile(database, target)
    else:
        target.touch()
    log_file = side_file_path(database, "-wal")
    if log_file.is_file():
        wal.apply_log(target, log_file)
    return target.stat().st_size


def salvage_database(damaged: Path, target: Path) -> dict[str, SalvagedTable]:
    """Write the readable rows of `damaged` into a new database with the same revision.

    `damaged` is a working copy whose header is repaired in place. Raises `NewerData`, `OSError`,
    and `sqlite3.Error` of the new database.
    """
    repair_header(damaged)
    with PageFile(damaged) as pages:
        layout = DatabaseLayout.from_pages(pages)
        create_database_at(target, layout.revision)
        with closing(sqlite3.connect(target, isolation_level=None)) as new:
            new.execute("PRAGMA foreign_keys=OFF")
            new.execute("PRAGMA synchronous=OFF")
            return _TableSalvage(pages, damaged, new, layout).salvage_tables()


@dataclass(frozen=True, slots=True)
class DatabaseLayout:
    """The readable part of the layout of a damaged file."""

    roots: dict[str, int]
    """Root page by table name."""
    revision: str

    @classmethod
    def from_pages(cls, pages: PageFile) -> DatabaseLayout:
        """The layout found in the pages. Raises `NewerData`."""
        roots = _find_roots(pages, pages.find_leaves(1)) or _find_roots(
            pages, range(1, pages.page_count + 1)
        )
        return cls(roots, _find_revision(pages, roots))


def _find_roots(pages: PageFile, numbers: Iterable[int]) -> dict[str, int]:
    found = {}
    for number in numbers:
        for row in pages.iterate_rows(number) if pages.is_leaf(number) else ():
            match row.values if row else ():
                case ("table", str(name), str(), int(root), str()) if 1 < root <= pages.page_count:
                    found[name] = root
    return found


def _find_revision(pages: PageFile, roots: dict[str, int]) -> str:
    """The revision in the file; if it cannot be read, judged by the columns of receipts."""
    root = roots.get("alembic_version")
    rows = [row for row in pages.iterate_rows(root) if row] if root else []
    written = [str(row.values[0]) for row in rows if len(row.values) == 1]
    if not written:
        return LAST_WITH_ORIGINAL if _has_original_column(pages) else NEWEST_REVISION
    if written[0] in list_revisions():
        return written[0]
    if written[0].isdigit() and written[0] > NEWEST_REVISION:
        raise newer_data_error("The damaged database")
    return NEWEST_REVISION


def _has_original_column(pages: PageFile) -> bool:
    """Whether receipts have a column that newer databases lack, as far as that can be read."""
    return any(
        row is not None
        and row.values[:2] == ("table", "receipts")
        and ORIGINAL_COLUMN in str(row.values[-1])
        for number in pages.find_leaves(1) or range(1, pages.page_count + 1)
        if pages.is_leaf(number)
        for row in pages.iterate_rows(number)
    )


@dataclass(slots=True)
class _PageTally:
    """The rows found so far in the pages of a table."""

    rows: int = 0
    pages: int = 0
    first: int = 0
    last: int = 0

    def add_page(self, rows: int, rowids: list[int]) -> None:
        """Count a page."""
        if not rowids:
            return
        self.first = min([*rowids, self.first] if self.pages else rowids)
        self.last = max([*rowids, self.last] if self.pages else rowids)
        self.rows += rows
        self.pages += 1

    @property
    def missing_rowids(self) -> int:
        """The number of missing rowids between the first and the last one."""
        return self.last - self.first + 1 - self.rows if self.pages else 0


class _TableSalvage:
    """Copies each table through SQLite or, where that fails, from its pages."""

    def __init__(
        self, pages: PageFile, damaged: Path, new: sqlite3.Connection, layout: DatabaseLayout
    ) -> None:
        self._pages = pages
        self._damaged = damaged
        self._new = new
        self._layout = layout
        self._tables = {
            name: table
            for name, table in table_schema.read_tables(new).items()
            if name not in BOOKKEEPING_TABLES
        }

    def salvage_tables(self) -> dict[str, SalvagedTable]:
        """Recover all tables; returns the result by table name."""
        with suppress(sqlite3.Error):
            self._new.execute("PRAGMA cell_size_check=ON")
            self._new.execute("ATTACH ? AS old", (f"{self._damaged}",))
        self._claimed = {
            name: self._pages.find_leaves(root) for name, root in self._layout.roots.items()
        }
        saved, broken = {}, []
        for name, table in self._tables.items():
            whole = self._copy_whole_table(table)
            if whole is None:
                broken.append(table)
            else:
                saved[name] = SalvagedTable(whole, whole, is_whole=True)
        if broken:
            saved |= self._salvage_pages(broken)
        with suppress(sqlite3.Error):
            self._new.execute("DETACH old")
        return saved

    def _copy_whole_table(self, table: TableSchema) -> int | None:
        """Copy all rows through SQLite; their number, or None (and no rows) after an error."""
        names = ", ".join(f'"{name}"' for name in table.column_names)
        self._new.execute("BEGIN")
        try:
            cursor = self._new.execute(
                f'INSERT INTO main."{table.name}" ({names}) '  # noqa: S608 (our own tables' names)
                f'SELECT {names} FROM old."{table.name}" NOT INDEXED'
            )
            self._new.execute("COMMIT")
        except sqlite3.Error:
            if self._new.in_transaction:
                self._new.execute("ROLLBACK")
            return None
        return cursor.rowcount

    # -- page by page

    def _salvage_pages(self, broken: list[TableSchema]) -> dict[str, SalvagedTable]:
        tallies = {table.name: _PageTally() for table in broken}
        known = set[int]().union(*self._claimed.values())
        for table in broken:
            for number in sorted(self._claimed.get(table.name, ())):
                self._insert_rows(table, self._read_rows(number), tallies[table.name])
        for number in sorted(self._find_unclaimed(known)):
            rows = self._read_rows(number)
            owner = table_schema.find_only_table(broken, rows)
            if owner:
                self._insert_rows(owner, rows, tallies[owner.name])
        return {
            table.name: SalvagedTable(
                tallies[table.name].rows, self._estimate_rows(table, tallies[table.name])
            )
            for table in broken
        }

    def _find_unclaimed(self, known: set[int]) -> set[int]:
        """Leaf pages that belong to no readable tree and are not free."""
        numbers = set(range(2, self._pages.page_count + 1)) - known - self._pages.find_free_pages()
        return {number for number in numbers if self._pages.is_leaf(number)}

    def _read_rows(self, number: int) -> list[SqliteRow]:
        return [row for row in self._pages.iterate_rows(number) if row]

    def _insert_rows(self, table: TableSchema, rows: list[SqliteRow], tally: _PageTally) -> None:
        """Insert rows, except duplicates and rows that violate a constraint."""
        marks = ", ".join("?" * len(table.columns))
        fitted = [(row.rowid, values) for row in rows if (values := table.fit_row(row))]
        before = self._new.total_changes
        self._new.execute("BEGIN")
        self._new.executemany(
            f'INSERT OR IGNORE INTO main."{table.name}" VALUES ({marks})',  # noqa: S608
            [values for _, values in fitted],
        )
        self._new.execute("COMMIT")
        tally.add_page(self._new.total_changes - before, [rowid for rowid, _ in fitted])

    def _estimate_rows(self, table: TableSchema, tally: _PageTally) -> int:
        """The estimated number of rows before the damage.

        Taken from a readable index; otherwise from the missing rowids, limited by the capacity of
        the broken pages.
        """
        by_index = self._count_by_index(table)
        if by_index is not None:
            return max(tally.rows, by_index)
        root = self._layout.roots.get(table.name)
        broken = self._pages.count_broken_below(root) if root else 0
        lost = round(broken * tally.rows / tally.pages) if tally.pages else 0
        return tally.rows + (min(lost, tally.missing_rowids) if tally.missing_rowids else lost)

    def _count_by_index(self, table: TableSchema) -> int | None:
        query: Callable[[str], list[tuple[str]]] = lambda sql: self._new.execute(sql).fetchall()  # noqa: E731
        with suppress(sqlite3.Error):
            for (index,) in query(
                f"SELECT name FROM old.sqlite_master WHERE type='index' "  # noqa: S608
                f"AND tbl_name='{table.name}'"
            ):
                with suppress(sqlite3.Error):
                    found = query(f'SELECT count(*) FROM old."{table.name}" INDEXED BY "{index}"')  # noqa: S608
                    return int(found[0][0])
        return None

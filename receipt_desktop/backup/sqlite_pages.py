"""Reads rows from the pages of a SQLite file (https://sqlite.org/fileformat2.html).

SQLite cannot read a table if an inner page of its tree is broken. This module reads every leaf page
independently, so that only the rows of broken pages are lost.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

SQLITE_MAGIC = b"SQLite format 3\0"
HEADER_BYTES = 100
INNER_PAGE, LEAF_PAGE = 0x05, 0x0D
"""Page types of a table's tree."""
DEFAULT_PAGE_BYTES = 4096
MAX_OVERFLOW_PAGES = 20_000
"""Maximum overflow pages of a record; a longer chain is a cycle."""
INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of an integer by its serial type."""
REAL_TYPE, ZERO_TYPE, ONE_TYPE, FIRST_BLOB_TYPE = 7, 8, 9, 12
SqliteValue = None | int | float | str | bytes


@dataclass(frozen=True, slots=True)
class SqliteRow:
    """A stored row: the rowid, and the columns that existed when it was written."""

    rowid: int
    values: tuple[SqliteValue, ...]


class BrokenPage(Exception):
    """The content of a page is invalid."""


class PageFile:
    """The pages of a database file, also with a broken header. Not thread-safe."""

    def __init__(self, path: Path) -> None:
        """Open the file. Raises `OSError`."""
        self._stream = path.open("rb")
        header = self._stream.read(HEADER_BYTES)
        self.has_sound_header = (
            header.startswith(SQLITE_MAGIC) and parse_page_bytes(header) is not None
        )
        self.page_bytes = (
            (parse_page_bytes(header) or DEFAULT_PAGE_BYTES) if self.has_sound_header else 0
        )
        self.page_bytes = self.page_bytes or DEFAULT_PAGE_BYTES
        self.reserved = header[20] if self.has_sound_header else 0
        self.page_count = -(-path.stat().st_size // self.page_bytes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._stream.close()

    def read_page(self, number: int) -> bytes:
        """A page by its number, from 1; the last page of a truncated file is padded with zeros.

        Raises `BrokenPage` for a page outside of the file, and if the disk cannot read it.
        """
        if not 1 <= number <= self.page_count:
            raise BrokenPage(f"there is no page {number}")
        try:
            self._stream.seek((number - 1) * self.page_bytes)
            return self._stream.read(self.page_bytes).ljust(self.page_bytes, b"\0")
        except OSError as error:
            raise BrokenPage(str(error)) from error

    def find_leaves(self, root: int) -> set[int]:
        """The leaf pages below a root page, as far as inner pages can be read."""
        found: set[int] = set()
        seen: set[int] = set()
        open_pages = [root]
        while open_pages:
            number = open_pages.pop()
            if number in seen:
                continue
            seen.add(number)
            try:
                page = self.read_page(number)
                kind = page[_tree_offset(number)]
                if kind == LEAF_PAGE:
                    found.add(number)
                elif kind == INNER_PAGE:
                    open_pages += self._child_pages(number, page)
            except BrokenPage:
                continue
        return found

    def count_broken_below(self, root: int) -> int:
        """The number of pages below a root page that are neither inner nor leaf pages."""
        seen: set[int] = set()
        open_pages, broken = [root], 0
        while open_pages:
            number = open_pages.pop()
            if number in seen:
                continue
            seen.add(number)
            try:
                page = self.read_page(number)
                if page[_tree_offset(number)] == INNER_PAGE:
                    open_pages += self._child_pages(number, page)
                    continue
            except BrokenPage:
                pass
            broken += number != root and not self.is_leaf(number)
        return broken

    def _child_pages(self, number: int, page: bytes) -> list[int]:
        start = _tree_offset(number)
        last = int.from_bytes(page[start + 8 : start + 12], "big")
        cells = _cell_pointers(page, start, 12)
        inner = [int.from_bytes(page[cell : cell + 4], "big") for cell in cells]
        return [child for child in (*inner, last) if 1 <= child <= self.page_count]

    def find_free_pages(self) -> set[int]:
        """The free pages, as far as the freelist can be read."""
        try:
            first = self.read_page(1)
        except BrokenPage:
            return set()
        trunk = int.from_bytes(first[32:36], "big") if self.has_sound_header else 0
        found: set[int] = set()
        while 1 <= trunk <= self.page_count and trunk not in found:
            found.add(trunk)
            page = self.read_page(trunk)
            count = min(int.from_bytes(page[4:8], "big"), self.page_bytes // 4 - 2)
            found |= set(struct.unpack(f">{count}I", page[8 : 8 + 4 * count]))
            trunk = int.from_bytes(page[:4], "big")
        return found

    def is_leaf(self, number: int) -> bool:
        """Whether the page is a valid leaf page of a table."""
        try:
            page = self.read_page(number)
            start = _tree_offset(number)
            _cell_pointers(page, start, 8)
            return page[start] == LEAF_PAGE
        except BrokenPage:
            return False

    def iterate_rows(self, number: int) -> Iterator[SqliteRow | None]:
        """The rows of a leaf page; None for each unreadable row."""
        try:
            page = self.read_page(number)
            start = _tree_offset(number)
            cells = _cell_pointers(page, start, 8) if page[start] == LEAF_PAGE else []
        except BrokenPage:
            return
        for cell in cells:
            try:
                yield self._parse_row(page, cell)
            except (BrokenPage, IndexError, struct.error, UnicodeDecodeError):
                yield None

    def _parse_row(self, page: bytes, at: int) -> SqliteRow:
        size, at = read_varint(page, at)
        rowid, at = read_varint(page, at)
        return SqliteRow(_to_signed(rowid), parse_record(self._read_payload(page, at, size)))

    def _read_payload(self, page: bytes, at: int, size: int) -> bytes:
        """The bytes of a record, including its overflow pages."""
        usable = self.page_bytes - self.reserved
        local = _count_local_bytes(size, usable)
        if at + local > usable or size > self.page_count * self.page_bytes:
            raise BrokenPage("a record reaches beyond its page")
        if local == size:
            return page[at : at + size]
        following = int.from_bytes(page[at + local : at + local + 4], "big")
        return page[at : at + local] + self._read_overflow(following, size - local, usable)

    def _read_overflow(self, number: int, left: int, usable: int) -> bytes:
        parts: list[bytes] = []
        while left > 0:
            if len(parts) > MAX_OVERFLOW_PAGES:
                raise BrokenPage("endless overflow chain")
            page = self.read_page(number)
            parts.append(page[4 : min(usable, 4 + left)])
            left -= len(parts[-1])
            number = int.from_bytes(page[:4], "big")
        return b"".join(parts)


def parse_page_bytes(header: bytes) -> int | None:
    """The page size in the header of a database file, in bytes; None if it is not valid."""
    if len(header) < HEADER_BYTES:
        return None
    size = int.from_bytes(header[16:18], "big")
    size = 65_536 if size == 1 else size
    return size if 512 <= size <= 65_536 and size & (size - 1) == 0 else None  # noqa: PLR2004


def _tree_offset(number: int) -> int:
    """The offset of the tree header in a page; page 1 starts with the file header."""
    return HEADER_BYTES if number == 1 else 0


def _cell_pointers(page: bytes, start: int, head: int) -> list[int]:
    """The offsets of the cells of a page. Raises `BrokenPage`."""
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    first = start + head
    if first + 2 * count > len(page):
        raise BrokenPage("too many cells for the page")
    cells = struct.unpack(f">{count}H", page[first : first + 2 * count])
    if any(not first <= cell < len(page) for cell in cells):
        raise BrokenPage("a cell outside of its page")
    return list(cells)


def _count_local_bytes(size: int, usable: int) -> int:
    """The number of bytes of a record that are on the leaf page itself."""
    most = usable - 35
    if size <= most:
        return size
    least = (usable - 12) * 32 // 255 - 23
    wanted = least + (size - least) % (usable - 4)
    return wanted if wanted <= most else least


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    """A varint of one to nine bytes, and the offset after it. Raises `IndexError`."""
    value = 0
    for step in range(8):
        byte = data[at + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004
            return value, at + step + 1
    return value << 8 | data[at + 8], at + 9


def _to_signed(number: int) -> int:
    return number - (1 << 64) if number >= 1 << 63 else number


def parse_record(data: bytes) -> tuple[SqliteValue, ...]:
    """The values of a record. Raises `BrokenPage`, `IndexError`, `UnicodeDecodeError`."""
    end, at = read_varint(data, 0)
    if end > len(data):
        raise BrokenPage("a record's head reaches beyond it")
    body, values = end, []
    while at < end:
        kind, at = read_varint(data, at)
        value, body = _parse_value(data, body, kind)
        values.append(value)
    if body != len(data):
        raise BrokenPage("a record is longer than its values")
    return tuple(values)


def _parse_value(data: bytes, at: int, kind: int) -> tuple[SqliteValue, int]:
    if kind == 0:
        return None, at
    if kind in (ZERO_TYPE, ONE_TYPE):
        return kind - ZERO_TYPE, at
    size = INTEGER_BYTES.get(kind, 8) if kind <= REAL_TYPE else (kind - FIRST_BLOB_TYPE) // 2
    piece = data[at : at + size]
    if len(piece) < size or REAL_TYPE < kind < FIRST_BLOB_TYPE:
        raise BrokenPage("a value reaches beyond its record")
    return _convert_value(piece, kind), at + size


def _convert_value(piece: bytes, kind: int) -> SqliteValue:
    if kind == REAL_TYPE:
        real: float = struct.unpack(">d", piece)[0]
        return real
    if kind < REAL_TYPE:
        return int.from_bytes(piece, "big", signed=True)
    return piece.decode("utf-8") if kind % 2 else piece

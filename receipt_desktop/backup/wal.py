"""SQLite's write-ahead log, put into its database by hand where SQLite itself refuses to.

SQLite throws the log away when the database is empty or missing, and does not read it when the
database's header is broken; its frames are whole pages. https://sqlite.org/fileformat2.html#walformat
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
"""First word of a log, and the byte order of its checksums."""
HEAD_BYTES, FRAME_BYTES = 32, 24
WORD = 0xFFFFFFFF
Sums = tuple[int, int]


class Frame(NamedTuple):
    """One page of a log."""

    number: int
    pages_after: int
    """Pages of the database after this transaction; 0 when it goes on."""
    page: bytes


def apply(database: Path, log: Path) -> int:
    """Write the committed pages of a log into a database file; how many frames were committed.

    The log is left as it is. Raises `OSError`.
    """
    pending: list[Frame] = []
    committed = 0
    with log.open("rb") as source, database.open("r+b") as target:
        for frame in frames(source):
            pending.append(frame)
            if frame.pages_after:
                _write(target, pending)
                committed += len(pending)
                pending = []
    return committed


def _write(target: IO[bytes], pending: list[Frame]) -> None:
    for frame in pending:
        target.seek((frame.number - 1) * len(frame.page))
        target.write(frame.page)
    target.truncate(pending[-1].pages_after * len(pending[-1].page))


def frames(source: IO[bytes]) -> Iterator[Frame]:
    """The valid frames, in order; the first one whose checksum is wrong ends the log."""
    head = source.read(HEAD_BYTES)
    if len(head) < HEAD_BYTES:
        return
    magic, _, size, _, *salts, first, second = struct.unpack(">8I", head)
    order = MAGIC.get(magic)
    if order is None or not 512 <= size <= 65_536 or size & (size - 1):  # noqa: PLR2004
        return
    sums = checksum(head[:24], order, (0, 0))
    if sums != (first, second):
        return
    while len(whole := source.read(FRAME_BYTES + size)) == FRAME_BYTES + size:
        number, after, *rest = struct.unpack(">6I", whole[:FRAME_BYTES])
        page = whole[FRAME_BYTES:]
        sums = checksum(page, order, checksum(whole[:8], order, sums))
        if rest != [*salts, *sums] or number == 0:
            return
        yield Frame(number, after, page)


def checksum(data: bytes, order: str, sums: Sums) -> Sums:
    """The log's running checksum over pairs of 32-bit words."""
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & WORD
        second = (second + odd + first) & WORD
    return first, second

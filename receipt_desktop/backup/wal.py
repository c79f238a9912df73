"""Applies SQLite's write-ahead log to a database that SQLite itself cannot open.

SQLite deletes the log of an empty or missing database, and ignores it if the header of the database
is broken. Format: https://sqlite.org/fileformat2.html#walformat
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

BYTE_ORDERS = {0x377F0682: "<", 0x377F0683: ">"}
"""Byte order of the checksums, by the magic number of the log."""
HEADER_BYTES, FRAME_HEADER_BYTES = 32, 24
WORD_MASK = 0xFFFFFFFF
Checksum = tuple[int, int]


class WalFrame(NamedTuple):
    """A frame of the log: a page of the database."""

    number: int
    pages_after: int
    """Pages of the database after the transaction; 0 for all but its last frame."""
    page: bytes


def apply_log(database: Path, log: Path) -> int:
    """Write the committed pages of a log into a database file; returns their number.

    The log is not changed. Raises `OSError`.
    """
    pending: list[WalFrame] = []
    committed = 0
    with log.open("rb") as source, database.open("r+b") as target:
        for frame in read_frames(source):
            pending.append(frame)
            if frame.pages_after:
                _write_frames(target, pending)
                committed += len(pending)
                pending = []
    return committed


def _write_frames(target: IO[bytes], pending: list[WalFrame]) -> None:
    for frame in pending:
        target.seek((frame.number - 1) * len(frame.page))
        target.write(frame.page)
    target.truncate(pending[-1].pages_after * len(pending[-1].page))


def read_frames(source: IO[bytes]) -> Iterator[WalFrame]:
    """The valid frames in order, up to the first one with a wrong checksum."""
    head = source.read(HEADER_BYTES)
    if len(head) < HEADER_BYTES:
        return
    magic, _, size, _, *salts, first, second = struct.unpack(">8I", head)
    order = BYTE_ORDERS.get(magic)
    if order is None or not 512 <= size <= 65_536 or size & (size - 1):  # noqa: PLR2004
        return
    sums = update_checksum(head[:24], order, (0, 0))
    if sums != (first, second):
        return
    while len(whole := source.read(FRAME_HEADER_BYTES + size)) == FRAME_HEADER_BYTES + size:
        number, after, *rest = struct.unpack(">6I", whole[:FRAME_HEADER_BYTES])
        page = whole[FRAME_HEADER_BYTES:]
        sums = update_checksum(page, order, update_checksum(whole[:8], order, sums))
        if rest != [*salts, *sums] or number == 0:
            return
        yield WalFrame(number, after, page)


def update_checksum(data: bytes, order: str, sums: Checksum) -> Checksum:
    """Update the cumulative checksum of a log, over pairs of 32-bit words."""
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & WORD_MASK
        second = (second + odd + first) & WORD_MASK
    return first, second

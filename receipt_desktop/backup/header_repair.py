"""Repairs the header of a damaged SQLite file (https://sqlite.org/fileformat2.html)."""

from __future__ import annotations

from pathlib import Path

from receipt_desktop.backup.sqlite_pages import (
    HEADER_BYTES,
    INNER_PAGE,
    LEAF_PAGE,
    SQLITE_MAGIC,
    PageFile,
)


def repair_header(file: Path) -> None:
    """Repair the header, so that SQLite can read the intact tables."""
    with file.open("r+b") as stream:
        head = stream.read(HEADER_BYTES + 8)
        size = stream.seek(0, 2)
        with PageFile(file) as pages:
            page_bytes, sound = pages.page_bytes, pages.has_sound_header
        if len(head) <= HEADER_BYTES or head[HEADER_BYTES] not in (INNER_PAGE, LEAF_PAGE):
            return
        if not sound:
            head = _make_header(page_bytes)
        stream.seek(0)
        stream.write(_set_page_count(head[:HEADER_BYTES], -(-size // page_bytes)))
        stream.seek(0, 2)
        stream.write(b"\0" * (-size % page_bytes))


def _make_header(page_bytes: int) -> bytes:
    """The header of a UTF-8 database without write-ahead log and free pages."""
    words = bytearray(HEADER_BYTES)
    words[:16] = SQLITE_MAGIC
    words[16:18] = (1 if page_bytes == 65_536 else page_bytes).to_bytes(2, "big")  # noqa: PLR2004
    words[18:24] = bytes((1, 1, 0, 64, 32, 32))
    words[47] = 4  # schema format
    words[59] = 1  # UTF-8
    return bytes(words)


def _set_page_count(head: bytes, pages: int) -> bytes:
    """The header with this page count and without write-ahead log."""
    words = bytearray(head)
    words[18:20] = b"\1\1"
    words[28:32] = pages.to_bytes(4, "big")
    words[92:96] = words[24:28]
    return bytes(words)

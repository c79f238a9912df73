"""Finds the head of the audit log in an export."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from receipt_desktop.domain.audit import HEAD_PATTERN, ChainHead
from receipt_desktop.domain.errors import InvalidRequest

CHUNK_BYTES = 1 << 20
OVERLAP_BYTES = 100
"""More than the longest head."""
TEXT_SUFFIXES = (".json", ".txt", ".xml", ".pdf")
"""Members of a ZIP that may have a head."""


def find_chain_head(file: Path) -> ChainHead:
    """The first head in a file, or in a text file of a ZIP. Raises `InvalidRequest`, `OSError`."""
    found = next(filter(None, map(_search_stream, _open_texts(file))), None)
    if found is None:
        raise InvalidRequest("chain_head_form", text=file.name)
    return found


def _open_texts(file: Path) -> Iterator[IO[bytes]]:
    if not zipfile.is_zipfile(file):
        with file.open("rb") as stream:
            yield stream
        return
    with zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            if member.filename.endswith(TEXT_SUFFIXES):
                with archive.open(member) as stream:
                    yield stream


def _search_stream(stream: IO[bytes]) -> ChainHead | None:
    for text in _read_windows(stream):
        found = HEAD_PATTERN.search(text)
        if found:
            return ChainHead(int(found[1]), found[2])
    return None


def _read_windows(stream: IO[bytes]) -> Iterator[str]:
    """The content as Latin text, in pieces that overlap."""
    before = b""
    while chunk := stream.read(CHUNK_BYTES):
        window = before + chunk
        yield window.decode("latin-1")
        before = window[-OVERLAP_BYTES:]

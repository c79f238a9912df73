"""Reads the CSV of another program: alone or in a ZIP, in any usual encoding and delimiter."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from receipt_desktop.domain.errors import InvalidRequest

MAX_BYTES = 200_000_000
"""Of the CSV; some hundred thousand receipts."""
DELIMITERS = ",;\t"
Row = Mapping[str, str]
"""Cells by folded header; empty ones are left out."""


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The rows of a file."""

    headers: tuple[str, ...]
    """As printed."""
    rows: tuple[tuple[int, Row], ...]
    """Each with the line on which it begins."""


def fold_header(header: str) -> str:
    """The header as it is compared: without case and surrounding space."""
    return " ".join(header.casefold().split())


def read_table(file: Path) -> CsvTable:
    """The table of a CSV file, or of the receipts in a ZIP. Raises `InvalidRequest`."""
    try:
        content = _read_zip(file) if zipfile.is_zipfile(file) else _read_file(file)
        return _parse(_decode(content))
    except (OSError, zipfile.BadZipFile, csv.Error, RuntimeError) as error:
        raise unreadable_error(file, str(error)) from error


def unreadable_error(file: Path, reason: str) -> InvalidRequest:
    """The error for a file that is no table."""
    return InvalidRequest("import_unreadable", name=file.name, reason=reason)


def _read_file(file: Path) -> bytes:
    if file.stat().st_size > MAX_BYTES:
        raise unreadable_error(file, f"> {MAX_BYTES // 1_000_000} MB")
    return file.read_bytes()


def _read_zip(file: Path) -> bytes:
    """The CSV of the receipts; one of their items lies beside it in some programs' ZIP."""
    with zipfile.ZipFile(file) as archive:
        tables = [one for one in archive.infolist() if one.filename.casefold().endswith(".csv")]
        tables.sort(key=lambda one: ("item" in one.filename.casefold(), one.filename.count("/")))
        if not tables or tables[0].file_size > MAX_BYTES:
            raise unreadable_error(file, "CSV")
        return archive.read(tables[0])


def _decode(content: bytes) -> str:
    """UTF-8, UTF-16 with its mark, else the encoding of Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _parse(text: str) -> CsvTable:
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines = _iterate_lines(reader)
    _, headers = next(lines, (0, []))
    folded = [fold_header(header) for header in headers]
    rows = []
    for number, cells in lines:
        named = zip(folded, (cell.strip() for cell in cells), strict=False)
        row = {name: cell for name, cell in named if cell}
        if row:
            rows.append((number, row))
    return CsvTable(tuple(header.strip() for header in headers), tuple(rows))


def _iterate_lines(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    begin = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begin, cells
        begin = reader.line_num + 1  # type: ignore[attr-defined]  # of csv.reader

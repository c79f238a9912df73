"""Makes the plan of an import: each row as values, with its picture, before anything is added."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from babel.numbers import list_currencies

from receipt_desktop.domain.csv_import import ImportPlan, ImportRow
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.fields import Field, FieldValue, Kind
from receipt_desktop.imports.cell_values import has_day_first, parse_amount, parse_day
from receipt_desktop.imports.csv_table import CsvTable, Row, fold_header, read_table
from receipt_desktop.imports.picture_search import PictureIndex, index_pictures
from receipt_desktop.imports.program import Program
from receipt_desktop.imports.programs import PROGRAMS
from receipt_desktop.messages import Message


def make_plan(file: Path, pictures: Path | None = None, program: str = "") -> ImportPlan:
    """The plan for a file; the program is recognised by its columns unless it is named.

    Raises `InvalidRequest` for a file that is no table of a known program.
    """
    table = read_table(file)
    chosen = _choose_program(file, table, program)
    index = index_pictures(file, pictures)
    reader = _RowReader(chosen, table, index)
    rows = tuple(reader.read_row(line, row) for line, row in table.rows)
    known = chosen.columns.keys() | chosen.used
    left_out = tuple(one for one in table.headers if one and fold_header(one) not in known)
    return ImportPlan(chosen.label, rows, left_out, len(index.unused) if pictures else 0)


def _choose_program(file: Path, table: CsvTable, name: str) -> Program:
    headers = frozenset(map(fold_header, table.headers))
    asked = [PROGRAMS[name]] if name in PROGRAMS else PROGRAMS.values()
    for program in asked:
        if program.matches(headers):
            return program
    known = ", ".join(one.label for one in PROGRAMS.values())
    raise InvalidRequest("import_unknown", name=file.name, programs=known)


class _RowReader:
    """Reads the rows of one file."""

    def __init__(self, program: Program, table: CsvTable, index: PictureIndex) -> None:
        self._program, self._index = program, index
        names = [name for name, field in program.columns.items() if field is Field.DATE]
        texts = (row[name] for _, row in table.rows for name in names if name in row)
        self._day_first = has_day_first(texts)
        self._seen: Counter[str] = Counter()

    def read_row(self, line: int, raw: Row) -> ImportRow:
        """The row as it would come in."""
        row = self._program.repair_row(raw)
        values, notes = self._read_values(row)
        skipped = self._program.complete(row, values)
        picture = None
        if skipped is None:
            picture, is_ambiguous = self._index.take(self._program.list_pictures(row, values))
            notes += [Message("import_pictures_differ", {})] if is_ambiguous else []
        key, repeated = self._make_key(row)
        if repeated and skipped is None:
            skipped = Message("import_repeated", {})
        name = f"{self._program.label} {self._program.find_id(row) or key[:8]}"
        return ImportRow(line, key, name, values, picture, tuple(notes), skipped)

    def _read_values(self, row: Row) -> tuple[dict[Field, FieldValue], list[Message]]:
        values: dict[Field, FieldValue] = {}
        notes: list[Message] = []
        for column, field in self._program.columns.items():
            cell = row.get(column)
            if cell is None or field in values:
                continue
            value = self._read_cell(field, cell)
            if value is None:
                notes.append(Message("import_cell", {"column": column, "cell": cell}))
            else:
                values[field] = value
        return values, notes

    def _read_cell(self, field: Field, cell: str) -> FieldValue | None:
        kind = field.spec.kind
        if kind is Kind.MONEY:
            return parse_amount(cell)
        if kind is Kind.DATE:
            return parse_day(cell, day_first=self._day_first)
        if kind is Kind.CURRENCY:
            return cell.upper() if cell.upper() in list_currencies() else None
        return " ".join(cell.split())

    def _make_key(self, row: Row) -> tuple[str, bool]:
        """The key, and whether an id comes twice; equal rows without an id are different ones."""
        identity: Sequence[object] = [self._program.name, self._program.find_id(row)]
        if not identity[1]:
            text = json.dumps(row, sort_keys=True)
            self._seen[text] += 1
            identity = [self._program.name, row, self._seen[text]]
        text = json.dumps(identity, sort_keys=True)
        key = hashlib.sha256(text.encode()).hexdigest()
        self._seen[key] += 1
        return key, self._seen[key] > 1

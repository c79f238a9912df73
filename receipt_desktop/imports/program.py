"""What is known of a program's file: its columns, and how its rows are identified."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.imports.csv_table import Row
from receipt_desktop.messages import Message

Values = MutableMapping[Field, FieldValue]


def _leave_alone(row: Row) -> Row:
    return row


def _accept(_row: Row, _values: Values) -> Message | None:
    return None


@dataclass(frozen=True, slots=True)
class Program:
    """One program; headers are folded (`csv_table.fold_header`)."""

    name: str
    """On the command line."""
    label: str
    needed: tuple[tuple[str, ...], ...]
    """The file has one of each of these headers."""
    columns: Mapping[str, Field]
    """The first column of a field that has a value counts."""
    used: frozenset[str]
    """Further columns whose values come in."""
    list_pictures: Callable[[Row, Mapping[Field, FieldValue]], Sequence[str]]
    """Paths, names or beginnings of names of the row's picture, the most certain first."""
    id_columns: tuple[str, ...] = ()
    """The columns of its id; without one, all of the row identifies it."""
    repair_row: Callable[[Row], Row] = _leave_alone
    """Sets a row right before it is read."""
    complete: Callable[[Row, Values], Message | None] = _accept
    """Sets further values; returns why the row is no receipt."""

    def matches(self, headers: frozenset[str]) -> bool:
        """Whether a file with these headers is from this program."""
        return all(headers.intersection(names) for names in self.needed)

    def find_id(self, row: Row) -> str:
        """The id of a row; "" without one."""
        return next((row[name] for name in self.id_columns if name in row), "")

"""What comes in from another program's file: a plan that a person sees first, and its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.messages import Message


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture in a folder, or in a ZIP."""

    path: Path
    member: str = ""
    """Its name in the ZIP; "" for a file of its own."""

    @property
    def name(self) -> str:
        """The file name."""
        return self.member.rpartition("/")[2] or self.path.name


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One receipt of the file."""

    line: int
    """The line of the file on which it begins, from 1."""
    key: str
    """Names it in all files of that program: SHA-256, hex."""
    name: str
    """In place of a file name, for a receipt without a picture."""
    values: Mapping[Field, FieldValue]
    picture: PictureFile | None = None
    notes: tuple[Message, ...] = ()
    """What was not understood."""
    skipped: Message | None = None
    """Why it does not come in."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would add."""

    program: str
    """The name of the program that wrote the file."""
    rows: tuple[ImportRow, ...]
    left_out: tuple[str, ...] = ()
    """The columns that do not come in."""
    unused_pictures: int = 0
    """Pictures of the folder that belong to no row."""

    @property
    def wanted(self) -> tuple[ImportRow, ...]:
        """The rows that come in."""
        return tuple(row for row in self.rows if row.skipped is None)

    @property
    def picture_count(self) -> int:
        """How many of those have a picture."""
        return sum(row.picture is not None for row in self.wanted)


@dataclass(frozen=True, slots=True)
class NewImport:
    """A receipt to add, with its picture in place."""

    key: str
    name: str
    values: Mapping[Field, FieldValue]
    currency: str | None
    """Of the amounts."""
    content_hash: str = ""
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import added."""

    batch: int
    """Its number, for the undo."""
    added: tuple[Receipt, ...] = ()
    skipped: int = 0
    """Rows whose receipt was there already."""
    failed: Mapping[int, Message] = field(default_factory=dict)
    """Why a line failed."""

"""Exports: what is asked for, what would fail, and what was written. Frozen snapshots."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.listing import ReceiptTotals
from receipt_desktop.messages import Message


class ExportState(enum.StrEnum):
    """What is remembered of a receipt's exports under a profile."""

    EXPORTED = "exported"
    NOT_EXPORTED = "new"
    CHANGED = "changed"
    """Corrected or read again since its last export."""


@dataclass(frozen=True, slots=True)
class ExportFilter:
    """A condition on exports; `profile` "" means any profile."""

    state: ExportState
    profile: str = ""


@dataclass(frozen=True, slots=True)
class ExportProblem:
    """Why a receipt, or with an empty `receipt_id` the profile, cannot be exported."""

    message: Message
    receipt_id: str = ""
    name: str = ""
    """The receipt's merchant or file, to name it."""
    field: Field | None = None
    """Where to look first."""
    blocks: bool = True
    """Whether it is left out of the export; otherwise it is only pointed out."""


@dataclass(frozen=True, slots=True)
class Preflight:
    """What an export would do."""

    count: int
    """Receipts in the scope."""
    totals: ReceiptTotals
    unreviewed: int
    unfinished: int
    """Not read yet, or failed."""
    problems: tuple[ExportProblem, ...] = ()
    """At most `MAX_PROBLEMS`, profile first."""
    left_out: int = 0
    """Receipts that would not be written."""

    @property
    def is_blocked(self) -> bool:
        """Whether the profile itself prevents the export."""
        return any(one.blocks and not one.receipt_id for one in self.problems)


MAX_PROBLEMS = 2_000
"""Problems that are listed."""


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written."""

    rows: int
    """Rows or entries, any head not counted."""
    receipts: int
    files: tuple[str, ...]
    """Paths."""
    batch: int = 0
    """The number of the batch; 0 without a profile, when nothing is remembered."""
    problems: tuple[ExportProblem, ...] = ()
    left_out: int = 0
    chain_head: str = ""
    """The head of the audit log before it, NUMBER:HASH; "" for an empty log."""
    restored: tuple[str, ...] = ()
    """Targets of crashed exports whose old files were put back."""


@dataclass(frozen=True, slots=True)
class ExportBatch:
    """A remembered export."""

    number: int
    profile: str
    """The key of the profile."""
    profile_name: str
    format_name: str
    at: datetime
    actor: str
    target: str
    receipts: int
    rows: int
    undone_at: datetime | None = None
    chain_head: str = ""
    """The head of the audit log before it, NUMBER:HASH."""

    @property
    def label(self) -> str:
        """As it stands in files and lists: E000042."""
        return format_batch(self.number)


def format_batch(number: int) -> str:
    """The name of a batch; "" for none."""
    return f"E{number:06d}" if number else ""

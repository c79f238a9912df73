"""The audit log: changes made by people and API clients. Frozen snapshots."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from receipt_desktop.domain.errors import InvalidRequest

HEAD_PATTERN = re.compile(r"([1-9][0-9]{0,17}):([0-9a-f]{64})")
"""A head of the chain as text."""


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The last entry of the audit log at some time: what the whole log up to it hashes to."""

    number: int
    hash: str
    """SHA-256, hex."""
    at: datetime | None = None
    """When the entry was made; None for a head that was given as text."""

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"

    @classmethod
    def parse(cls, text: str) -> ChainHead:
        """The head of NUMBER:HASH. Raises `InvalidRequest`."""
        found = HEAD_PATTERN.fullmatch(text.strip().lower())
        if found is None:
            raise InvalidRequest("chain_head_form", text=text)
        return cls(int(found[1]), found[2])


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """What is wrong with the chain or with the data that it records."""

    kind: str
    """entry_changed, entry_missing, head_missing, head_changed; for data, see `data_check`."""
    entry: int
    """The number of the entry from which on the chain is broken; of the one that records data."""
    last: int = 0
    """The number of the last entry that is missing."""
    receipt_id: str = ""
    name: str = ""
    """The file name of the receipt."""
    field: str = ""
    """The field or column of the receipt."""


CHAIN_KINDS = frozenset({"entry_changed", "entry_missing", "head_missing", "head_changed"})
"""The breaks of the chain itself."""


@dataclass(frozen=True, slots=True)
class ChainResult:
    """The result of a check of the chain, and of the data by the chain."""

    entries: int = 0
    head: ChainHead | None = None
    breaks: tuple[ChainBreak, ...] = ()
    unrecorded: int = 0
    """Results that are older than the chain, which therefore proves nothing about them."""
    older_entries: int = 0
    """Entries that were there when the chain began; what happened to them before is not known."""

    @property
    def broken_from(self) -> int | None:
        """The number of the entry from which on the chain is broken; None for a whole one."""
        return min((one.entry for one in self.breaks if one.kind in CHAIN_KINDS), default=None)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change by a person or an API client. Entries are never changed or deleted."""

    number: int
    at: datetime
    actor: str
    """window:NAME, command:NAME, api:CLIENT."""
    action: str
    receipt_id: str | None
    subject: str
    """The file name of the receipt, or the name of another object."""
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    previous_hash: str = ""
    """Of the entry before it, SHA-256, hex."""
    hash: str = ""
    """Of this entry, which includes the previous hash."""


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """A filter of audit entries; all conditions must match. Newest first."""

    text: str = ""
    receipt_id: str | None = None
    first: datetime | None = None
    last: datetime | None = None
    limit: int | None = 500
    with_readings: bool = False
    """Whether entries about results are wanted, which no person made."""

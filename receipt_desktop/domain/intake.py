"""Configured sources of receipts, and the rules for what comes in there. Frozen snapshots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from receipt_desktop.domain.fields import Field, FieldValue, join_tags, split_tags
from receipt_desktop.domain.receipt import Failure, Priority
from receipt_desktop.domain.source import Source, SourceKind


@dataclass(frozen=True, slots=True)
class SourceRule:
    """What receipts from a source get when they come in. None and () leave it as it is."""

    category: str | None = None
    project: str | None = None
    tags: tuple[str, ...] = ()
    paid_by: str | None = None
    company: str | None = None
    """The data folder of another company that gets them instead of this one."""
    priority: Priority | None = None

    @property
    def values(self) -> dict[Field, FieldValue]:
        """The values that it gives to a receipt."""
        texts = {
            Field.CATEGORY: self.category,
            Field.PROJECT: self.project,
            Field.TAGS: join_tags(self.tags),
            Field.PAID_BY: self.paid_by,
        }
        return {field: text for field, text in texts.items() if text}

    def to_json(self) -> dict[str, Any]:
        """As JSON; only what is set."""
        shape = {
            "category": self.category,
            "project": self.project,
            "tags": join_tags(self.tags),
            "paid_by": self.paid_by,
            "company": self.company,
            "priority": None if self.priority is None else int(self.priority),
        }
        return {name: value for name, value in shape.items() if value not in (None, "")}

    @classmethod
    def from_json(cls, shape: Mapping[str, Any]) -> SourceRule:
        """The rule of `to_json`."""
        priority = shape.get("priority")
        return cls(
            category=shape.get("category"),
            project=shape.get("project"),
            tags=split_tags(shape.get("tags", "")),
            paid_by=shape.get("paid_by"),
            company=shape.get("company"),
            priority=None if priority is None else Priority(priority),
        )


@dataclass(frozen=True, slots=True)
class IntakeSource:
    """A configured source, or only a rule for what comes from one."""

    id: int
    """0 for one that is not saved yet."""
    kind: SourceKind
    name: str = ""
    """As in `Source`; "" for every source of this kind."""
    sender: str = ""
    """Only for what this sender or domain (`@example.com`) sent; "" for everybody."""
    is_enabled: bool = True
    """False stops watching it; its rule stays in force."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """JSON, by kind; no secrets."""
    rule: SourceRule = SourceRule()

    def covers(self, source: Source) -> bool:
        """Whether the rule is for receipts from this source."""
        same_kind = self.kind is source.kind and self.name in ("", source.name)
        return same_kind and _is_sent_by(self.sender, source.sender)


@dataclass(frozen=True, slots=True)
class SourceState:
    """The state of a watched source."""

    looked_at: datetime | None = None
    """When it was last looked at."""
    failed: int = 0
    """Files or mails that could not be taken in and wait for a decision."""
    trouble: Failure | None = None
    """Why it cannot be watched now."""


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A configured source as the list shows it."""

    source: IntakeSource
    receipts: int = 0
    """Receipts of the list that came from there."""
    state: SourceState = SourceState()


def find_rule(configured: Iterable[IntakeSource], source: Source) -> SourceRule:
    """The rule for a source, the most specific one: by sender, then by name, then by kind."""
    covering = [one for one in configured if one.covers(source)]
    if not covering:
        return SourceRule()
    return max(covering, key=lambda one: (len(one.sender), bool(one.name), one.id)).rule


def _is_sent_by(wanted: str, sender: str) -> bool:
    wanted, sender = wanted.casefold(), sender.casefold()
    if wanted.startswith("@"):
        return sender.endswith(wanted)
    return wanted in ("", sender)

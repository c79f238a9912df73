"""What the audit log says about each receipt after its last entry, for `data_check`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import LineKind

BEGIN_ACTION = "chain"
"""Of the entry with which the chain of an older folder begins, and of those about receipts that no
older entry names."""
UNKNOWN: Final = object()
"""A value that no entry has."""
LINE_NAMES = frozenset(kind.value for kind in LineKind)
VALUE_NAMES = LINE_NAMES | {one.value for one in Field}


@dataclass(slots=True)
class RecordedState:
    """What the log says about one receipt after its last entry."""

    entry: int = 0
    """The number of its last entry."""
    original: Any = UNKNOWN
    """The content hash, "" without a file."""
    sources: Any = UNKNOWN
    """Its pages, as JSON; None for those of its original as they are."""
    reading: str | None = None
    """The hash of the reading; None if no entry has one."""
    rules: Any = UNKNOWN
    """The hash of the values of rules; None without any."""
    approved: Any = UNKNOWN
    values: dict[str, Any] = field(default_factory=dict)
    """The corrections by field or table."""
    covered: set[str] | None = None
    """The fields and tables that entries of the chain name; None for a receipt that is no older."""
    is_gone: bool = False
    """Whether it was removed or erased, or another one took its place."""

    @property
    def is_older(self) -> bool:
        """Whether it is older than the chain."""
        return self.covered is not None

    def begin_chain(self) -> None:
        """Forget corrections without an entry in the chain."""
        self.values, self.covered = {}, set()

    def note_values(self, values: Mapping[str, Any], *, reverted: bool) -> None:
        """Note corrections, or that they were taken back."""
        names = values.keys() & VALUE_NAMES
        if self.covered is not None:
            self.covered |= names
        for name in names:
            self.values.pop(name, None)
        if not reverted:
            self.values |= {name: values[name] for name in names}


class RecordedStates:
    """What the log says about all receipts, entry by entry."""

    def __init__(self) -> None:
        self.by_receipt: dict[str, RecordedState] = {}
        self.older_entries = 0
        """How many entries are older than the chain."""
        self._names: dict[str, set[str]] = defaultdict(set)
        """The categories that stood for one another at some time."""

    def add_entry(self, entry: Any) -> None:
        """Take the next entry into account: a row with the columns of the table."""
        if entry.receipt_id is not None:
            state = self.by_receipt.setdefault(entry.receipt_id, RecordedState())
            state.entry = entry.number
            _note_entry(state, entry.action, entry.before, entry.after)
        elif entry.action == BEGIN_ACTION:
            self.older_entries = int(entry.after.get("entries", 0))
            for state in self.by_receipt.values():
                state.begin_chain()
        elif entry.action == "category":
            self._link_names(entry.before)
            self._link_names(entry.after)

    def is_same_category(self, recorded: str, stored: str) -> bool:
        """Whether a category is the recorded one, or one that it was renamed or merged to."""
        reached, open_names = {recorded}, [recorded]
        while open_names:
            new = self._names.get(open_names.pop(), set()) - reached
            reached |= new
            open_names += new
        return stored in reached

    def _link_names(self, categories: Mapping[str, Any]) -> None:
        for name, about in categories.items():
            for other in about.get("standsFor", ()) if isinstance(about, dict) else ():
                self._names[name].add(other)
                self._names[other].add(name)


def _note_entry(
    state: RecordedState, action: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    if action in ("submit", "enter", "attach", "detach", BEGIN_ACTION):
        _note_original(state, action, after)
    if action == "read":
        state.approved, state.rules = False, None
    elif "approved" in after and state.approved is not UNKNOWN:
        state.approved = after["approved"]
    if action in ("correct", "uncorrect") and "rules" not in after:
        state.note_values(after, reverted=action == "uncorrect")
    state.reading = after.get("reading", state.reading)
    state.rules = after.get("rules", state.rules)
    if action in ("pages", "merge", "unmerge") and ("into" not in {**before, **after}):
        state.sources = after.get("sources", UNKNOWN)
    if action == BEGIN_ACTION:
        state.begin_chain()
    state.is_gone = _is_gone(state, action, before, after)


def _note_original(state: RecordedState, action: str, after: Mapping[str, Any]) -> None:
    state.original = after.get("hash", UNKNOWN if action == "submit" else "")
    if action == "submit":
        state.sources = after.get("sources")


def _is_gone(
    state: RecordedState, action: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> bool:
    """Whether the receipt is off the list after this entry.

    Splits, joins and their undoing name the receipts that take its place.
    """
    if action in ("remove", "erase") or "receipts" in after:
        return True
    if action == "merge":
        return state.is_gone or "into" in after
    if action == BEGIN_ACTION:
        return bool(after.get("removed"))
    is_back = action == "restore" or (action == "unmerge" and "into" in before)
    return state.is_gone and not is_back

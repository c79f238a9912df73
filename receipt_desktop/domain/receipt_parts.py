"""Splits and joins: what is proposed, and what was done. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass

from receipt_desktop.domain.page import Box


@dataclass(frozen=True, slots=True)
class PartPlace:
    """A page, or a part of its stored picture."""

    page: int
    """0-based, of the receipt."""
    box: Box | None = None
    """None for the whole page."""


@dataclass(frozen=True, slots=True)
class ReceiptPart:
    """One of several receipts."""

    places: tuple[PartPlace, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Receipts that a split or a join has put in the place of others."""

    gone: tuple[str, ...]
    """The ids of those that were removed."""
    made: tuple[str, ...]
    """The ids of those that took their place."""
    action: str
    """"split" or "join", as in the audit log."""

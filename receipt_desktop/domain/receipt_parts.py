"""The receipts that one picture or document consists of, as they are proposed. Standard library."""

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

"""What is known about a receipt that seems to be in the list already."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime


class DuplicateTier(enum.StrEnum):
    """How sure it is that two receipts are the same, or that they belong together."""

    SAME_FILE = "same_file"
    """The same pictures, pixel by pixel; only the metadata of the files differ."""
    CERTAIN = "certain"
    """The same fiscal code, or merchant, number and total."""
    LIKELY = "likely"
    """The same merchant, total, day and time, or nearly the same printed numbers."""
    POSSIBLE = "possible"
    """Two of merchant, total and day agree, the third is missing on one of them."""
    PAIR = "pair"
    """The card slip and the receipt of one sale: two documents to be joined, no duplicate."""

    @property
    def is_duplicate(self) -> bool:
        """Whether one of the two is superfluous."""
        return self is not DuplicateTier.PAIR


TIER_ORDER = tuple(DuplicateTier)
"""The surest first; a pair is named only where there is no duplicate."""
SURE_TIERS = frozenset({DuplicateTier.SAME_FILE, DuplicateTier.CERTAIN})
"""Those that are named even where a supplier's receipts of one day look alike."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The earlier receipt that a receipt seems to repeat, or to belong to."""

    receipt_id: str
    file_name: str
    tier: DuplicateTier
    deleted_at: datetime | None = None
    """When the earlier one was deleted, before this one came; None if it is in the list."""

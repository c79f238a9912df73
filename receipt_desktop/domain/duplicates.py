"""What is known about a receipt that seems to be in the list already."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class DuplicateTier(enum.StrEnum):
    """How sure it is that two receipts are the same."""

    CERTAIN = "certain"
    """The same fiscal code, or merchant, number and total."""
    LIKELY = "likely"
    """The same merchant, total, day and time, or nearly the same printed numbers."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The earlier receipt that a receipt seems to repeat."""

    receipt_id: str
    file_name: str
    tier: DuplicateTier

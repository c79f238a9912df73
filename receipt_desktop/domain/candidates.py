"""Candidates for the value of a field, offered during a review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Evidence

MAX_CANDIDATES = 9
"""As many as there are keys 1 to 9."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that may be the right one, and where it is printed."""

    value: FieldValue
    evidence: Evidence | None = None


Candidates = Mapping[Field, tuple[Candidate, ...]]
"""At most `MAX_CANDIDATES` a field, the most likely first."""

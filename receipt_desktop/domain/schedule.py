"""The schedule: when receipts may be read."""

from __future__ import annotations

import enum


class Schedule(enum.StrEnum):
    """When receipts may be read."""

    ALWAYS = "always"
    IDLE = "idle"
    """Only while the computer is idle."""
    MAINS = "mains"
    """Only on mains power."""
    IDLE_ON_MAINS = "idle_on_mains"

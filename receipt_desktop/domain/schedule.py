"""The schedule: when receipts may be read."""

from __future__ import annotations

import enum


class Schedule(enum.StrEnum):
    """When receipts may be read."""

    ALWAYS = "always"
    IDLE = "idle"
    """Only while nobody uses the computer."""
    MAINS = "mains"
    """Only while it does not run on its battery."""
    IDLE_ON_MAINS = "idle_on_mains"

"""Limits on unpacking, against archives that unpack to more than they are worth."""

from __future__ import annotations

from dataclasses import dataclass

from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import InvalidRequest, TooLarge

MEGABYTE = 1_000_000
MAX_MESSAGE_BYTES = 150 * MEGABYTE
"""Messages are parsed in memory."""


class LimitReached(TooLarge):
    """A container is not unpacked any further."""


@dataclass(frozen=True, slots=True)
class UnpackLimits:
    """Limits on one container and everything nested in it."""

    max_member_bytes: int
    """Of one file in it."""
    max_total_bytes: int = 2_000 * MEGABYTE
    max_members: int = 1_000
    max_depth: int = 4
    """Containers within containers; 1 is the container itself."""
    max_ratio: int = 100
    """Bytes unpacked for each byte of the container, beyond `free_bytes`."""
    free_bytes: int = 100 * MEGABYTE
    """Unpacked at any ratio: blank scans compress well."""
    max_archive_bytes: int = 2_000 * MEGABYTE
    max_message_bytes: int = MAX_MESSAGE_BYTES


def build_unpack_limits(settings: Settings) -> UnpackLimits:
    """The limits, of which that on one file is in the settings."""
    return UnpackLimits(max_member_bytes=settings.max_file_mb * MEGABYTE)


class UnpackBudget:
    """What is left of the limits while one container is unpacked."""

    def __init__(self, limits: UnpackLimits, name: str, container_bytes: int) -> None:
        """`name` is the container's name in errors."""
        self.limits = limits
        self.name = name
        self._bytes_left = min(
            limits.max_total_bytes, max(limits.free_bytes, container_bytes * limits.max_ratio)
        )
        self._members_left = limits.max_members

    def take_member(self) -> None:
        """Count a file. Raises `LimitReached`."""
        self._members_left -= 1
        if self._members_left < 0:
            raise LimitReached("container_members", name=self.name, limit=self.limits.max_members)

    def take_bytes(self, count: int) -> None:
        """Count unpacked bytes. Raises `LimitReached`."""
        self._bytes_left -= count
        if self._bytes_left < 0:
            raise LimitReached("container_bomb", name=self.name)

    def check_depth(self, depth: int) -> None:
        """Raises `InvalidRequest` for a container nested too deeply."""
        if depth > self.limits.max_depth:
            raise InvalidRequest("container_depth", name=self.name, limit=self.limits.max_depth)

"""What this process is to the queue, and the names it goes by."""

from __future__ import annotations

import getpass
import hashlib
import os
import platform
from dataclasses import dataclass

from receipt_desktop.config.paths import Paths

WORKER_NICENESS = 5
"""A process that only works is so much nicer than one that answers."""


@dataclass(frozen=True, slots=True)
class ProcessIdentity:
    """What this process is to the queue."""

    kind: str
    """window, process, worker, serve, look."""
    is_consumer: bool

    @property
    def is_long_running(self) -> bool:
        """Whether it keeps looking after the queue for as long as it runs."""
        return self.is_consumer or self.kind == "serve"

    @property
    def audit_actor(self) -> str:
        """Who acts, for the audit log."""
        return f"{'window' if self.kind == 'window' else 'command'}:{get_user_name()}"


def lower_priority() -> None:
    """Let whoever answers somebody have the processor first; see nice(2)."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(WORKER_NICENESS)


def get_machine_id() -> str:
    """A few letters for this machine, for names in folders that several may share."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def get_user_name() -> str:
    """The login name; a container may have none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def make_process_prefix(paths: Paths) -> str:
    """Begins the names of all processes of this machine that work on this data folder."""
    place = f"{platform.node()}\0{paths.data}".encode(errors="surrogateescape")
    return f"own-{hashlib.sha256(place).hexdigest()[:10]}:"

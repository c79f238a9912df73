"""The identity of this process: its role in the queue, names of user and machine."""

from __future__ import annotations

import getpass
import hashlib
import os
import platform
from dataclasses import dataclass

from receipt_desktop.config.paths import Paths

WORKER_NICENESS = 5
"""Added to nice(2) of worker processes, so that the API stays responsive."""


@dataclass(frozen=True, slots=True)
class ProcessIdentity:
    """The role of this process in the queue."""

    kind: str
    """window, process, worker, serve, look."""
    is_consumer: bool

    @property
    def is_long_running(self) -> bool:
        """Whether it maintains the queue for as long as it runs."""
        return self.is_consumer or self.kind == "serve"

    @property
    def audit_actor(self) -> str:
        """The actor in the audit log: window:NAME or command:NAME."""
        return f"{'window' if self.kind == 'window' else 'command'}:{get_user_name()}"


def lower_priority() -> None:
    """Lower the CPU priority of this process; see nice(2)."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(WORKER_NICENESS)


def get_machine_id() -> str:
    """A short id of this machine, for file names in shared folders."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def get_user_name() -> str:
    """The login name; "unknown" if there is none, as in a container."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def make_process_prefix(paths: Paths) -> str:
    """The common prefix of the names of this machine's processes on this data folder."""
    location = f"{platform.node()}\0{paths.data}".encode(errors="surrogateescape")
    return f"own-{hashlib.sha256(location).hexdigest()[:10]}:"

"""Lets the first extraction of a process run alone.

It builds the tables of facts, which takes a second. Threads that start together would each build
them, since a cache knows nothing of what another thread is computing.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class WarmUp:
    """Who comes while the first one works waits; afterwards nobody does."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_over = False

    @contextmanager
    def run_alone(self) -> Iterator[None]:
        """Run the block alone until one such block has ended well."""
        if self._is_over:
            yield
            return
        with self._lock:
            yield
            self._is_over = True

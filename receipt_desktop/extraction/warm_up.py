"""Lets the first extraction of a process run alone.

It builds the tables of facts, which takes a second. Threads that start together would each build
them, because `functools.cache` does not lock while it computes a value.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class WarmUp:
    """Makes other threads wait while the first extraction runs; later ones run in parallel."""

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

"""When Python may look for garbage by itself."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def automatic_collection_off() -> Iterator[None]:
    """No automatic collection inside; afterwards as it was before.

    Python would collect on whichever thread allocates next, and delete widgets there. The window
    collects on its own thread, once it has started: see `ui/garbage_timer`.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


RARE_THRESHOLD = 10_000
"""New objects, net of deleted ones, that start a collection of the youngest; Python's is 700.

A command makes objects that stay: modules, tables of facts, compiled patterns. Looking through
them again and again took an eighth of the main process's time.
"""


@contextmanager
def rare_collection() -> Iterator[None]:
    """Automatic collections become rare inside; afterwards as often as before."""
    before = gc.get_threshold()
    gc.set_threshold(RARE_THRESHOLD, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)

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

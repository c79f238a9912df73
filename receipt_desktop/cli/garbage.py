"""When Python may look for garbage while the window is open."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_collection_off() -> Iterator[None]:
    """Python collects nothing inside; afterwards it is as before.

    The window collects itself, on its own thread (`ui.garbage_timer`), once the start is over.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@contextmanager
def garbage_frozen_afterwards() -> Iterator[None]:
    """At the end, also after an error, leave what there is out of all later collections.

    What is made at the start lives to the end: looking through it is time lost.
    """
    try:
        yield
    finally:
        gc.freeze()

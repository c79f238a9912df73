"""When Python may look for garbage while the window starts."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """No collection inside, until `garbage_collection_resumed`; afterwards as it was before.

    What is made at the start lives to the end: looking through it is time lost.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@contextmanager
def garbage_collection_resumed() -> Iterator[None]:
    """Collection is on again afterwards, also after an error, among what is made from then on.

    So the pauses of the window stay short.
    """
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()

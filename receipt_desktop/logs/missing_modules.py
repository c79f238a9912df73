"""Lets libraries be loaded as if modules that they can do without were not installed."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def modules_missing(*names: str) -> Iterator[None]:
    """Let imports of these modules fail inside, unless they are loaded or other threads run.

    For what a library loads only to offer it, which would delay the first window.
    """
    alone = threading.active_count() == 1
    hidden = [name for name in names if alone and name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: it cannot be imported
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]

"""Where log lines go: a rotating file in the data folder, warnings on a terminal too."""

from __future__ import annotations

import logging
import logging.handlers
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from receipt_desktop.settings import Paths

FILE_BYTES = 2_000_000
FILES = 3
FORMAT = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"
QUIET = ("huey", "alembic", "httpx", "httpcore", "PIL", "RapidOCR", "filelock")
"""Loggers whose information is noise in ours."""


@contextmanager
def journal(paths: Paths, *, terminal: bool) -> Iterator[None]:
    """Write log lines for as long as the block runs. Raises `OSError` when the disk does not."""
    paths.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
    handlers: list[logging.Handler] = [
        logging.handlers.RotatingFileHandler(
            paths.logs / "receipt-desktop.log",
            maxBytes=FILE_BYTES,
            backupCount=FILES,
            encoding="utf-8",
        )
    ]
    if terminal:
        handlers.append(_terminal())
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    for handler in handlers:
        handler.setFormatter(logging.Formatter(FORMAT))
        root.addHandler(handler)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        yield
    finally:
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()


def _terminal() -> logging.Handler:
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.CRITICAL)
    return handler

"""What parent and child say to each other. Pickled: both sides import it, nothing heavy in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.page import Line, PagePicture

COUNT_PAGES = "receipt_desktop.reading.worker.tasks:count_pages"
READ_PAGE = "receipt_desktop.reading.worker.tasks:read_page"
READ_KNOWN_PAGE = "receipt_desktop.reading.worker.tasks:read_known_page"


@dataclass(frozen=True, slots=True)
class WorkerTask:
    """A function to call: `function(on_progress, deadline, *arguments)`."""

    function: str
    """Its module and name with a colon between; only the child imports it."""
    arguments: tuple[Any, ...]
    seconds: float
    """Time allowed on the wall clock; whoever sent it ends it earlier by what it uses."""


@dataclass(frozen=True, slots=True)
class WorkerAnswer:
    """One of: how far it is (0..1), what came out, or why not."""

    progress: float | None = None
    result: Any = None
    error: ReceiptError | None = None


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page, read and stored."""

    picture: PagePicture
    lines: tuple[Line, ...]
    second: tuple[Line, ...]
    engines: tuple[str, ...]
    preprocessed: bool
    """Whether the stored picture was turned or straightened."""
    seconds: float = 0.0
    """Wall time in the child."""

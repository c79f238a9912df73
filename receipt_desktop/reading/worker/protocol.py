"""Messages between the parent and a worker process, pickled. Imports nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.invoice import Invoice
from receipt_desktop.domain.page import Code, Line, PagePicture, PagePrint
from receipt_desktop.domain.scripts import Script

COUNT_PAGES = "receipt_desktop.reading.worker.tasks:count_pages"
READ_PAGE = "receipt_desktop.reading.worker.tasks:read_page"
READ_REGION = "receipt_desktop.reading.worker.region:read_region"
EXAMINE_SCAN = "receipt_desktop.reading.worker.scans:examine_scan"
ASSEMBLE_PAGES = "receipt_desktop.reading.worker.scans:assemble_pages"
READ_KNOWN_PAGE = "receipt_desktop.reading.worker.tasks:read_known_page"


@dataclass(frozen=True, slots=True)
class WorkerTask:
    """A function to call: `function(on_progress, deadline, *arguments)`."""

    function: str
    """"module:name"; only the worker imports it."""
    arguments: tuple[Any, ...] = field(repr=False)  # may contain passwords
    seconds: float
    """Wall seconds allowed; the parent may end it earlier by its processor time."""


@dataclass(frozen=True, slots=True)
class WorkerAnswer:
    """One of: progress (0..1), result or error."""

    progress: float | None = None
    result: Any = None
    error: ReceiptError | None = None


@dataclass(frozen=True, slots=True)
class PageRead:
    """The result of reading one page; its picture is saved."""

    picture: PagePicture
    lines: tuple[Line, ...]
    second: tuple[Line, ...]
    engines: tuple[str, ...]
    preprocessed: bool
    """Whether the stored picture was turned or straightened."""
    seconds: float = 0.0
    """Wall time in the worker."""
    codes: tuple[Code, ...] = ()
    invoice: Invoice | None = None
    missing_script: Script | None = None
    """The script of the text that no installed reader can read."""
    page_print: PagePrint | None = None

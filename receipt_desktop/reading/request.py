"""What is asked of the reader. Standard library only: it travels to the child processes."""

from __future__ import annotations

from dataclasses import dataclass

from receipt_desktop.domain.receipt import ReaderChoice

THUMBNAIL_NAME = "thumb.jpg"
"""Name of the small picture beside the pages."""


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """The largest file, picture and page count that are read."""

    max_bytes: int
    max_pixels: int
    """Of one page, checked before it is decoded."""
    max_pages: int


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """One receipt to read."""

    original: str
    """Absolute path of the kept file."""
    folder: str
    """Absolute folder for the page pictures; made when it is not there."""
    prefix: str
    """That folder relative to the data folder, with forward slashes."""
    reader: ReaderChoice
    languages: tuple[str, ...]
    """Tesseract's language codes; empty means every sensible installed one."""
    page: int | None
    """Read only this page (0-based); None means all of them, as one receipt."""
    limits: ReadLimits
    page_seconds: float | None = None
    """Time allowed for a page within the deadline; None: the deadline alone."""

"""The rows of a file: one, or one for each of its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from receipt_desktop.actions.batches import SubmitOptions
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import PasswordRequired
from receipt_desktop.domain.receipt import ReadOptions
from receipt_desktop.reading.request import ReadLimits, build_read_limits

PAGE_COUNT_SECONDS = 20.0


class PageCounter(Protocol):
    """Counts the pages of a file: the reader pool."""

    def count_pages(
        self,
        path: Path,
        limits: ReadLimits,
        deadline: Deadline,
        passwords: tuple[str, ...] = (),
    ) -> int: ...


class PageOptions:
    """Finds the read options of each row of a file. Thread-safe."""

    def __init__(self, pages: PageCounter, settings: Callable[[], Settings]) -> None:
        self._page_counter = pages
        self._settings = settings

    def list_options(self, path: Path, options: SubmitOptions, *, paged: bool) -> list[ReadOptions]:
        """The read options, or one for each page when each page is a receipt."""
        settings = self._settings()
        paged = paged and settings.one_receipt_a_page and not options.keeps_pages_together
        if not paged or options.read_options.page is not None:
            return [options.read_options]
        deadline = Deadline.for_work(PAGE_COUNT_SECONDS)
        limits = build_read_limits(settings)
        try:
            pages = self._page_counter.count_pages(path, limits, deadline, options.passwords)
        except PasswordRequired:
            pages = 1  # the receipt asks for its password
        if pages == 1:
            return [options.read_options]
        return [replace(options.read_options, page=page) for page in range(pages)]

"""Requests to the reader; pickled for the worker processes, so standard library only."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from receipt_desktop.domain.page_sources import PageSource
from receipt_desktop.domain.receipt import ReaderChoice, Receipt

if TYPE_CHECKING:  # the worker process needs no settings
    from pathlib import Path

    from receipt_desktop.config.paths import Paths
    from receipt_desktop.config.settings import Settings

THUMBNAIL_NAME = "thumb.jpg"
"""File name of the thumbnail in the folder of the page pictures."""


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Limits on files, pictures and pages."""

    max_bytes: int
    max_pixels: int
    """Pixels of a page, checked before it is decoded."""
    max_pages: int


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """A request to read one receipt."""

    original: str
    """Absolute path of the stored original."""
    folder: str
    """Absolute path of the folder for page pictures; created when it is missing."""
    prefix: str
    """That folder relative to the data folder, with forward slashes."""
    reader: ReaderChoice
    languages: tuple[str, ...]
    """Language codes of Tesseract; empty for the installed default languages."""
    page: int | None
    """Read only this page (0-based); None means all of them, as one receipt."""
    limits: ReadLimits
    page_seconds: float | None = None
    """Seconds allowed for a page within the deadline; None for the deadline alone."""
    passwords: tuple[str, ...] = field(default=(), repr=False)
    """Tried in turn for a protected PDF."""
    source: PageSource | None = None
    """The part of the page and its turn, of a receipt whose pages a person has arranged."""
    following: tuple[ReadRequest, ...] = ()
    """Requests for the further pages of the same receipt, in order."""


def build_read_limits(settings: Settings) -> ReadLimits:
    """The limits of the settings, which are in MB and megapixels, in bytes and pixels."""
    return ReadLimits(
        max_bytes=settings.max_file_mb * 1_000_000,
        max_pixels=settings.max_megapixels * 1_000_000,
        max_pages=settings.max_pages,
    )


def build_read_request(
    receipt: Receipt,
    originals: Mapping[str, Path],
    paths: Paths,
    settings: Settings,
    *,
    page_seconds: float | None = None,
    passwords: tuple[str, ...] = (),
) -> ReadRequest:
    """The request to read a receipt, with the options it was added with.

    `originals` are its files by content hash.
    """

    def request_source(source: PageSource, name: str) -> ReadRequest:
        prefix = f"pages/{name[:2]}/{name}"
        return ReadRequest(
            original=str(originals[source.content_hash]),
            folder=str(paths.data / prefix),
            prefix=prefix,
            reader=receipt.read_options.reader or ReaderChoice(settings.reader),
            languages=settings.ocr_languages,
            page=source.number,
            limits=build_read_limits(settings),
            page_seconds=page_seconds,
            passwords=passwords,
            source=source if receipt.sources else None,
        )

    first, *following = map(request_source, receipt.page_sources, _name_folders(receipt))
    return replace(first, following=tuple(following))


def _name_folders(receipt: Receipt) -> list[str]:
    """The folder for the pictures of each source, which belongs to the source's original.

    Receipts that share an original have folders of their own.
    """
    if not receipt.sources:
        page = receipt.read_options.page
        return [receipt.content_hash if page is None else f"{receipt.content_hash}-{page}"]
    arranged = json.dumps([source.to_json() for source in receipt.sources])
    suffix = hashlib.sha256(arranged.encode()).hexdigest()[:16]
    return [f"{source.content_hash}-p{suffix}" for source in receipt.sources]

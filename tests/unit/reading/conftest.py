"""Fixtures for reading: a pool of running workers, requests, limits."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Text
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.reading.engines import find_tesseract
from receipt_desktop.reading.request import ReadLimits, ReadRequest
from receipt_desktop.reading.worker.pool import ReaderPool
from tests.waiting import SECONDS

LIMITS = ReadLimits(max_bytes=20_000_000, max_pixels=40_000_000, max_pages=20)

needs_tesseract = pytest.mark.skipif(
    sys.platform == "win32" and find_tesseract() is None,
    reason="there is no Tesseract in a wheel for Windows",
)
EACH_READER = (
    ReaderChoice.RAPIDOCR,
    pytest.param(ReaderChoice.TESSERACT, marks=needs_tesseract),
)

Request = Callable[..., ReadRequest]
Read = Callable[..., Text]


@pytest.fixture(scope="package")
def pool() -> Iterator[ReaderPool]:
    """A pool whose workers run on after the first test."""
    made = ReaderPool(2)
    yield made
    made.close()


@pytest.fixture
def request_for(tmp_path: Path) -> Request:
    """Makes a request for a file; pictures go to a folder of the test."""

    def make(
        path: Path,
        reader: ReaderChoice = ReaderChoice.AUTO,
        page: int | None = None,
        limits: ReadLimits = LIMITS,
    ) -> ReadRequest:
        folder = tmp_path / "data" / "pages" / "ab" / "abcd"
        return ReadRequest(str(path), str(folder), "pages/ab/abcd", reader, (), page, limits)

    return make


@pytest.fixture
def read(pool: ReaderPool, request_for: Request) -> Read:
    """Reads a file in the shared pool."""

    def read(path: Path, reader: ReaderChoice = ReaderChoice.AUTO, page: int | None = None) -> Text:
        request = request_for(path, reader, page)
        return pool.read_text(request, Deadline.after(SECONDS), lambda _: None)

    return read

"""Fixtures of all tests with widgets."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from receipt_desktop.cli.garbage import automatic_collection_off
from receipt_desktop.ui.garbage_timer import collect_when_due


@pytest.fixture(autouse=True, scope="package")
def garbage_of_widgets() -> Iterator[None]:
    """As in the program, no worker thread collects; none finds our widgets in later tests."""
    with automatic_collection_off():
        yield
        gc.collect()


@pytest.fixture(autouse=True)
def garbage_collected_when_due() -> Iterator[None]:
    """Collect on this thread what earlier tests and this one have left, as the program does."""
    yield
    collect_when_due()

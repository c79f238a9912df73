"""Fixtures of all tests with widgets."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def no_collection_of_widgets() -> Iterator[None]:
    """Let no garbage collection meet what is left of windows, in this test or later.

    A collection deletes the widgets of a closed window in any order, which PySide and pyqtgraph do
    not always survive. The program closes one window in its life.
    """
    gc.disable()
    yield
    gc.freeze()
    gc.enable()

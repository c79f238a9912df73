"""Libraries are loaded without what they can do without."""

from __future__ import annotations

import importlib
import sys
import threading
from pathlib import Path

import pytest

from receipt_desktop.logs.missing_modules import modules_missing


@pytest.fixture
def extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a module that can be loaded and is not."""
    (tmp_path / "an_extra.py").write_text("VALUE = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "an_extra", raising=False)
    return "an_extra"


def test_a_module_is_missing_inside_and_there_afterwards(
    extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    with modules_missing(extra), pytest.raises(ImportError):
        importlib.import_module(extra)
    assert importlib.import_module(extra).VALUE == 1
    with modules_missing(extra):  # it is loaded: nothing is gained
        assert importlib.import_module(extra).VALUE == 1


def test_other_threads_find_every_module(extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    with modules_missing(extra):
        assert importlib.import_module(extra).VALUE == 1

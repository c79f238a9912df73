"""What a worker process does to its own surroundings."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from receipt_desktop.reading.worker.main import load_function

GREEDY_MODULE = """
import os
for name in ("LD_LIBRARY_PATH", "PATH"):
    os.environ[name] = os.pathsep.join(["/of/the/module", os.environ.get(name, "")])
def run():
    return os.environ["PATH"]
"""
"""As OpenCV does when it is imported."""


@pytest.mark.parametrize("libraries", [None, "/of/the/user"])
def test_an_import_changes_no_search_path_of_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, libraries: str | None
) -> None:
    (tmp_path / "greedy_module.py").write_text(GREEDY_MODULE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "greedy_module", raising=False)
    monkeypatch.delenv("LD_LIBRARY_PATH", raising=False)
    if libraries is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH", libraries)
    path = os.environ["PATH"]
    assert load_function("greedy_module:run")() == path
    assert os.environ.get("LD_LIBRARY_PATH") == libraries

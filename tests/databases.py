"""Empty databases for tests, which are copied: their tables are made once."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from receipt_desktop.store.store import Store


@cache
def _make_template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="rd-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "receipts.db"
    Store(f"sqlite:///{file}").close()
    return file


def copy_empty_database(file: Path) -> None:
    """An empty database in this place."""
    shutil.copyfile(_make_template(), file)


def open_empty_store(folder: Path) -> Store:
    """A store on a SQLite file of its own in this folder."""
    file = folder / "receipts.db"
    copy_empty_database(file)
    return Store(f"sqlite:///{file}")

"""Where everything lives."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP_NAME = "receipt-desktop"
LOG_FILE_NAME = "receipt-desktop.jsonl"
"""In the folder of logs; a full one becomes `.1`, that one `.2`, and so on."""
CONTENT_HASH_PATTERN = re.compile(r"[0-9a-f]{64}")
"""The name of an original: SHA-256 of its bytes, hex."""
PRIVATE_FOLDER = 0o700
"""Permissions of folders that only their owner may list."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Where everything lives below one data folder."""

    data: Path

    @property
    def database(self) -> Path:
        return self.data / "receipts.db"

    @property
    def originals(self) -> Path:
        return self.data / "originals"

    def original(self, content_hash: str) -> Path:
        """The path of the original with this content hash, whether it exists or not."""
        return self.originals / content_hash[:2] / content_hash

    @property
    def removed(self) -> Path:
        """Proof that originals were given up (`receipt_desktop.files.tombstones`)."""
        return self.data / "removed"

    @property
    def pages(self) -> Path:
        return self.data / "pages"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def redis(self) -> Path:
        return self.data / "redis"

    @property
    def settings_file(self) -> Path:
        return self.data / "settings.json"

    @property
    def queue_secret(self) -> Path:
        return self.data / "queue.secret"

    @property
    def api_token(self) -> Path:
        return self.data / "api.token"

    @property
    def webhook_secret(self) -> Path:
        return self.data / "webhook.secret"

    @property
    def processes(self) -> Path:
        """A locked file for each process that is at work here."""
        return self.data / "processes"

    @property
    def database_lock(self) -> Path:
        """Held while a process opens the database and brings its tables up to date."""
        return self.data / "database.lock"

    @property
    def running_marker(self) -> Path:
        """Names the process that holds the folder, until that ends properly."""
        return self.data / "running"

    @property
    def damage_marker(self) -> Path:
        """Damage was seen in the database: the next start checks all of it."""
        return self.data / "database.suspect"

    @property
    def window_lock(self) -> Path:
        """Held by the window that is open on this data folder."""
        return self.data / "window.lock"

    @property
    def owner_lock(self) -> Path:
        return self.data / "app.lock"

    def create_folders(self) -> None:
        """Make the folders, readable by their owner alone; it works without the one of the logs.

        A data folder that exists keeps its permissions, the folders in it do not. Raises `OSError`
        when the disk does not let us.
        """
        for folder in (self.data, self.originals, self.pages, self.redis):
            folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        with suppress(OSError):
            self.logs.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        for folder in (self.originals, self.pages, self.redis, self.logs):
            if os.name == "posix" and folder.is_dir() and folder.stat().st_mode & 0o077:
                with suppress(PermissionError):  # another user's folder
                    folder.chmod(PRIVATE_FOLDER)


def default_data_dir(environ: Mapping[str, str] = os.environ) -> Path:
    """`RECEIPT_DESKTOP_DATA_DIR`, or the platform's place for an application's data."""
    chosen = environ.get("RECEIPT_DESKTOP_DATA_DIR")
    if chosen:
        return Path(chosen).expanduser().absolute()
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def resources_folder() -> Path:
    """The folder of icons, translations and sample receipts, also inside a frozen program."""
    base = getattr(sys, "_MEIPASS", None)
    return Path(base or Path(__file__).resolve().parents[2]) / "resources"

"""Paths of the data folder and the resources."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

import receipt_desktop
from receipt_desktop.domain.errors import ServiceUnavailable

APP_NAME = "receipt-desktop"
LOG_FILE_NAME = "receipt-desktop.jsonl"
"""The current log file; a full one is renamed to `.1`, `.2` and so on."""
CONTENT_HASH_PATTERN = re.compile(r"[0-9a-f]{64}")
"""The name of an original: SHA-256 of its bytes, hex."""
PRIVATE_FOLDER = 0o700
"""Permissions of folders that only their owner may access."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Files and folders of a data folder."""

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
        """Tombstones of removed originals (`receipt_desktop.files.tombstones`)."""
        return self.data / "removed"

    @property
    def pages(self) -> Path:
        return self.data / "pages"

    @property
    def scans(self) -> Path:
        """Scanned pages that are not receipts yet."""
        return self.data / "scans"

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
    def update_state(self) -> Path:
        """Remembers the newest release file that a check for updates has seen."""
        return self.data / "updates.json"

    @property
    def exports(self) -> Path:
        """A record for each export of several files that is being written."""
        return self.data / "exports"

    @property
    def processes(self) -> Path:
        """A locked file for each running process."""
        return self.data / "processes"

    @property
    def database_lock(self) -> Path:
        """Held while a process opens and migrates the database."""
        return self.data / "database.lock"

    @property
    def running_marker(self) -> Path:
        """Names the process that holds the data folder until it ends properly."""
        return self.data / "running"

    @property
    def damage_marker(self) -> Path:
        """Exists if the database is suspected of damage: the next start checks all of it."""
        return self.data / "database.suspect"

    @property
    def window_lock(self) -> Path:
        """Held by the open window of this data folder."""
        return self.data / "window.lock"

    @property
    def owner_lock(self) -> Path:
        return self.data / "app.lock"

    def create_folders(self) -> None:
        """Create the folders, accessible by their owner only.

        An existing data folder keeps its permissions, the folders in it do not. Raises `OSError`,
        but not for the folder of the logs.
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
    """`RECEIPT_DESKTOP_DATA_DIR`, or the platform's folder for application data."""
    chosen = environ.get("RECEIPT_DESKTOP_DATA_DIR")
    if chosen:
        return Path(chosen).expanduser().absolute()
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def resources_folder() -> Path:
    """The folder of icons, translations, samples and documentation.

    A wheel has it inside the package, a checkout beside the package, a frozen program at its root.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    package = Path(receipt_desktop.__file__).resolve().parent
    is_checkout = (package.parent / "pyproject.toml").is_file()
    return (package.parent if is_checkout else package) / "resources"


def missing_resource(path: Path) -> ServiceUnavailable:
    """The error for a file of the installation that is missing or unreadable."""
    return ServiceUnavailable("resource_missing", path=str(path))

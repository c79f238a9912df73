"""What a build is called and dated: the same for the same commit."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import receipt_desktop
from installer.package.tree import ROOT

MAINTAINER = "Receipt Desktop maintainers <maintainers@receipt-desktop.invalid>"
"""Unless `PACKAGE_MAINTAINER` names who answers for the packages."""


@dataclass(frozen=True, slots=True)
class Release:
    """Name and time of a build."""

    version: str
    time: int
    """Seconds since 1970: `SOURCE_DATE_EPOCH`, else the commit's. Every file has this time."""
    maintainer: str

    @property
    def date(self) -> str:
        """The day as in ISO 8601."""
        return datetime.fromtimestamp(self.time, UTC).date().isoformat()

    @property
    def mail_date(self) -> str:
        """The time as in the headers of a letter."""
        return format_datetime(datetime.fromtimestamp(self.time, UTC))


def describe_release(version: str | None = None) -> Release:
    """The release of this checkout. Raises `subprocess.CalledProcessError` outside of git."""
    time = os.environ.get("SOURCE_DATE_EPOCH") or _read_commit_time()
    os.environ["SOURCE_DATE_EPOCH"] = time  # for uv, hatchling and dpkg-deb
    maintainer = os.environ.get("PACKAGE_MAINTAINER", MAINTAINER)
    return Release(version or receipt_desktop.__version__, int(time), maintainer)


def _read_commit_time() -> str:
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def set_times(folder: Path, time: int) -> None:
    """Give every file and folder the same time."""
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (time, time), follow_symlinks=False)

"""The check for updates."""

from __future__ import annotations

import json
import logging
from datetime import datetime
from pathlib import Path

from receipt_desktop.config.atomic import PRIVATE_MODE, write_text_atomically
from receipt_desktop.config.build_info import BuildInfo
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.release import Release, UpdateCheck
from receipt_desktop.updates.download import DownloadLimits, download_file
from receipt_desktop.updates.signed_file import open_signed_file

log = logging.getLogger(__name__)


def check_for_updates(
    build: BuildInfo, state_file: Path, current: str, limits: DownloadLimits | None = None
) -> UpdateCheck:
    """Fetch, verify and compare the release file; `current` is the version that runs.

    `state_file` remembers the newest signed date: a file that was signed earlier is an old one
    sent again, and is refused. Raises `InvalidRequest`, `ServiceUnavailable`.
    """
    if not build.has_updates:
        raise InvalidRequest("update_not_built")
    content = download_file(build.update_address, limits or DownloadLimits())
    release = open_signed_file(content, build.update_key)
    _refuse_replay(release, state_file)
    if not release.is_newer_than(current):
        return UpdateCheck(current)
    return UpdateCheck(current, release, release.files.get(build.package))


def _refuse_replay(release: Release, state_file: Path) -> None:
    """Raises `InvalidRequest` for a file signed before the newest one that was seen."""
    seen = _read_seen_date(state_file)
    if seen and release.published < seen:
        raise InvalidRequest(
            "update_replayed",
            day=release.published.date().isoformat(),
            seen=seen.date().isoformat(),
        )
    if release.published == seen:
        return
    try:
        text = json.dumps({"published": release.published.isoformat()})
        write_text_atomically(state_file, text, mode=PRIVATE_MODE)
    except OSError as error:
        log.warning("could not save the date of the release file: %s", error.strerror)


def _read_seen_date(state_file: Path) -> datetime | None:
    """The newest date that was seen; None before the first check."""
    try:
        seen = datetime.fromisoformat(json.loads(state_file.read_text("utf-8"))["published"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return seen if seen.tzinfo else None

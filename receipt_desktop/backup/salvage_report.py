"""Reports of the recovery of a damaged database, shown until they are dismissed."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from receipt_desktop.config.atomic import PRIVATE_MODE, write_text_atomically
from receipt_desktop.config.busy_files import replace_path
from receipt_desktop.config.paths import Paths
from receipt_desktop.messages import Message

log = logging.getLogger(__name__)

REPORT_LIFETIME = timedelta(days=7)
"""How long commands show a report that is not dismissed in the window."""
SALVAGED, COPY_RESTORED, STARTED_NEW, ROWS_MISSING = (
    "salvaged",
    "copy_restored",
    "started_new",
    "rows_missing",
)


@dataclass(frozen=True, slots=True)
class TableCounts:
    """Recovered and lost rows of a table."""

    saved: int
    """Rows that are in the database now, from any source."""
    from_copy: int
    """Rows of these that were taken from a copy."""
    lost: int
    """Lost rows; an estimate if their number could not be read."""


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """A report of one recovery."""

    kind: str
    at: datetime
    tables: Mapping[str, TableCounts] = field(default_factory=dict)
    file: str = ""
    """Path of the damaged file, which is kept."""
    day: str = ""
    """Date of the copy that was used."""
    reread: int = 0
    """Receipts whose values were lost and which are read again."""
    orphans: int = 0
    """Originals without a receipt."""

    @property
    def details(self) -> dict[str, str | int]:
        """The values of the placeholders in the sentences."""
        receipts = self.tables.get("receipts", TableCounts(0, 0, 0))
        return {
            "receipts": receipts.saved,
            "lost_receipts": receipts.lost,
            "rows": sum(one.saved for one in self.tables.values()),
            "lost_rows": sum(one.lost for one in self.tables.values()),
            "file": self.file,
            "day": self.day,
            "reread": self.reread,
            "orphans": self.orphans,
        }

    @property
    def messages(self) -> tuple[Message, ...]:
        """The messages of this report, one per sentence."""
        reread = ("reread",) if self.reread else ()
        orphans = ("orphans",) if self.orphans else ()
        parts = (self.kind, *reread, *orphans)
        return tuple(Message(f"salvage_{part}", self.details) for part in parts)

    @property
    def sentence(self) -> str:
        """In English, on one line."""
        return " ".join(message.text() for message in self.messages)


def save_report(paths: Paths, report: SalvageReport) -> None:
    """Save a report in the data folder; a failure is logged, not raised."""
    log.error("%s", report.sentence)
    values = asdict(report) | {"at": report.at.isoformat()}
    name = f"salvage-{report.at:%Y%m%d-%H%M%S}.json"
    try:
        write_text_atomically(paths.data / name, json.dumps(values, indent=2), mode=PRIVATE_MODE)
    except OSError as error:
        log.warning("could not save the recovery report: %s", error)


def list_reports(paths: Paths, now: datetime | None = None) -> list[SalvageReport]:
    """Reports that are neither dismissed nor older than `REPORT_LIFETIME`, newest first."""
    oldest = (now or datetime.now(UTC)) - REPORT_LIFETIME
    files = sorted(paths.data.glob("salvage-*.json"), reverse=True)
    reports = [_read_report(path) for path in files]
    return [report for report in reports if report is not None and report.at >= oldest]


def dismiss_reports(paths: Paths) -> None:
    """Dismiss all reports by renaming their files. Raises `OSError`."""
    for path in paths.data.glob("salvage-*.json"):
        replace_path(path, path.with_suffix(".read"))


def _read_report(path: Path) -> SalvageReport | None:
    try:
        raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        tables = {name: TableCounts(**rows) for name, rows in raw["tables"].items()}
        at = datetime.fromisoformat(raw["at"])
        return SalvageReport(**{**raw, "at": at, "tables": tables})
    except (OSError, ValueError, KeyError, TypeError):
        return None

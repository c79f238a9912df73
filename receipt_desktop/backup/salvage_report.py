"""What was saved of a damaged database and what was lost, kept and told until it was read."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from receipt_desktop.config.atomic import PRIVATE_MODE, write_text_atomically
from receipt_desktop.config.paths import Paths
from receipt_desktop.messages import Message

log = logging.getLogger(__name__)

REPORT_LIFETIME = timedelta(days=7)
"""How long commands repeat it when nobody dismisses it in the window."""
SALVAGED, COPY_RESTORED, STARTED_NEW, ROWS_MISSING = (
    "salvaged",
    "copy_restored",
    "started_new",
    "rows_missing",
)


@dataclass(frozen=True, slots=True)
class TableCounts:
    """How the rows of one table fared."""

    saved: int
    """In the database now, whatever they came from."""
    from_copy: int
    """Of these, taken from a copy."""
    lost: int
    """An estimate where even the number was not readable."""


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """One event."""

    kind: str
    at: datetime
    tables: Mapping[str, TableCounts] = field(default_factory=dict)
    file: str = ""
    """The damaged file, as it is kept."""
    day: str = ""
    """Of the copy that was used."""
    reread: int = 0
    """Receipts whose values were lost and which wait to be read again."""
    orphans: int = 0
    """Originals without a receipt."""

    @property
    def details(self) -> dict[str, str | int]:
        """What fills the placeholders of the sentences."""
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
        """What this report says, a message for each sentence."""
        reread = ("reread",) if self.reread else ()
        orphans = ("orphans",) if self.orphans else ()
        parts = (self.kind, *reread, *orphans)
        return tuple(Message(f"salvage_{part}", self.details) for part in parts)

    @property
    def sentence(self) -> str:
        """In English, on one line."""
        return " ".join(message.text() for message in self.messages)


def save_report(paths: Paths, report: SalvageReport) -> None:
    """Write it into the data folder. A full disk is logged, not raised."""
    log.error("%s", report.sentence)
    values = asdict(report) | {"at": report.at.isoformat()}
    name = f"salvage-{report.at:%Y%m%d-%H%M%S}.json"
    try:
        write_text_atomically(paths.data / name, json.dumps(values, indent=2), mode=PRIVATE_MODE)
    except OSError as error:
        log.warning("the report of the salvage could not be written: %s", error)


def list_reports(paths: Paths, now: datetime | None = None) -> list[SalvageReport]:
    """Those not yet dismissed and not older than a week, the newest first."""
    oldest = (now or datetime.now(UTC)) - REPORT_LIFETIME
    found = [_read_report(path) for path in sorted(paths.data.glob("salvage-*.json"), reverse=True)]
    return [one for one in found if one is not None and one.at >= oldest]


def dismiss_reports(paths: Paths) -> None:
    """They were read: nothing repeats them from now on; the files stay. Raises `OSError`."""
    for path in paths.data.glob("salvage-*.json"):
        path.replace(path.with_suffix(".read"))


def _read_report(path: Path) -> SalvageReport | None:
    try:
        raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        tables = {name: TableCounts(**rows) for name, rows in raw["tables"].items()}
        at = datetime.fromisoformat(raw["at"])
        return SalvageReport(**{**raw, "at": at, "tables": tables})
    except (OSError, ValueError, KeyError, TypeError):
        return None

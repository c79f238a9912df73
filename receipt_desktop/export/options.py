"""How a person or a program wants an export written."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.export_batch import MAX_PROBLEMS, ExportProblem
from receipt_desktop.domain.export_profile import NO_PROFILE, ExportProfile
from receipt_desktop.domain.receipt import Receipt

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class ExportReport:
    """What happened while an export was written."""

    numbers: array[int] = field(default_factory=lambda: array("q"))
    """The receipts that were written, by `Receipt.number`."""
    problems: list[ExportProblem] = field(default_factory=list)
    left_out: int = 0

    def add_problem(self, problem: ExportProblem) -> None:
        """Keep a problem, up to a limit."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)


def _no_original(_: Receipt) -> Path | None:
    """The original where none can be had."""
    return None


def _no_picture(_: str) -> Path | None:
    """The picture where none can be had."""
    return None


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What can be chosen for an export; each format reads the options that it has."""

    language: str = ""
    """A language ("de") or locale ("fr_CH") whose marks are used; "" for the system's."""
    layout: str = "receipts"
    """receipts: one row a receipt; items: one row a line item."""
    delimiter: str = ""
    """Between cells; "" for the locale's."""
    decimal: str = ""
    """The decimal mark; "" for the locale's."""
    bom: bool = True
    """Whether text begins with a byte order mark: Excel takes UTF-8 for UTF-8 only so."""
    company: str = ""
    """The name of the company, "" without one."""
    profile: ExportProfile = NO_PROFILE
    rates: tuple[Decimal, ...] = ()
    """The tax rates of the receipts, for columns of their own."""
    batch: str = ""
    """The batch's label, where it is remembered."""
    at: datetime = LONG_AGO
    """When the export began, UTC."""
    chain_head: str = ""
    """The head of the audit log before the export, NUMBER:HASH."""
    find_original: Callable[[Receipt], Path | None] = _no_original
    find_picture: Callable[[str], Path | None] = _no_picture
    """By the relative path of a `PagePicture`."""
    report: ExportReport = field(default_factory=ExportReport)

    @property
    def origin(self) -> str:
        """One line about where the file is from: program, batch, head of the audit log."""
        batch = f" {self.batch}" if self.batch else ""
        head = f", head of the audit log {self.chain_head}" if self.chain_head else ""
        return f"Receipt Desktop{batch}{head}"

    @classmethod
    def from_settings(cls, settings: Settings) -> ExportOptions:
        """What the person chose in the settings."""
        return cls(
            settings.language,
            settings.csv_layout,
            settings.csv_delimiter,
            settings.csv_decimal,
            settings.csv_bom,
            settings.company_name,
        )

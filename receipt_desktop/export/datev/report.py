"""The check report beside the batches: sums by account and key, and what was left out.

In German, for the accountant who imports the files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from receipt_desktop.export.datev.rows import BatchPosting, find_lost_characters, format_amount
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.messages import GERMAN

FILE_NAME = "Pruefprotokoll.txt"


@dataclass(slots=True)
class FileSums:
    """The sums of one file."""

    rows: int = 0
    receipts: int = 0
    total: Decimal = Decimal(0)
    by_account: dict[tuple[str, str], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    by_counter: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def add(self, posting: BatchPosting) -> None:
        """Count a row."""
        self.rows += 1
        self.total += posting.amount
        self.by_account[posting.account, posting.tax_key] += posting.amount
        self.by_counter[posting.counter_account] += posting.amount


@dataclass(slots=True)
class CheckReport:
    """What the report says."""

    files: dict[str, FileSums] = field(default_factory=dict)
    rewritten: list[tuple[str, str]] = field(default_factory=list)
    """Receipts whose text has characters that the code page lacks, and these."""
    without_document: list[str] = field(default_factory=list)

    def note_text(self, name: str) -> None:
        """Note the characters of a name that the file cannot hold."""
        if lost := find_lost_characters(name):
            self.rewritten.append((name, lost))


def format_report(report: CheckReport, options: ExportOptions) -> str:
    """The report as text."""
    return "\r\n".join(_list_lines(report, options)) + "\r\n"


def _list_lines(report: CheckReport, options: ExportOptions) -> Iterator[str]:
    yield f"Prüfprotokoll zum DATEV-Export {options.batch}".rstrip()
    yield f"Erstellt: {options.at:%d.%m.%Y %H:%M} UTC · Profil: {options.profile.name}"
    if options.chain_head:
        yield f"Kopf des Änderungsprotokolls: {options.chain_head}"
    for name, sums in sorted(report.files.items()):
        yield from ("", name, f"  Belege: {sums.receipts} · Buchungszeilen: {sums.rows}")
        yield f"  Summe: {_format_sum(sums.total)}"
        for (account, key), amount in sorted(sums.by_account.items()):
            yield f"  Konto {account} BU {key or '–'}: {_format_sum(amount)}"
        for account, amount in sorted(sums.by_counter.items()):
            yield f"  Gegenkonto {account}: {_format_sum(amount)}"
    yield from _list_exceptions(report, options)


def _list_exceptions(report: CheckReport, options: ExportOptions) -> Iterator[str]:
    yield from ("", f"Nicht exportierte Belege: {options.report.left_out}")
    for problem in options.report.problems:
        yield f"  {problem.name} ({problem.receipt_id[:8]}): {problem.message.text(GERMAN)}"
    if report.without_document:
        yield from ("", f"Buchungen ohne Belegbild: {len(report.without_document)}")
        yield from (f"  {name}" for name in report.without_document)
    if report.rewritten:
        yield from ("", "Zeichen, die der Zeichensatz Windows-1252 nicht hat, wurden ersetzt:")
        yield from (f"  {name}: {lost}" for name, lost in report.rewritten)


def _format_sum(amount: Decimal) -> str:
    return f"-{format_amount(-amount)}" if amount < 0 else format_amount(amount)

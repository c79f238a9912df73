"""The table of export formats: one line a format, one module a format.

The command line's choices, the window's menu and dialog, and the routes of the API read it. A
further format is a module with a `write` beside this one, and its line here.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO, Protocol

from receipt_desktop.domain.captions import caption
from receipt_desktop.domain.export_batch import ExportProblem
from receipt_desktop.domain.export_profile import ExportProfile
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.export import (
    beancount,
    csv,
    freeagent,
    ledger,
    mapped_csv,
    originals_zip,
    pdf_report,
    quickbooks,
    receipts_json,
    sage,
    workbook,
    xero,
)
from receipt_desktop.export.bookings import Booking
from receipt_desktop.export.checks import CheckMaker, pass_bookings, pass_receipts
from receipt_desktop.export.datev import batch as datev
from receipt_desktop.export.export_files import ExportFiles
from receipt_desktop.export.options import ExportOptions


class WriteReceipts(Protocol):
    """Writes receipts; the number of rows or entries without any head."""

    def __call__(
        self, receipts: Iterable[ReceiptDetails], stream: BinaryIO, options: ExportOptions, /
    ) -> int: ...


class WriteFiles(Protocol):
    """Writes receipts into several files; the number of receipts."""

    def __call__(
        self, receipts: Iterable[ReceiptDetails], files: ExportFiles, options: ExportOptions, /
    ) -> int: ...


class WriteBookings(Protocol):
    """Writes bookings that passed the checks; the number of rows without any head."""

    def __call__(
        self, bookings: Iterable[Booking], files: ExportFiles, options: ExportOptions, /
    ) -> int: ...


class Layout(enum.Enum):
    """How many files a format has."""

    FILE = enum.auto()
    PARTS = enum.auto()
    """One file, or several numbered ones where the target limits their size."""
    FOLDER = enum.auto()
    """Several files of different kinds in a folder."""


def _no_problems(_: ExportProfile) -> Iterator[ExportProblem]:
    """Any profile will do."""
    return iter(())


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """What the fronts know of a format."""

    name: str
    """On the command line and in the API's paths."""
    label: str
    """The English caption, in the context "texts"."""
    suffix: str
    """Of a file's name, with the point; "" for a folder."""
    media_type: str
    write_receipts: WriteReceipts | None = None
    """For formats of one file that take every receipt as it is."""
    write_files: WriteFiles | None = None
    """For those of several files."""
    write_bookings: WriteBookings | None = None
    """For formats that take only what the target can import."""
    description: str = ""
    """What one receipt looks like, for the API's documentation."""
    layout: Layout = Layout.FILE
    make_check: CheckMaker | None = None
    """Finds what would fail, for formats of bookings."""
    check_profile: Callable[[ExportProfile], Iterable[ExportProblem]] = _no_problems
    needs_profile: bool = False
    shows_pictures: bool = False
    """Whether it holds the pictures, which makes it large."""

    def write(
        self, receipts: Iterable[ReceiptDetails], files: ExportFiles, options: ExportOptions
    ) -> int:
        """Write the receipts; the number of rows or entries without any head.

        What is left out is noted in the report of the options. Raises `OSError`.
        """
        if self.write_bookings is not None and self.make_check is not None:
            passed = pass_bookings(receipts, self.make_check, options.profile, options.report)
            return self.write_bookings(passed, files, options)
        noted = pass_receipts(receipts, options.report)
        if self.write_files is not None:
            return self.write_files(noted, files, options)
        if self.write_receipts is None:
            raise TypeError(self.name)
        with files.create() as stream:
            return self.write_receipts(noted, stream, options)

    @property
    def is_folder(self) -> bool:
        """Whether it is several files of different kinds."""
        return self.layout is Layout.FOLDER

    @property
    def is_checked(self) -> bool:
        """Whether it leaves out what its target could not take."""
        return self.make_check is not None

    @property
    def is_by_date(self) -> bool:
        """Whether the receipts are written in the order of their days, as in books."""
        return self.write_bookings is not None or self.layout is Layout.FOLDER


FORMATS: Mapping[str, ExportFormat] = MappingProxyType(
    {
        one.name: one
        for one in (
            ExportFormat(
                "csv",
                caption("texts", "CSV"),
                ".csv",
                "text/csv",
                csv.write_csv,
                description="A head and one row, or one row a line item; delimiter and decimal "
                "mark as in the settings.",
            ),
            ExportFormat(
                "mapped",
                caption("texts", "CSV with own columns"),
                ".csv",
                "text/csv",
                write_bookings=mapped_csv.write_mapped,
                description="The columns of the profile, one row a tax rate.",
                make_check=mapped_csv.make_check,
                check_profile=mapped_csv.check_profile,
                needs_profile=True,
            ),
            ExportFormat(
                "xlsx",
                caption("texts", "Excel workbook"),
                ".xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                workbook.write_workbook,
                description="A workbook with sheets of receipts, line items, taxes and sums.",
            ),
            ExportFormat(
                "xero",
                caption("texts", "Xero bills"),
                ".csv",
                "text/csv",
                write_bookings=xero.write_bills,
                description="Xero's template for bills, one row a tax rate.",
                layout=Layout.PARTS,
                make_check=xero.make_check,
                check_profile=xero.check_profile,
                needs_profile=True,
            ),
            ExportFormat(
                "quickbooks",
                caption("texts", "QuickBooks bank"),
                ".csv",
                "text/csv",
                write_bookings=quickbooks.write_bank_lines,
                description="Date, Description and Amount; money out is negative.",
                layout=Layout.PARTS,
                make_check=quickbooks.make_check,
                check_profile=quickbooks.check_profile,
            ),
            ExportFormat(
                "datev",
                caption("texts", "DATEV"),
                "",
                "application/zip",
                write_bookings=datev.write_batches,
                description="A ZIP of an EXTF file a month, the documents and a check report.",
                layout=Layout.FOLDER,
                make_check=datev.make_check,
                check_profile=datev.check_profile,
                needs_profile=True,
                shows_pictures=True,
            ),
            ExportFormat(
                "beancount",
                caption("texts", "Beancount"),
                ".beancount",
                "text/plain",
                write_bookings=beancount.write_journal,
                description="A journal with a transaction a receipt.",
                make_check=beancount.make_check,
            ),
            ExportFormat(
                "hledger",
                caption("texts", "hledger"),
                ".journal",
                "text/plain",
                write_bookings=ledger.write_hledger,
                description="A journal with a transaction a receipt.",
                make_check=beancount.make_check,
            ),
            ExportFormat(
                "ledger",
                caption("texts", "Ledger"),
                ".ledger",
                "text/plain",
                write_bookings=ledger.write_ledger,
                description="A journal with a transaction a receipt.",
                make_check=beancount.make_check,
            ),
            ExportFormat(
                "freeagent",
                caption("texts", "FreeAgent bank"),
                ".csv",
                "text/csv",
                write_bookings=freeagent.write_bank_lines,
                description="Day, amount and description without a head; money out is negative.",
                make_check=freeagent.make_check,
            ),
            ExportFormat(
                "sage",
                caption("texts", "Sage 50 audit trail"),
                ".csv",
                "text/csv",
                write_bookings=sage.write_audit_trail,
                description="One row a tax code.",
                make_check=sage.make_check,
                check_profile=sage.check_profile,
                needs_profile=True,
            ),
            ExportFormat(
                "originals",
                caption("texts", "Original files (ZIP)"),
                ".zip",
                "application/zip",
                originals_zip.write_originals,
                description="The file as it was sent, named by date, merchant and total, and a "
                "manifest.",
                shows_pictures=True,
            ),
            ExportFormat(
                "pdf",
                caption("texts", "PDF report by month"),
                "",
                "application/zip",
                write_files=pdf_report.write_months,
                description="The values and the pictures, a PDF a month.",
                layout=Layout.FOLDER,
                shows_pictures=True,
            ),
            ExportFormat(
                "pdfs",
                caption("texts", "PDF for each receipt"),
                "",
                "application/zip",
                write_files=pdf_report.write_each,
                description="The values and the pictures, a PDF a receipt.",
                layout=Layout.FOLDER,
                shows_pictures=True,
            ),
            ExportFormat(
                "json",
                caption("texts", "JSON"),
                ".json",
                "application/json",
                receipts_json.write_json,
                description="The batch and the result of the receipt.",
            ),
        )
    }
)
"""By name; the first one is the default."""
DEFAULT = next(iter(FORMATS))

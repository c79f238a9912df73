"""What the fronts know of an export format, and how it is written."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from receipt_desktop.domain.export_batch import ExportProblem
from receipt_desktop.domain.export_profile import ExportProfile
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.export.bookings import Booking
from receipt_desktop.export.checks import CheckMaker, pass_bookings, pass_receipts
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

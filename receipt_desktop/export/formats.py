"""The table of export formats: one line a format, one module a format.

The command line's choices, the window's menu and dialog, and the routes of the API read it. A
further format is a module with a `write` beside this one, and its line here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO, Protocol

from receipt_desktop.domain.captions import caption
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.export import csv
from receipt_desktop.export.options import ExportOptions


class WriteExport(Protocol):
    """Writes receipts to a binary stream; the number of rows or entries without any head."""

    def __call__(
        self, receipts: Iterable[ReceiptDetails], stream: BinaryIO, options: ExportOptions, /
    ) -> int: ...


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """What the fronts know of a format."""

    name: str
    """On the command line and in the API's paths."""
    label: str
    """The English caption, in the context "texts"."""
    suffix: str
    """Of a file's name, with the point."""
    media_type: str
    write: WriteExport
    description: str = ""
    """What one receipt looks like, for the API's documentation."""


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
                "A head and one row, or one row a line item; delimiter and decimal mark as in the "
                "settings.",
            ),
        )
    }
)
"""By name; the first one is the default."""
DEFAULT = next(iter(FORMATS))

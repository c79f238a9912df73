"""Errors of submissions."""

from __future__ import annotations

from receipt_desktop.domain.display import format_file_name, replace_surrogates
from receipt_desktop.domain.errors import DatabaseBusy, ReceiptError, ServiceUnavailable
from receipt_desktop.domain.receipt import SubmitResult
from receipt_desktop.reading.file_search import FoundFile


def make_draining_error() -> ServiceUnavailable:
    """The error for a queue that accepts no receipts."""
    return ServiceUnavailable("draining")


def rename_in_error(error: ReceiptError, name: str) -> ReceiptError:
    """The same error with the name that the client gave the file."""
    if "name" not in error.details:
        return error
    return type(error)(error.key, **{**error.details, "name": format_file_name(name)})


def is_database_busy(error: ReceiptError) -> bool:
    """Whether the error means that another program locks the database."""
    return isinstance(error, DatabaseBusy)


def make_refusal(found: FoundFile, error: ReceiptError) -> SubmitResult:
    """The result for a file that was not taken."""
    return SubmitResult(replace_surrogates(found.given), error=error)

"""Errors of submissions."""

from __future__ import annotations

from receipt_desktop.domain.display import format_file_name
from receipt_desktop.domain.errors import ReceiptError, ServiceUnavailable
from receipt_desktop.reading.file_errors import SENTENCES, make_refusal
from receipt_desktop.store.engine import describe_problem as database_sentence


def make_draining_error() -> ServiceUnavailable:
    """The error for a queue that accepts no receipts."""
    return ServiceUnavailable(
        "The queue is being emptied and takes nothing new in just now.", key="draining"
    )


def rename_in_error(error: ReceiptError, name: str) -> ReceiptError:
    """The same error with the name that the client gave the file."""
    if error.key not in SENTENCES or "name" not in error.details:
        return error
    return make_refusal(error.key, **{**error.details, "name": format_file_name(name)})


def is_database_busy(error: ReceiptError) -> bool:
    """Whether the error means that another program locks the database."""
    return error.sentence == database_sentence("locked")

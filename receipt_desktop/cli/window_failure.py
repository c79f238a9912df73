"""Failures to start the window: an error, a message box, and the traceback in the log."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from receipt_desktop.config.paths import LOG_FILE_NAME, Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ProcessingError, ReceiptError

log = logging.getLogger(__name__)


@contextmanager
def explain_unexpected_errors(paths: Paths) -> Iterator[None]:
    """Log unexpected exceptions and raise `ProcessingError` with the path of the log."""
    try:
        yield
    except (ReceiptError, OSError):
        raise
    except Exception as error:
        log.exception("the window failed")
        traceback.print_exc()
        raise ProcessingError(
            "start_unexpected", kind=type(error).__name__, path=str(paths.logs / LOG_FILE_NAME)
        ) from error


def show_failure_dialog(error: ReceiptError, settings: Settings) -> None:
    """Show the error in a message box, since there may be no terminal."""
    try:
        from receipt_desktop.cli import window_session  # noqa: PLC0415
    except ImportError:  # Qt itself cannot be loaded
        return
    window_session.show_failure_dialog(error, settings)

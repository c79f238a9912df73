"""Passes files on to another company, and takes in what others have passed on to this one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from receipt_desktop.actions.batches import SubmitOptions
from receipt_desktop.config.background_loop import BackgroundLoop
from receipt_desktop.config.companies import make_missing_error
from receipt_desktop.domain.display import replace_surrogates
from receipt_desktop.domain.receipt import SubmitResult
from receipt_desktop.domain.source import Source
from receipt_desktop.files.incoming import IncomingFiles
from receipt_desktop.reading.file_search import FoundFile

if TYPE_CHECKING:
    from receipt_desktop.actions.submission import SubmissionService

log = logging.getLogger(__name__)

ROUND_SECONDS = 20.0
"""Between two looks at what was passed on."""


def pass_on(found: FoundFile, source: Source, company: Path) -> SubmitResult:
    """Hand a file to the company of another data folder.

    Raises `InvalidRequest` when that folder is not there, `OSError`.
    """
    if not company.is_dir():
        raise make_missing_error(company)
    IncomingFiles(company).put_file(found.path, source)
    return SubmitResult(replace_surrogates(found.given), passed_to=str(company))


def make_incoming_loop(
    data: Path, submission: SubmissionService, actor: str, *, is_owner: Callable[[], bool]
) -> BackgroundLoop:
    """Takes in what was passed on, as long as this process owns the data folder."""
    incoming = IncomingFiles(data)

    def look() -> None:
        if is_owner():
            take_in(incoming, submission, actor)

    return BackgroundLoop("incoming", look, lambda: ROUND_SECONDS, log=log)


def take_in(incoming: IncomingFiles, submission: SubmissionService, actor: str) -> int:
    """Submit the waiting files; the number of those taken in. What fails waits for the next time.

    Raises `OSError` when a file that was taken in cannot be deleted; it is a duplicate then.
    """
    count = 0
    for file in incoming.iterate_files():
        options = SubmitOptions(actor=actor, source=file.source, is_passed_on=True)
        results = submission.submit_found([FoundFile(file.path, file.path.name)], options)
        errors = [result.error for result in results if result.error]
        if errors:
            log.warning("could not add a file passed on by another company: %s", errors[0].sentence)
        else:
            incoming.remove_file(file)
            count += 1
    return count

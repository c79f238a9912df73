"""What the list of jobs says of each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from receipt_desktop.history import Job
from receipt_desktop.ui import texts
from receipt_desktop.ui.queue import words
from receipt_desktop.ui.rows_model import Column

FILE, OUTCOME, ERROR, WAITED, RAN, ATTEMPTS, WHEN, WORKER = range(8)
translate = QCoreApplication.translate


def key(job: Job) -> tuple[str, int]:
    """A receipt that was read again has several jobs."""
    return job.receipt_id, job.run


def columns() -> tuple[Column[Job], ...]:
    """In their order from left to right."""
    return (*_what(), *_times(), *_where())


def _what() -> tuple[Column[Job], ...]:
    return (
        Column(translate("Jobs", "File"), lambda job: job.file_name),
        Column(
            translate("Jobs", "Outcome"),
            lambda job: words.outcome_text(job.last.outcome),
            ink=lambda job: words.OUTCOME_INKS[job.last.outcome],
            width=15,
        ),
        Column(translate("Jobs", "Error"), _error, tip=_error_tip, width=15),
    )


def _times() -> tuple[Column[Job], ...]:
    return (
        Column(
            translate("Jobs", "Waited"),
            lambda job: words.seconds(job.last.waited),
            order=lambda job: job.last.waited,
            right=True,
            width=6,
        ),
        Column(
            translate("Jobs", "Ran"),
            lambda job: words.seconds(job.last.ran),
            order=lambda job: job.last.ran,
            right=True,
            width=6,
        ),
    )


def _where() -> tuple[Column[Job], ...]:
    return (
        Column(
            translate("Jobs", "Attempts"),
            lambda job: words.whole(job.attempts),
            order=lambda job: job.attempts,
            right=True,
            width=5,
        ),
        Column(
            translate("Jobs", "When"),
            lambda job: words.moment(job.last.started_at),
            order=lambda job: job.last.started_at,
            tip=lambda job: words.exact(job.last.started_at),
            width=15,
        ),
        Column(
            translate("Jobs", "Worker"),
            lambda job: words.worker_text(job.last.worker),
            tip=lambda job: job.last.worker,
            width=14,
        ),
    )


def _error(job: Job) -> str:
    return job.last.error_class or (job.last.failure.code if job.last.failure else "")


def _error_tip(job: Job) -> str:
    return texts.failure_text(job.last.failure) if job.last.failure else ""

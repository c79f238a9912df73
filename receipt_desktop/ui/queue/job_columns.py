"""The columns of the jobs table."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from receipt_desktop.domain.jobs import Job
from receipt_desktop.ui.i18n import queue_texts, texts
from receipt_desktop.ui.widgets.rows_model import RowColumn

(
    FILE_COLUMN,
    OUTCOME_COLUMN,
    ERROR_COLUMN,
    WAITED_COLUMN,
    RAN_COLUMN,
    ATTEMPTS_COLUMN,
    WHEN_COLUMN,
    WORKER_COLUMN,
) = range(8)
translate = QCoreApplication.translate


def job_key(job: Job) -> tuple[str, int]:
    """The key of a job. A reprocessed receipt has several jobs."""
    return job.receipt_id, job.run


def create_job_columns() -> tuple[RowColumn[Job], ...]:
    """The columns, from left to right."""
    return (*_description_columns(), *_duration_columns(), *_execution_columns())


def _description_columns() -> tuple[RowColumn[Job], ...]:
    return (
        RowColumn(translate("JobsTab", "File"), lambda job: job.file_name),
        RowColumn(
            translate("JobsTab", "Outcome"),
            lambda job: queue_texts.format_outcome(job.last.outcome),
            colour_name=lambda job: queue_texts.OUTCOME_COLOURS[job.last.outcome],
            width_characters=15,
        ),
        RowColumn(
            translate("JobsTab", "Error"),
            _format_error,
            tooltip=_format_error_tooltip,
            width_characters=15,
        ),
    )


def _duration_columns() -> tuple[RowColumn[Job], ...]:
    return (
        RowColumn(
            translate("JobsTab", "Wait time"),
            lambda job: queue_texts.format_seconds(job.last.wait_seconds),
            sort_key=lambda job: job.last.wait_seconds,
            align_right=True,
            width_characters=6,
        ),
        RowColumn(
            translate("JobsTab", "Run time"),
            lambda job: queue_texts.format_seconds(job.last.run_seconds),
            sort_key=lambda job: job.last.run_seconds,
            align_right=True,
            width_characters=6,
        ),
    )


def _execution_columns() -> tuple[RowColumn[Job], ...]:
    return (
        RowColumn(
            translate("JobsTab", "Attempts"),
            lambda job: queue_texts.format_whole_number(job.attempts),
            sort_key=lambda job: job.attempts,
            align_right=True,
            width_characters=5,
        ),
        RowColumn(
            translate("JobsTab", "Time"),
            lambda job: queue_texts.format_moment(job.last.started_at),
            sort_key=lambda job: job.last.started_at,
            tooltip=lambda job: queue_texts.format_exact_time(job.last.started_at),
            width_characters=15,
        ),
        RowColumn(
            translate("JobsTab", "Worker"),
            lambda job: queue_texts.format_worker(job.last.worker),
            tooltip=lambda job: job.last.worker,
            width_characters=14,
        ),
    )


def _format_error(job: Job) -> str:
    return job.last.error_class or (job.last.failure.code if job.last.failure else "")


def _format_error_tooltip(job: Job) -> str:
    return texts.format_failure(job.last.failure) if job.last.failure else ""

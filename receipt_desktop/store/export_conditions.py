"""The conditions of a filter on exports over the rows of receipts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from receipt_desktop.domain.export_batch import ExportFilter, ExportState
from receipt_desktop.store.export_tables import ExportBatchRow, ExportMarkRow
from receipt_desktop.store.history_tables import AuditRow
from receipt_desktop.store.tables import ReceiptRow

CHANGING_ACTIONS = ("correct", "uncorrect", "rule", "unrule", "merge", "unmerge")
"""Actions in the audit log that change values, see `store.review_state`."""


def export_condition(wanted: ExportFilter) -> ColumnElement[bool]:
    """The condition of a filter on exports over the rows of receipts."""
    last = _last_export(wanted.profile)
    if wanted.state is ExportState.NOT_EXPORTED:
        return last.is_(None)
    if wanted.state is ExportState.EXPORTED:
        return last.is_not(None)
    corrected = exists().where(
        AuditRow.receipt_id == ReceiptRow.id,
        AuditRow.action.in_(CHANGING_ACTIONS),
        AuditRow.at > last,
    )
    return and_(last.is_not(None), or_(ReceiptRow.completed_at > last, corrected))


def _last_export(profile: str) -> ColumnElement[datetime]:
    """When the receipt was last exported under the profile, or under any."""
    counts = [
        ExportMarkRow.receipt == ReceiptRow.number,
        ExportBatchRow.number == ExportMarkRow.batch,
        ExportBatchRow.finished,
        ExportBatchRow.undone_at.is_(None),
    ]
    if profile:
        counts.append(ExportBatchRow.profile == profile)
    wanted = select(func.max(ExportBatchRow.at)).where(*counts)
    return wanted.correlate(ReceiptRow).scalar_subquery()

"""What was saved of a damaged database and what was lost: told in the window until it was read."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from receipt_desktop.actions import Actions
from receipt_desktop.actions.backups import SalvageReport
from receipt_desktop.ui.i18n.finding_sentences import FINDINGS
from receipt_desktop.ui.i18n.sentences import translate_sentence
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.notice_bar import NoticeBar

REPORT_SENTENCES: Mapping[str, object] = {
    **{kind: FINDINGS[kind][0] for kind in ("salvaged", "copy_restored", "started_new")},
    "rows_missing": QT_TRANSLATE_NOOP("findings", "The last run did not end properly."),
    "reread": QT_TRANSLATE_NOOP("findings", "Receipts to be read again: {reread}."),
    "orphans": QT_TRANSLATE_NOOP(
        "findings",
        "Originals without a receipt: {orphans}; they are kept. "
        "Add them with receipt-desktop doctor --adopt.",
    ),
}
"""The sentences of a report, by the key of each part."""


def format_report(report: SalvageReport) -> str:
    """The report in the person's language."""
    return " ".join(
        translate_sentence("findings", REPORT_SENTENCES[part], report.details, report.sentence)
        for part in report.sentence_keys
    )


def show_salvage_notice(actions: Actions, work: TaskRunner, notice: NoticeBar) -> None:
    """Show the newest report, if there is one that nobody has dismissed."""

    def show(reports: list[SalvageReport]) -> None:
        if reports:
            notice.show_message(
                format_report(reports[0]),
                QCoreApplication.translate("findings", "Got it"),
                lambda: work.run(actions.dismiss_salvage_reports),
                lasting=True,
            )

    work.run(actions.list_salvage_reports, done=show)

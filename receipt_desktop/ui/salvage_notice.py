"""What was saved of a damaged database and what was lost: told in the window until it was read."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from receipt_desktop.actions import Actions
from receipt_desktop.actions.backups import SalvageReport
from receipt_desktop.ui.i18n.sentences import message_text
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.notice_bar import NoticeBar


def format_report(report: SalvageReport) -> str:
    """The report in the person's language."""
    return " ".join(map(message_text, report.messages))


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

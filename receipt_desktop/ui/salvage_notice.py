"""The report about a rebuilt database, shown until it is dismissed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from receipt_desktop.ui.i18n.sentences import message_text
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.notice_bar import NoticeBar

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions
    from receipt_desktop.actions.backups import SalvageReport


def format_report(report: SalvageReport) -> str:
    """The report in the user's language."""
    return " ".join(map(message_text, report.messages))


def show_salvage_notice(actions: Actions, task_runner: TaskRunner, notice: NoticeBar) -> None:
    """Show the newest report that was not dismissed."""

    def show(reports: list[SalvageReport]) -> None:
        if reports:
            notice.show_message(
                format_report(reports[0]),
                QCoreApplication.translate("findings", "Got it"),
                lambda: task_runner.run(actions.dismiss_salvage_reports),
                lasting=True,
            )

    task_runner.run(actions.list_salvage_reports, done=show)

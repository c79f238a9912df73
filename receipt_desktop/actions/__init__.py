"""What a person or a program may ask. Every front calls this and nothing below it.

Everything here may block on the disk or on Redis: a window calls it on a worker thread.
"""

from __future__ import annotations

from dataclasses import replace

from receipt_desktop.actions.backups import BackupActions
from receipt_desktop.actions.clients import ClientActions
from receipt_desktop.actions.context import ActionContext
from receipt_desktop.actions.queue_control import QueueActions
from receipt_desktop.actions.receipts import ExportFormat, export_formats
from receipt_desktop.actions.system import SystemActions

__all__ = ["ActionContext", "Actions", "ExportFormat", "export_formats"]


class Actions(QueueActions, SystemActions, ClientActions, BackupActions):
    """The one list of things that can be asked."""

    def acting_as(self, actor: str) -> Actions:
        """The same actions in somebody's name."""
        return Actions(replace(self._context, actor=actor))

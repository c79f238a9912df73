"""The class with the actions of all groups."""

from __future__ import annotations

from dataclasses import replace

from receipt_desktop.actions.backups import BackupActions
from receipt_desktop.actions.bookkeeping import BookkeepingActions
from receipt_desktop.actions.companies import CompanyActions
from receipt_desktop.actions.duplicates import DuplicateActions
from receipt_desktop.actions.imports import ImportActions
from receipt_desktop.actions.listing import ListingActions
from receipt_desktop.actions.mailboxes import MailboxActions
from receipt_desktop.actions.pages import PageActions
from receipt_desktop.actions.queue_control import QueueActions
from receipt_desktop.actions.reports import ReportActions
from receipt_desktop.actions.scanning import ScanActions
from receipt_desktop.actions.suppliers import SupplierActions
from receipt_desktop.actions.watched_folders import WatchedFolderActions
from receipt_desktop.actions.web_intake import WebIntakeActions


class Actions(
    QueueActions,
    ReportActions,
    ListingActions,
    BackupActions,
    SupplierActions,
    PageActions,
    DuplicateActions,
    BookkeepingActions,
    ImportActions,
    CompanyActions,
    MailboxActions,
    WatchedFolderActions,
    ScanActions,
    WebIntakeActions,
):
    """All actions on receipts, lists, pages, suppliers, the queue, the system and backups."""

    def acting_as(self, actor: str) -> Actions:
        """The same actions with another actor in the audit log."""
        return Actions(replace(self._context, actor=actor))

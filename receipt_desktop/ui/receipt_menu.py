"""The menu of commands on the selected receipts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from receipt_desktop.domain.receipt import Priority, Receipt
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.receipt_controller import (
    ReceiptController,
    can_archive,
    can_hold,
    can_release,
    is_waiting,
)
from receipt_desktop.ui.review.approval import can_approve, can_withdraw
from receipt_desktop.ui.widgets import icons

translate = QCoreApplication.translate
ReceiptsAction = Callable[[Sequence[Receipt]], None]
ReceiptCondition = Callable[[Receipt], bool]
SHORTCUTS: Mapping[str, str] = {
    "approve": "Ctrl+Return",
    "retry": "Ctrl+R",
    "cancel": "Ctrl+.",
    "next": "Ctrl+Shift+N",
    "hold": "Ctrl+Shift+P",
    "archive": "Ctrl+Shift+H",
    "remove": "Ctrl+Del",
}
ICON_NAMES: Mapping[str, str] = {
    "approve": "check",
    "retry": "retry",
    "cancel": "cancel",
    "next": "first",
    "hold": "pause",
    "release": "resume",
    "archive": "archive",
    "unarchive": "undo",
    "remove": "remove",
}


class ReceiptMenu:
    """Fills a menu and enables entries according to the selection."""

    def __init__(
        self,
        menu: QMenu,
        controller: ReceiptController,
        chosen: Callable[[], Sequence[Receipt]],
        *,
        keys: bool = False,
        decide: tuple[Callable[[], None], Callable[[], None]] | None = None,
        with_chosen: Callable[[ReceiptsAction], None] | None = None,
    ) -> None:
        """`keys` is set for the one menu whose shortcuts are active.

        `with_chosen` calls an action with all selected receipts where `chosen` knows a part.

        `decide` approves and withdraws approvals; without it those entries are left out.
        """
        self.menu = menu
        self._has_shortcuts = keys
        self._controller = controller
        self._selected_receipts = chosen
        self._approval_actions = decide
        self._with_chosen = with_chosen or (lambda act: act(chosen()))
        self._conditions: list[tuple[QAction, ReceiptCondition]] = []
        self.actions: dict[str, QAction] = {}
        self._add_entries()

    def update_enabled(self) -> None:
        """Disable entries that apply to none of the selected receipts."""
        chosen = self._selected_receipts()
        for action, fits in self._conditions:
            action.setEnabled(any(map(fits, chosen)))
        if "approve" in self.actions:
            self.actions["approve"].setText(_approve_label(sum(map(can_approve, chosen))))

    def _add_entries(self) -> None:
        controller, first = self._controller, self._create_prioritizer(Priority.NEXT)
        if self._approval_actions:
            approve, withdraw = self._approval_actions
            self._add_entry("approve", _approve_label(1), lambda _: approve(), can_approve)
            words = translate("menus", "Withdraw approval")
            self._add_entry("withdraw", words, lambda _: withdraw(), can_withdraw)
            self.menu.addSeparator()
        self._add_entry(
            "retry", translate("menus", "Reprocess"), controller.retry_receipts, _is_finished
        )
        if self._approval_actions:
            words = translate("menus", "Enter password…")
            self._add_entry("password", words, controller.request_password, _needs_password)
        self._add_entry(
            "cancel", translate("menus", "Cancel"), controller.cancel_receipts, _is_open
        )
        self.menu.addSeparator()
        self._add_entry("next", translate("menus", "Process next"), first, is_waiting)
        self._add_priorities()
        self._add_entry("hold", translate("menus", "Pause"), controller.hold_receipts, can_hold)
        self._add_entry(
            "release", translate("menus", "Resume"), controller.release_receipts, can_release
        )
        self.menu.addSeparator()
        self._add_entry(
            "archive", translate("menus", "Archive"), controller.archive_receipts, can_archive
        )
        words = translate("menus", "Take out of the archive")
        self._add_entry("unarchive", words, controller.unarchive_receipts, _is_archived)
        self._add_entry(
            "remove", translate("menus", "Remove"), controller.remove_receipts, _accept_any
        )

    def _add_priorities(self) -> None:
        below = self.menu.addMenu(translate("menus", "Priority"))
        self._conditions.append((below.menuAction(), is_waiting))
        for priority, words in (
            (Priority.HIGH, translate("menus", "High")),
            (Priority.NORMAL, translate("menus", "Normal")),
            (Priority.LOW, translate("menus", "Low")),
        ):
            act = self._create_prioritizer(priority)
            below.addAction(self._create_action(priority.name.lower(), words, act, is_waiting))

    def _create_prioritizer(self, priority: Priority) -> ReceiptsAction:
        return lambda receipts: self._controller.prioritize_receipts(receipts, priority)

    def _add_entry(
        self, name: str, words: str, act: ReceiptsAction, fits: ReceiptCondition
    ) -> None:
        self.menu.addAction(self._create_action(name, words, act, fits))

    def _create_action(
        self, name: str, words: str, act: ReceiptsAction, fits: ReceiptCondition
    ) -> QAction:
        action = self.actions[name] = QAction(words, self.menu)
        if self._has_shortcuts:
            action.setShortcut(QKeySequence(SHORTCUTS.get(name, "")))
        if name in ICON_NAMES:
            action.setIcon(icons.load_icon(ICON_NAMES[name]))
        action.triggered.connect(lambda *_: self._with_chosen(act))
        self._conditions.append((action, fits))
        return action


def _approve_label(count: int) -> str:
    if count > 1:
        return translate("menus", "Approve {n} receipts").format(n=texts.format_count(count))
    return translate("menus", "Approve")


def _is_finished(receipt: Receipt) -> bool:
    return receipt.is_finished


def _needs_password(receipt: Receipt) -> bool:
    return receipt.needs_password


def _is_open(receipt: Receipt) -> bool:
    return not receipt.is_finished


def _is_archived(receipt: Receipt) -> bool:
    return receipt.is_archived


def _accept_any(_: Receipt) -> bool:
    return True

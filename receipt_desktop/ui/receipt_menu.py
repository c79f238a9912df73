"""The menu of receipts: what can be asked of those that are chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from receipt_desktop.receipt import Priority, Receipt
from receipt_desktop.ui import icons, texts
from receipt_desktop.ui.receipt_orders import ReceiptOrders, can_hold, can_release, can_wait
from receipt_desktop.ui.review.approval import can_approve, can_withdraw

translate = QCoreApplication.translate
Act = Callable[[Sequence[Receipt]], None]
Fits = Callable[[Receipt], bool]
KEYS: Mapping[str, str] = {
    "approve": "Ctrl+Return",
    "retry": "Ctrl+R",
    "cancel": "Ctrl+.",
    "next": "Ctrl+Shift+N",
    "hold": "Ctrl+Shift+P",
    "remove": "Ctrl+Del",
}
ICONS: Mapping[str, str] = {
    "approve": "check",
    "retry": "retry",
    "cancel": "cancel",
    "next": "first",
    "hold": "pause",
    "release": "resume",
    "remove": "remove",
}


class ReceiptMenu:
    """Fills a menu and keeps what is enabled in step with what is chosen."""

    def __init__(
        self,
        menu: QMenu,
        orders: ReceiptOrders,
        chosen: Callable[[], Sequence[Receipt]],
        *,
        keys: bool = False,
        decide: tuple[Callable[[], None], Callable[[], None]] | None = None,
    ) -> None:
        """`keys` for the one menu of the window whose shortcuts are in force.

        `decide` approves the chosen ones, and withdraws that; without it the menu does neither.
        """
        self.menu = menu
        self._keys = keys
        self._orders = orders
        self._chosen = chosen
        self._decide = decide
        self._fitting: list[tuple[QAction, Fits]] = []
        self.actions: dict[str, QAction] = {}
        self._fill()

    def refresh(self) -> None:
        """What fits none of the chosen receipts is off."""
        chosen = self._chosen()
        for action, fits in self._fitting:
            action.setEnabled(any(map(fits, chosen)))
        if "approve" in self.actions:
            self.actions["approve"].setText(_approve_words(sum(map(can_approve, chosen))))

    def _fill(self) -> None:
        orders, first = self._orders, self._prioritizer(Priority.NEXT)
        if self._decide:
            approve, withdraw = self._decide
            self._add("approve", _approve_words(1), lambda _: approve(), can_approve)
            words = translate("menus", "Withdraw approval")
            self._add("withdraw", words, lambda _: withdraw(), can_withdraw)
            self.menu.addSeparator()
        self._add("retry", translate("menus", "Read again"), orders.retry, _finished)
        self._add("cancel", translate("menus", "Cancel"), orders.cancel, _open)
        self.menu.addSeparator()
        self._add("next", translate("menus", "Read next"), first, can_wait)
        self._add_priorities()
        self._add("hold", translate("menus", "Pause"), orders.hold, can_hold)
        self._add("release", translate("menus", "Resume"), orders.release, can_release)
        self.menu.addSeparator()
        self._add("remove", translate("menus", "Remove"), orders.remove, _any)

    def _add_priorities(self) -> None:
        below = self.menu.addMenu(translate("menus", "Priority"))
        self._fitting.append((below.menuAction(), can_wait))
        for priority, words in (
            (Priority.HIGH, translate("menus", "High")),
            (Priority.NORMAL, translate("menus", "Normal")),
            (Priority.LOW, translate("menus", "Low")),
        ):
            act = self._prioritizer(priority)
            below.addAction(self._action(priority.name.lower(), words, act, can_wait))

    def _prioritizer(self, priority: Priority) -> Act:
        return lambda receipts: self._orders.prioritize(receipts, priority)

    def _add(self, name: str, words: str, act: Act, fits: Fits) -> None:
        self.menu.addAction(self._action(name, words, act, fits))

    def _action(self, name: str, words: str, act: Act, fits: Fits) -> QAction:
        action = self.actions[name] = QAction(words, self.menu)
        if self._keys:
            action.setShortcut(QKeySequence(KEYS.get(name, "")))
        if name in ICONS:
            action.setIcon(icons.icon(ICONS[name]))
        action.triggered.connect(lambda *_: act(self._chosen()))
        self._fitting.append((action, fits))
        return action


def _approve_words(count: int) -> str:
    if count > 1:
        return translate("menus", "Approve {n} receipts").format(n=texts.count(count))
    return translate("menus", "Approve")


def _finished(receipt: Receipt) -> bool:
    return receipt.finished


def _open(receipt: Receipt) -> bool:
    return not receipt.finished


def _any(_: Receipt) -> bool:
    return True

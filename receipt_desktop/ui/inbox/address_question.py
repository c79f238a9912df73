"""The question before something is fetched from a web address."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from receipt_desktop.ui import theme
from receipt_desktop.ui.widgets.confirm_dialog import ConfirmDialog

MAX_SHOWN_LENGTH = 300


class AddressQuestion(ConfirmDialog):
    """Asks whether to fetch from these hosts; the answer can hold until the program is closed."""

    def __init__(self, parent: QWidget, addresses: Sequence[str]) -> None:
        self.hosts = list_hosts(addresses)
        hosts = ", ".join(self.hosts)
        headline = self.tr("Fetch %Ln file(s) from {host}?", "", len(addresses))
        note = self.tr(
            "The browser handed over an address only. Receipt Desktop fetches the file from there, "
            "without your sign-in at this site. The site learns that it was fetched."
        )
        shown = "\n".join(shorten_address(one) for one in addresses[:3])
        super().__init__(
            parent, headline.format(host=hosts), f"{note}\n\n{shown}", self.tr("Fetch")
        )
        self.remember_box = QCheckBox(
            self.tr("Fetch from {host} without asking until I quit").format(host=hosts)
        )
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertSpacing(2, theme.SPACE_S)
            layout.insertWidget(3, self.remember_box)


def list_hosts(addresses: Sequence[str]) -> list[str]:
    """The hosts of addresses, each once; their ports only where they are unusual."""
    found = (urlsplit(one) for one in addresses)
    return list(dict.fromkeys(one.netloc.rpartition("@")[2].lower() for one in found))


def shorten_address(address: str) -> str:
    """An address that fits into a question."""
    if len(address) <= MAX_SHOWN_LENGTH:
        return address
    return f"{address[:MAX_SHOWN_LENGTH]}…"

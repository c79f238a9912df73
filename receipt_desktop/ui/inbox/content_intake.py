"""Adds what other programs hand over by drag and drop or by the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QByteArray, QObject
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QWidget

from receipt_desktop.domain.receipt import SubmitResult
from receipt_desktop.domain.source import Source, SourceKind
from receipt_desktop.ui.inbox.address_question import AddressQuestion, list_hosts
from receipt_desktop.ui.inbox.handed_content import HandedContent, HandedFile

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions

RunAction = Callable[[Callable[[], object], Callable[[Any], None] | None], None]
Report = Callable[[tuple[SubmitResult, ...]], None]


class ContentIntake(QObject):
    """Adds pictures and files without a path; asks before it fetches an address."""

    def __init__(
        self, parent: QWidget, actions: Actions, run_action: RunAction, report: Report
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._actions = actions
        self._run_action = run_action
        self._report = report
        self._allowed_hosts: set[str] = set()
        self.question: AddressQuestion | None = None
        """The last question before a fetch."""

    def add_content(self, content: HandedContent, *, is_pasted: bool) -> None:
        """Add what has no path. What was pasted names the clipboard, unless it is fetched."""
        if content.files:
            self._add_files(content.files, self._find_source(content, is_pasted=is_pasted))
        elif content.picture is not None:
            self.add_picture(content.picture, self._find_source(content, is_pasted=is_pasted))
        elif content.addresses:
            self._ask_for_addresses(content.addresses)

    def add_picture(self, picture: QImage, source: Source) -> None:
        """Add a picture; it is encoded off the UI thread."""
        name = self._make_name(".png")

        def submit() -> tuple[SubmitResult, ...]:
            return (self._actions.submit_bytes(encode_picture(picture), name, source),)

        self._run_action(submit, self._report)

    def _add_files(self, files: Sequence[HandedFile], source: Source) -> None:
        name = self._make_name("")

        def submit() -> tuple[SubmitResult, ...]:
            submit_one = self._actions.submit_content
            return tuple(
                result
                for file in files
                for result in submit_one(file.content, file.name or name, source)
            )

        self._run_action(submit, self._report)

    def _ask_for_addresses(self, addresses: tuple[str, ...]) -> None:
        """Fetch at once what needs no network or was allowed; otherwise ask."""
        outside = [one for one in addresses if not one.startswith("data:")]
        if self._allowed_hosts.issuperset(list_hosts(outside)):
            self._fetch(addresses)
            return
        self.question = AddressQuestion(self._window, outside)
        self.question.accepted.connect(partial(self._accept_question, self.question, addresses))
        self.question.open()

    def _accept_question(self, question: AddressQuestion, addresses: tuple[str, ...]) -> None:
        if question.remember_box.isChecked():
            self._allowed_hosts.update(question.hosts)
        self._fetch(addresses)

    def _fetch(self, addresses: tuple[str, ...]) -> None:
        name = self._make_name("")

        def fetch() -> tuple[SubmitResult, ...]:
            submit = self._actions.submit_address
            return tuple(result for one in addresses for result in submit(one, name))

        self._run_action(fetch, self._report)

    @staticmethod
    def _find_source(content: HandedContent, *, is_pasted: bool) -> Source:
        if content.address:
            from receipt_desktop.actions.web_intake import (  # noqa: PLC0415 (loads the back end)
                make_browser_source,
            )

            return make_browser_source(content.address)
        return Source(SourceKind.CLIPBOARD if is_pasted else SourceKind.FILE)

    def _make_name(self, suffix: str) -> str:
        """The name of something that has none."""
        name = self.tr("Pasted {when}").format(when=f"{datetime.now(UTC):%Y-%m-%d %H-%M-%S}")
        return f"{name}{suffix}"


def encode_picture(picture: QImage) -> bytes:
    """The picture as a PNG."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(buffer.data().data())

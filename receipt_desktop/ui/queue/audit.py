"""Who changed what: searched, and written to a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from receipt_desktop.actions import Actions
from receipt_desktop.errors import ReceiptError
from receipt_desktop.history import AuditEntry, AuditQuery
from receipt_desktop.ui import icons, look, texts
from receipt_desktop.ui.queue import words
from receipt_desktop.ui.queue.jobs import TYPING_MS, search_field
from receipt_desktop.ui.queue.tab import Tab
from receipt_desktop.ui.receipt_orders import Say
from receipt_desktop.ui.row_table import RowTable, inset
from receipt_desktop.ui.rows_model import Column, RowsModel
from receipt_desktop.ui.work import Work

MOST = 2000
"""Entries that are listed; the export has all."""
translate = QCoreApplication.translate


class Audit(Tab):
    """Newest first; nothing here can be changed."""

    def __init__(self, actions: Actions, work: Work, say: Say) -> None:
        super().__init__(work)
        self._actions = actions
        self._say = say
        self.search = search_field(
            self.tr("Person, deed, file or value"), self.tr("Search the audit log")
        )
        self.export = QPushButton(self.tr("Export…"))
        self.count = QLabel()
        self.model = RowsModel(columns(), lambda entry: entry.number, self)
        self.table = RowTable(self.model, self.tr("Audit log"), several=True)
        self.table.empty = self.tr("No change fits. What people and programs change is kept here.")
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._lay_out()
        self.search.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(lambda: self.touch(now=True))
        self.export.clicked.connect(self._ask_where)

    def question(self) -> Callable[[], Any]:
        query = AuditQuery(text=self.search.text(), limit=MOST)
        return lambda: self._actions.audit(query)

    def show_answer(self, answer: list[AuditEntry]) -> None:
        self.model.show(answer)
        look.set_role(self.count, "note")
        self.count.setText(self.tr("%n change(s)", "", len(answer)))
        self.table.viewport().update()

    def show_refusal(self, error: ReceiptError) -> None:
        look.set_role(self.count, "error")
        self.count.setText(texts.error_text(error))

    def export_to(self, target: Path) -> None:
        """Write all that fits the search, CSV or JSON lines by the ending of the name."""
        query = AuditQuery(text=self.search.text(), limit=None)
        self._work.run(
            lambda: self._actions.export_audit(target, query),
            done=lambda rows: self._say(
                self.tr("%n change(s) written to {file}.", "", rows).format(file=target.name)
            ),
            failed=lambda error: self._say(texts.error_text(error), lasting=True),
        )

    def _ask_where(self) -> None:
        csv, lines = self.tr("CSV (*.csv)"), self.tr("JSON lines (*.jsonl)")
        target, kind = QFileDialog.getSaveFileName(
            self, self.tr("Export the audit log"), "audit.csv", f"{csv};;{lines}"
        )
        if target:
            chosen = Path(target)
            ending = ".jsonl" if kind == lines else ".csv"
            self.export_to(chosen if chosen.suffix else chosen.with_suffix(ending))

    def _lay_out(self) -> None:
        self.export.setIcon(icons.icon("export"))
        bar = QHBoxLayout()
        bar.setContentsMargins(look.SPACE_L, look.SPACE_M, look.SPACE_L, look.SPACE_S)
        bar.setSpacing(look.SPACE_S)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.export)
        self.count.setContentsMargins(look.SPACE_L, look.SPACE_S, look.SPACE_L, look.SPACE_S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(inset(self.table), 1)
        column.addWidget(self.count)


def columns() -> tuple[Column[AuditEntry], ...]:
    """What is said of each change."""
    return (
        Column(
            translate("Audit", "When"),
            lambda entry: words.moment(entry.at),
            order=lambda entry: entry.number,
            tip=lambda entry: words.exact(entry.at),
            width=15,
        ),
        Column(translate("Audit", "Who"), lambda entry: entry.actor, width=18),
        Column(translate("Audit", "What"), words.deed_text, width=20),
        Column(translate("Audit", "Of what"), lambda entry: entry.subject, width=24),
        Column(translate("Audit", "Change"), change_text, tip=change_tip),
    )


def change_text(entry: AuditEntry) -> str:
    """What was, and what is: only what differs."""
    names = [*entry.before, *(name for name in entry.after if name not in entry.before)]
    told = (_told(name, entry) for name in names)
    return ", ".join(part for part in told if part)


def change_tip(entry: AuditEntry) -> str:
    """Everything, one value a line."""
    return f"{_lines(entry.before)}\n→\n{_lines(entry.after)}"


def _told(name: str, entry: AuditEntry) -> str:
    before, after = entry.before.get(name), entry.after.get(name)
    if before == after:
        return ""
    if name not in entry.before:
        return f"{name}: {after}"
    return f"{name}: {before} → {UNSET if after is None else after}"


UNSET = "–"


def _lines(values: Mapping[str, Any]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in values.items()) or UNSET

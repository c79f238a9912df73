"""The Reports page that is open while the first receipts are read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from receipt_desktop.store.store import Store
from receipt_desktop.ui.reports.reports_page import ReportsPage
from receipt_desktop.ui.signal_bridge import SignalBridge
from tests.databases import open_empty_store
from tests.ui.fake_actions import FakeActions, ManualTaskRunner
from tests.unit.store.test_reports import add, simple


def open_page(store: Store, folder: Path, qtbot: QtBot) -> tuple[ReportsPage, ManualTaskRunner]:
    work = ManualTaskRunner()
    page = ReportsPage(FakeActions(store, folder), work, SignalBridge())
    qtbot.addWidget(page)
    page.show()
    work.run_all()
    return page, work


def test_currency_and_period_are_those_of_the_first_receipt(qtbot: QtBot, tmp_path: Path) -> None:
    store = open_empty_store(tmp_path)
    page, work = open_page(store, tmp_path, qtbot)
    add(store, simple("21.34", currency="USD", DATE=date(2012, 12, 30)), "first")
    page._update_timer.timeout.emit()
    work.run_all()
    assert page.scope_bar.currency_box.currentText() == "USD"
    assert page.report
    assert (page.report.currency, page.report.total.receipts) == ("USD", 1)
    store.close()

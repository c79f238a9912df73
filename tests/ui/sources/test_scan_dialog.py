"""The scan dialog with a network scanner over real HTTP."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.intake import IntakeSource
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.scanning import Division, UntrustedCertificate
from receipt_desktop.domain.source import Source, SourceKind
from receipt_desktop.reading.request import ReadLimits
from receipt_desktop.reading.worker.scans import examine_scan
from receipt_desktop.store.store import Store
from receipt_desktop.ui.sources.scan_dialog import ScanDialog
from receipt_desktop.ui.sources.separator_page import save_separator_page
from tests.databases import open_empty_store
from tests.fakes.escl import FakeScanner
from tests.ui.fake_actions import ManualTaskRunner
from tests.ui.sources.intake_actions import IntakeActions


def draw_page(text: str) -> bytes:
    """A small scanned page as a JPEG."""
    page = Image.new("RGB", (827, 1169), (236, 236, 234))
    ImageDraw.Draw(page).text((150, 200), text, fill=(30, 30, 30), font_size=28)
    data = io.BytesIO()
    page.save(data, "JPEG", quality=90)
    return data.getvalue()


@dataclass
class Desk:
    fake: FakeScanner
    store: Store
    actions: IntakeActions
    work: ManualTaskRunner
    qtbot: QtBot

    def open_dialog(self) -> ScanDialog:
        """The dialog, once the scanner was asked what it can do; without a search."""
        dialog = ScanDialog(None, self.actions, self.work)
        self.qtbot.addWidget(dialog)
        self.work.queued.pop(2)
        self.work.run_all()
        return dialog


@pytest.fixture
def desk(qtbot: QtBot, data_dir: Path) -> Iterator[Desk]:
    store, work = open_empty_store(data_dir), ManualTaskRunner()
    actions = IntakeActions(store, data_dir)
    pages = [draw_page("Bakery 12,30"), draw_page(""), draw_page("Garage 88,00")]
    with FakeScanner(pages) as fake:
        options = {"device": "escl", "address": fake.address, "certificate": ""}
        store.save_intake_source(IntakeSource(0, SourceKind.SCANNER, "Office", options=options))
        yield Desk(fake, store, actions, work, qtbot)
    actions.pool.close()
    work.close()
    store.close()


def test_pages_are_scanned_chosen_and_added(desk: Desk) -> None:
    dialog = desk.open_dialog()
    widgets = dialog.widgets
    assert widgets.scanner_box.currentText() == "Office"
    assert [widgets.source_box.itemText(row) for row in range(3)] == [
        "Glass",
        "Feeder, one side",
        "Feeder, both sides",
    ]
    assert widgets.resolution_box.currentText() == "300 dpi"
    widgets.source_box.setCurrentIndex(1)
    assert widgets.color_box.currentText() == "Black and white"
    desk.fake.fault_after = 2  # the paper jams, and is scanned on
    widgets.scan_button.click()
    assert not widgets.cancel_button.isHidden()
    desk.work.run_all()
    assert "jammed" in widgets.status_label.text()
    assert [page.is_blank for page in widgets.strip.pages] == [False, True]
    assert widgets.strip.item(1).text() == "2: blank"

    dialog.close()  # what was scanned is offered the next time
    desk.fake.fault_after, desk.fake.feeder = None, "ScannerAdfLoaded"
    desk.fake.pages = desk.fake.pages[2:]
    dialog = desk.open_dialog()
    widgets = dialog.widgets
    assert len(widgets.strip.pages) == 2
    widgets.source_box.setCurrentIndex(1)
    widgets.scan_button.click()
    desk.work.run_all()
    choose_and_add_pages(desk, dialog)
    assert [path.name for path in desk.actions.paths.scans.iterdir()] == ["pages.json"]


def choose_and_add_pages(desk: Desk, dialog: ScanDialog) -> None:
    """Keep a blank page, delete it after all, and add each of the others."""
    widgets = dialog.widgets
    assert len(widgets.strip.kept_pages) == 2
    widgets.strip.setCurrentRow(1)
    assert widgets.leave_button.text() == "Keep"
    widgets.leave_button.click()
    assert widgets.strip.kept_pages == widgets.strip.pages
    widgets.delete_button.click()
    widgets.division_box.setCurrentIndex(widgets.division_box.findData(Division.EACH_PAGE))
    widgets.add_button.click()
    desk.work.run_all()
    receipts = desk.store.find_receipts(ReceiptQuery())
    assert len(receipts) == 2
    assert {receipt.source for receipt in receipts} == {Source(SourceKind.SCANNER, "Office")}
    assert widgets.strip.count() == 0
    assert "2" in widgets.status_label.text()
    assert desk.actions.list_scanned_pages() == ()


def test_a_certificate_is_asked_about(desk: Desk) -> None:
    dialog = desk.open_dialog()
    error = UntrustedCertificate("scanner_certificate", scanner="Office", fingerprint="ab" * 32)
    scanner = dialog.widgets.scanner_box.currentData()
    trusted: list[str] = []
    dialog.session.certificate_doubted.emit(
        error, scanner, lambda one: trusted.append(one.certificate)
    )
    assert "ABAB ABAB" in dialog.trust_box.informativeText()
    dialog.trust_box.buttons()[0].click()
    assert trusted == ["ab" * 32]


def test_a_scanner_is_found_by_its_address(desk: Desk) -> None:
    dialog = desk.open_dialog()
    dialog.widgets.address_edit.setText("two words")
    dialog.widgets.find_button.click()
    desk.work.run_all()
    assert "two words" in dialog.widgets.status_label.text()
    dialog.widgets.address_edit.setText(desk.fake.address)
    dialog.widgets.find_button.click()
    desk.work.run_all()
    assert dialog.widgets.scanner_box.findText("Office Scanner 7") == 1


def test_the_separator_page_is_recognised(desk: Desk, tmp_path: Path) -> None:
    del desk
    file = tmp_path / "separator.pdf"
    save_separator_page(file)
    limits = ReadLimits(20_000_000, 40_000_000, 20)
    (page,) = examine_scan(lambda _: None, Deadline.after(600), str(file), limits, 300)
    assert page.is_separator
    assert not page.is_blank

"""The scan dialog: a scanner and its settings, the pages so far, and how they are divided."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QMessageBox, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.receipt import SubmitResult
from receipt_desktop.domain.scanning import (
    ColorMode,
    Division,
    Scanner,
    ScannerCapabilities,
    ScanSettings,
    ScanSource,
    UntrustedCertificate,
)
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.sources import scan_texts, separator_page
from receipt_desktop.ui.sources.scan_layout import ScanWidgets
from receipt_desktop.ui.sources.scan_session import Retry, ScanSession, trust
from receipt_desktop.ui.task_runner import TaskRunner

FINGERPRINT_GROUP = 4


class ScanDialog(QDialog):
    """Pages that are not added stay in the data folder, and are offered the next time."""

    receipts_added = Signal()

    def __init__(self, parent: QWidget | None, actions: Actions, task_runner: TaskRunner) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Scan"))
        self.widgets = ScanWidgets(self)
        self.session = ScanSession(self, actions, task_runner)
        self._capabilities: ScannerCapabilities | None = None
        self._scanner: Scanner | None = None
        self._is_adding = False
        self._connect_session()
        self._connect_widgets()
        self._update()
        self.session.load_known()
        self.search()

    def done(self, result: int) -> None:
        """End the scan that is running; its pages stay."""
        if self.session.is_scanning:
            self.session.cancel()
        super().done(result)

    def search(self) -> None:
        """Search for scanners."""
        self.widgets.search_button.setEnabled(False)
        self.widgets.show_status(self.tr("Searching for scanners…"))
        self.session.search(self._end_search)

    def _end_search(self) -> None:
        self.widgets.search_button.setEnabled(True)
        if not self.widgets.scanner_box.count():
            self.widgets.show_status(
                self.tr("No scanner was found. Enter the address that its display shows.")
            )
        elif not self.session.is_scanning:
            self.widgets.show_status("")

    # -- scanners

    def _show_scanners(self, scanners: Sequence[Scanner]) -> None:
        box = self.widgets.scanner_box
        known = {box.itemData(row).name for row in range(box.count())}
        for scanner in scanners:
            if scanner.name not in known:
                box.addItem(scanner.name, scanner)
        if len(scanners) == 1:
            box.setCurrentIndex(box.findText(scanners[0].name))
        if box.count() and self._scanner is None:
            self._choose_scanner()

    def _choose_scanner(self) -> None:
        scanner = self.widgets.scanner_box.currentData()
        if scanner is None or scanner == self._scanner:
            return
        self._scanner, self._capabilities = scanner, None
        self.widgets.show_status(self.tr("Asking the scanner what it can do…"))
        self.session.read_capabilities(scanner)
        self._update()

    def _find_typed(self) -> None:
        address = self.widgets.address_edit.text().strip()
        if address:
            self.widgets.show_status(self.tr("Looking for a scanner at {address}…").format(
                address=address
            ))  # fmt: skip
            self.session.find(address)

    def _show_capabilities(self, scanner: Scanner, capabilities: ScannerCapabilities) -> None:
        if self._scanner is None or scanner.name != self._scanner.name:
            return
        self._scanner, self._capabilities = scanner, capabilities
        self.widgets.show_status("")
        box = self.widgets.source_box
        _fill(box, [(scan_texts.format_source(one.source), one.source) for one in
                    capabilities.sources])  # fmt: skip
        self._show_source()
        self._update()

    def _show_source(self) -> None:
        """Offer what the scanner can do with paper in the chosen place."""
        source = self.widgets.source_box.currentData()
        if self._capabilities is None or source is None:
            return
        offered = self._capabilities.get_source(ScanSource(source))
        _fill(
            self.widgets.color_box,
            [(scan_texts.format_color_mode(mode), mode) for mode in offered.color_modes],
        )
        _fill(
            self.widgets.resolution_box,
            [(f"{value} dpi", value) for value in offered.resolutions],
            offered.usual_resolution,
        )

    def _ask_to_trust(self, error: UntrustedCertificate, scanner: Scanner, retry: Retry) -> None:
        """Ask whether the certificate is that of the scanner."""
        self.widgets.show_status("")
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Certificate of the scanner"))
        box.setText(texts.format_error(error))
        fingerprint = error.fingerprint.upper()
        grouped = " ".join(
            fingerprint[at : at + FINGERPRINT_GROUP]
            for at in range(0, len(fingerprint), FINGERPRINT_GROUP)
        )
        box.setInformativeText(
            self.tr(
                "Devices sign their certificates themselves. If you trust this one, the "
                "connection is encrypted, and a change is noticed. Its fingerprint:\n{fingerprint}"
            ).format(fingerprint=grouped)
        )
        trust_button = box.addButton(self.tr("Trust it"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        trust_button.clicked.connect(lambda: retry(trust(scanner, error)))
        self.trust_box = box
        box.open()

    # -- pages

    def _scan(self) -> None:
        widgets = self.widgets
        if self._scanner is None or widgets.source_box.currentData() is None:
            return
        settings = ScanSettings(
            ScanSource(widgets.source_box.currentData()),
            int(widgets.resolution_box.currentData()),
            ColorMode(widgets.color_box.currentData()),
        )
        widgets.show_status(self.tr("Scanning…"))
        self.session.scan(self._scanner, settings)
        self._update()

    def _cancel_scan(self) -> None:
        self.widgets.show_status(self.tr("Ending the scan…"))
        self.session.cancel()

    def _end_scan(self, error: ReceiptError | None) -> None:
        self.widgets.show_status("")
        if error is not None:
            self._show_error(error)
        self._update()

    def _delete_pages(self) -> None:
        chosen = self.widgets.strip.chosen_pages
        self.widgets.strip.remove_pages(chosen)
        self.session.forget(chosen)

    def _add_pages(self) -> None:
        """Make receipts of the pages; those that are left out are deleted with them."""
        strip, widgets = self.widgets.strip, self.widgets
        self._is_adding = True
        name = self._scanner.name if self._scanner else ""
        widgets.show_status(self.tr("Adding the receipts…"))
        self.session.add_pages(strip.kept_pages, Division(widgets.division_box.currentData()), name)
        self._update()

    def _show_added(self, results: Sequence[SubmitResult]) -> None:
        self._is_adding = False
        errors = [result.error for result in results if result.error]
        if errors:
            self._show_error(errors[0])
            self._update()
            return
        strip = self.widgets.strip
        self.session.forget([page for page in strip.pages if strip.is_left_out(page)])
        strip.remove_pages(strip.pages)
        self.widgets.show_status(self.tr("%Ln receipt(s) added.", "", len(results)))
        self.receipts_added.emit()

    def _save_separator(self) -> None:
        name = self.tr("Separator page") + ".pdf"
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save separator page"), name, "PDF (*.pdf)"
        )
        if not path:
            return
        try:
            separator_page.save_separator_page(Path(path))
        except ReceiptError as error:
            self._show_error(error)

    def _show_error(self, error: ReceiptError) -> None:
        self._is_adding = False
        self.widgets.show_error(texts.format_error(error))
        self._update()

    def _update(self) -> None:
        """Enable what can be done now."""
        widgets, busy = self.widgets, self.session.is_scanning or self._is_adding
        strip = widgets.strip
        widgets.scan_button.setEnabled(self._capabilities is not None and not busy)
        widgets.scan_button.setText(self.tr("Scan more pages") if strip.pages else self.tr("Scan"))
        widgets.cancel_button.setVisible(self.session.is_scanning)
        has_pages = any(not page.is_separator for page in strip.kept_pages)
        widgets.add_button.setEnabled(has_pages and not busy)
        chosen = strip.chosen_pages
        widgets.delete_button.setEnabled(bool(chosen) and not self._is_adding)
        is_left_out = bool(chosen) and all(strip.is_left_out(page) for page in chosen)
        widgets.leave_button.setEnabled(any(not page.is_separator for page in chosen))
        widgets.leave_button.setText(self.tr("Keep") if is_left_out else self.tr("Leave out"))

    def _connect_session(self) -> None:
        session = self.session
        connections: tuple[tuple[SignalInstance, object], ...] = (
            (session.scanners_found, self._show_scanners),
            (session.capabilities_read, self._show_capabilities),
            (session.page_scanned, self.widgets.strip.add_page),
            (session.scan_ended, self._end_scan),
            (session.certificate_doubted, self._ask_to_trust),
            (session.pages_added, self._show_added),
            (session.failed, self._show_error),
        )
        for signal, slot in connections:
            signal.connect(slot)

    def _connect_widgets(self) -> None:
        widgets = self.widgets
        for button, slot in (
            (widgets.search_button, self.search),
            (widgets.find_button, self._find_typed),
            (widgets.scan_button, self._scan),
            (widgets.cancel_button, self._cancel_scan),
            (widgets.leave_button, widgets.strip.toggle_left_out),
            (widgets.delete_button, self._delete_pages),
            (widgets.add_button, self._add_pages),
            (widgets.separator_button, self._save_separator),
            (widgets.close_button, self.reject),
        ):
            button.clicked.connect(slot)
        widgets.scanner_box.activated.connect(self._choose_scanner)
        widgets.source_box.currentIndexChanged.connect(self._show_source)
        widgets.address_edit.returnPressed.connect(self._find_typed)
        widgets.strip.pages_changed.connect(self._update)
        widgets.strip.itemSelectionChanged.connect(self._update)


def _fill(box: QComboBox, choices: Sequence[tuple[str, object]], usual: object = None) -> None:
    """Offer choices; what was chosen stays if it is offered still."""
    before = box.currentData()
    box.blockSignals(True)
    box.clear()
    for words, value in choices:
        box.addItem(words, value)
    values = [value for _, value in choices]
    chosen = before if before in values else usual if usual in values else values[0]
    box.setCurrentIndex(values.index(chosen))
    box.blockSignals(False)

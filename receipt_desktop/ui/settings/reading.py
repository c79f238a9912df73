"""How receipts are read."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.receipt import Reader
from receipt_desktop.settings import Settings
from receipt_desktop.ui import texts
from receipt_desktop.ui.settings.languages import LanguageList
from receipt_desktop.ui.settings.section import Section
from receipt_desktop.ui.settings.spin import spin
from receipt_desktop.ui.steady import SteadyCombo
from receipt_desktop.ui.work import Work

_MS = 1000


class ReadingSection(Section):
    """Workers, reader, languages, pages and the time limit."""

    def __init__(self, actions: Actions, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(actions, work, parent)
        self.set_title(self.tr("Reading"))
        self.concurrency = spin("concurrency")
        self.reader = SteadyCombo()
        self.languages = LanguageList()
        self.one_a_page = QCheckBox(self.tr("Each page of a PDF is a receipt of its own"))
        self.timeout = spin("timeout_ms", divisor=_MS)
        self.timeout.setSuffix(self.tr(" s"))
        self._fill_readers()
        self._add_rows()
        self._connect()

    def _fill_readers(self) -> None:
        self.reader.addItem(self.tr("Automatic, the best for each receipt"), Reader.AUTO.value)
        self.reader.addItem("RapidOCR", Reader.RAPIDOCR.value)
        self.reader.addItem("Tesseract", Reader.TESSERACT.value)

    def _add_rows(self) -> None:
        self._concurrency_row = self.add(
            self.tr("Receipts at a time"), self.concurrency, setting="concurrency"
        )
        self._reader_row = self.add(self.tr("Reader"), self.reader, setting="reader")
        self._languages_row = self.add(
            self.tr("Languages"), self.languages, note=self.tr("For Tesseract. Fewer is faster.")
        )
        self._page_row = self.add(self.tr("PDF files"), self.one_a_page)
        self._timeout_row = self.add(
            self.tr("Time limit"),
            self.timeout,
            setting="timeout_ms",
            note=self.tr("For one attempt at one receipt."),
        )

    def _connect(self) -> None:
        self.concurrency.valueChanged.connect(
            lambda number: self.save(self._concurrency_row, concurrency=number)
        )
        self.reader.activated.connect(
            lambda _: self.save(self._reader_row, reader=self.reader.currentData())
        )
        self.languages.chosen.connect(
            lambda codes: self.save(self._languages_row, ocr_languages=codes)
        )
        self.one_a_page.clicked.connect(lambda on: self.save(self._page_row, one_receipt_a_page=on))
        self.timeout.valueChanged.connect(
            lambda seconds: self.save(self._timeout_row, timeout_ms=seconds * _MS)
        )

    def show_settings(self, settings: Settings) -> None:
        with QSignalBlocker(self.concurrency), QSignalBlocker(self.timeout):
            self.concurrency.setValue(settings.concurrency)
            self.timeout.setValue(round(settings.timeout))
        self.reader.setCurrentIndex(self.reader.findData(Reader(settings.reader).value))
        self.one_a_page.setChecked(settings.one_receipt_a_page)
        self.languages.show_chosen(settings.ocr_languages)

    def load(self) -> None:
        """Ask which languages are installed."""
        self._work.run(
            self._actions.ocr_languages,
            done=self.languages.show_installed,
            failed=lambda error: self._languages_row.complain(texts.error_text(error)),
        )

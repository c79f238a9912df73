"""How receipts are read."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.settings.language_list import LanguageList
from receipt_desktop.ui.settings.settings_section import SettingsSection
from receipt_desktop.ui.settings.spin_box import create_spin_box
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.no_wheel import NoWheelComboBox

_MILLISECONDS = 1000


class ReadingSection(SettingsSection):
    """Workers, reader, languages, pages and the time limit."""

    def __init__(self, actions: Actions, work: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(actions, work, parent)
        self.set_title(self.tr("Reading"))
        self.concurrency_box = create_spin_box("concurrency")
        self.reader_box = NoWheelComboBox()
        self.language_list = LanguageList()
        self.one_per_page_box = QCheckBox(self.tr("Each page of a PDF is a receipt of its own"))
        self.timeout_box = create_spin_box("timeout_ms", divisor=_MILLISECONDS)
        self.timeout_box.setSuffix(self.tr(" s"))
        self._fill_readers()
        self._add_rows()
        self._connect()

    def _fill_readers(self) -> None:
        self.reader_box.addItem(
            self.tr("Automatic, the best for each receipt"), ReaderChoice.AUTO.value
        )
        self.reader_box.addItem("RapidOCR", ReaderChoice.RAPIDOCR.value)
        self.reader_box.addItem("Tesseract", ReaderChoice.TESSERACT.value)

    def _add_rows(self) -> None:
        self._concurrency_row = self.add_row(
            self.tr("Receipts at a time"), self.concurrency_box, setting="concurrency"
        )
        self._reader_row = self.add_row(self.tr("Reader"), self.reader_box, setting="reader")
        self._languages_row = self.add_row(
            self.tr("Languages"),
            self.language_list,
            note=self.tr("For Tesseract. Fewer is faster."),
        )
        self._page_row = self.add_row(self.tr("PDF files"), self.one_per_page_box)
        self._timeout_row = self.add_row(
            self.tr("Time limit"),
            self.timeout_box,
            setting="timeout_ms",
            note=self.tr("For one attempt at one receipt."),
        )

    def _connect(self) -> None:
        self.concurrency_box.valueChanged.connect(
            lambda number: self.save_settings(self._concurrency_row, concurrency=number)
        )
        self.reader_box.activated.connect(
            lambda _: self.save_settings(self._reader_row, reader=self.reader_box.currentData())
        )
        self.language_list.languages_chosen.connect(
            lambda codes: self.save_settings(self._languages_row, ocr_languages=codes)
        )
        self.one_per_page_box.clicked.connect(
            lambda on: self.save_settings(self._page_row, one_receipt_a_page=on)
        )
        self.timeout_box.valueChanged.connect(
            lambda seconds: self.save_settings(
                self._timeout_row, timeout_ms=seconds * _MILLISECONDS
            )
        )

    def show_settings(self, settings: Settings) -> None:
        with QSignalBlocker(self.concurrency_box), QSignalBlocker(self.timeout_box):
            self.concurrency_box.setValue(settings.concurrency)
            self.timeout_box.setValue(round(settings.timeout_seconds))
        self.reader_box.setCurrentIndex(
            self.reader_box.findData(ReaderChoice(settings.reader).value)
        )
        self.one_per_page_box.setChecked(settings.one_receipt_a_page)
        self.language_list.show_chosen(settings.ocr_languages)

    def load_languages(self) -> None:
        """Ask which languages are installed."""
        self._work.run(
            self._actions.list_ocr_languages,
            done=self.language_list.show_installed,
            failed=lambda error: self._languages_row.show_error(texts.format_error(error)),
        )

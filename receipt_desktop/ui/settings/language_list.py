"""Which of the installed languages Tesseract reads."""

from __future__ import annotations

from collections.abc import Sequence

from babel import Locale, UnknownLocaleError
from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

_MAX_VISIBLE_ROWS = 5
_ANY_CODE_TYPE = QLocale.LanguageCodeType.AnyLanguageCode


class LanguageList(QWidget):
    """Languages to recognise; an empty selection means automatic."""

    languages_chosen = Signal(tuple)
    """Codes, empty for automatic."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.automatic_box = QCheckBox(self.tr("Selected automatically"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("OCR languages"))
        self._codes: tuple[str, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.automatic_box)
        layout.addWidget(self.list)
        self.automatic_box.clicked.connect(self._set_automatic)
        self.list.itemChanged.connect(lambda _: self._emit_choice())
        self.setFocusProxy(self.automatic_box)
        self.show_chosen(())

    def show_installed(self, codes: Sequence[str]) -> None:
        """List these languages; the selection stays."""
        self.list.blockSignals(True)
        self.list.clear()
        for code in sorted(codes, key=native_language_name):
            item = QListWidgetItem(native_language_name(code), self.list)
            item.setData(Qt.ItemDataRole.UserRole, code)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
        self.list.blockSignals(False)
        self._fit_height()
        self.show_chosen(self._codes)

    def show_chosen(self, codes: Sequence[str]) -> None:
        """Check these languages; none means automatic."""
        self._codes = tuple(codes)
        self.automatic_box.setChecked(not codes)
        self.list.setVisible(bool(codes))
        self.list.blockSignals(True)
        for item in self._list_items():
            ticked = not codes or item.data(Qt.ItemDataRole.UserRole) in codes
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)

    def _list_items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _set_automatic(self, automatic: bool) -> None:
        self.list.setVisible(not automatic)
        self._emit_choice()

    def _emit_choice(self) -> None:
        ticked = [item for item in self._list_items() if item.checkState() is Qt.CheckState.Checked]
        codes = tuple(item.data(Qt.ItemDataRole.UserRole) for item in ticked)
        self._codes = () if self.automatic_box.isChecked() else codes
        if not self._codes:
            self.show_chosen(())
        self.languages_chosen.emit(self._codes)

    def _fit_height(self) -> None:
        rows = min(self.list.count(), _MAX_VISIBLE_ROWS)
        frame = 2 * self.list.frameWidth()
        self.list.setFixedHeight(rows * self.list.sizeHintForRow(0) + frame)


def native_language_name(code: str) -> str:
    """The name of Tesseract's code in that language itself, else the code: `deu`, Deutsch."""
    language = QLocale.codeToLanguage(code.split("_", maxsplit=1)[0], _ANY_CODE_TYPE)
    try:
        locale = Locale.parse(QLocale.languageToCode(language))
    except (UnknownLocaleError, ValueError):
        return code
    name = locale.get_language_name() or code
    return name[:1].upper() + name[1:]

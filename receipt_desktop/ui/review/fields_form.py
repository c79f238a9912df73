"""The form of a receipt: total, date and merchant large, doubtful first, empty fields folded.

The category is never folded: most receipts print none, and bookkeeping needs one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.domain.fields import (
    BOOKKEEPING_FIELDS,
    FORM_ORDER,
    KEY_FIELDS,
    Field,
    FieldValue,
    Group,
)
from receipt_desktop.domain.listing import ListedValues
from receipt_desktop.domain.reading import Draft, ExtractedValue
from receipt_desktop.domain.receipt import Receipt, ReceiptDetails
from receipt_desktop.domain.review_reasons import find_questioned_fields
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.known_values import category_values, is_known_category
from receipt_desktop.ui.review.bookkeeping_rows import BookkeepingRows
from receipt_desktop.ui.review.category_completer import CategoryCompleter
from receipt_desktop.ui.review.category_field_row import CategoryFieldRow
from receipt_desktop.ui.review.category_menu import CategoryMenu
from receipt_desktop.ui.review.field_row import FieldRow, FindEvidence

LABEL_COLUMN, EDITOR_COLUMN, MARK_COLUMN = range(3)
ESSENTIALS = tuple(field for field in FORM_ORDER if field.spec.group is Group.ESSENTIALS)
DETAILS = tuple(field for field in FORM_ORDER if field not in (*ESSENTIALS, *BOOKKEEPING_FIELDS))
CURRENCY_LETTERS = "WWW"
WIDEST_TEXTS = {Field.TOTAL: "88,888.88", Field.DATE: "88/88/8888"}
"""What has room in the large fields, however narrow the form."""


class FieldsForm(QWidget):
    """All fields with labels and confidence marks; Enter saves and moves on."""

    value_changed = Signal(object, object, object, object)
    """`Field`, the new value or None, `PreviousValue`, `Evidence` or None."""
    field_focused = Signal(object)
    """`Field`"""
    field_accepted = Signal(object)
    """`Field`: Enter was pressed in it, and its value is valid."""
    known_values_changed = Signal(object)
    """`ListedValues`"""
    text_typed = Signal(object, str)
    """`Field` and the text so far."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.category_row = CategoryFieldRow(self)
        self.rows: dict[Field, FieldRow] = {
            field: self.category_row if field is Field.CATEGORY else FieldRow(field, self)
            for field in FORM_ORDER
        }
        self.goes_through_all = True
        """Whether Enter goes to the next field; else the owner decides by `field_accepted`."""
        self._receipt_id = ""
        self._known_values = ListedValues()
        self._details_order: tuple[Field, ...] = DETAILS
        self._empty_fields: frozenset[Field] = frozenset()
        self.fold_button = QPushButton()
        self.fold_button.setCheckable(True)
        theme.set_text_role(self.fold_button, "plain")
        self._category_completer = CategoryCompleter(self.rows[Field.CATEGORY].editor)
        self.category_menu = CategoryMenu(self.rows[Field.CATEGORY].editor)
        self.bookkeeping_rows = BookkeepingRows(self.rows)
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.fold_button.toggled.connect(lambda _: self._show_folding())
        self.category_menu.category_chosen.connect(self._choose_category)
        for row in self.rows.values():
            row.value_changed.connect(self.value_changed)
            row.value_changed.connect(self._note_category)
            row.focus_entered.connect(self.field_focused)
            row.text_typed.connect(self.text_typed)
            row.enter_pressed.connect(self._finish_field)

    def set_evidence_finder(self, find: FindEvidence) -> None:
        """Let this function find where typed values are printed."""
        for row in self.rows.values():
            row.find_evidence = find

    # -- layout

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_M)
        column.addLayout(self._create_essentials())
        self._details_grid = QGridLayout()
        self._details_grid.setHorizontalSpacing(theme.SPACE_S)
        self._details_grid.setVerticalSpacing(theme.SPACE_XS)
        self._details_grid.setColumnStretch(EDITOR_COLUMN, 1)
        column.addLayout(self._details_grid)
        column.addWidget(self.fold_button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.bookkeeping_rows)
        self._arrange_details()

    def _create_essentials(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE_S)
        grid.setVerticalSpacing(theme.SPACE_XS)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        places = {Field.TOTAL: (0, 0, 1), Field.CURRENCY: (0, 1, 1), Field.DATE: (0, 2, 1)}
        for field in ESSENTIALS:
            top, left, width = places.get(field, (3, 0, 3))
            row = self.rows[field]
            theme.set_text_role(row.editor, "large")
            theme.set_text_role(row.label, "note")
            grid.addLayout(self._create_caption(row), top, left, 1, width)
            grid.addWidget(row.editor, top + 1, left, 1, width)
            grid.addWidget(row.error_label, top + 2, left, 1, width)
        metrics = theme.scaled_metrics("title")
        letters = metrics.horizontalAdvance(CURRENCY_LETTERS)
        self.rows[Field.CURRENCY].editor.setFixedWidth(letters + theme.SPACE_L)
        for field, widest in WIDEST_TEXTS.items():
            width = metrics.horizontalAdvance(widest) + theme.SPACE_L
            self.rows[field].editor.setMinimumWidth(width)
        return grid

    @staticmethod
    def _create_caption(row: FieldRow) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE_XS)
        line.addWidget(row.label)
        line.addWidget(row.confidence_mark)
        line.addStretch()
        return line

    def _arrange_details(self) -> None:
        """Place the details in their order, and let Tab follow it."""
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid = self._details_grid
        for number, field in enumerate(self._details_order):
            row = self.rows[field]
            grid.addWidget(row.label, 2 * number, LABEL_COLUMN, side)
            grid.addWidget(row.editor, 2 * number, EDITOR_COLUMN)
            grid.addWidget(row.confidence_mark, 2 * number, MARK_COLUMN)
            grid.addWidget(row.error_label, 2 * number + 1, EDITOR_COLUMN)
            if row is self.category_row:
                grid.addWidget(row.question, 2 * number + 1, EDITOR_COLUMN)
        editors: list[QWidget] = [self.rows[field].editor for field in self.order]
        place = len(editors) - len(BOOKKEEPING_FIELDS)
        editors[place:place] = [self.fold_button, self.bookkeeping_rows.fold_button]
        for before, after in pairwise(editors):
            QWidget.setTabOrder(before, after)
        self._show_folding()

    def _show_folding(self) -> None:
        folded = self._empty_fields if not self.fold_button.isChecked() else frozenset()
        for field in DETAILS:
            self.rows[field].set_visible(field not in folded)
        self.fold_button.setVisible(bool(self._empty_fields))
        names = [texts.field_label(field) for field in DETAILS if field in self._empty_fields]
        count = self.tr("%Ln empty field(s)", "", len(names))
        self.fold_button.setText(f"{'▾' if self.fold_button.isChecked() else '▸'} {count}")
        self.fold_button.setToolTip(", ".join(names))

    @property
    def order(self) -> tuple[Field, ...]:
        """The fields from top to bottom."""
        return (*ESSENTIALS, *self._details_order, *BOOKKEEPING_FIELDS)

    # -- values

    def show_details(self, details: ReceiptDetails, *, keep_edit: bool) -> None:
        """Show these values; `keep_edit` preserves unsaved input."""
        draft = details.reading.checked.draft if details.reading else None
        asked = find_asked_fields(details)
        for field, row in self.rows.items():
            row.currency = draft.currency if draft else None
            row.show_value(
                _draft_value(field, draft) if draft else None,
                corrected=field in details.corrected_fields,
                keep_edit=keep_edit,
                is_questioned=field in asked,
            )
        self.bookkeeping_rows.show_folding()
        shown = {Field.CATEGORY, *asked}
        empty = [f for f in DETAILS if self.rows[f].field_value is None and f not in shown]
        if details.receipt.id == self._receipt_id:
            self._empty_fields &= frozenset(empty)
            self._show_folding()
            return
        self._receipt_id = details.receipt.id
        self._empty_fields = frozenset(empty)
        self.fold_button.setChecked(False)
        self._details_order = tuple(
            sorted(DETAILS, key=lambda field: (field not in asked, field in self._empty_fields))
        )
        self._arrange_details()

    def show_known_values(self, values: ListedValues) -> None:
        """Complete categories, tags and the like that other receipts have."""
        self._known_values = values
        self.known_values_changed.emit(values)
        self.category_row.show_known_values(values)
        self._category_completer.show_categories(category_values(values))
        self.category_menu.show_categories(values)
        self.bookkeeping_rows.show_known_values(values)

    def _note_category(self, field: Field, value: FieldValue | None) -> None:
        """Offer a category that was created here to the next receipts."""
        known = self._known_values
        is_name = field is Field.CATEGORY and isinstance(value, str)
        if is_name and not is_known_category(str(value), known):
            self.show_known_values(replace(known, categories=(*known.categories, str(value))))

    def commit_edits(self) -> bool:
        """Emit all valid typed values. Returns whether all input is valid."""
        right = [row.commit_edit() for row in self.rows.values()]
        return all(right)

    def refused_texts(self) -> dict[Field, str]:
        """The typed texts that could not be saved."""
        rows = self.rows.items()
        return {f: row.editor.text() for f, row in rows if row.is_refused and row.editor.is_edited}

    def focus_refused(self) -> None:
        """Focus the first field with an input that could not be saved."""
        refused = next((field for field, row in self.rows.items() if row.is_refused), None)
        if refused is not None:
            self.focus_field(refused)

    def apply_typed_values(self, receipt: Receipt) -> Receipt:
        """The receipt with the total, date and merchant of the form."""
        total, day, merchant = (self.rows[field].field_value for field in KEY_FIELDS)
        return replace(
            receipt,
            total=total if isinstance(total, Decimal) else None,
            day=day if isinstance(day, date) else None,
            merchant=None if merchant is None else str(merchant),
        )

    def focused_field(self) -> Field | None:
        """The field whose editor has the focus."""
        return next((f for f, row in self.rows.items() if row.editor.hasFocus()), None)

    def focus_field(self, field: Field) -> None:
        """Focus a field, unfolding it, and select its text.

        The field of another receipt is entered anew, also where its editor has the focus already.
        """
        if field in self._empty_fields:
            self._empty_fields -= {field}
            self._show_folding()
        if field in BOOKKEEPING_FIELDS:
            self.bookkeeping_rows.unfold()
        editor = self.rows[field].editor
        if editor.hasFocus():
            self.field_focused.emit(field)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.selectAll()

    def _choose_category(self, name: str) -> None:
        self.rows[Field.CATEGORY].set_value(name)
        self.focus_field(Field.CATEGORY)

    def _finish_field(self, field: Field) -> None:
        if self.goes_through_all:
            self._focus_next_field(field)
        self.field_accepted.emit(field)

    def _focus_next_field(self, field: Field) -> None:
        order = self.order
        at = order.index(field) + 1
        following = (*order[at:], *order[:at])
        self.focus_field(next(f for f in following if not self.rows[f].editor.isHidden()))


def _draft_value(field: Field, draft: Draft) -> ExtractedValue | None:
    if field is not Field.CURRENCY:
        return draft.fields.get(field)
    return ExtractedValue(draft.currency, 1.0) if draft.currency else None


def find_asked_fields(details: ReceiptDetails) -> frozenset[Field]:
    """The fields that the open review questions."""
    if details.reading is None or not details.receipt.needs_review:
        return frozenset()
    checked = details.reading.checked
    return find_questioned_fields(checked.reasons, checked.draft)

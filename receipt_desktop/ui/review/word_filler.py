"""Fills the focused field with words that are clicked, or lie in a region that is drawn."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, QPointF, QRectF, Qt, Signal

from receipt_desktop.domain.candidates import Candidate
from receipt_desktop.domain.fields import Field, FieldValue, Group
from receipt_desktop.domain.page import Box, Evidence, Text
from receipt_desktop.ui.review.field_input import format_field
from receipt_desktop.ui.review.fields_form import FieldsForm
from receipt_desktop.ui.review.page_words import (
    Word,
    choose_words,
    find_matching_words,
    find_printed_value,
    find_word,
    find_words_in,
    make_evidence,
    parse_words,
    split_words,
    words_between,
)
from receipt_desktop.ui.review.picture_marks import mark_candidates, mark_words
from receipt_desktop.ui.review.picture_panel import PicturePanel


class WordFiller(QObject):
    """Connects the words on the picture with the fields of the form."""

    region_without_words = Signal(object, object)
    """The `PagePicture`, and the `Box` of a region in which no word was read."""

    def __init__(self, panel: PicturePanel, form: FieldsForm, parent: QObject) -> None:
        super().__init__(parent)
        self._panel = panel
        self._form = form
        self._words: tuple[Word, ...] = ()
        self._field: Field | None = None
        self._chosen: tuple[Word, ...] = ()
        self._matches: tuple[Word, ...] = ()
        self._candidates: tuple[Candidate, ...] = ()
        self.is_active = True
        """Whether clicks and frames fill fields."""
        form.set_evidence_finder(self._find_evidence)
        form.text_typed.connect(self._highlight_typed)
        panel.picture_view.is_picking = True
        panel.picture_view.point_clicked.connect(self._pick_point)
        panel.picture_view.region_drawn.connect(self._pick_region)
        panel.page_shown.connect(self._draw_marks)

    def show_text(self, text: Text) -> None:
        """Take the words of this text."""
        self._words = split_words(text.lines)

    def set_field(self, field: Field | None, candidates: tuple[Candidate, ...]) -> None:
        """Fill this field from now on, and number its candidates on the picture."""
        self._field, self._candidates = field, candidates
        self._chosen = self._matches = ()
        self._draw_marks()

    def fill_candidate(self, number: int) -> bool:
        """Fill in a candidate by its number, from 1; whether there is one.

        A question about the category is answered first.
        """
        if self._form.category_row.question.choose(number):
            return True
        if self._field is None or not 1 <= number <= len(self._candidates):
            return False
        candidate = self._candidates[number - 1]
        text = self._format(self._field, candidate.value)
        self._form.focus_field(self._field)
        self._form.rows[self._field].fill(text, candidate.evidence)
        return True

    def fill_text(self, text: str, evidence: Evidence) -> None:
        """Fill in text that was read from a region."""
        field = self._field
        if field is not None:
            words = tuple(Word(word, evidence.box, evidence.page, 0) for word in text.split())
            value = parse_words(words, field, QLocale(), self._currency)
            shown = text if value is None else self._format(field, value)
            self._form.focus_field(field)
            self._form.rows[field].fill(shown, evidence)

    @property
    def _currency(self) -> str | None:
        return self._form.rows[Field.TOTAL].currency

    def _format(self, field: Field, value: FieldValue) -> str:
        return format_field(field, value, QLocale(), self._currency)

    # -- picking

    def _pick_point(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        page = self._panel.current_page
        if not self.is_active:
            return
        word = find_word(self._words, page.number, point) if page else None
        goes_to_box = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if word is None or self._field is None or goes_to_box:
            self._go_to_box(point)
            return
        if modifiers & Qt.KeyboardModifier.ShiftModifier and self._chosen:
            self._fill_words(words_between(self._words, self._chosen[0], word))
        else:
            self._fill_words(
                choose_words(self._words, word, self._field, QLocale(), self._currency)
            )

    def _go_to_box(self, point: QPointF) -> None:
        key = self._panel.picture_view.box_at(point)
        if key is not None:
            self._panel.box_clicked.emit(key)

    def _pick_region(self, region: QRectF) -> None:
        page = self._panel.current_page
        if page is None or self._field is None or not self.is_active:
            return
        words = find_words_in(self._words, page.number, region)
        if words:
            self._fill_words(words)
        else:
            rect = region.toAlignedRect().intersected(
                QRectF(0, 0, page.width, page.height).toRect()
            )
            box = Box(rect.x(), rect.y(), rect.width(), rect.height())
            self.region_without_words.emit(page, box)

    def _fill_words(self, words: tuple[Word, ...]) -> None:
        field, evidence = self._field, make_evidence(words)
        if field is None or evidence is None:
            return
        self._chosen = words
        value = parse_words(words, field, QLocale(), self._currency)
        text = evidence.text if value is None else self._format(field, value)
        self._form.focus_field(field)
        self._form.rows[field].fill(text, evidence)
        self._matches = words
        self._draw_marks()

    # -- typing

    def _find_evidence(self, field: Field, value: FieldValue) -> Evidence | None:
        return find_printed_value(self._words, field, value, QLocale(), self._currency)

    def _highlight_typed(self, field: Field, text: str) -> None:
        """Mark the words that match, except for what a person decides, which no receipt prints."""
        if field is Field.CATEGORY or field.spec.group is Group.BOOKKEEPING:
            return
        self._matches = find_matching_words(self._words, text)
        self._draw_marks()
        page = self._panel.current_page
        here = [word for word in self._matches if page and word.page == page.number]
        if len(here) == 1:
            self._panel.picture_view.show_area(here[0].frame)

    def _draw_marks(self) -> None:
        page = self._panel.current_page
        if page is None:
            return
        words = [word for word in self._matches if word.page == page.number]
        numbers = mark_candidates(self._candidates, page.number)
        self._panel.picture_view.show_marks([*mark_words(words), *numbers])

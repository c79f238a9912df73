"""The editor of a rule: what receipts from a source get when they come in."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from receipt_desktop.actions.companies import Company
from receipt_desktop.domain.fields import TAG_SEPARATOR, Field, split_tags
from receipt_desktop.domain.intake import SourceRule
from receipt_desktop.domain.listing import ListedValues
from receipt_desktop.domain.receipt import Priority
from receipt_desktop.ui.i18n import source_texts, texts
from receipt_desktop.ui.known_values import category_values, make_field_completer

SHOWN_PRIORITIES = (Priority.HIGH, Priority.LOW)


class RuleEditor(QWidget):
    """Category, project, tags, payer, company and priority; what is empty changes nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.category_box, self.company_box, self.priority_box = (
            QComboBox(),
            QComboBox(),
            QComboBox(),
        )
        self.project_edit, self.tags_edit, self.payer_edit = QLineEdit(), QLineEdit(), QLineEdit()
        self._may_pass = True
        self.category_box.addItem(self.tr("As read"), "")
        self.company_box.addItem(self.tr("This one"), "")
        self.priority_box.addItem(self.tr("In turn"), None)
        for priority in SHOWN_PRIORITIES:
            self.priority_box.addItem(source_texts.format_priority(priority), int(priority))
        self.tags_edit.setPlaceholderText(self.tr("Separated by commas"))
        self._lay_out()

    def show_values(self, values: ListedValues, companies: tuple[Company, ...] = ()) -> None:
        """Offer the values that receipts have, and these other companies."""
        chosen = self.read_rule()
        for name in category_values(values):
            self.category_box.addItem(texts.translate_value(Field.CATEGORY, name), name)
        for company in companies:
            self.company_box.addItem(company.label, str(company.folder))
        self._update_company()
        for edit, field, known in (
            (self.project_edit, Field.PROJECT, values.projects),
            (self.tags_edit, Field.TAGS, values.tags),
            (self.payer_edit, Field.PAID_BY, values.payers),
        ):
            edit.setCompleter(make_field_completer(field, known, self))
        self.show_rule(chosen)

    def allow_company(self, allowed: bool) -> None:
        """Offer to pass receipts on to another company, or not."""
        self._may_pass = allowed
        self._update_company()

    def _update_company(self) -> None:
        offered = self._may_pass and self.company_box.count() > 1
        self._form.setRowVisible(self.company_box, offered)

    def show_rule(self, rule: SourceRule) -> None:
        """Show a rule."""
        _choose(self.category_box, rule.category or "")
        _choose(self.company_box, rule.company or "")
        priority = None if rule.priority is None else int(rule.priority)
        self.priority_box.setCurrentIndex(max(0, self.priority_box.findData(priority)))
        self.project_edit.setText(rule.project or "")
        self.tags_edit.setText(TAG_SEPARATOR.join(rule.tags))
        self.payer_edit.setText(rule.paid_by or "")

    def read_rule(self) -> SourceRule:
        """The rule as it is shown."""
        priority = self.priority_box.currentData()
        return SourceRule(
            category=self.category_box.currentData() or None,
            project=self.project_edit.text().strip() or None,
            tags=split_tags(self.tags_edit.text()),
            paid_by=self.payer_edit.text().strip() or None,
            company=(self.company_box.currentData() or None) if self._may_pass else None,
            priority=None if priority is None else Priority(priority),
        )

    def _lay_out(self) -> None:
        form = self._form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("Category"), self.category_box)
        form.addRow(self.tr("Project"), self.project_edit)
        form.addRow(self.tr("Tags"), self.tags_edit)
        form.addRow(self.tr("Paid by"), self.payer_edit)
        form.addRow(self.tr("Company"), self.company_box)
        form.addRow(self.tr("Priority"), self.priority_box)
        form.setRowVisible(self.company_box, False)


def _choose(box: QComboBox, value: str) -> None:
    """Choose a value; one that is not offered is added."""
    row = box.findData(value)
    if row < 0:
        box.addItem(value, value)
        row = box.count() - 1
    box.setCurrentIndex(row)

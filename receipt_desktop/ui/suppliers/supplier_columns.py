"""The columns of the tables of suppliers, rules, keys and trials."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from receipt_desktop.domain.suppliers import ListedSupplier, RuleTrial, SupplierKey, SupplierRule
from receipt_desktop.ui.i18n import queue_texts, supplier_texts, texts
from receipt_desktop.ui.widgets.rows_model import RowColumn

NUMBER_WIDTH, DATE_WIDTH, STATE_WIDTH = 4, 9, 8


def supplier_columns() -> tuple[RowColumn[ListedSupplier], ...]:
    """The columns of the list of suppliers."""
    translate = QCoreApplication.translate
    return (
        RowColumn(translate("SupplierColumns", "Supplier"), lambda one: one.name),
        RowColumn(
            translate("SupplierColumns", "Receipts"),
            lambda one: queue_texts.format_whole_number(one.receipts),
            sort_key=lambda one: one.receipts,
            align_right=True,
            width_characters=NUMBER_WIDTH,
        ),
        RowColumn(
            translate("SupplierColumns", "Open"),
            lambda one: queue_texts.format_whole_number(one.open_receipts),
            sort_key=lambda one: one.open_receipts,
            tooltip=lambda _: translate("SupplierColumns", "Receipts that are not approved"),
            align_right=True,
            width_characters=NUMBER_WIDTH,
        ),
        RowColumn(
            translate("SupplierColumns", "Rules"),
            lambda one: queue_texts.format_whole_number(one.rules),
            sort_key=lambda one: one.rules,
            align_right=True,
            width_characters=NUMBER_WIDTH,
        ),
        RowColumn(
            translate("SupplierColumns", "Last receipt"),
            lambda one: texts.format_date(one.last_day) if one.last_day else "",
            sort_key=lambda one: one.last_day,
            width_characters=DATE_WIDTH,
        ),
    )


def rule_columns() -> tuple[RowColumn[SupplierRule], ...]:
    """The columns of the rules of a supplier."""
    translate = QCoreApplication.translate
    return (
        RowColumn(
            translate("SupplierColumns", "Always"),
            lambda rule: supplier_texts.format_target(rule.target),
            width_characters=18,
        ),
        RowColumn(translate("SupplierColumns", "Value"), _format_rule),
        RowColumn(
            translate("SupplierColumns", "Used"),
            lambda rule: queue_texts.format_whole_number(rule.hits),
            sort_key=lambda rule: rule.hits,
            tooltip=lambda _: translate("SupplierColumns", "Receipts with a value of this rule"),
            align_right=True,
            width_characters=NUMBER_WIDTH,
        ),
        RowColumn(
            translate("SupplierColumns", "Overridden"),
            lambda rule: queue_texts.format_whole_number(rule.overrides),
            sort_key=lambda rule: rule.overrides,
            colour_name=lambda rule: "warning" if rule.overrides else "",
            tooltip=lambda _: translate(
                "SupplierColumns", "Receipts where you entered another value"
            ),
            align_right=True,
            width_characters=STATE_WIDTH,
        ),
        RowColumn(
            translate("SupplierColumns", "Last used"),
            lambda rule: queue_texts.format_moment(rule.last_used),
            sort_key=lambda rule: rule.last_used,
            width_characters=10,
        ),
        RowColumn(
            translate("SupplierColumns", "State"),
            lambda rule: (
                translate("SupplierColumns", "On")
                if rule.is_active
                else translate("SupplierColumns", "Off")
            ),
            colour_name=lambda rule: "" if rule.is_active else "muted",
            width_characters=NUMBER_WIDTH,
        ),
    )


def _format_rule(rule: SupplierRule) -> str:
    value = supplier_texts.format_rule_value(rule.target, rule.value)
    if not rule.keyword:
        return value
    words = QCoreApplication.translate("SupplierColumns", "{value}, with “{word}” in an item")
    return words.format(value=value, word=rule.keyword)


def key_columns() -> tuple[RowColumn[SupplierKey], ...]:
    """The columns of what a supplier is recognised by."""
    translate = QCoreApplication.translate
    return (
        RowColumn(
            translate("SupplierColumns", "Kind"),
            lambda key: supplier_texts.format_key_kind(key.kind),
            width_characters=18,
        ),
        RowColumn(translate("SupplierColumns", "Printed as"), lambda key: key.shown or key.value),
        RowColumn(
            translate("SupplierColumns", "State"),
            lambda key: (
                translate("SupplierColumns", "Used")
                if key.is_used
                else translate("SupplierColumns", "Not used")
            ),
            tooltip=lambda _: translate(
                "SupplierColumns",
                "A key that several suppliers print, or that you have removed, is not used.",
            ),
            colour_name=lambda key: "" if key.is_used else "muted",
            width_characters=STATE_WIDTH,
        ),
    )


def trial_columns() -> tuple[RowColumn[RuleTrial], ...]:
    """The columns of the receipts that a rule would change."""
    translate = QCoreApplication.translate
    return (
        RowColumn(translate("SupplierColumns", "File"), lambda one: one.file_name),
        RowColumn(
            translate("SupplierColumns", "Date"),
            lambda one: texts.format_date(one.day) if one.day else "",
            sort_key=lambda one: one.day,
            width_characters=DATE_WIDTH,
        ),
        RowColumn(
            translate("SupplierColumns", "Now"),
            lambda one: supplier_texts.format_value(one.before, one.field),
            width_characters=14,
        ),
        RowColumn(
            translate("SupplierColumns", "Then"),
            lambda one: supplier_texts.format_value(one.after, one.field),
            width_characters=14,
        ),
    )

"""The columns of the table of sources."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from receipt_desktop.domain.intake import ListedSource
from receipt_desktop.ui.i18n import queue_texts, source_texts
from receipt_desktop.ui.widgets.rows_model import RowColumn

NUMBER_WIDTH, KIND_WIDTH, MOMENT_WIDTH, STATE_WIDTH = 4, 16, 14, 22


def source_columns() -> tuple[RowColumn[ListedSource], ...]:
    """The columns of the table of sources."""
    translate = QCoreApplication.translate
    return (
        RowColumn(
            translate("SourceColumns", "Kind"),
            lambda one: source_texts.format_kind(one.source.kind),
            width_characters=KIND_WIDTH,
        ),
        RowColumn(
            translate("SourceColumns", "Source"),
            source_texts.format_name,
            tooltip=source_texts.format_name,
        ),
        RowColumn(
            translate("SourceColumns", "Rule"),
            lambda one: source_texts.format_rule(one.source.rule),
            tooltip=lambda one: source_texts.format_rule(one.source.rule),
        ),
        RowColumn(
            translate("SourceColumns", "Receipts"),
            lambda one: queue_texts.format_whole_number(one.receipts),
            sort_key=lambda one: one.receipts,
            align_right=True,
            width_characters=NUMBER_WIDTH,
        ),
        RowColumn(
            translate("SourceColumns", "Failed"),
            lambda one: (
                queue_texts.format_whole_number(one.state.failed)
                if source_texts.is_watched(one)
                else ""
            ),
            sort_key=lambda one: one.state.failed,
            colour_name=lambda one: "warning" if one.state.failed else "",
            align_right=True,
            width_characters=NUMBER_WIDTH,
        ),
        RowColumn(
            translate("SourceColumns", "Last checked"),
            lambda one: (
                queue_texts.format_moment(one.state.looked_at) if one.state.looked_at else ""
            ),
            sort_key=lambda one: one.state.looked_at,
            width_characters=MOMENT_WIDTH,
        ),
        RowColumn(
            translate("SourceColumns", "State"),
            source_texts.format_state,
            colour_name=_name_colour,
            tooltip=source_texts.format_state,
            width_characters=STATE_WIDTH,
        ),
    )


def _name_colour(listed: ListedSource) -> str:
    if listed.source.is_enabled and listed.state.trouble:
        return "warning"
    return "" if source_texts.is_watched(listed) and listed.source.is_enabled else "muted"

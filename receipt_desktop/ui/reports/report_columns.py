"""The columns of the table of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from receipt_desktop.domain.report import Grouping, ReportRow
from receipt_desktop.ui.i18n import report_texts
from receipt_desktop.ui.i18n.texts import format_count
from receipt_desktop.ui.widgets.rows_model import RowColumn

COUNT_WIDTH, AMOUNT_WIDTH, WORDS_WIDTH = 8, 13, 22


def report_columns(grouping: Grouping) -> tuple[RowColumn[ReportRow], ...]:
    """The columns of a report: names, then numbers."""
    return (*_iterate_names(grouping), *_iterate_numbers())


def _iterate_names(grouping: Grouping) -> Iterator[RowColumn[ReportRow]]:
    if grouping is Grouping.MONTH:
        yield RowColumn(
            report_texts.name_grouping(grouping),
            lambda row: report_texts.name_row(grouping, row),
            sort_key=lambda row: row.key.value,
        )
        return
    yield RowColumn(
        report_texts.name_grouping(grouping), lambda row: report_texts.name_row(grouping, row)
    )
    if grouping is Grouping.VAT:
        yield RowColumn(
            report_texts.name_column("treatment"),
            report_texts.describe_treatment,
            width_characters=WORDS_WIDTH,
        )


def _iterate_numbers() -> Iterator[RowColumn[ReportRow]]:
    yield RowColumn(
        report_texts.name_column("receipts"),
        lambda row: format_count(row.receipts),
        sort_key=lambda row: row.receipts,
        align_right=True,
        width_characters=COUNT_WIDTH,
    )
    yield _make_amount("net", lambda row: row.net)
    yield _make_amount("tax", lambda row: row.tax)
    yield _make_amount("gross", lambda row: row.gross)
    yield RowColumn(
        report_texts.name_column("unconverted"),
        lambda row: format_count(row.unconverted) if row.unconverted else "",
        sort_key=lambda row: row.unconverted,
        colour_name=lambda _: "warning",
        align_right=True,
        width_characters=COUNT_WIDTH,
    )


def _make_amount(name: str, amount: Callable[[ReportRow], Decimal]) -> RowColumn[ReportRow]:
    return RowColumn(
        report_texts.name_column(name),
        lambda row: report_texts.format_sum(row, amount(row)),
        sort_key=amount,
        align_right=True,
        width_characters=AMOUNT_WIDTH,
    )

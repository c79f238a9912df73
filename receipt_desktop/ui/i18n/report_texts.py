"""Names and amounts of reports in the language and locale of the window."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QLocale

from receipt_desktop.domain import report_texts
from receipt_desktop.domain.categories import TaxTreatment
from receipt_desktop.domain.report import Grouping, Report, ReportRow, TaxState
from receipt_desktop.domain.report_period import (
    MONTHS_OF_QUARTER,
    MONTHS_OF_YEAR,
    ReportPeriod,
)
from receipt_desktop.messages import Message
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.i18n.sentences import message_text


def format_amount(amount: Decimal, currency: str | None = None) -> str:
    """An amount with its own decimals, and the code of its currency if there is one."""
    number = texts.format_written(amount)
    return f"{number} {currency}" if currency else number


def format_sum(row: ReportRow, amount: Decimal, currency: str | None = None) -> str:
    """A sum of a row, or a dash if none of its receipts has an exchange rate."""
    return format_amount(amount, currency) if row.is_known else report_texts.NOTHING


def name_grouping(grouping: Grouping) -> str:
    """What the rows are, for the head of their column."""
    return message_text(report_texts.column_message(grouping))


def name_title(grouping: Grouping) -> str:
    """The title of a report."""
    return message_text(report_texts.title_message(grouping))


def name_column(name: str) -> str:
    """The head of a column of numbers."""
    return message_text(Message(f"report_column_{name}"))


def name_row(grouping: Grouping, row: ReportRow) -> str:
    """The name of a row."""
    found = report_texts.row_message(grouping, row)
    if isinstance(found, Message):
        return message_text(found)
    if grouping is Grouping.MONTH:
        return name_month(found)
    return name_tax(found) if grouping.splits_receipts else found


def name_month(month: str, *, short: bool = False) -> str:
    """March 2025 for 2025-03, or Mar."""
    year, number = (int(part) for part in month.split("-"))
    form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    name = QLocale().standaloneMonthName(number, form)
    return name if short else f"{name} {year}"


def name_tax(rate: str) -> str:
    """5.5 % for 5.5, or the words of a `TaxState`."""
    if rate in frozenset(TaxState):
        return message_text(Message(f"report_tax_{rate}"))
    return f"{texts.format_written(Decimal(rate))} %"


def name_treatment(treatment: TaxTreatment) -> str:
    """What happens to the tax."""
    return message_text(Message(f"report_treatment_{treatment.value}"))


def describe_treatment(row: ReportRow) -> str:
    """What happens to the tax of a row; "" without one."""
    found = report_texts.treatment_message(row)
    return message_text(found) if found else ""


def name_period(period: ReportPeriod) -> str:
    """Quarter 1 of 2025, March 2025, 2025, or its days."""
    first, last = period.first, period.last
    if first is None or last is None:
        return message_text(Message("report_period_all"))
    if period.months == 1:
        return name_month(period.name)
    if period.months == MONTHS_OF_QUARTER and "-Q" in period.name:
        year, _, quarter = period.name.partition("-Q")
        return message_text(Message("report_period_quarter", {"quarter": quarter, "year": year}))
    if period.months == MONTHS_OF_YEAR and first.month == 1:
        return str(first.year)
    return f"{texts.format_date(first)} – {texts.format_date(last)}"


def list_gaps(report: Report) -> list[str]:
    """The amounts that are not in the sums."""
    return [message_text(one) for one in report_texts.gap_messages(report, format_amount)]


def list_notes(report: Report) -> list[str]:
    """What a reader has to know of the sums."""
    return [message_text(one) for one in report_texts.note_messages(report)]

"""What a report says in words: its title, its columns, its rows, and what is not in its sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from receipt_desktop.domain.categories import TaxTreatment
from receipt_desktop.domain.fields import CATEGORIES
from receipt_desktop.domain.report import Grouping, Report, ReportRow, ReportScope, TaxState
from receipt_desktop.messages import Message

FormatAmount = Callable[[Decimal, str | None], str]
"""An amount with its currency, which may be None."""
NOTHING = "–"
"""In the place of a sum in which there is nothing, which is no zero."""
SEPARATOR = " · "
"""Between amounts in several currencies."""


def title_message(grouping: Grouping) -> Message:
    """The title of a report."""
    return Message(f"report_title_{grouping.value}")


def column_message(grouping: Grouping) -> Message:
    """The head of the column with the names of the rows."""
    shown = Grouping.TAX_RATE if grouping is Grouping.VAT else grouping
    return Message(f"report_column_{shown.value}")


def row_message(grouping: Grouping, row: ReportRow) -> Message | str:
    """The name of a row; months and rates as in `RowKey.value`."""
    key = row.key
    if grouping.splits_receipts:
        if key.tax is TaxState.RATED:
            return key.value or ""
        return Message(f"report_tax_{(key.tax or TaxState.UNTAXED).value}")
    if key.value is None:
        return Message(f"report_none_{grouping.value}")
    if grouping is Grouping.CATEGORY and key.value in CATEGORIES:
        return Message(f"report_category_{key.value}")
    return row.label or key.value


def treatment_message(row: ReportRow) -> Message | None:
    """What happens to the tax of a row; None without a tax to deduct."""
    treatment = row.key.treatment
    if treatment is None:
        return None
    if row.key.tax is TaxState.UNTAXED and treatment is TaxTreatment.AS_PRINTED:
        return None
    return Message(f"report_treatment_{treatment.value}")


def scope_messages(scope: ReportScope) -> Iterator[Message]:
    """Which receipts count, but for the period."""
    yield Message("report_scope_approved" if scope.approved_only else "report_scope_all")
    if scope.with_archived:
        yield Message("report_scope_archived")
    if scope.with_duplicates:
        yield Message("report_scope_duplicates")


def gap_messages(report: Report, amount: FormatAmount) -> Iterator[Message]:
    """The amounts that are not in the sums for want of an exchange rate."""
    for key, has_currency in (("report_note_rate", True), ("report_note_currency", False)):
        left = [one for one in report.unconverted if bool(one.currency) is has_currency]
        amounts = [f"{amount(one.total, one.currency)} ({one.receipts})" for one in left]
        if amounts:
            yield Message(key, {"amounts": SEPARATOR.join(amounts)})


def deductible_message(report: Report, amount: FormatAmount) -> Message:
    """The tax of a VAT summary that is deducted as printed."""
    known = report.total.is_known
    deductible = amount(report.deductible_tax, report.currency) if known else NOTHING
    return Message("report_note_deductible", {"amount": deductible})


def note_messages(report: Report) -> Iterator[Message]:
    """What a reader has to know about the sums, but for `gap_messages`."""
    if report.request.grouping.splits_receipts and report.rows:
        yield Message("report_note_split")
    for key, count in (
        ("report_note_converted", report.converted),
        ("report_note_unreviewed", report.unreviewed),
        ("report_note_duplicates", report.left_out.duplicates),
        ("report_note_total", report.left_out.without_total),
        ("report_note_day", report.left_out.without_day),
    ):
        if count:
            yield Message(key, {"count": count})

"""From a row of a report to the filter of the receipts that it adds up."""

from __future__ import annotations

from dataclasses import replace

from receipt_desktop.domain.report import Grouping, ReportRow, ReportScope
from receipt_desktop.domain.report_period import ReportPeriod, parse_period
from receipt_desktop.ui.inbox.list_view import ListFilter
from receipt_desktop.ui.inbox.periods import CUSTOM


def make_filter(scope: ReportScope) -> ListFilter:
    """The filter of all receipts of a report."""
    chosen = ListFilter(
        approved=scope.approved_only,
        archived="shown" if scope.with_archived else "",
        has_total=True,
        without_duplicates=not scope.with_duplicates,
    )
    return _narrow_days(chosen, scope.period)


def narrow_filter(scope: ReportScope, grouping: Grouping, row: ReportRow) -> ListFilter:
    """The filter of exactly the receipts of one row."""
    chosen, value = make_filter(scope), row.key.value or ""
    if grouping is Grouping.MONTH:
        if not value:
            return replace(chosen, is_undated=True)
        return _narrow_days(chosen, scope.period.overlap(parse_period(value)))
    if grouping is Grouping.CATEGORY:
        return replace(chosen, category=value)
    if grouping is Grouping.PROJECT:
        return replace(chosen, project=value)
    if grouping is Grouping.MERCHANT:
        return replace(chosen, merchant_name=row.label or value)
    treatment = row.key.treatment.value if row.key.treatment else None
    rate = row.key.value or (row.key.tax.value if row.key.tax else None)
    return replace(chosen, tax_rate=rate, tax_treatment=treatment)


def _narrow_days(chosen: ListFilter, period: ReportPeriod) -> ListFilter:
    if period.is_open:
        return chosen
    return replace(chosen, period=CUSTOM, first_day=period.first, last_day=period.last)

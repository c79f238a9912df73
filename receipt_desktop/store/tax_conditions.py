"""The conditions of a filter on tax over the rows of receipts."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, or_, select

from receipt_desktop.domain.categories import TaxTreatment
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.report import TaxState
from receipt_desktop.store.tables import CategoryRow, ReceiptRow
from receipt_desktop.store.tax_tables import TaxPartRow


def tax_conditions(query: ReceiptQuery) -> Iterator[ColumnElement[bool]]:
    """The conditions on tax rate and treatment; a receipt has the treatment of its category."""
    if query.tax_rate is not None:
        wanted = TaxPartRow.rate == query.tax_rate
        if query.tax_rate in frozenset(TaxState):
            wanted = TaxPartRow.state == query.tax_rate
        yield ReceiptRow.number.in_(select(TaxPartRow.receipt).where(wanted))
    if query.tax_treatment is not None:
        yield _has_treatment(query.tax_treatment)


def _has_treatment(treatment: TaxTreatment) -> ColumnElement[bool]:
    if treatment is not TaxTreatment.AS_PRINTED:
        named = select(CategoryRow.name).where(CategoryRow.tax_treatment == treatment.value)
        return ReceiptRow.category.in_(named)
    others = select(CategoryRow.name).where(CategoryRow.tax_treatment != treatment.value)
    return or_(ReceiptRow.category.is_(None), ReceiptRow.category.not_in(others))

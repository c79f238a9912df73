"""The conditions of filters on tax and category over the rows of receipts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from receipt_desktop.domain.categories import TaxTreatment
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.report import TaxState
from receipt_desktop.store.tables import CategoryRow, ReceiptRow
from receipt_desktop.store.tax_tables import TaxPartRow


def tax_conditions(query: ReceiptQuery) -> Iterator[ColumnElement[bool]]:
    """The conditions on tax rate and treatment; with both, one part of a total has both."""
    if query.tax_rate is not None:
        yield ReceiptRow.number.in_(_select_parts(query.tax_rate, query.tax_treatment))
    elif query.tax_treatment is not None:
        chosen = TaxPartRow.category.is_not(None)
        treated = _has_treatment(TaxPartRow.category, query.tax_treatment)
        lines = select(TaxPartRow.receipt).where(chosen, treated)
        own = _has_treatment(ReceiptRow.category, query.tax_treatment)
        yield or_(own, ReceiptRow.number.in_(lines))


def has_category(name: str) -> ColumnElement[bool]:
    """Receipts with this category, or with a line item of it; "" is for those without one."""
    if not name:
        return ReceiptRow.category.is_(None)
    lines = select(TaxPartRow.receipt).where(TaxPartRow.category == name)
    return or_(ReceiptRow.category == name, ReceiptRow.number.in_(lines))


def _select_parts(rate: str, treatment: TaxTreatment | None) -> Select[Any]:
    is_state = rate in frozenset(TaxState)
    wanted = select(TaxPartRow.receipt).where(
        TaxPartRow.state == rate if is_state else TaxPartRow.rate == rate
    )
    if treatment is None:
        return wanted
    owner = aliased(ReceiptRow)
    category = func.coalesce(TaxPartRow.category, owner.category)
    joined = wanted.join(owner, owner.number == TaxPartRow.receipt)
    return joined.where(_has_treatment(category, treatment))


def _has_treatment(
    category: ColumnElement[Any] | InstrumentedAttribute[Any], treatment: TaxTreatment
) -> ColumnElement[bool]:
    if treatment is not TaxTreatment.AS_PRINTED:
        named = select(CategoryRow.name).where(CategoryRow.tax_treatment == treatment.value)
        return category.in_(named)
    others = select(CategoryRow.name).where(CategoryRow.tax_treatment != treatment.value)
    return or_(category.is_(None), category.not_in(others))

"""The list of categories, and which of them a name stands for. The caller owns the transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.categories import (
    BUILT_IN_CATEGORIES,
    Category,
    TaxTreatment,
    find_category,
)
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Reading
from receipt_desktop.store.line_categories import count_line_categories
from receipt_desktop.store.tables import CategoryRow, ReceiptRow


def load_categories(session: Session) -> tuple[Category, ...]:
    """The categories in their order, each with the number of receipts that have it.

    Until a person has changed the list, it is that of the program.
    """
    counted = select(ReceiptRow.category, func.count()).where(ReceiptRow.removed_at.is_(None))
    grouped = counted.group_by(ReceiptRow.category)
    counts = Counter({name: number for name, number in session.execute(grouped)})  # noqa: C416 (rows)
    counts.update(count_line_categories(session))
    return tuple(replace(one, count=counts[one.name]) for one in _load_entries(session))


def load_rows(session: Session) -> list[CategoryRow]:
    """The rows in the order of the list."""
    ordered = select(CategoryRow).order_by(CategoryRow.position, CategoryRow.name)
    return list(session.scalars(ordered))


def load_tax_treatments(session: Session) -> Mapping[str, TaxTreatment]:
    """The tax treatments that are not the usual one, by category."""
    unusual = CategoryRow.tax_treatment != TaxTreatment.AS_PRINTED.value
    rows = session.scalars(select(CategoryRow).where(unusual))
    return {row.name: TaxTreatment(row.tax_treatment) for row in rows}


def resolve_name(session: Session, name: str) -> str:
    """The category that a name stands for: its own, or that of the list that took its place."""
    found = find_category(name, _load_entries(session))
    return name if found is None else found.name


def adopt_name(session: Session, reading: Reading) -> Reading:
    """The reading with the category of the list that its own one stands for."""
    draft = reading.checked.draft
    found = draft.fields.get(Field.CATEGORY)
    name = resolve_name(session, str(found.value)) if found else ""
    if found is None or name == found.value:
        return reading
    fields = {**draft.fields, Field.CATEGORY: replace(found, value=name)}
    checked = replace(reading.checked, draft=replace(draft, fields=fields))
    return replace(reading, checked=checked)


def _load_entries(session: Session) -> tuple[Category, ...]:
    return tuple(map(_to_category, load_rows(session))) or BUILT_IN_CATEGORIES


def _to_category(row: CategoryRow) -> Category:
    treatment = TaxTreatment(row.tax_treatment)
    return Category(row.name, row.colour, treatment, row.hidden, tuple(row.stands_for))

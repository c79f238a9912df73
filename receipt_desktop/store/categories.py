"""Changes of the list of categories: each can be undone, and is in the audit log.

A category that receipts have is never lost: it is renamed on them, merged into another, or hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import String, literal, select, update
from sqlalchemy.orm import Session

from receipt_desktop.domain.categories import (
    Category,
    CategoryChange,
    CategoryMove,
    TaxTreatment,
)
from receipt_desktop.domain.errors import Conflict, InvalidRequest
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.suppliers import RuleTarget
from receipt_desktop.store import audit_log, queries
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import ChangedRows, StoreBase
from receipt_desktop.store.category_names import load_categories, load_rows
from receipt_desktop.store.line_categories import rename_line_categories
from receipt_desktop.store.search_text import WORD_GAP, split_words
from receipt_desktop.store.supplier_tables import RuleValueRow, SupplierRuleRow
from receipt_desktop.store.tables import (
    CategoryRow,
    CorrectionRow,
    ReceiptRow,
    SearchTextRow,
    ValueRow,
)

MAX_NAME = 60
"""Characters of a name."""
ValueTable = type[CorrectionRow | ValueRow | RuleValueRow]
VALUE_TABLES: tuple[ValueTable, ...] = (CorrectionRow, ValueRow, RuleValueRow)
"""In the order of `CategoryMove`."""
ACTION = "category"
"""In the audit log."""


class CategoryCommands(StoreBase):
    """Changes the categories; `by` names the actor in the audit log."""

    def list_categories(self) -> tuple[Category, ...]:
        """The categories in their order."""
        with self._read_session() as session:
            return load_categories(session)

    def save_categories(
        self, wanted: Sequence[Category], by: str = DEFAULT_ACTOR
    ) -> CategoryChange:
        """Replace the list: new, changed, reordered and left out categories.

        Raises `InvalidRequest` for an empty, long or repeated name, `Conflict` when a category is
        left out that receipts have.
        """
        _check_names([one.name for one in wanted])
        with self._transaction() as (session, _):
            before = load_categories(session)
            kept = {one.name for one in wanted}
            lost = next((one for one in before if one.name not in kept and one.count), None)
            if lost is not None:
                raise Conflict("category_in_use", name=lost.name, count=lost.count)
            _replace_rows(session, wanted)
            _record(session, by, before, load_categories(session))
        return CategoryChange(before)

    def move_category(self, old: str, new: str, by: str = DEFAULT_ACTOR) -> CategoryChange:
        """Rename a category on the list and on all receipts; a name of the list merges the two.

        From then on the old name stands for the new one, also in readings. Raises
        `InvalidRequest` for an empty or long name, and for a category that is not on the list.
        """
        _check_names([new])
        with self._transaction() as (session, changed):
            before = load_categories(session)
            if old not in {one.name for one in before} or old == new:
                raise InvalidRequest("unknown_category", name=old)
            move = _move_receipts(session, old, new, changed)
            _replace_rows(session, _merge_entries(before, old, new))
            _record(session, by, before, load_categories(session), receipts=len(move.receipts))
        return CategoryChange(before, move)

    def restore_categories(self, change: CategoryChange, by: str = DEFAULT_ACTOR) -> None:
        """Undo a change; receipts that got another category meanwhile keep it."""
        with self._transaction() as (session, changed):
            before = load_categories(session)
            if change.move is not None:
                _move_back(session, change.move, changed)
            _replace_rows(session, change.before)
            _record(session, by, before, load_categories(session))


def _check_names(names: Sequence[str]) -> None:
    for name in names:
        if not name.strip() or len(name) > MAX_NAME or name != " ".join(name.split()):
            raise InvalidRequest("category_name", name=name, limit=MAX_NAME)
    folded = [name.casefold() for name in names]
    twice = next((name for name in names if folded.count(name.casefold()) > 1), None)
    if twice is not None:
        raise InvalidRequest("category_twice", name=twice)


def _merge_entries(before: Sequence[Category], old: str, new: str) -> list[Category]:
    """The list without the old category; the new one stands for it."""
    source = next(one for one in before if one.name == old)
    target = next((one for one in before if one.name == new), None) or source
    names = dict.fromkeys((*target.stands_for, *source.stands_for, old))
    merged = Category(
        new,
        target.colour,
        target.tax_treatment,
        target.is_hidden,
        tuple(name for name in names if name != new),
    )
    kept = [one for one in before if one.name != old or target is source]
    return [merged if one is target else one for one in kept]


def _replace_rows(session: Session, wanted: Sequence[Category]) -> None:
    known = {row.name: row for row in load_rows(session)}
    for position, one in enumerate(wanted):
        row = known.pop(one.name, None)
        if row is None:
            row = CategoryRow(name=one.name)
            session.add(row)
        row.position, row.colour, row.hidden = position, one.colour, one.is_hidden
        row.tax_treatment = TaxTreatment(one.tax_treatment).value
        row.stands_for = list(one.stands_for)
    for row in known.values():
        session.delete(row)
    session.flush()


def _move_receipts(session: Session, old: str, new: str, changed: ChangedRows) -> CategoryMove:
    receipts = select(ReceiptRow).where(ReceiptRow.category == old).order_by(ReceiptRow.id)
    rows = list(session.scalars(receipts.with_for_update()))
    typed, read, by_rules = (
        tuple(session.scalars(select(table.receipt_id).where(*_has_category(table, old))))
        for table in VALUE_TABLES
    )
    for table in VALUE_TABLES:
        session.execute(update(table).where(*_has_category(table, old)).values(text=new))
    rules = tuple(session.scalars(select(SupplierRuleRow.id).where(*_decides_category(old))))
    session.execute(update(SupplierRuleRow).where(*_decides_category(old)).values(value=new))
    _add_search_words(session, [row.number for row in rows if row.number is not None], new)
    for row in rows:
        row.category = new
    changed.extend(row for row in rows if row.removed_at is None)
    ids, lines = tuple(row.id for row in rows), rename_line_categories(session, old, new)
    return CategoryMove(old, new, ids, typed, read, by_rules, rules, lines)


def _move_back(session: Session, move: CategoryMove, changed: ChangedRows) -> None:
    ids_by_table = move.corrections, move.read_values, move.rule_values
    for table, ids in zip(VALUE_TABLES, ids_by_table, strict=True):
        for chunk in queries.split_chunks(ids):
            still = (*_has_category(table, move.new), table.receipt_id.in_(chunk))
            session.execute(update(table).where(*still).values(text=move.old))
    rename_line_categories(session, move.new, move.old, move.lines)
    moved = (*_decides_category(move.new), SupplierRuleRow.id.in_(move.rules))
    session.execute(update(SupplierRuleRow).where(*moved).values(value=move.old))
    for chunk in queries.split_chunks(move.receipts):
        wanted = select(ReceiptRow).where(ReceiptRow.id.in_(chunk), ReceiptRow.category == move.new)
        rows = list(session.scalars(wanted.with_for_update()))
        _add_search_words(session, [row.number for row in rows if row.number], move.old)
        for row in rows:
            row.category = move.old
        changed.extend(row for row in rows if row.removed_at is None)


def _has_category(table: ValueTable, name: str) -> tuple[Any, ...]:
    return table.field == Field.CATEGORY.value, table.text == name


def _decides_category(name: str) -> tuple[Any, ...]:
    """The rules of suppliers that give this category."""
    target = RuleTarget.CATEGORY.value
    return SupplierRuleRow.target == target, SupplierRuleRow.value == name


def _add_search_words(session: Session, numbers: Sequence[int], name: str) -> None:
    """Let receipts be found by their new category; the old name finds them too."""
    words = "".join(WORD_GAP + word for word in split_words(name))
    for chunk in queries.split_chunks(tuple(numbers)):
        added = SearchTextRow.body.concat(literal(words, String))
        session.execute(
            update(SearchTextRow)
            .where(SearchTextRow.number.in_(chunk))
            .values(body=added)
            .execution_options(synchronize_session=False)
        )


def _record(
    session: Session,
    by: str,
    before: Sequence[Category],
    after: Sequence[Category],
    **further: Any,
) -> None:
    """Add an audit entry with the categories that differ."""
    old, new = ({one.name: _describe(one) for one in every} for every in (before, after))
    differing = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    audit_log.add_entry(
        session,
        by,
        ACTION,
        None,
        subject=", ".join(differing),
        before={name: old[name] for name in differing if name in old},
        after={name: new[name] for name in differing if name in new} | further,
    )


def _describe(category: Category) -> dict[str, Any]:
    return {
        "colour": category.colour,
        "taxTreatment": category.tax_treatment.value,
        "hidden": category.is_hidden,
        "standsFor": list(category.stands_for),
    }

"""Actions on suppliers and their rules. Rules change open receipts only, never approved ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from receipt_desktop.actions.context import ActionsBase
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Evidence
from receipt_desktop.domain.suppliers import (
    FIELD_TARGETS,
    ListedSupplier,
    OpenReceipt,
    RuleChange,
    RuleEffect,
    RuleProposal,
    RuleTarget,
    RuleTrial,
    RuleValue,
    Supplier,
    SupplierMerge,
    SupplierName,
    SupplierRule,
)

MAX_TRIED = 500
"""Receipts that a trial of a rule looks at."""


class SupplierActions(ActionsBase):
    """The list of suppliers, and what is learnt from corrections."""

    def list_suppliers(self) -> list[ListedSupplier]:
        """All suppliers, by name."""
        return self._store.list_suppliers()

    def get_supplier(self, supplier_id: int) -> Supplier:
        """One supplier with its keys and rules. Raises `NotFound`."""
        return self._store.get_supplier(supplier_id)

    def list_supplier_receipts(self, supplier_id: int) -> tuple[str, ...]:
        """The ids of the receipts of a supplier that are on the list."""
        return self._store.list_supplier_receipts(supplier_id)

    def assign_earlier_receipts(self) -> int:
        """Assign some receipts of earlier versions to suppliers; returns how many, 0 at the end."""
        return self._store.assign_unassigned()

    def change_supplier(
        self,
        supplier_id: int,
        *,
        name: str | None = None,
        uses_rules: bool | None = None,
        approves: bool | None = None,
    ) -> Supplier:
        """Change what is not None; open receipts follow. Raises `NotFound`."""
        changed = self._store.change_supplier(
            supplier_id, name=name, uses_rules=uses_rules, approves=approves, by=self._actor
        )
        if uses_rules is not None:
            self._apply_rules(supplier_id)
        return changed

    def use_key(self, key_id: int, used: bool) -> Supplier:
        """Recognise a supplier by one of its keys, or no longer."""
        return self._store.use_key(key_id, used, self._actor)

    def merge_suppliers(self, kept_id: int, removed_id: int) -> SupplierMerge:
        """Make one supplier of two; the rules of the kept one win, and are applied."""
        merge = self._store.merge_suppliers(kept_id, removed_id, self._actor)
        self._apply_rules(kept_id)
        return merge

    def undo_supplier_merge(self, merge: SupplierMerge) -> None:
        """Make two suppliers of one again."""
        self._store.undo_supplier_merge(merge, self._actor)
        for supplier_id in (merge.kept_id, merge.removed.id):
            self._apply_rules(supplier_id)

    # -- rules

    def propose_rule(
        self,
        receipt_id: str,
        field: Field,
        value: FieldValue | None,
        evidence: Evidence | None = None,
    ) -> RuleProposal | None:
        """The rule that a correction of this field suggests; None if there is none.

        A rule that was deleted, or that exists, is not proposed.
        """
        if field not in FIELD_TARGETS or not self.settings.supplier_rules:
            return None
        supplier = self._store.find_supplier_of(receipt_id)
        receipt = self._store.load_as_read(receipt_id)
        if supplier is None or receipt is None or not supplier.uses_rules:
            return None
        from receipt_desktop.extraction.learned import infer_rule  # noqa: PLC0415 (slow to load)

        found = infer_rule(receipt.reading, field, value, evidence)
        if found is None or self._is_settled(supplier, receipt, field, value, found):
            return None
        target, rule_value = found
        name = supplier.name
        if target is not RuleTarget.MERCHANT:
            name = self._store.get_receipt(receipt_id).merchant or name
        replaced = supplier.find_rule(target)
        named = SupplierName(supplier.id, name)
        return RuleProposal(named, target, rule_value, str(value), replaced)

    def _is_settled(
        self,
        supplier: Supplier,
        receipt: OpenReceipt,
        field: Field,
        value: FieldValue | None,
        found: tuple[RuleTarget, str],
    ) -> bool:
        """Whether a rule would say nothing new, or was deleted before."""
        known = supplier.find_rule(found[0])
        if known is None and receipt.reading.checked.draft.get_value(field) == value:
            return True
        is_known = known is not None and known.is_active and known.value == found[1]
        return is_known or self._store.is_rejected(supplier.id, *found)

    def accept_rule(
        self, supplier_id: int, target: RuleTarget, value: str, keyword: str = ""
    ) -> RuleEffect:
        """Add or change a rule, and apply it to the open receipts of the supplier at once."""
        supplier = self._store.get_supplier(supplier_id)
        rule_id, previous = self._store.save_rule(
            supplier_id, target, value, keyword, by=self._actor
        )
        if target is RuleTarget.MERCHANT:
            self._store.change_supplier(supplier_id, name=value, by=self._actor)
        return self._describe_effect(supplier, rule_id, previous)

    def take_back_rule(self, effect: RuleEffect) -> None:
        """Undo `accept_rule`, `switch_rule` or `delete_rule`; open receipts follow."""
        supplier_id, name = effect.supplier.id, effect.supplier.name
        self._store.restore_rule(effect.rule_id, effect.previous, self._actor)
        if self._store.get_supplier(supplier_id).name != name:
            self._store.change_supplier(supplier_id, name=name, by=self._actor)
        self._apply_rules(supplier_id)

    def switch_rule(self, rule_id: int, on: bool) -> RuleEffect:
        """Switch a rule on or off; open receipts follow."""
        rule = self._store.get_rule(rule_id)
        self._store.switch_rule(rule_id, on, self._actor)
        return self._describe_effect(self._store.get_supplier(rule.supplier_id), rule_id, rule)

    def delete_rule(self, rule_id: int) -> RuleEffect:
        """Delete a rule for good; open receipts follow, and it is not proposed again."""
        rule = self._store.get_rule(rule_id)
        self._store.delete_rule(rule_id, self._actor)
        return self._describe_effect(self._store.get_supplier(rule.supplier_id), rule_id, rule)

    def _describe_effect(
        self, supplier: Supplier, rule_id: int, previous: SupplierRule | None
    ) -> RuleEffect:
        named = SupplierName(supplier.id, supplier.name)
        return RuleEffect(rule_id, named, previous, self._apply_rules(supplier.id))

    def try_rule(
        self, supplier_id: int, target: RuleTarget, value: str, keyword: str = ""
    ) -> tuple[RuleTrial, ...]:
        """What a rule would change on the newest open receipts, without doing it."""
        supplier = self._store.get_supplier(supplier_id)
        known = supplier.find_rule(target, keyword)
        tried = SupplierRule(known.id if known else 0, supplier_id, target, value, keyword)
        others = tuple(rule for rule in supplier.rules if rule != known)
        wanted = replace(supplier, rules=(*others, tried), uses_rules=True)
        open_receipts = islice(self._store.iterate_open_receipts(supplier_id), MAX_TRIED)
        return tuple(
            _make_trial(receipt, change)
            for receipt in open_receipts
            for change in find_changes(receipt, wanted)
            if change.field is target.field and _find_value(receipt, change) != _after(change)
        )

    def _apply_rules(self, supplier_id: int) -> tuple[RuleChange, ...]:
        """Bring the open receipts of a supplier in line with its rules; what was changed."""
        supplier = self._store.get_supplier(supplier_id)
        if not self.settings.supplier_rules:
            supplier = replace(supplier, uses_rules=False)
        wanted = [
            change
            for receipt in self._store.iterate_open_receipts(supplier_id)
            for change in find_changes(receipt, supplier)
        ]
        return self._store.change_rule_values(wanted, self._actor)


def find_changes(receipt: OpenReceipt, supplier: Supplier) -> Iterator[RuleChange]:
    """How the values that rules gave a receipt differ from those that they give now."""
    from receipt_desktop.extraction.learned import apply_rules  # noqa: PLC0415 (slow to load)

    now = {value.field: value for value in apply_rules(receipt.reading, supplier)}
    for field in dict.fromkeys((*receipt.by_rules, *now)):
        before, after = receipt.by_rules.get(field), now.get(field)
        if field not in receipt.corrected and _identify(before) != _identify(after):
            yield RuleChange(receipt.receipt_id, field, before, after)


def _identify(value: RuleValue | None) -> Sequence[object]:
    return () if value is None else (value.value, value.rule_id)


def _make_trial(receipt: OpenReceipt, change: RuleChange) -> RuleTrial:
    return RuleTrial(
        receipt.receipt_id,
        receipt.file_name,
        receipt.day,
        change.field,
        _find_value(receipt, change),
        _after(change),
    )


def _find_value(receipt: OpenReceipt, change: RuleChange) -> FieldValue | None:
    """The value that the receipt has now."""
    if change.before is not None:
        return change.before.value
    return receipt.reading.checked.draft.get_value(change.field)


def _after(change: RuleChange) -> FieldValue | None:
    return change.after.value if change.after else None

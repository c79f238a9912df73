"""Receipts find their supplier; keys are learnt, and shared ones are given up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from receipt_desktop.domain.errors import NotFound
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Code, Line, Text
from receipt_desktop.domain.reading import CheckedDraft, ExtractedValue, Reading
from receipt_desktop.domain.suppliers import KeyKind, RuleTarget, SupplierName
from receipt_desktop.store.store import Store
from receipt_desktop.validation.supplier_keys import is_iban, read_letterhead
from tests.databases import open_empty_store
from tests.unit.store.test_review_state import finish_receipt, last_audit_entry, make_reading


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Most of these tests need one kind of database only."""
    opened = open_empty_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def each_store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.close()


VAT, OTHER_VAT = "DE 136 695 976", "DE 811 128 135"
IBAN = "DE89 3704 0044 0532 0130 00"


def make_head(
    name: str, *, tax_id: str = "", lines: tuple[str, ...] = (), country: str = "DE", **more: float
) -> Reading:
    """A receipt of this merchant with this tax number and these further lines."""
    found = make_reading()
    draft = replace(found.checked.draft, country=country, currency="EUR")
    fields = dict(draft.fields)
    fields[Field.MERCHANT] = ExtractedValue(name, more.get("confidence", 0.97))
    if tax_id:
        fields[Field.TAX_ID] = ExtractedValue(tax_id, 0.9)
    printed = tuple(Line(text, Box(0, 40 * n, 300, 30), 0.9) for n, text in enumerate(lines))
    return replace(
        found,
        checked=CheckedDraft(replace(draft, fields=fields), needs_review=False),
        text=Text((*found.text.lines, *printed), (), ()),
    )


def supplier_of(store: Store, receipt_id: str) -> SupplierName:
    found = store.get_details(receipt_id).supplier
    assert found is not None
    return found


def keys_of(store: Store, supplier_id: int) -> dict[KeyKind, list[str]]:
    found: dict[KeyKind, list[str]] = {}
    for key in store.get_supplier(supplier_id).keys:
        if key.is_used:
            found.setdefault(key.kind, []).append(key.value)
    return found


def test_a_supplier_is_known_by_its_number_however_its_name_was_read(each_store: Store) -> None:
    first = finish_receipt(each_store, make_head("REWE Markt GmbH", tax_id=VAT), "1")
    second = finish_receipt(
        each_store, make_head("RFWF", tax_id="DE136695976", confidence=0.4), "2"
    )
    supplier = supplier_of(each_store, first.id)
    assert (
        supplier_of(each_store, second.id)
        == supplier
        == SupplierName(supplier.id, "REWE Markt GmbH")
    )
    assert keys_of(each_store, supplier.id) == {
        KeyKind.TAX_ID: ["136695976"],
        KeyKind.NAME: ["rewemarktgmbh"],
    }


def test_a_supplier_is_known_by_its_name_within_a_country(store: Store) -> None:
    first = finish_receipt(store, make_head("SANYU STATIONERY SHOP", country="MY"), "1")
    second = finish_receipt(store, make_head("SANYUSTATIONERYSH0P", country="MY"), "2")
    abroad = finish_receipt(store, make_head("SANYU STATIONERY SHOP", country="SG"), "3")
    assert supplier_of(store, second.id) == supplier_of(store, first.id)
    assert supplier_of(store, abroad.id) != supplier_of(store, first.id)


def test_other_numbers_tell_apart_names_that_are_almost_equal(store: Store) -> None:
    heads = (("Praxis Dr. Meyer", VAT), ("Praxis Dr. Meier", OTHER_VAT), ("Praxis Dr Meyer", ""))
    first, second, third = (
        supplier_of(store, finish_receipt(store, make_head(name, tax_id=number), name).id)
        for name, number in heads
    )
    assert first != second
    assert third == first


def test_keys_of_later_receipts_are_learnt(store: Store) -> None:
    finish_receipt(store, make_head("Stadtwerke Jena", tax_id=VAT), "1")
    lines = ("www.stadtwerke-jena.example.de", f"IBAN: {IBAN}")
    second = finish_receipt(store, make_head("Stadtwerke Jena", tax_id=VAT, lines=lines), "2")
    third = finish_receipt(store, make_head("Rechnung", lines=lines, confidence=0.5), "3")
    supplier = supplier_of(store, second.id)
    assert supplier_of(store, third.id) == supplier
    assert keys_of(store, supplier.id)[KeyKind.IBAN] == [IBAN.replace(" ", "")]
    assert keys_of(store, supplier.id)[KeyKind.WEB] == ["stadtwerke-jena.example.de"]


def test_the_number_of_the_customer_makes_no_supplier(store: Store) -> None:
    """A number that receipts with quite different, well read names print is nobody's key."""
    names = ("Papier Schulze", "Tankstelle Nord", "Papier Schulze")
    ids = [
        finish_receipt(store, make_head(name, tax_id=VAT), str(n)).id
        for n, name in enumerate(names)
    ]
    paper, fuel, again = (supplier_of(store, receipt_id) for receipt_id in ids)
    assert paper != fuel
    assert again == paper
    assert KeyKind.TAX_ID not in keys_of(store, paper.id)


def test_the_serial_of_a_till_is_a_key_and_amounts_are_none() -> None:
    reading = make_head("Bäckerei", tax_id="319.40 39.22")
    code = Code("V0;955002-00;Kassenbeleg-V1;Beleg^10.00_0_0_0_0^10.00:Bar;1;2;;;")
    head = read_letterhead(reading.checked.draft, replace(reading.text, codes=(code,)))
    assert [(key.kind, key.value) for key in head.keys] == [(KeyKind.TILL, "95500200")]
    assert is_iban("GB29NWBK60161331926819")
    assert not is_iban("GB29NWBK60161331926818")


def test_a_receipt_without_any_clue_has_no_supplier(store: Store) -> None:
    blank = make_reading()
    fields = dict(blank.checked.draft.fields)
    del fields[Field.MERCHANT]
    draft = replace(blank.checked.draft, fields=fields)
    receipt = finish_receipt(store, replace(blank, checked=CheckedDraft(draft, False)))
    assert store.get_details(receipt.id).supplier is None
    assert store.list_suppliers() == []


def test_a_removed_key_is_not_learnt_again(store: Store) -> None:
    first = finish_receipt(store, make_head("Papier Schulze", tax_id=VAT), "1")
    supplier = supplier_of(store, first.id)
    (key,) = [k for k in store.get_supplier(supplier.id).keys if k.kind is KeyKind.TAX_ID]
    store.use_key(key.id, False)
    finish_receipt(store, make_head("Papier Schulze", tax_id=VAT), "2")
    assert KeyKind.TAX_ID not in keys_of(store, supplier.id)


def test_two_suppliers_become_one_and_two_again(each_store: Store) -> None:
    ids = [
        finish_receipt(each_store, make_head(name, tax_id=number), name).id
        for name, number in (("dm-drogerie", VAT), ("Drogeriemarkt", OTHER_VAT))
    ]
    kept, removed = (supplier_of(each_store, receipt_id).id for receipt_id in ids)
    for supplier, category in ((kept, "household"), (removed, "health")):
        each_store.save_rule(supplier, RuleTarget.CATEGORY, category)
    each_store.save_rule(removed, RuleTarget.PAYMENT, "card")
    before = each_store.get_supplier(removed)
    merge = each_store.merge_suppliers(kept, removed)
    assert last_audit_entry(each_store).action == "merge_suppliers"
    (listed,) = each_store.list_suppliers()
    assert (listed.receipts, listed.rules) == (2, 2)
    merged = each_store.get_supplier(kept)
    assert [rule.value for rule in merged.rules] == ["household", "card"]
    assert keys_of(each_store, kept)[KeyKind.TAX_ID] == ["136695976", "811128135"]
    each_store.undo_supplier_merge(merge)
    again = each_store.get_supplier(removed)
    assert (again.keys, again.rules) == (before.keys, before.rules)
    assert supplier_of(each_store, ids[1]).id == removed
    with pytest.raises(NotFound):
        each_store.get_supplier(999)


def test_proven_receipts_of_a_trusted_supplier_are_approved_when_read(store: Store) -> None:
    first = finish_receipt(store, make_head("Papier Schulze", tax_id=VAT), "1")
    assert not first.approved
    store.change_supplier(supplier_of(store, first.id).id, approves=True)
    second = finish_receipt(store, make_head("Papier Schulze", tax_id=VAT), "2")
    assert second.approved
    entry = last_audit_entry(store)
    assert (entry.action, entry.actor) == ("approve", "supplier:Papier Schulze")

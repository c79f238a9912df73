"""Every writer of results records what it does: nothing is found after it, and an edit is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from receipt_desktop import bootstrap
from receipt_desktop.actions import Actions
from receipt_desktop.backup.archive import BackupOptions
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.settings_file import LiveSettings
from receipt_desktop.domain.comparison import plan_merge
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import PagePicture
from receipt_desktop.domain.page_sources import PageSource, Region
from receipt_desktop.domain.reading import ExtractedValue, LineItem, LineKind, Reading, ReviewReason
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt
from receipt_desktop.domain.suppliers import RuleEffect, RuleTarget
from receipt_desktop.files.originals import Originals
from receipt_desktop.jobs.learning import SupplierLearning
from receipt_desktop.store.store import Store
from tests.databases import copy_empty_database
from tests.unit.actions.test_suppliers import DOUBTS, make_cafe
from tests.unit.store.example_readings import ACCEPTED_READING, SAMPLE_READING

LEFT, RIGHT = Region(0, 0, 0.5, 1), Region(0.5, 0, 0.5, 1)
Edit = tuple[str, str, set[str]]
"""The receipt, a statement that changes it (its id is `?`), and what is found then."""
TOTAL = "UPDATE field_values SET minor = minor + 1 WHERE receipt_id = ? AND field = 'totalAmount'"
TYPED = "UPDATE corrections SET text = 'X', minor = minor + 1 WHERE receipt_id = ?"
BY_RULE = "UPDATE rule_values SET text = 'X' WHERE receipt_id = ?"
LISTED, RESULT, CORRECTION = "receipt_listed", "receipt_result", "receipt_correction"


@dataclass
class Desk:
    """Real actions on a data folder, and a worker that reads what it is told."""

    actions: Actions
    store: Store
    paths: Paths

    def read(self, reading: Reading, name: str) -> Receipt:
        """A new receipt with an original of its own, read as a worker does."""
        kept = Originals(self.paths).store_bytes(name.encode())
        wish = ReadOptions()
        row = self.store.add_receipt(name, kept.content_hash, Priority.NORMAL, wish, by="me")
        return self.read_again(row.id, reading)

    def read_again(self, receipt_id: str, reading: Reading) -> Receipt:
        """The next reading of a waiting receipt."""
        assert self.store.claim_receipt(receipt_id, "w", 60)
        learning = SupplierLearning(self.store, LiveSettings(self.paths, Settings()))
        by_rules = learning.apply_rules(receipt_id, reading)
        finished = self.store.finish_attempt(receipt_id, "w", reading, None, by_rules)
        assert finished
        return finished

    def find_kinds(self, receipt_id: str = "") -> set[str]:
        """What `verify` finds, about this receipt."""
        found = self.actions.verify_originals(BackupOptions())
        assert found.chain.entries > 0
        breaks = found.chain.breaks
        if not receipt_id:
            assert not found.differences, [one.sentence for one in found.differences]
        return {one.kind for one in breaks if one.receipt_id == receipt_id}

    def edit(self, statement: str, receipt_id: str) -> None:
        """Change the database behind the program's back."""
        with closing(sqlite3.connect(self.paths.database)) as database:
            assert database.execute(statement, (receipt_id,)).rowcount > 0
            database.commit()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    paths = Paths(tmp_path / "data")
    paths.create_folders()
    copy_empty_database(paths.database)
    store = Store(f"sqlite:///{paths.database}")
    with bootstrap.open_stored_data(paths, Settings()) as actions:
        yield Desk(actions, store, paths)
    store.close()


def teach(desk: Desk, field: Field, value: object) -> tuple[Receipt, RuleEffect]:
    """A receipt with the value of a rule that was learnt from another one."""
    first, second = (desk.read(make_cafe(*DOUBTS), name) for name in ("1.jpg", "2.jpg"))
    desk.actions.correct_field(first.id, field, value)  # type: ignore[arg-type]
    proposal = desk.actions.propose_rule(first.id, field, value)  # type: ignore[arg-type]
    assert proposal is not None
    target, named = proposal.target, proposal.supplier.id
    return second, desk.actions.accept_rule(named, target, proposal.value)


def apply_rule(desk: Desk) -> Edit:
    second, effect = teach(desk, Field.MERCHANT, "Café Mozart")
    assert effect.receipt_ids == (second.id,)
    return second.id, BY_RULE, {RESULT, LISTED}


def take_back_rule(desk: Desk) -> Edit:
    second, effect = teach(desk, Field.MERCHANT, "Café Mozart")
    desk.actions.take_back_rule(effect)
    return second.id, TOTAL, {RESULT, LISTED}


def switch_and_delete_rule(desk: Desk) -> Edit:
    second, effect = teach(desk, Field.MERCHANT, "Café Mozart")
    off = desk.actions.switch_rule(effect.rule_id, on=False)
    assert off.receipt_ids == (second.id,)
    desk.find_kinds()
    desk.actions.take_back_rule(off)
    desk.actions.take_back_rule(desk.actions.delete_rule(effect.rule_id))
    return second.id, BY_RULE, {RESULT, LISTED}


def read_with_rule(desk: Desk) -> Edit:
    _, effect = teach(desk, Field.MERCHANT, "Café Mozart")
    third = desk.read(make_cafe(*DOUBTS), "3.jpg")
    assert third.merchant == "Café Mozart"
    desk.actions.change_supplier(effect.supplier.id, uses_rules=False)
    desk.actions.change_supplier(effect.supplier.id, uses_rules=True)
    desk.actions.retry([third.id])
    return desk.read_again(third.id, make_cafe(*DOUBTS)).id, BY_RULE, {RESULT, LISTED}


def merge_suppliers(desk: Desk) -> Edit:
    second, effect = teach(desk, Field.MERCHANT, "Café Mozart")
    desk.read(SAMPLE_READING, "other.jpg")
    other = next(one for one in desk.actions.list_suppliers() if one.id != effect.supplier.id)
    merge = desk.actions.merge_suppliers(effect.supplier.id, other.id)
    desk.actions.undo_supplier_merge(merge)
    return second.id, BY_RULE, {RESULT, LISTED}


def merge_duplicates(desk: Desk) -> Edit:
    kept, other = (desk.read(ACCEPTED_READING, name) for name in ("a.jpg", "b.jpg"))
    desk.actions.correct_field(other.id, Field.PAYMENT, "card")
    merge = plan_merge(desk.actions.compare_with_duplicate(other.id), {})
    assert merge is not None
    merged = desk.actions.merge(merge)
    assert desk.actions.get_receipt(kept.id).pages == 2
    desk.find_kinds()
    desk.actions.undo_merge(merged)
    desk.find_kinds()
    desk.actions.merge(merge)
    return kept.id, "UPDATE readings SET lines = x'00' WHERE receipt_id = ?", {RESULT}


def decide_duplicates(desk: Desk) -> Edit:
    kept, other = (desk.read(ACCEPTED_READING, name) for name in ("a.jpg", "b.jpg"))
    desk.actions.keep_both(other.id, kept.id)
    desk.actions.keep_both(other.id, kept.id, kept=False)
    ignored = desk.actions.ignore_duplicates(other.id)
    desk.actions.notice_duplicates(other.id, ignored)
    return other.id, "UPDATE receipts SET merchant = 'X' WHERE id = ?", {LISTED}


def arrange_pages(desk: Desk) -> Edit:
    receipt = desk.read(SAMPLE_READING, "a.jpg")
    desk.actions.arrange_pages(receipt.id, [PageSource(receipt.content_hash, 0, turns=1)])
    desk.find_kinds()
    desk.read_again(receipt.id, SAMPLE_READING)
    return receipt.id, "UPDATE receipts SET sources = NULL WHERE id = ?", {"receipt_original"}


def split_and_undo(desk: Desk) -> Edit:
    receipt = desk.read(SAMPLE_READING, "a.jpg")
    parts = [[PageSource(receipt.content_hash, 0, region=one)] for one in (LEFT, RIGHT)]
    exchange = desk.actions.split(receipt.id, parts)
    desk.find_kinds()
    desk.actions.undo_exchange(exchange)
    desk.find_kinds()
    desk.actions.redo_exchange(exchange)
    edit = "UPDATE receipts SET removed_at = NULL WHERE id = ?"
    return receipt.id, edit, {"receipt_added"}


def join_and_undo(desk: Desk) -> Edit:
    first = desk.read(SAMPLE_READING, "a.jpg")
    exchange = desk.actions.join([first.id, desk.read(SAMPLE_READING, "b.jpg").id])
    desk.read_again(exchange.made[0], SAMPLE_READING)
    desk.find_kinds()
    desk.actions.undo_exchange(exchange)
    return first.id, TOTAL, {RESULT, LISTED}


def make_picture(folder: Path) -> Path:
    file = folder / "picture.png"
    Image.new("L", (40, 60), 200).save(file)
    return file


def enter_by_hand(desk: Desk) -> Edit:
    receipt = desk.actions.enter_by_hand("Taxi")
    desk.actions.correct_field(receipt.id, Field.TOTAL, Decimal("12.50"))
    return receipt.id, TYPED, {CORRECTION, LISTED}


def attach_picture(desk: Desk) -> Edit:
    receipt = desk.actions.enter_by_hand("Taxi")
    desk.actions.correct_field(receipt.id, Field.MERCHANT, "Taxi")
    attached = desk.actions.attach_picture(receipt.id, make_picture(desk.paths.data.parent))
    desk.find_kinds()
    desk.read_again(attached.id, SAMPLE_READING)
    return attached.id, "UPDATE receipts SET content_hash = '' WHERE id = ?", {"receipt_original"}


def detach_picture(desk: Desk) -> Edit:
    teach(desk, Field.MERCHANT, "Café Mozart")
    receipt = desk.actions.enter_by_hand("Taxi")
    attached = desk.actions.attach_picture(receipt.id, make_picture(desk.paths.data.parent))
    desk.read_again(attached.id, make_cafe(*DOUBTS))
    detached = desk.actions.detach_picture(attached.id, "Taxi")
    assert detached.merchant is None  # with what was read, what a rule gave is gone too
    desk.paths.original(attached.content_hash).unlink()
    return detached.id, "UPDATE readings SET summary = 'X' WHERE receipt_id = ?", {RESULT}


def correct_many(desk: Desk) -> Edit:
    ids = [desk.read(SAMPLE_READING, name).id for name in ("a.jpg", "b.jpg")]
    desk.actions.correct_field(ids[0], Field.PROJECT, "Old")
    before = desk.actions.correct_fields(ids, Field.PROJECT, "New")
    desk.find_kinds()
    desk.actions.restore_fields(before)
    desk.find_kinds()
    desk.actions.correct_fields(ids, Field.PROJECT, "New")
    return ids[1], TYPED, {CORRECTION}


def correct_lines(desk: Desk) -> Edit:
    receipt = desk.read(SAMPLE_READING, "a.jpg")
    lines = (LineItem("Lait", Decimal("2.20"), 0.9),)
    desk.actions.correct_lines(receipt.id, LineKind.ITEMS, None)
    desk.actions.correct_lines(receipt.id, LineKind.ITEMS, lines)
    edit = "UPDATE corrected_lines SET lines = '[]' WHERE receipt_id = ?"
    return receipt.id, edit, {CORRECTION}


def move_categories(desk: Desk) -> Edit:
    read = make_cafe(*DOUBTS, fields={Field.CATEGORY: ExtractedValue("meals", 0.9)})
    second, _ = teach(desk, Field.CATEGORY, "office")
    third = desk.read(read, "3.jpg")
    assert (second.category, third.category) == (None, "office")
    change = desk.actions.move_category("office", "Büro")
    assert desk.actions.get_receipt(third.id).category == "Büro"
    assert desk.read(read, "4.jpg").category == "Büro"
    desk.find_kinds()
    desk.actions.restore_categories(change)
    desk.find_kinds()
    desk.actions.move_category("office", "travel")
    typed = next(one for one in desk.actions.list_receipts() if one.file_name == "1.jpg")
    assert typed.category == "travel"
    return typed.id, TYPED, {CORRECTION, LISTED}


def reuse_a_category_name(desk: Desk) -> Edit:
    receipt = desk.read(SAMPLE_READING, "a.jpg")
    desk.actions.correct_field(receipt.id, Field.CATEGORY, "office")
    desk.actions.move_category("office", "Büro")
    wanted = [*desk.actions.list_categories()]
    desk.actions.save_categories([*wanted, replace(wanted[0], name="office", stands_for=())])
    return receipt.id, TYPED, {CORRECTION, LISTED}


def import_receipts(desk: Desk) -> Edit:
    file = make_picture(desk.paths.data.parent).rename(desk.paths.data.parent / "1.png")
    table = file.with_name("dext.csv")
    table.write_text(
        "Receipt ID,Date,Supplier,Total,Currency,Image\n"
        "1,20-Aug-2026,Grab,39.20,SGD,https://rbnk.me/i/x\n2,21-Aug-2026,Café,1872,JPY,\n",
        encoding="utf-8",
    )
    done = desk.actions.run_import(desk.actions.plan_import(table, table.parent))
    first, second = done.added
    desk.find_kinds()
    desk.read_again(first.id, SAMPLE_READING)
    desk.find_kinds()
    desk.actions.undo_import(done.batch)
    desk.actions.restore([first.id, second.id])
    return second.id, f"{TYPED} AND field = 'merchantName'", {CORRECTION, LISTED}


def approve(desk: Desk) -> Edit:
    receipt = desk.read(ACCEPTED_READING, "a.jpg")
    desk.actions.approve([receipt.id])
    desk.actions.approve([receipt.id], approved=False)
    desk.actions.approve([receipt.id])
    desk.actions.correct_field(receipt.id, Field.TOTAL, Decimal("99.00"))
    desk.actions.revert_correction(receipt.id, Field.TOTAL)
    edit = "UPDATE receipts SET approved = NOT approved WHERE id = ?"
    return receipt.id, edit, {"receipt_approval"}


def accept_as_printed(desk: Desk) -> Edit:
    receipt = desk.read(SAMPLE_READING, "a.jpg")
    desk.actions.approve([receipt.id])
    desk.actions.correct_field(receipt.id, Field.TOTAL, Decimal("99.00"))
    desk.actions.accept_reasons(receipt.id, list(ReviewReason))
    desk.actions.accept_reasons(receipt.id, list(ReviewReason), accepted=False)
    edit = "UPDATE receipts SET approved = NOT approved WHERE id = ?"
    return receipt.id, edit, {"receipt_approval"}


def remove_and_erase(desk: Desk) -> Edit:
    receipt, erased = (desk.read(SAMPLE_READING, name) for name in ("a.jpg", "b.jpg"))
    desk.actions.erase([erased.id])
    desk.paths.original(erased.content_hash).unlink()
    desk.actions.remove([receipt.id])
    desk.find_kinds()
    desk.actions.restore([receipt.id])
    edit = "UPDATE receipts SET removed_at = completed_at WHERE id = ?"
    return receipt.id, edit, {"receipt_deleted"}


def read_in_another_currency(desk: Desk) -> Edit:
    receipt = desk.read(SAMPLE_READING, "a.jpg")
    desk.actions.correct_field(receipt.id, Field.TOTAL, Decimal("26.00"))
    desk.actions.retry([receipt.id])
    draft = replace(SAMPLE_READING.checked.draft, currency="JPY", fields={}, items=(), tax_lines=())
    checked = replace(SAMPLE_READING.checked, draft=draft)
    pages = (PagePicture(0, 10, 20, "pages/a/0.jpg"),)
    text = replace(SAMPLE_READING.text, pages=pages)
    desk.read_again(receipt.id, replace(SAMPLE_READING, checked=checked, text=text))
    return receipt.id, TYPED, {CORRECTION, LISTED}


@pytest.mark.parametrize(
    "write",
    [
        apply_rule,
        take_back_rule,
        switch_and_delete_rule,
        read_with_rule,
        merge_suppliers,
        merge_duplicates,
        decide_duplicates,
        arrange_pages,
        split_and_undo,
        join_and_undo,
        enter_by_hand,
        attach_picture,
        detach_picture,
        correct_many,
        correct_lines,
        move_categories,
        reuse_a_category_name,
        import_receipts,
        approve,
        accept_as_printed,
        pytest.param(
            remove_and_erase, marks=pytest.mark.expected_logs("receipt_desktop.jobs")
        ),  # no cache without Redis
        read_in_another_currency,
    ],
)
def test_a_writer_is_recorded_and_an_edit_after_it_is_found(
    desk: Desk, write: Callable[[Desk], Edit]
) -> None:
    receipt_id, statement, wanted = write(desk)
    desk.find_kinds()
    desk.edit(statement, receipt_id)
    assert desk.find_kinds(receipt_id) == wanted


def test_a_rule_cannot_be_unmade_by_deleting_its_values(desk: Desk) -> None:
    second, effect = teach(desk, Field.MERCHANT, "Café Mozart")
    assert effect.previous is None
    assert desk.actions.get_supplier(effect.supplier.id).find_rule(RuleTarget.MERCHANT)
    desk.edit("DELETE FROM rule_values WHERE receipt_id = ?", second.id)
    assert desk.find_kinds(second.id) == {RESULT, LISTED}

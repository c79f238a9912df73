"""Where receipts come from, the configured sources, and what their rules give receipts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from receipt_desktop.cli import sources
from receipt_desktop.domain.errors import Conflict, NotFound
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.intake import IntakeSource, SourceRule, find_rule
from receipt_desktop.domain.reading import ValueSource
from receipt_desktop.domain.receipt import Priority, ReadOptions, Receipt
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.source import Source, SourceKind, find_source
from receipt_desktop.store.new_receipts import NewReceipt
from receipt_desktop.store.store import Store
from tests.unit.store.test_listing import find, make_reading

MAILBOX = Source(SourceKind.MAIL, "me@example.com/INBOX", "billing@host.example")
SOFTWARE = SourceRule(category="Software", project="Site", tags=("web", "yearly"))


def submit(store: Store, name: str, source: Source | None) -> Receipt:
    """A receipt from a source, with the rule of this source."""
    rule = find_rule(store.list_intake_sources(), source) if source else SourceRule()
    content_hash = (name.encode().hex() * 64)[:64]
    new = NewReceipt(name, content_hash, Priority.NORMAL, ReadOptions(), source=source, rule=rule)
    ((receipt, _),) = store.add_receipts([new])
    return receipt


def finish(store: Store, receipt: Receipt, category: str) -> Receipt:
    """Let a worker read it."""
    store.claim_receipt(receipt.id, "worker", 60)
    reading = make_reading("TOTAL 12.50", TOTAL=Decimal("12.50"), CATEGORY=category)
    done = store.finish_attempt(receipt.id, "worker", reading)
    assert done
    return done


def test_the_most_specific_rule_is_found() -> None:
    def make(number: int, name: str = "", sender: str = "") -> IntakeSource:
        rule = SourceRule(project=str(number))
        return IntakeSource(number, SourceKind.MAIL, name, sender, rule=rule)

    configured = (
        make(1),
        make(2, MAILBOX.name),
        make(3, sender="@host.example"),
        make(4, sender="BILLING@host.example"),
        IntakeSource(5, SourceKind.FOLDER, rule=SourceRule(project="5")),
    )
    for expected, source in (
        ("4", MAILBOX),
        ("3", replace(MAILBOX, sender="shop@host.example")),
        ("2", replace(MAILBOX, sender="a@other.example")),
        ("1", Source(SourceKind.MAIL, "other")),
        (None, Source(SourceKind.API)),
    ):
        assert find_rule(configured, source).project == expected


def test_actors_are_sources() -> None:
    assert find_source("window:me") == Source(SourceKind.FILE)
    assert find_source("api:till") == Source(SourceKind.API, "till")
    assert find_source("program") is None


def test_a_source_is_saved_changed_and_deleted(store: Store) -> None:
    saved = store.save_intake_source(
        IntakeSource(0, MAILBOX.kind, MAILBOX.name, options={"port": 993}, rule=SOFTWARE)
    )
    assert store.list_intake_sources(SourceKind.MAIL) == (saved,)
    assert saved.id
    assert store.list_intake_sources(SourceKind.FOLDER) == ()
    with pytest.raises(Conflict):
        store.save_intake_source(replace(saved, id=0))
    changed = store.save_intake_source(replace(saved, is_enabled=False))
    assert store.list_intake_sources() == (changed,)
    store.delete_intake_source(saved.id)
    with pytest.raises(NotFound):
        store.delete_intake_source(saved.id)
    with pytest.raises(NotFound):
        store.save_intake_source(saved)


def test_the_rule_goes_over_what_was_read_and_below_a_correction(store: Store) -> None:
    store.save_intake_source(IntakeSource(0, MAILBOX.kind, MAILBOX.name, rule=SOFTWARE))
    receipt = finish(store, submit(store, "a.pdf", MAILBOX), "Groceries")
    assert receipt.source == MAILBOX
    assert (receipt.category, receipt.project, receipt.tags) == (
        "Software",
        "Site",
        ("web", "yearly"),
    )
    reading = store.get_details(receipt.id).reading
    assert reading is not None
    assert reading.checked.draft.fields[Field.CATEGORY].source is ValueSource.INTAKE
    assert store.correct_field(receipt.id, Field.CATEGORY, "Travel").category == "Travel"


def test_the_command_lists_sources(file_store: Store) -> None:
    store = file_store
    saved = store.save_intake_source(
        IntakeSource(0, MAILBOX.kind, MAILBOX.name, "@host.example", rule=SOFTWARE)
    )
    submit(store, "a.pdf", MAILBOX)
    (listed,) = store.list_source_states()
    line = sources.format_source(listed)
    assert line.startswith(f"mail {MAILBOX.name} from @host.example (category: Software")
    shape = sources.source_to_json(listed)
    assert (shape["id"], shape["receipts"], shape["trouble"]) == (saved.id, 1, None)


def test_receipts_are_found_by_their_source(store: Store) -> None:
    finish(store, submit(store, "mail.pdf", MAILBOX), "Groceries")
    finish(store, submit(store, "old.jpg", None), "Groceries")
    submit(store, "phone.jpg", Source(SourceKind.PHONE))
    assert find(store, ReceiptQuery(source=Source(SourceKind.MAIL))) == ["mail.pdf"]
    assert find(store, ReceiptQuery(source=MAILBOX)) == ["mail.pdf"]
    assert find(store, ReceiptQuery(source=replace(MAILBOX, sender="x@y.example"))) == []
    assert find(store, ReceiptQuery(source=Source(SourceKind.PHONE))) == ["phone.jpg"]

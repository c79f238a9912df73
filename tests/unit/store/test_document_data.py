"""Codes and electronic invoices are stored with the reading; older readings have none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from alembic import command
from alembic.config import Config

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Code, Text
from receipt_desktop.domain.reading import CheckedDraft, DocumentCheck, Reading
from receipt_desktop.reading.einvoice.invoices import parse_invoice
from receipt_desktop.store.revisions import MIGRATIONS_FOLDER
from receipt_desktop.store.store import Store
from tests.samples.invoices import build_cii, build_ubl
from tests.unit.store.example_readings import SAMPLE_DRAFT, SAMPLE_READING, SAMPLE_TEXT
from tests.unit.store.test_store import add_receipt

CODES = (Code("V0;Süß", 0, Box(1, 2, 3, 4)), Code("紅茶:2", 1))
CHECK = DocumentCheck((Field.TOTAL,), (Field.DATE, Field.TAX_ID), states_currency=True)


def save(store: Store, reading: Reading) -> Reading | None:
    receipt = add_receipt(store)
    assert store.claim_receipt(receipt.id, "me", 60)
    assert store.finish_attempt(receipt.id, "me", reading)
    return store.get_details(receipt.id).reading


@pytest.mark.parametrize(
    "text",
    [
        replace(SAMPLE_TEXT, codes=CODES),
        replace(SAMPLE_TEXT, invoice=parse_invoice(build_cii("EXTENDED"))),
        replace(SAMPLE_TEXT, codes=CODES, invoice=parse_invoice(build_ubl(root="CreditNote"))),
    ],
    ids=["codes", "invoice", "both"],
)
def test_the_document_data_round_trip(store: Store, text: Text) -> None:
    checked = CheckedDraft(replace(SAMPLE_DRAFT, document=CHECK), needs_review=False)
    reading = replace(SAMPLE_READING, checked=checked, text=text)
    assert save(store, reading) == reading


def test_a_reading_from_before_has_no_document_data(file_store: Store) -> None:
    receipt = add_receipt(file_store)
    assert file_store.claim_receipt(receipt.id, "me", 60)
    reading = replace(SAMPLE_READING, text=replace(SAMPLE_TEXT, codes=CODES))
    assert file_store.finish_attempt(receipt.id, "me", reading)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS_FOLDER))
    with file_store._engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0006")
        command.upgrade(config, "head")
    assert file_store.get_details(receipt.id).reading == SAMPLE_READING

"""The changes of the audit log in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from receipt_desktop.config.settings import SETTINGS
from receipt_desktop.domain.audit import AuditEntry
from receipt_desktop.store import (
    audit_log,
    categories,
    intake_sources,
    manual_receipts,
    recorded_states,
    review_state,
)
from receipt_desktop.store.commands import MARK_ACTIONS
from receipt_desktop.ui.i18n import audit_texts, queue_texts, setting_texts, texts


@pytest.fixture(autouse=True)
def german_locale(qtbot: QtBot) -> Iterator[None]:  # noqa: ARG001 (needs the application)
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def entry(before: dict[str, Any], after: dict[str, Any]) -> AuditEntry:
    return AuditEntry(1, datetime.now(UTC), "window:anna", "correct", "r1", "a.jpg", before, after)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({"totalAmount": "31.50"}, {"totalAmount": "30.00"}, "Total: 31,50 → 30,00"),
        ({"totalAmount": "1280"}, {"totalAmount": "12800"}, "Total: 1.280 → 12.800"),
        ({"totalAmount": "12.750"}, {"totalAmount": "1.200"}, "Total: 12,750 → 1,200"),
        ({"receiptNumber": "12.5"}, {"receiptNumber": "12.75"}, "Receipt number: 12.5 → 12.75"),
        ({"category": "restaurant"}, {"category": "Snacks"}, "Category: Restaurant → Snacks"),
        (
            {},
            {"Snacks": {"colour": "#e33d3d", "taxTreatment": "exempt"}},
            "Snacks: Tax-exempt",
        ),
        ({"date": None}, {"date": "2020-05-19"}, "Date: – → 19.05.2020"),
        ({"approved": False}, {"approved": True}, "Approved: yes"),
        ({}, {"hash": "0123456789abcdef" * 4, "source": "file"}, "Source: File"),
        (
            {},
            {"kind": "mail", "rule": {"category": "fuel", "project": ""}, "enabled": True},
            "Source: Mail, Rule: fuel, On: yes",
        ),
        ({"status": "failed"}, {"status": "pending"}, "Status: failed → waiting"),
        ({"taxLines": [1]}, {"taxLines": [1, 2]}, "Tax lines: 1 → 2"),
        ({"merchant": "A"}, {"merchant": "A"}, ""),
        ({}, {"callbacks": 2}, "callbacks: 2"),
        ({}, {"head": "12:" + "0123456789abcdef" * 4}, "Head of the log: 12:0123456789ab…"),
        ({}, {"reading": "a" * 64, "rules": None, "sources": [1, 2]}, "Pages: 2"),
    ],
)
def test_a_change_is_shown_as_the_window_shows_values(
    before: dict[str, Any], after: dict[str, Any], words: str
) -> None:
    assert audit_texts.format_change(entry(before, after)) == words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({"theme": "system"}, {"theme": "dark"}, "Theme: System default → Dark"),
        ({"timeout_ms": 120000}, {"timeout_ms": 90000}, "Time limit: 120 s → 90 s"),
        ({"use_model": True}, {"use_model": False}, "Extraction: no"),
        ({"csv_delimiter": ""}, {"csv_delimiter": ";"}, "Delimiter: Regional default → Semicolon"),
        ({"home_country": ""}, {"home_country": "AT"}, "Home country: – → AT"),
        ({"ocr_languages": []}, {"ocr_languages": ["deu", "fra"]}, "Languages: – → deu, fra"),
        ({"company_name": ""}, {"company_name": "Nord KG"}, "Company name: – → Nord KG"),
        ({"gone_setting": 1}, {"gone_setting": 2}, "gone_setting: 1 → 2"),
    ],
)
def test_changed_settings_have_the_captions_of_the_settings_page(
    before: dict[str, Any], after: dict[str, Any], words: str
) -> None:
    changed = replace(entry(before, after), action="settings")
    assert audit_texts.format_change(changed).endswith(words)


def test_every_setting_that_can_be_saved_has_a_name() -> None:
    for name, spec in SETTINGS.items():
        assert setting_texts.name_setting(name) != name or not spec.saved


def test_the_list_and_the_form_write_the_year_in_full() -> None:
    assert texts.format_date(datetime(2020, 5, 19, tzinfo=UTC).date()) == "19.05.2020"


def test_the_action_of_a_switch_says_it_all() -> None:
    switched = replace(entry({"on": False}, {"on": True}), action="switch", subject="paused")
    assert queue_texts.format_audit_action(switched) == "Queue paused"
    assert (queue_texts.format_audit_subject(switched), audit_texts.format_change(switched)) == (
        "",
        "",
    )


@pytest.mark.parametrize(
    "action",
    [
        *(audit_log.READ_ACTION, categories.ACTION, intake_sources.ACTION),
        *(
            manual_receipts.ATTACH_ACTION,
            manual_receipts.DETACH_ACTION,
            recorded_states.BEGIN_ACTION,
        ),
        *(review_state.KEEP_ACTION, review_state.IGNORE_ACTION, review_state.ACCEPT_ACTION),
        *(review_state.MERGE_ACTION, review_state.UNMERGE_ACTION, review_state.CORRECT_ACTION),
        *MARK_ACTIONS.values(),
        *("enter", "profile", "token"),
    ],
)
def test_every_action_has_a_name(action: str) -> None:
    assert action in queue_texts.AUDIT_ACTIONS

"""A review over HTTP: what is missing has to be confirmed, what is typed is checked."""

from __future__ import annotations

import csv
from pathlib import Path

from receipt_desktop.domain.audit import AuditQuery
from receipt_desktop.domain.page import Text
from receipt_desktop.domain.reading import CheckedDraft, Draft, Reading, ReviewReason
from tests.unit.api.conftest import RECEIPTS, Service, refused

EMPTY = Reading(
    CheckedDraft(Draft(), needs_review=True, reasons=(ReviewReason.NO_TEXT,)), Text((), (), ()), 1.0
)
CONFLICT, INVALID = 409, 400


def empty(service: Service, file: Path) -> str:
    """A receipt on which nothing could be read; its id."""
    found = service.submitted(file)
    assert service.store.claim_receipt(found, "me", 60)
    assert service.store.finish_attempt(found, "me", EMPTY)
    return found


def test_what_is_missing_has_to_be_confirmed_to_approve(service: Service, fresh: Path) -> None:
    found = empty(service, fresh)
    url = f"{RECEIPTS}/{found}"
    asked = {"corrections": {"merchantName": "Vogel"}, "approved": True}
    answer = service.http.patch(url, json=asked, headers={"Accept-Language": "en"})
    assert "totalAmount, date." in refused(answer, CONFLICT, "INVALID_REQUEST")
    assert service.actions.get_receipt(found).merchant is None
    partly = asked | {"acceptMissing": ["totalAmount"]}
    refused(service.http.patch(url, json=partly), CONFLICT, "INVALID_REQUEST")
    no_key_field = asked | {"acceptMissing": ["tip"]}
    refused(service.http.patch(url, json=no_key_field), INVALID, "INVALID_REQUEST")
    assert not service.actions.get_receipt(found).approved
    wholly = asked | {"acceptMissing": ["totalAmount", "date"]}
    assert service.data(service.http.patch(url, json=wholly))["data"]["approved"] is True
    (entry,) = service.actions.list_audit_entries(AuditQuery(text="approve", receipt_id=found))
    assert entry.after["without"] == "totalAmount, date"


def test_the_export_says_approved_only_when_it_was_confirmed(service: Service, fresh: Path) -> None:
    found = empty(service, fresh)
    url = f"{RECEIPTS}/{found}"

    def approved() -> tuple[str, bool]:
        (row,) = csv.DictReader(service.http.get(f"{url}/csv").text.lstrip("\ufeff").splitlines())
        return row["approved"], service.data(service.http.get(f"{url}/result"))["data"]["approved"]

    refused(service.http.patch(url, json={"approved": True}), CONFLICT, "INVALID_REQUEST")
    assert approved() == ("no", False)
    confirmed = {"approved": True, "acceptMissing": ["totalAmount", "date", "merchantName"]}
    service.data(service.http.patch(url, json=confirmed))
    assert approved() == ("yes", True)


def test_an_approval_is_withdrawn_without_a_question(service: Service, fresh: Path) -> None:
    url = f"{RECEIPTS}/{empty(service, fresh)}"
    answer = service.data(service.http.patch(url, json={"approved": False}))
    assert answer["data"]["approved"] is False


def test_a_correction_ends_no_review(service: Service, fresh: Path) -> None:
    found = service.submitted(fresh)
    service.complete(found)
    url = f"{RECEIPTS}/{found}"
    right = {"corrections": {"totalAmount": 25.99, "date": "2024-01-01"}}
    told = service.data(service.http.patch(url, json=right, headers={"Accept-Language": "en"}))
    assert told["data"]["needsReview"] is True
    assert told["data"]["reviewReasons"] == ["Corrected. Approve the receipt after checking it."]


def test_review_reasons_are_in_the_requested_language(service: Service, fresh: Path) -> None:
    found = service.submitted(fresh)
    service.complete(found)
    wrong = {"corrections": {"taxAmount": 25.99}}
    german = {"Accept-Language": "de"}
    told = service.data(service.http.patch(f"{RECEIPTS}/{found}", json=wrong, headers=german))
    wanted = "Eine Steuer von 25.99 ist zu hoch für einen Gesamtbetrag von 25.99."
    assert wanted in told["data"]["reviewReasons"]

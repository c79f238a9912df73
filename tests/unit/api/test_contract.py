"""What a client may count on: every promised field, sentences in its language, its own client."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from receipt_desktop.api.client import ApiError, Client
from receipt_desktop.domain.audit import AuditQuery
from receipt_desktop.domain.reading import CheckedDraft, Draft, ModelOutcome, ReviewReason
from tests.unit.api.conftest import RECEIPTS, Service, refused
from tests.unit.store.example_readings import SAMPLE_READING
from tests.unit.store.test_duplicates import change_reading

NOBODY = "11111111-1111-4111-8111-111111111111"
JOURNEY = [
    ("GET", "status"),
    ("GET", "result"),
    ("GET", "events"),
    ("GET", "image"),
    ("GET", "csv"),
    ("POST", "retry"),
    ("POST", "cancel"),
]


def test_documented_fields_are_present_when_nothing_was_found(
    service: Service, fresh: Path
) -> None:
    found = service.submitted(fresh)
    assert service.store.claim_receipt(found, "me", 60)
    draft = Draft(model_outcome=ModelOutcome.UNREACHABLE)
    empty = replace(
        SAMPLE_READING,
        checked=CheckedDraft(draft, needs_review=True, reasons=(ReviewReason.NO_TEXT,)),
    )
    assert service.store.finish_attempt(found, "me", empty)
    data = service.data(service.http.get(f"{RECEIPTS}/{found}/result"))["data"]
    nothing = {"value": None, "confidence": 0.0}
    assert data["extractedFields"] == {
        "totalAmount": {"currency": None, **nothing},
        "date": nothing,
        "merchantName": nothing,
        "items": [],
    }
    how = data["processingMetadata"]
    assert (how["aiConfidence"], how["detectedLanguage"]) == (None, None)
    assert how["modelNote"] == "Lu sans modèle de langage\u00a0: Ollama était injoignable."
    assert data["reviewReasons"] == ["Aucun texte trouvé."]


def test_a_result_names_the_earlier_receipt_that_it_repeats(
    service: Service, fresh: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.jpg"
    again.write_bytes(fresh.read_bytes() + b"x")
    first, second = service.submitted(fresh), service.submitted(again)
    reading = change_reading(TOTAL=Decimal("71.30"))
    for found in (first, second):
        assert service.store.claim_receipt(found, "me", 60)
        assert service.store.finish_attempt(found, "me", reading)
    data = service.data(service.http.get(f"{RECEIPTS}/{second}/result"))["data"]
    assert data["duplicateOf"] == {"requestId": first, "file": fresh.name, "tier": "likely"}
    assert f"Probablement le même reçu que {fresh.name}." in data["reviewReasons"]


def test_errors_are_in_the_requested_language(service: Service, fresh: Path) -> None:
    answer = service.submit(fresh, clientId="a\nb")
    assert refused(answer, 400, "INVALID_REQUEST") == (
        "La requête n’est pas valable\u00a0: clientId\u00a0: caractères non autorisés"
    )
    german = {"Accept-Language": "de"}
    bad = service.http.get(RECEIPTS, params={"limit": "many"}, headers=german)
    assert refused(bad, 400, "INVALID_REQUEST").endswith("limit: ungültiger Wert")


def test_a_failed_receipt_cannot_be_corrected(service: Service, fresh: Path) -> None:
    found = service.submitted(fresh)
    service.fail(found)
    answer = service.http.patch(f"{RECEIPTS}/{found}", json={"approved": True})
    assert "pas encore" in refused(answer, 409, "INVALID_REQUEST")


def test_the_python_client_waits_sends_its_id_and_accepts_python_values(
    service: Service, fresh: Path, tmp_path: Path
) -> None:
    token = service.actions.get_api_token()
    other = tmp_path / "no picture.txt"
    other.write_text("hello")
    with Client(service.url, token, client_id="till 3") as client:
        with pytest.raises(ApiError, match=r"no picture\.txt"):
            client.submit(other, fresh, client_id="till 3")
        found = client.submit(fresh, client_id="till 3")
        service.complete(found)
        told = client.correct(found, totalAmount=Decimal("12.50"), date=date(2024, 2, 3))
    fields = told["data"]["extractedFields"]
    assert (fields["totalAmount"]["value"], fields["date"]["value"]) == (12.5, "2024-02-03")
    assert service.actions.list_audit_entries(AuditQuery(text="till 3"))[0].actor == "api:till 3"


def test_a_repeated_request_includes_refused_and_deleted_files(
    service: Service, fresh: Path
) -> None:
    parts = [
        ("image", (name, data))
        for name, data in (
            ("a.jpg", fresh.read_bytes() + b"a"),
            ("no picture.txt", b"hello"),
            ("b.jpg", fresh.read_bytes() + b"b"),
        )
    ]

    def sent() -> Any:
        answer = service.http.post(
            f"{RECEIPTS}/analyze",
            data={"clientId": "x"},
            files=parts,
            headers={"Idempotency-Key": f"three of {fresh}"},
        )
        return service.data(answer)["receipts"]

    first, second = sent(), sent()
    assert second == first
    assert [one["file"] for one in first] == ["a.jpg", "no picture.txt", "b.jpg"]
    assert first[1]["error"]["code"] == "INVALID_REQUEST"
    service.data(service.http.delete(f"{RECEIPTS}/{first[2]['requestId']}"))
    third = sent()
    assert third[:2] == first[:2]
    assert third[2]["error"]["code"] == "INVALID_REQUEST"

"""Receipts by hand over HTTP, and what receipts are sorted by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from receipt_desktop.api.client import Client
from receipt_desktop.domain.audit import AuditQuery
from tests.unit.api.conftest import RECEIPTS, Service, refused
from tests.unit.api.test_contract import NOBODY

PARKING = {"totalAmount": 4.5, "date": "2024-03-02", "merchantName": "City", "project": "Fair"}


def enter(service: Service, key: str = "", **body: Any) -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    whole = {"clientId": "till 7", "corrections": PARKING, **body}
    return service.http.post(RECEIPTS, json=whole, headers=headers)


def test_a_receipt_is_entered_by_hand(service: Service) -> None:
    answer = enter(service, name="Parking", approved=True)
    assert answer.status_code == 201
    found = service.data(answer)
    fields = found["data"]["extractedFields"]
    assert (found["file"], found["data"]["enteredByHand"]) == ("Parking", True)
    assert (fields["totalAmount"]["value"], fields["project"]["value"]) == (4.5, "Fair")
    assert (found["data"]["approved"], found["data"]["needsReview"]) == (True, False)
    listed = service.data(service.http.get(RECEIPTS, params={"clientId": "till 7"}))["receipts"]
    assert found["requestId"] in [row["requestId"] for row in listed]
    (entry,) = [
        one
        for one in service.actions.list_audit_entries(AuditQuery(text="enter"))
        if one.receipt_id == found["requestId"]
    ]
    assert entry.actor == "api:till 7"


def test_a_bad_entry_leaves_no_receipt(service: Service) -> None:
    before = service.actions.get_health().counts.total
    for body, status in (
        ({"corrections": {"date": "1830-01-01"}}, 400),
        ({"corrections": {"nonsense": "1"}}, 400),
        ({"name": ""}, 400),
        ({"clientId": ""}, 400),
        ({"corrections": {"totalAmount": 4.5}, "approved": True}, 409),
    ):
        refused(enter(service, **body), status, "INVALID_REQUEST")
    assert service.actions.get_health().counts.total == before


def test_an_entry_is_made_once_with_an_idempotency_key(service: Service) -> None:
    first, again = enter(service, "entry 1"), enter(service, "entry 1")
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json()["requestId"] == first.json()["requestId"]
    refused(enter(service, "entry 1", name="Other"), 409, "INVALID_REQUEST")
    service.data(service.http.delete(f"{RECEIPTS}/{first.json()['requestId']}"))
    refused(enter(service, "entry 1"), 404, "INVALID_REQUEST")


def test_a_picture_is_attached_and_taken_away(service: Service, fresh: Path) -> None:
    with Client(service.url, service.actions.get_api_token()) as client:
        found = client.enter(client_id="till 7", name="Parking", totalAmount=4.5)
        client.attach(found, fresh)
        assert client.image(found) == fresh.read_bytes()
    service.complete(found)
    url = f"{RECEIPTS}/{found}"
    fields = service.data(service.http.get(f"{url}/result"))["data"]["extractedFields"]
    assert fields["totalAmount"]["value"] == 4.5
    with fresh.open("rb") as stream:
        again = service.http.post(f"{url}/image", files={"image": ("b.jpg", stream)})
    assert fresh.name in refused(again, 409, "INVALID_REQUEST")
    bare = service.data(service.http.delete(f"{url}/image"))
    assert (bare["file"], bare["data"]["enteredByHand"]) == ("Parking", True)
    refused(service.http.delete(f"{url}/image"), 409, "INVALID_REQUEST")
    refused(service.http.get(f"{url}/image"), 404, "INVALID_REQUEST")


def test_a_picture_that_cannot_be_attached(service: Service, fresh: Path) -> None:
    taken = service.submitted(fresh)
    found = enter(service).json()["requestId"]
    refused(service.http.delete(f"{RECEIPTS}/{taken}/image"), 409, "INVALID_REQUEST")

    def attach(receipt_id: str, name: str, content: bytes) -> Any:
        url = f"{RECEIPTS}/{receipt_id}/image"
        return service.http.post(url, files={"image": (name, content)})

    refused(attach(found, "cafe.jpg", fresh.read_bytes()), 409, "INVALID_REQUEST")
    assert "note.txt" in refused(attach(found, "note.txt", b"hello"), 415, "INVALID_REQUEST")
    refused(attach(NOBODY, "cafe.jpg", fresh.read_bytes()), 404, "INVALID_REQUEST")
    refused(service.http.post(f"{RECEIPTS}/{found}/image", json={}), 415, "INVALID_REQUEST")


def test_categories_tags_and_projects_are_listed(service: Service) -> None:
    for project, tags in (("Alpha Bau", ["Reise Süd", "Bar"]), ("Alpha Bau", ["Reise Süd"])):
        values = {**PARKING, "project": project, "tags": tags, "category": "fuel"}
        service.data(enter(service, corrections=values))
    categories = service.data(service.http.get("/api/v1/categories"))
    listed = {one["name"]: one for one in categories}
    assert listed["fuel"]["receipts"] >= 2
    assert listed["fuel"]["taxTreatment"] == "as_printed"
    assert {"name", "colour", "taxTreatment", "hidden", "standsFor", "receipts"} == set(
        listed["fuel"]
    )
    tags = service.data(service.http.get("/api/v1/tags"))
    assert {"name": "Reise Süd", "receipts": 2} in tags
    projects = service.data(service.http.get("/api/v1/projects"))
    assert {"name": "Alpha Bau", "receipts": 2} in projects
    counts = [one["receipts"] for one in projects]
    assert counts == sorted(counts, reverse=True)

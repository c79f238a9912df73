"""Splitting and joining over HTTP, and taking that back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from receipt_desktop.api.client import Client
from receipt_desktop.domain.page import PagePicture, Text
from receipt_desktop.domain.reading import Reading
from tests.unit.api.conftest import RECEIPTS, Service, number_reading, refused
from tests.unit.api.test_contract import NOBODY
from tests.unit.extraction.printed import WIDTH, printed
from tests.unit.extraction.rules.test_several_receipts import BAKERY, TAXI, below

HALVES = [[{"page": 0, "box": [0, 0, 800, 600]}], [{"page": 0, "box": [0, 600, 800, 600]}]]


def read(service: Service, receipt_id: str, text: Text) -> None:
    """Read a receipt as this text, as a worker would."""
    reading: Reading = replace(number_reading(receipt_id), text=text)
    assert service.store.claim_receipt(receipt_id, "me", 60)
    assert service.store.finish_attempt(receipt_id, "me", reading)


@pytest.fixture
def two(service: Service, fresh: Path) -> str:
    """A receipt whose picture shows two."""
    found = service.submitted(fresh, clientId="till 5")
    lines = below(BAKERY, TAXI)
    height = max(line.box.bottom for line in lines)
    read(service, found, Text(lines, (PagePicture(0, WIDTH, height, ""),), ()))
    return found


@pytest.fixture
def one(service: Service, fresh: Path) -> str:
    """A receipt of one page, 800 by 1200 pixels."""
    found = service.submitted(fresh)
    read(service, found, Text(printed(BAKERY).lines, (PagePicture(0, 800, 1200, ""),), ()))
    return found


def post(service: Service, path: str, body: Any = None, key: str = "") -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return service.http.post(f"{RECEIPTS}/{path}", json=body, headers=headers)


def test_a_proposed_split_is_made_and_taken_back(service: Service, two: str) -> None:
    parts = service.data(service.http.get(f"{RECEIPTS}/{two}/split"))["parts"]
    assert [[place["page"] for place in part] for part in parts] == [[0], [0]]
    answer = post(service, f"{two}/split")
    assert answer.status_code == 202
    made = service.data(answer)
    assert (made["action"], made["removed"], len(made["receipts"])) == ("split", [two], 2)
    refused(service.http.get(f"{RECEIPTS}/{two}/status"), 404, "INVALID_REQUEST")
    listed = service.data(service.http.get(RECEIPTS, params={"clientId": "till 5"}))["receipts"]
    new = [row["requestId"] for row in made["receipts"]]
    assert {row["requestId"] for row in listed} >= set(new)
    undone = service.data(post(service, f"{new[1]}/undo"))
    assert (undone["action"], undone["removed"]) == ("unsplit", new)
    assert [row["requestId"] for row in undone["receipts"]] == [two]
    assert service.data(service.http.get(f"{RECEIPTS}/{two}/result"))["status"] == "completed"
    refused(post(service, f"{two}/undo"), 409, "INVALID_REQUEST")


def test_a_split_by_hand_has_the_regions_that_were_named(service: Service, one: str) -> None:
    assert service.data(service.http.get(f"{RECEIPTS}/{one}/split"))["parts"] == []
    refused(post(service, f"{one}/split"), 409, "INVALID_REQUEST")
    made = service.data(post(service, f"{one}/split", {"parts": HALVES}))["receipts"]
    regions = [
        [source.region for source in service.store.get_details(row["requestId"]).page_sources]
        for row in made
    ]
    shares = [[(region.y, region.height) for region in part if region] for part in regions]
    assert shares == [[(0.0, 0.5)], [(0.5, 0.5)]]


def test_a_split_is_made_once_with_an_idempotency_key(service: Service, one: str) -> None:
    body, key = {"parts": HALVES}, f"split {one}"
    first = post(service, f"{one}/split", body, key)
    again = post(service, f"{one}/split", body, key)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert service.data(again)["receipts"] == service.data(first)["receipts"]
    assert service.data(again)["removed"] == [one]
    refused(post(service, f"{one}/split", {"parts": HALVES * 2}, key), 409, "INVALID_REQUEST")
    service.data(post(service, f"{one}/undo"))
    refused(post(service, f"{one}/split", body, key), 409, "INVALID_REQUEST")


@pytest.mark.parametrize(
    "parts",
    [
        [],
        HALVES[:1],
        [*HALVES, []],
        [*HALVES, [{"page": 1}]],
        [*HALVES, [{"page": 0, "box": [0, 5000, 800, 600]}]],
        [*HALVES, [{"page": 0, "box": [0, 0, 800]}]],
        [*HALVES, [{"page": 0, "box": [0, -1, 800, 600]}]],
        [*HALVES, [{"page": "0"}]],
    ],
)
def test_a_bad_split_changes_nothing(service: Service, one: str, parts: Any) -> None:
    refused(post(service, f"{one}/split", {"parts": parts}), 400, "INVALID_REQUEST")
    assert service.http.get(f"{RECEIPTS}/{one}/result").status_code == 200


def test_a_receipt_is_split_once_it_was_read(service: Service, fresh: Path) -> None:
    found = service.submitted(fresh)
    refused(post(service, f"{found}/split", {"parts": HALVES}), 409, "INVALID_REQUEST")
    service.fail(found)
    refused(service.http.get(f"{RECEIPTS}/{found}/split"), 409, "INVALID_REQUEST")
    refused(post(service, f"{NOBODY}/split"), 404, "INVALID_REQUEST")


def test_receipts_are_joined_and_taken_apart_again(
    service: Service, one: str, drawn: Path, tmp_path: Path
) -> None:
    other = tmp_path / "second.jpg"
    other.write_bytes(drawn.read_bytes() + one.encode())
    second = service.submitted(other)
    with Client(service.url, service.actions.get_api_token()) as client:
        joined = client.join(second, one)
        sources = service.store.get_receipt(joined).page_sources
        hashes = [source.content_hash for source in sources]
        assert len(set(hashes)) == 2
        assert sorted(client.undo(joined)) == sorted([one, second])
    refused(service.http.get(f"{RECEIPTS}/{joined}/status"), 404, "INVALID_REQUEST")


def test_what_cannot_be_joined_or_taken_back(service: Service, one: str) -> None:
    by_hand = service.actions.enter_by_hand("Cash").id
    for ids, status in (
        ([one], 400),
        ([one, one], 409),
        ([one, NOBODY], 404),
        ([one, by_hand], 409),
    ):
        refused(post(service, "join", {"requestIds": ids}), status, "INVALID_REQUEST")
    refused(post(service, f"{one}/undo"), 409, "INVALID_REQUEST")
    refused(post(service, f"{NOBODY}/undo"), 404, "INVALID_REQUEST")


def test_a_split_is_not_taken_back_once_a_part_is_deleted(service: Service, one: str) -> None:
    made = service.data(post(service, f"{one}/split", {"parts": HALVES}))["receipts"]
    service.data(service.http.delete(f"{RECEIPTS}/{made[0]['requestId']}"))
    refused(post(service, f"{one}/undo"), 409, "INVALID_REQUEST")

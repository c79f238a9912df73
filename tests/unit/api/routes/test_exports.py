"""Exports of many receipts over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.api.conftest import Service, refused

EXPORTS = "/api/v1/exports"


@pytest.fixture
def known(service: Service, fresh: Path) -> str:
    """The id of a receipt that was read."""
    found = service.submitted(fresh)
    service.complete(found)
    return found


def test_an_export_is_checked_written_remembered_and_taken_back(
    service: Service, known: str
) -> None:
    order = {"format": "freeagent", "profile": "Plain chart", "requestIds": [known]}
    checked = service.data(service.http.post(f"{EXPORTS}/check", json=order))
    assert (checked["receipts"], checked["leftOut"]) == (1, 0)
    assert checked["totals"][0]["currency"] == "EUR"
    file = service.http.post(EXPORTS, json=order)
    assert file.status_code == 200
    assert file.text.count("\r\n") == 1
    label = file.headers["X-Export-Batch"]
    new = {**order, "exported": "new"}
    assert service.http.post(EXPORTS, json=new).text == ""
    batch = service.data(service.http.get(EXPORTS))["batches"][0]
    assert (batch["batch"], batch["undone"], batch["receipts"]) == (label, False, 1)
    undone = service.data(service.http.delete(f"{EXPORTS}/batches/{batch['number']}"))
    assert undone == {"batch": label, "receipts": 1}
    assert service.http.post(EXPORTS, json=new).text.count("\r\n") == 1


def test_a_check_names_what_would_fail(service: Service, known: str) -> None:
    order = {"format": "xero", "profile": "SKR03", "requestIds": [known]}
    found = service.data(service.http.post(f"{EXPORTS}/check", json=order))
    assert found["leftOut"] == 1
    assert found["problems"][0]["requestId"] == known
    assert found["problems"][0]["blocks"]


def test_unknown_names_are_refused(service: Service) -> None:
    orders: tuple[dict[str, object], ...] = (
        {"format": "fec"},
        {"profile": "Nobody"},
        {"format": "datev"},
        {"paths": []},
    )
    for order in orders:
        refused(service.http.post(EXPORTS, json=order), 400, "INVALID_REQUEST")
    assert service.http.delete(f"{EXPORTS}/batches/999999").status_code == 404
    names = [
        one["name"] for one in service.data(service.http.get(f"{EXPORTS}/profiles"))["profiles"]
    ]
    assert {"SKR03", "SKR04", "Plain chart"} <= set(names)

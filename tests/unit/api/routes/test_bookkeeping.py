"""Tags, the archive and receipts by hand over HTTP."""

from __future__ import annotations

import csv
from pathlib import Path

from receipt_desktop.domain.fields import Field
from tests.unit.api.conftest import RECEIPTS, Service, refused


def test_what_a_person_adds_is_set_listed_and_filtered(service: Service, fresh: Path) -> None:
    found = service.submitted(fresh)
    service.complete(found)
    wanted = {"tags": ["Trip", "Client A", "trip"], "project": "Wien", "reimbursable": False}
    answer = service.http.patch(f"{RECEIPTS}/{found}", json={"corrections": wanted})
    fields = service.data(answer)["data"]["extractedFields"]
    assert fields["tags"]["value"] == ["Trip", "Client A"]
    assert (fields["reimbursable"]["value"], fields["project"]["source"]) == (False, "person")
    for query, expected in (
        ({"tag": "Client A"}, [found]),
        ({"tag": "Client"}, []),
        ({"project": "Wien", "reimbursable": "false"}, [found]),
        ({"reimbursable": "true"}, []),
    ):
        rows = service.data(service.http.get(RECEIPTS, params=query))["receipts"]
        assert [row["requestId"] for row in rows] == expected
    refused(
        service.http.patch(f"{RECEIPTS}/{found}", json={"corrections": {"reimbursable": "maybe"}}),
        400,
        "INVALID_REQUEST",
    )


def test_an_archived_receipt_is_listed_only_on_request(service: Service, fresh: Path) -> None:
    found = service.submitted(fresh)
    service.complete(found)
    url = f"{RECEIPTS}/{found}"
    assert service.data(service.http.patch(url, json={"archived": True}))["data"]["archived"]

    def listed(**query: str) -> list[str]:
        rows = service.data(service.http.get(RECEIPTS, params=query))["receipts"]
        return [row["requestId"] for row in rows]

    assert found not in listed()
    assert found in listed(archived="true")
    assert service.data(service.http.get(f"{url}/result"))["data"]["archived"] is True
    service.data(service.http.patch(url, json={"archived": False}))
    assert found in listed()


def test_a_receipt_by_hand_is_like_any_other(service: Service) -> None:
    receipt = service.actions.enter_by_hand("By hand")
    service.actions.correct_field(receipt.id, Field.MERCHANT, "Taxi")
    url = f"{RECEIPTS}/{receipt.id}"
    result = service.data(service.http.get(f"{url}/result"))
    assert (result["file"], result["data"]["enteredByHand"]) == ("By hand", True)
    (row,) = csv.DictReader(service.http.get(f"{url}/csv").text.splitlines())
    assert (row["by_hand"], row["merchant"], row["tax_treatment"]) == ("yes", "Taxi", "as_printed")
    refused(service.http.get(f"{url}/image"), 404, "INVALID_REQUEST")
    refused(service.http.post(f"{url}/retry"), 409, "INVALID_REQUEST")

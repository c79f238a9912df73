"""The list of suppliers, and the supplier in a result."""

from __future__ import annotations

from pathlib import Path

from tests.unit.api.conftest import RECEIPTS, Service


def test_a_receipt_names_its_supplier_which_is_listed(service: Service, fresh: Path) -> None:
    receipt = service.submitted(fresh)
    assert service.complete(receipt)
    result = service.data(service.http.get(f"{RECEIPTS}/{receipt}/result"))
    supplier = result["data"]["supplier"]
    listed = service.data(service.http.get("/api/v1/suppliers"))
    (found,) = [one for one in listed if one["id"] == supplier["id"]]
    assert found["name"] == supplier["name"]
    assert found["receipts"] >= 1
    assert found["rules"] == 0

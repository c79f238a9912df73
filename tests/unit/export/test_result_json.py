"""The result in its JSON shape."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from receipt_desktop.domain.duplicates import Duplicate, DuplicateTier
from receipt_desktop.domain.receipt import Failure, Receipt, ReceiptDetails, Status
from receipt_desktop.domain.suppliers import SupplierName
from receipt_desktop.export.result_json import result_to_json
from tests.unit.store.example_readings import SAMPLE_READING

WHEN = datetime(2024, 1, 1, 12, tzinfo=UTC)
DONE = Receipt(
    "uuid", "IMG_0412.jpg", "0" * 64, Status.COMPLETED, WHEN, progress=100, completed_at=WHEN
)


def test_a_completed_receipt_has_the_whole_shape() -> None:
    shape = json.loads(json.dumps(result_to_json(ReceiptDetails(DONE, SAMPLE_READING))))
    assert (shape["file"], shape["requestId"]) == ("IMG_0412.jpg", "uuid")
    assert (shape["status"], shape["needsReview"]) == ("completed", False)
    fields = shape["extractedFields"]
    assert fields["totalAmount"] == {
        "value": 25.99, "currency": "EUR", "confidence": 0.97, "source": "both",
        "evidence": {"page": 0, "box": [10, 20, 300, 40], "text": "TOTAL 25,99"},
    }  # fmt: skip
    assert fields["date"]["value"] == "2024-01-01"
    assert fields["time"]["value"] == "12:30"
    assert fields["taxLines"] == [
        {"rate": 20.0, "netAmount": 21.66, "amount": 4.33, "confidence": 0.9}
    ]
    assert fields["items"][0] == {
        "description": "LAIT 1L", "quantity": 2.0, "unitPrice": 1.1, "totalPrice": 2.2,
        "taxRate": 5.5, "confidence": 0.9,
    }  # fmt: skip
    assert fields["items"][1]["totalPrice"] == -0.5
    assert "tip" not in fields
    metadata = shape["processingMetadata"]
    assert metadata["processingTime"] == 3.125
    assert metadata["engines"] == ["rapidocr"]
    assert metadata["aiConfidence"] == 0.97
    assert shape["createdAt"] == "2024-01-01T12:00:00.000Z"
    assert shape["extractedAt"] == "2024-01-01T12:00:03.000Z"


def test_a_failed_one_has_its_error_and_no_fields() -> None:
    failed = Receipt(
        "u", "a.jpg", "0" * 64, Status.FAILED, WHEN, failure=Failure("TIMEOUT", "Too slow.")
    )
    shape = result_to_json(ReceiptDetails(failed, None))
    assert shape["error"] == {"code": "TIMEOUT", "message": "Too slow."}
    assert "extractedFields" not in shape


def test_the_supplier_is_named_where_it_is_known() -> None:
    details = ReceiptDetails(DONE, SAMPLE_READING, supplier=SupplierName(7, "Super Marché"))
    assert result_to_json(details)["supplier"] == {"id": 7, "name": "Super Marché"}
    assert "supplier" not in result_to_json(ReceiptDetails(DONE, SAMPLE_READING))


def test_a_duplicate_names_the_earlier_receipt() -> None:
    again = replace(DONE, duplicate_of=Duplicate("other", "a.jpg", DuplicateTier.LIKELY))
    shape = result_to_json(ReceiptDetails(again, SAMPLE_READING))
    assert shape["duplicateOf"] == {"requestId": "other", "file": "a.jpg", "tier": "likely"}
    assert "duplicateOf" not in result_to_json(ReceiptDetails(DONE, SAMPLE_READING))
    gone = replace(DONE, duplicate_of=Duplicate("other", "a.jpg", DuplicateTier.CERTAIN, WHEN))
    shape = result_to_json(ReceiptDetails(gone, SAMPLE_READING))
    assert shape["duplicateOf"]["deletedAt"] == "2024-01-01T12:00:00.000Z"


def test_a_pair_is_no_duplicate() -> None:
    slip = replace(DONE, duplicate_of=Duplicate("other", "a.jpg", DuplicateTier.PAIR))
    shape = result_to_json(ReceiptDetails(slip, SAMPLE_READING))
    assert shape["pairOf"] == {"requestId": "other", "file": "a.jpg"}
    assert "duplicateOf" not in shape

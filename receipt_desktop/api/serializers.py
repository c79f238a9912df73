"""Serialises receipts to the JSON of the API."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from receipt_desktop.actions import Actions
from receipt_desktop.api.localization import language, sentence_of, status_text
from receipt_desktop.api.middleware import parse_client_name, remote_address
from receipt_desktop.api.responses import redact_paths
from receipt_desktop.domain.errors import NotFound, ReceiptError
from receipt_desktop.domain.receipt import Failure, Receipt
from receipt_desktop.domain.timestamps import format_timestamp

INNER_DATA_KEYS = (
    "receiptType", "extractedFields", "processingMetadata", "extractedAt",
    "needsReview", "approved", "reviewReasons", "reviewProposals",
    "duplicateOf", "archived", "enteredByHand", "taxTreatment",
)  # fmt: skip
"""The keys of a result's inner `data`."""
GUARANTEED_FIELDS = ("totalAmount", "date", "merchantName")
RECEIPT_ID_PATTERN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)


def actions_for_request(request: Request, client: str = "") -> Actions:
    """The actions on behalf of the client."""
    actions: Actions = request.app.state.actions
    named = client or parse_client_name(request.headers)
    return actions.acting_as(f"api:{named or remote_address(request.scope)}")


def response_language(request: Request) -> str:
    """The language of the response."""
    return language(request.headers.get("accept-language", ""))


def parse_receipt_id(text: str) -> str:
    """A well-formed receipt id. Raises `InvalidRequest`."""
    if not RECEIPT_ID_PATTERN.fullmatch(text):
        raise NotFound("unknown_id")
    return text


def round_up_seconds(seconds: float) -> int:
    """Seconds rounded up, so that a pending receipt never shows 0."""
    return max(0, math.ceil(seconds))


def accepted_to_json(actions: Actions, receipt: Receipt, language: str) -> dict[str, Any]:
    """An accepted receipt as JSON."""
    return {
        "requestId": receipt.id,
        "status": receipt.status.value,
        "estimatedProcessingTime": round_up_seconds(actions.estimate_seconds(receipt)),
        "message": status_text(receipt.status, language),
    }


def status_to_json(actions: Actions, receipt: Receipt, language: str) -> dict[str, Any]:
    """The status of a receipt as JSON."""
    return {
        "requestId": receipt.id,
        "status": receipt.status.value,
        "progress": receipt.progress,
        "estimatedTimeRemaining": round_up_seconds(actions.estimate_seconds(receipt)),
        "message": format_status_message(receipt, language),
    }


def format_status_message(receipt: Receipt, language: str) -> str:
    """The status message, with the reason if the receipt failed."""
    message = status_text(receipt.status, language)
    if receipt.failure and receipt.is_finished:
        return f"{message} : {failure_to_json(receipt.failure, language)['message']}"
    return message


def failure_to_json(failure: Failure | ReceiptError, language: str) -> dict[str, str]:
    """The failure of a receipt or file as JSON."""
    return {"code": failure.code, "message": redact_paths(sentence_of(failure, language))}


def result_to_json(
    result: Mapping[str, Any], failure: Failure | None, language: str
) -> dict[str, Any]:
    """The result of a finished receipt as JSON, in this language."""
    inner = fill_guaranteed_fields(
        {name: result[name] for name in INNER_DATA_KEYS if name in result}
    )
    shape = {
        "requestId": result["requestId"],
        "company": result.get("company"),
        "file": result["file"],
        "status": result["status"],
        "data": inner or None,
        "error": failure_to_json(failure, language) if failure else None,
        "createdAt": result["createdAt"],
        "completedAt": result.get("completedAt"),
    }
    return {name: value for name, value in shape.items() if value is not None}


def fill_guaranteed_fields(inner: dict[str, Any]) -> dict[str, Any]:
    """Add every guaranteed field, null if unknown."""
    if not inner:
        return inner
    fields, how = dict(inner["extractedFields"]), dict(inner["processingMetadata"])
    for name in GUARANTEED_FIELDS:
        fields.setdefault(name, {"value": None, "confidence": 0.0})
    fields["totalAmount"] = {"currency": None, **fields["totalAmount"]}
    how = {"aiConfidence": None, "detectedLanguage": None, **how}
    return {
        **inner,
        "extractedFields": {**fields, **({} if "items" in fields else {"items": []})},
        "processingMetadata": how,
    }


def list_row_to_json(receipt: Receipt, language: str) -> dict[str, Any]:
    """One row of the list as JSON."""
    return {
        "requestId": receipt.id,
        "file": receipt.file_name,
        "status": receipt.status.value,
        "progress": receipt.progress,
        "merchantName": receipt.merchant,
        "date": receipt.day.isoformat() if receipt.day else None,
        "totalAmount": None if receipt.total is None else float(receipt.total),
        "currency": receipt.currency,
        "category": receipt.category,
        "confidence": None if receipt.confidence is None else round(receipt.confidence, 4),
        "needsReview": receipt.needs_review,
        "approved": receipt.approved,
        "tags": list(receipt.tags),
        "project": receipt.project,
        "note": receipt.note,
        "paidBy": receipt.paid_by,
        "reimbursable": receipt.reimbursable,
        "archived": receipt.is_archived,
        "enteredByHand": not receipt.has_picture,
        "error": failure_to_json(receipt.failure, language) if receipt.failure else None,
        "createdAt": format_timestamp(receipt.created_at),
        "completedAt": format_timestamp(receipt.completed_at),
    }

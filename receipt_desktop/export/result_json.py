"""The result of a receipt as JSON, the same for the API, webhooks and `process --json`.

Money is a JSON number only here; timestamps are ISO 8601 in UTC, durations are in seconds. A field
that is not on the receipt is absent.
"""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from functools import partial
from typing import Any

from receipt_desktop.domain.containers import Origin
from receipt_desktop.domain.currencies import format_plain
from receipt_desktop.domain.duplicates import Duplicate
from receipt_desktop.domain.fields import Field, FieldValue, split_tags
from receipt_desktop.domain.page import Evidence
from receipt_desktop.domain.reading import (
    Draft,
    ExtractedValue,
    LineItem,
    ModelOutcome,
    Reading,
    TaxLine,
    ValueSource,
)
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.domain.review_reasons import reason_message
from receipt_desktop.domain.suggested_fix import fix_message
from receipt_desktop.domain.suppliers import SupplierName
from receipt_desktop.domain.timestamps import format_timestamp
from receipt_desktop.messages import ENGLISH, text

JsonObject = dict[str, Any]


def result_to_json(details: ReceiptDetails, language: str = ENGLISH) -> JsonObject:
    """One receipt's result, whatever its status; its sentences in this language."""
    receipt = details.receipt
    shape: JsonObject = {
        "file": receipt.file_name,
        "requestId": receipt.id,
        "status": receipt.status.value,
        "progress": receipt.progress,
    }
    if receipt.failure:
        failure = receipt.failure
        shape["error"] = {"code": failure.code, "message": failure.text(language)}
    if details.reading:
        shape |= _reading_to_json(details, details.reading, language)
    shape["unpackedFrom"] = _origin_to_json(details.origin)
    shape["createdAt"] = format_timestamp(receipt.created_at)
    shape["completedAt"] = format_timestamp(receipt.completed_at)
    if details.reading:
        shape["extractedAt"] = format_timestamp(details.reading.extracted_at)
    return {name: value for name, value in shape.items() if value is not None}


def _reading_to_json(details: ReceiptDetails, reading: Reading, language: str) -> JsonObject:
    receipt, draft = details.receipt, reading.checked.draft
    write = partial(format_plain, currency=draft.currency)
    return {
        "needsReview": receipt.needs_review,
        "reviewReasons": [reason_message(one, draft).text(language) for one in receipt.reasons],
        "reviewProposals": [fix_message(fix, write).text(language) for fix in details.fixes],
        "approved": receipt.approved,
        "pages": [source.to_json() for source in receipt.sources] or None,
        **_duplicate_to_json(receipt.duplicate_of),
        "supplier": _supplier_to_json(details.supplier),
        "archived": receipt.is_archived,
        "enteredByHand": not receipt.has_picture,
        "taxTreatment": details.tax_treatment.value,
        "receiptType": draft.receipt_type,
        "extractedFields": fields_to_json(draft),
        "processingMetadata": metadata_to_json(reading, language),
    }


def _origin_to_json(origin: Origin | None) -> JsonObject | None:
    """The archive or message from which the receipt was unpacked, and its place in there."""
    if origin is None:
        return None
    shape = {
        "file": origin.container,
        "sha256": origin.content_hash,
        "path": origin.member or None,
        "sender": origin.sender or None,
        "subject": origin.subject or None,
        "sentAt": format_timestamp(origin.sent_at),
    }
    return {name: value for name, value in shape.items() if value is not None}


def _duplicate_to_json(found: Duplicate | None) -> JsonObject:
    """`duplicateOf`, or `pairOf` for the other document of the same sale, which is no duplicate."""
    if found is None:
        return {}
    shape: JsonObject = {"requestId": found.receipt_id, "file": found.file_name}
    if not found.tier.is_duplicate:
        return {"pairOf": shape}
    shape["tier"] = found.tier.value
    if found.deleted_at is not None:
        shape["deletedAt"] = format_timestamp(found.deleted_at)
    return {"duplicateOf": shape}


def _supplier_to_json(supplier: SupplierName | None) -> JsonObject | None:
    return {"id": supplier.id, "name": supplier.name} if supplier else None


def fields_to_json(draft: Draft) -> JsonObject:
    """The values of a draft with confidence and evidence."""
    shape: JsonObject = {}
    for field, value in draft.fields.items():
        shape[field.value] = _field_to_json(field, value, draft.currency)
    if draft.tax_lines:
        shape["taxLines"] = [_tax_line_to_json(line) for line in draft.tax_lines]
    if draft.items:
        shape["items"] = [_item_to_json(item) for item in draft.items]
    if draft.summary:
        shape["summary"] = draft.summary
    return shape


def metadata_to_json(reading: Reading, language: str = ENGLISH) -> JsonObject:
    """How it was read."""
    draft, read = reading.checked.draft, reading.text
    shape = {
        "processingTime": reading.seconds,
        "ocrConfidence": round(read.score, 4),
        "aiConfidence": mean_model_confidence(draft),
        "imagePreprocessed": read.preprocessed,
        "detectedLanguage": draft.language,
        "engines": list(read.engines),
        "model": draft.model,
        "modelOutcome": draft.model_outcome.value,
        "modelNote": model_note(draft.model_outcome, language),
        "pipelineVersion": reading.pipeline_version,
    }
    return {name: value for name, value in shape.items() if value is not None}


def model_note(outcome: ModelOutcome, language: str) -> str | None:
    """Why the language model was of no use; None where it was used or is off."""
    if outcome in (ModelOutcome.OFF, ModelOutcome.USED):
        return None
    return text(f"model_note_{outcome.value}", language)


def mean_model_confidence(draft: Draft) -> float | None:
    """Mean confidence of values that the model gave or confirmed; None without any."""
    confidences = [
        v.confidence
        for v in draft.fields.values()
        if v.source in (ValueSource.MODEL, ValueSource.BOTH)
    ]
    return round(sum(confidences) / len(confidences), 4) if confidences else None


def _field_to_json(field: Field, value: ExtractedValue, currency: str | None) -> JsonObject:
    shape: JsonObject = {"value": value_to_json(value.value)}
    if field is Field.TAGS:
        shape["value"] = list(split_tags(str(value.value)))
    if field is Field.TOTAL and currency:
        shape["currency"] = currency
    shape["confidence"] = round(value.confidence, 4)
    if value.evidence:
        shape["evidence"] = _evidence_to_json(value.evidence)
    shape["source"] = value.source.value
    return shape


def value_to_json(value: FieldValue | None) -> float | str | bool | None:
    """Money as a number, dates as ISO 8601, times as HH:MM or HH:MM:SS."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, time):
        return value.isoformat("auto" if value.second else "minutes")
    return value if value is None or isinstance(value, (str, bool)) else value.isoformat()


def _evidence_to_json(evidence: Evidence) -> JsonObject:
    box = evidence.box
    return {"page": evidence.page, "box": [box.x, box.y, box.w, box.h], "text": evidence.text}


def _tax_line_to_json(line: TaxLine) -> JsonObject:
    shape = {
        "rate": value_to_json(line.rate),
        "netAmount": value_to_json(line.net),
        "amount": value_to_json(line.amount),
        "confidence": round(line.confidence, 4),
    }
    return {name: value for name, value in shape.items() if value is not None}


def _item_to_json(item: LineItem) -> JsonObject:
    shape: JsonObject = {
        "description": item.description,
        "quantity": value_to_json(item.quantity),
        "unitPrice": value_to_json(item.unit_price),
        "totalPrice": value_to_json(item.total),
        "taxRate": value_to_json(item.tax_rate),
        "category": item.category,
        "confidence": round(item.confidence, 4),
    }
    return {name: value for name, value in shape.items() if value is not None}

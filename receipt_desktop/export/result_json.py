"""The result of a receipt as JSON, in the one shape it has everywhere.

Money is a JSON number here and only here; moments are ISO 8601 in UTC, durations seconds. A field
that is not on the receipt is absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Evidence
from receipt_desktop.domain.reading import (
    Draft,
    ExtractedValue,
    LineItem,
    ModelOutcome,
    Reading,
    TaxLine,
    ValueSource,
    format_reason,
)
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.validation.reconcile import format_fix

JsonObject = dict[str, Any]

MODEL_SENTENCES: Mapping[ModelOutcome, str] = {
    ModelOutcome.UNREACHABLE: "Read by rules: Ollama was not reachable.",
    ModelOutcome.NO_MODEL: "Read by rules: the model is not installed.",
    ModelOutcome.TOO_SLOW: "Read by rules: the model was too slow.",
    ModelOutcome.NONSENSE: "Read by rules: the model's answer made no sense.",
}


def result_to_json(details: ReceiptDetails) -> JsonObject:
    """One receipt's result, whatever its status."""
    receipt = details.receipt
    shape: JsonObject = {
        "file": receipt.file_name,
        "requestId": receipt.id,
        "status": receipt.status.value,
        "progress": receipt.progress,
    }
    if receipt.failure:
        failure = receipt.failure
        shape["error"] = {"code": failure.code, "message": failure.sentence}
    if details.reading:
        shape |= _reading_to_json(details, details.reading)
    shape["createdAt"] = format_timestamp_ms(receipt.created_at)
    shape["completedAt"] = format_timestamp_ms(receipt.completed_at)
    if details.reading:
        shape["extractedAt"] = format_timestamp_ms(details.reading.extracted_at)
    return {name: value for name, value in shape.items() if value is not None}


def _reading_to_json(details: ReceiptDetails, reading: Reading) -> JsonObject:
    receipt, draft = details.receipt, reading.checked.draft
    return {
        "needsReview": receipt.needs_review,
        "reviewReasons": [format_reason(reason, draft) for reason in receipt.reasons],
        "reviewProposals": [format_fix(fix) for fix in details.fixes],
        "approved": receipt.approved,
        "receiptType": draft.receipt_type,
        "extractedFields": fields_to_json(draft),
        "processingMetadata": metadata_to_json(reading),
    }


def fields_to_json(draft: Draft) -> JsonObject:
    """Every value with its confidence and evidence."""
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


def metadata_to_json(reading: Reading) -> JsonObject:
    """How it was read."""
    draft, text = reading.checked.draft, reading.text
    shape = {
        "processingTime": reading.seconds,
        "ocrConfidence": round(text.score, 4),
        "aiConfidence": mean_model_confidence(draft),
        "imagePreprocessed": text.preprocessed,
        "detectedLanguage": draft.language,
        "engines": list(text.engines),
        "model": draft.model,
        "modelOutcome": draft.model_outcome.value,
        "modelNote": MODEL_SENTENCES.get(draft.model_outcome),
        "pipelineVersion": reading.pipeline_version,
    }
    return {name: value for name, value in shape.items() if value is not None}


def mean_model_confidence(draft: Draft) -> float | None:
    """Mean confidence of what the model said or confirmed; None when it was not used."""
    said = [
        v.confidence
        for v in draft.fields.values()
        if v.source in (ValueSource.MODEL, ValueSource.BOTH)
    ]
    return round(sum(said) / len(said), 4) if said else None


def _field_to_json(field: Field, value: ExtractedValue, currency: str | None) -> JsonObject:
    shape: JsonObject = {"value": value_to_json(value.value)}
    if field is Field.TOTAL and currency:
        shape["currency"] = currency
    shape["confidence"] = round(value.confidence, 4)
    if value.evidence:
        shape["evidence"] = _evidence_to_json(value.evidence)
    shape["source"] = value.source.value
    return shape


def value_to_json(value: FieldValue | None) -> float | str | None:
    """Money as a number, days as ISO, times as HH:MM or HH:MM:SS."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, time):
        return value.isoformat("auto" if value.second else "minutes")
    return value if value is None or isinstance(value, str) else value.isoformat()


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
        "confidence": round(item.confidence, 4),
    }
    return {name: value for name, value in shape.items() if value is not None}


def format_timestamp_ms(when: datetime | None) -> str | None:
    """ISO 8601 in UTC with Z, to the millisecond."""
    if when is None:
        return None
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

"""The result of a receipt as JSON, in the one shape it has everywhere.

Money is a JSON number here and only here; moments are ISO 8601 in UTC, durations seconds. A field
that is not on the receipt is absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

from receipt_desktop.draft import (
    Draft,
    Field,
    FieldValue,
    Item,
    ModelOutcome,
    Reading,
    Source,
    TaxLine,
    Value,
    reason_sentence,
)
from receipt_desktop.mending import mends, sentence
from receipt_desktop.page import Evidence
from receipt_desktop.receipt import Details, Receipt

Json = dict[str, Any]

MODEL_SENTENCES: Mapping[ModelOutcome, str] = {
    ModelOutcome.UNREACHABLE: "Read by rules: Ollama was not reachable.",
    ModelOutcome.NO_MODEL: "Read by rules: the model is not installed.",
    ModelOutcome.TOO_SLOW: "Read by rules: the model was too slow.",
    ModelOutcome.NONSENSE: "Read by rules: the model's answer made no sense.",
}


def to_json(details: Details) -> Json:
    """One receipt's result, whatever its status."""
    receipt = details.receipt
    shape: Json = {
        "file": receipt.file_name,
        "requestId": receipt.id,
        "status": receipt.status.value,
        "progress": receipt.progress,
    }
    if receipt.failure:
        failure = receipt.failure
        shape["error"] = {"code": failure.code, "message": failure.sentence}
    if details.reading:
        shape |= _read(receipt, details.reading)
    shape["createdAt"] = moment(receipt.created_at)
    shape["completedAt"] = moment(receipt.completed_at)
    if details.reading:
        shape["extractedAt"] = moment(details.reading.extracted_at)
    return {name: value for name, value in shape.items() if value is not None}


def _read(receipt: Receipt, reading: Reading) -> Json:
    draft = reading.checked.draft
    return {
        "needsReview": receipt.needs_review,
        "reviewReasons": [reason_sentence(reason, draft) for reason in receipt.reasons],
        "reviewProposals": [sentence(mend) for mend in mends(draft, receipt.reasons)],
        "approved": receipt.approved,
        "receiptType": draft.receipt_type,
        "extractedFields": fields(draft),
        "processingMetadata": metadata(reading),
    }


def fields(draft: Draft) -> Json:
    """Every value with its confidence and evidence."""
    shape: Json = {}
    for field, value in draft.fields.items():
        shape[field.value] = _value(field, value, draft.currency)
    if draft.tax_lines:
        shape["taxLines"] = [_tax_line(line) for line in draft.tax_lines]
    if draft.items:
        shape["items"] = [_item(item) for item in draft.items]
    if draft.summary:
        shape["summary"] = draft.summary
    return shape


def metadata(reading: Reading) -> Json:
    """How it was read."""
    draft, text = reading.checked.draft, reading.text
    shape = {
        "processingTime": reading.seconds,
        "ocrConfidence": round(text.score, 4),
        "aiConfidence": ai_confidence(draft),
        "imagePreprocessed": text.preprocessed,
        "detectedLanguage": draft.language,
        "engines": list(text.engines),
        "model": draft.model,
        "modelOutcome": draft.model_outcome.value,
        "modelNote": MODEL_SENTENCES.get(draft.model_outcome),
        "pipelineVersion": reading.pipeline_version,
    }
    return {name: value for name, value in shape.items() if value is not None}


def ai_confidence(draft: Draft) -> float | None:
    """Mean confidence of what the model said or confirmed; None when it was not used."""
    said = [v.confidence for v in draft.fields.values() if v.source in (Source.MODEL, Source.BOTH)]
    return round(sum(said) / len(said), 4) if said else None


def _value(field: Field, value: Value, currency: str | None) -> Json:
    shape: Json = {"value": plain(value.value)}
    if field is Field.TOTAL and currency:
        shape["currency"] = currency
    shape["confidence"] = round(value.confidence, 4)
    if value.evidence:
        shape["evidence"] = _evidence(value.evidence)
    shape["source"] = value.source.value
    return shape


def plain(value: FieldValue | None) -> float | str | None:
    """Money as a number, days as ISO, times as HH:MM or HH:MM:SS."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, time):
        return value.isoformat("auto" if value.second else "minutes")
    return value if value is None or isinstance(value, str) else value.isoformat()


def _evidence(evidence: Evidence) -> Json:
    box = evidence.box
    return {"page": evidence.page, "box": [box.x, box.y, box.w, box.h], "text": evidence.text}


def _tax_line(line: TaxLine) -> Json:
    shape = {
        "rate": plain(line.rate),
        "netAmount": plain(line.net),
        "amount": plain(line.amount),
        "confidence": round(line.confidence, 4),
    }
    return {name: value for name, value in shape.items() if value is not None}


def _item(item: Item) -> Json:
    shape: Json = {
        "description": item.description,
        "quantity": plain(item.quantity),
        "unitPrice": plain(item.unit_price),
        "totalPrice": plain(item.total),
        "taxRate": plain(item.tax_rate),
        "confidence": round(item.confidence, 4),
    }
    return {name: value for name, value in shape.items() if value is not None}


def moment(when: datetime | None) -> str | None:
    """ISO 8601 in UTC with Z, to the millisecond."""
    if when is None:
        return None
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

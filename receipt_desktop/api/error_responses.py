"""Which refusals an address may answer with, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

STATUS_DESCRIPTIONS = {
    400: "The request is not valid.",
    401: "The access token is missing or not valid.",
    404: "There is no such receipt.",
    409: "The receipt or the request is not in a state in which this can be done.",
    413: "Too large.",
    415: "Neither picture nor PDF, or not a form.",
    429: "This client asks too often; Retry-After says when to come back.",
    503: "The queue, the disk or the database is not there just now.",
}
ERROR_SCHEMA = {"$ref": "#/components/schemas/Refusal"}
"""JSON whatever the good answer is."""
COMMON_STATUS_CODES = (400, 401, 429, 503)


def document_error_responses(*more: int) -> dict[int | str, dict[str, Any]]:
    """Those that every address has, and more."""
    return {
        code: {
            "content": {"application/json": {"schema": ERROR_SCHEMA}},
            "description": STATUS_DESCRIPTIONS[code],
        }
        for code in sorted({*COMMON_STATUS_CODES, *more})
    }

"""The error responses of each route, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from receipt_desktop.messages import text

STATUS_DESCRIPTIONS = {
    400: "The request is invalid.",
    401: text("unauthorized"),
    404: text("unknown_id"),
    409: "The receipt or the request is not in a state in which this can be done.",
    413: "The file or the request is too large.",
    415: "The file is no supported image, PDF or electronic invoice, or the request is not a form.",
    429: "This client sends too many requests. Retry-After says when to try again.",
    503: "The queue, the disk or the database is temporarily unavailable.",
}
ERROR_SCHEMA = {"$ref": "#/components/schemas/Refusal"}
"""Errors are JSON, whatever the success response is."""
COMMON_STATUS_CODES = (400, 401, 429, 503)


def document_error_responses(*more: int) -> dict[int | str, dict[str, Any]]:
    """The error responses common to all routes, plus these."""
    return {
        code: {
            "content": {"application/json": {"schema": ERROR_SCHEMA}},
            "description": STATUS_DESCRIPTIONS[code],
        }
        for code in sorted({*COMMON_STATUS_CODES, *more})
    }

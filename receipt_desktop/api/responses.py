"""The response envelope and the mapping of errors to HTTP."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from receipt_desktop.api.localization import language, sentence_of
from receipt_desktop.domain.errors import (
    Cancelled,
    Conflict,
    InvalidRequest,
    NotFound,
    RateLimited,
    ReceiptError,
    ServiceUnavailable,
    TimedOut,
    TooLarge,
    UnsupportedType,
)

RETRY_AFTER_SECONDS = 5
"""Retry-After seconds for an unavailable service."""
ABSOLUTE_PATH_PATTERN = re.compile(
    r"unix://[^\s'\"<>|]+|(?<![\w:/.])/(?:[^\s/'\"<>|]+/)*[^\s/'\"<>|]+|\b[A-Za-z]:\\\S+"
)
"""Matches an absolute path in a sentence."""


class Unauthorized(ReceiptError):
    """A request without a valid token."""

    code = "UNAUTHORIZED"
    is_retryable = False


def current_timestamp() -> str:
    """ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def success_response(
    request: Request, data: Any, *, request_id: str | None = None, status: int = 200
) -> JSONResponse:
    """A successful response; `request_id` if it is about one receipt."""
    about = {} if request_id is None else {"requestId": request_id}
    body = {
        "success": True,
        **about,
        "data": data,
        "processingTime": elapsed_seconds(request),
        "timestamp": current_timestamp(),
    }
    return JSONResponse(body, status)


def elapsed_seconds(request: Request) -> float:
    """Seconds since the request arrived."""
    began: float = request.state.began
    return round(time.perf_counter() - began, 3)


def error_response(error: ReceiptError, accept: str, status: int | None = None) -> JSONResponse:
    """An error response in the accepted language, without local paths."""
    sentence = redact_paths(sentence_of(error, language(accept)))
    return JSONResponse(
        {"success": False, "error": error_to_json(error.code, sentence)},
        status or http_status_for(error),
        headers=error_headers(error),
    )


def error_to_json(code: str, sentence: str) -> dict[str, str]:
    """An error as JSON: code, message and timestamp."""
    return {"code": code, "message": sentence, "timestamp": current_timestamp()}


def error_headers(error: ReceiptError) -> Mapping[str, str]:
    """The headers of an error response: Retry-After or WWW-Authenticate."""
    if isinstance(error, RateLimited):
        return rate_limited_headers(
            int(str(error.details["limit"])), int(str(error.details["retry_after"]))
        )
    if isinstance(error, ServiceUnavailable):
        return {"Retry-After": str(RETRY_AFTER_SECONDS)}
    return {"WWW-Authenticate": "Bearer"} if isinstance(error, Unauthorized) else {}


def rate_limited_headers(limit: int, wait: int) -> Mapping[str, str]:
    """Rate limit headers for a client that must wait this many seconds."""
    return {
        "Retry-After": str(wait),
        "X-RateLimit-Limit": str(limit),
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": str(int(time.time()) + wait),
    }


def http_status_for(error: ReceiptError) -> int:
    """The HTTP status of an error."""
    kinds: tuple[tuple[type[ReceiptError], int], ...] = (
        (Unauthorized, 401),
        (RateLimited, 429),
        (Conflict, 409),
        (NotFound, 404),
        (TooLarge, 413),
        (UnsupportedType, 415),
        (InvalidRequest, 400),
        (Cancelled, 409),
        (ServiceUnavailable, 503),
        (TimedOut, 503),
    )
    return next((status for kind, status in kinds if isinstance(error, kind)), 500)


def redact_paths(text: str) -> str:
    """The sentence without absolute paths, which would reveal the server's folders."""
    return ABSOLUTE_PATH_PATTERN.sub("…", text)


def redact_json_paths(value: Any) -> Any:
    """JSON without absolute paths in its strings."""
    if isinstance(value, str):
        return redact_paths(value)
    if isinstance(value, dict):
        return {name: redact_json_paths(inner) for name, inner in value.items()}
    return [redact_json_paths(inner) for inner in value] if isinstance(value, list) else value

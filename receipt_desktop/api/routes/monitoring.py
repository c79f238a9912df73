"""Monitoring routes: statistics, health, metrics."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from receipt_desktop.api import prometheus as metrics_text
from receipt_desktop.api.error_responses import document_error_responses
from receipt_desktop.api.responses import (
    error_headers,
    error_to_json,
    redact_json_paths,
    success_response,
)
from receipt_desktop.api.schemas import GeneralAnswer, Liveness, Refusal
from receipt_desktop.api.serializers import actions_for_request, response_language
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.health import HealthStatus

PROMETHEUS_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
METRICS_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/plain": {"schema": {"type": "string"}}}, "description": "The metrics."}
}

receipts_router = APIRouter()
router = APIRouter()


@receipts_router.get(
    "/stats",
    response_model=None,
    responses={200: {"model": GeneralAnswer[dict[str, Any]]}, **document_error_responses()},
    summary="Statistics",
)
def stats(request: Request) -> Response:
    """Over the last 90 days; durations in seconds, the rate in percent."""
    return success_response(
        request, redact_json_paths(actions_for_request(request).build_statistics_json())
    )


@router.get(
    "/health",
    response_model=None,
    responses={
        200: {"model": GeneralAnswer[Liveness | dict[str, Any]]},
        503: {"model": Refusal, "description": "Unhealthy."},
    },
    summary="Health",
)
def health(request: Request) -> Response:
    """503 when unhealthy. With the token: Redis, queue, workers, metrics; without, one word."""
    actions = actions_for_request(request)
    now = actions.get_health()
    trusted = request.state.trusted
    data = (
        redact_json_paths(actions.build_health_json(now))
        if trusted
        else {"status": now.status.value}
    )
    if now.status is not HealthStatus.UNHEALTHY:
        return success_response(request, data)
    unhealthy = ServiceUnavailable("unhealthy")
    error = error_to_json(unhealthy.code, unhealthy.text(response_language(request)))
    body = {"success": False, "error": error, "data": data}
    return JSONResponse(body, 503, headers=error_headers(unhealthy))


@router.get(
    "/metrics",
    response_class=PlainTextResponse,
    response_model=None,
    responses={**METRICS_RESPONSES, **document_error_responses()},
    summary="Metrics in Prometheus's text format",
)
def metrics(request: Request) -> Response:
    """Gauges of now, and the answers since the start."""
    actions = actions_for_request(request)
    text = metrics_text.render_metrics(
        actions.get_health(), actions.get_statistics(), request.app.state.traffic
    )
    return PlainTextResponse(text, media_type=PROMETHEUS_CONTENT_TYPE)

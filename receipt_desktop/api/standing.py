"""How the whole stands: statistics, health, metrics."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from receipt_desktop.api import metrics as metrics_text
from receipt_desktop.api.answers import actions_of, spoken
from receipt_desktop.api.envelope import answer, error_json, harmless, headers_of
from receipt_desktop.api.refusals import refusals
from receipt_desktop.api.shapes import GeneralAnswer, Liveness, Refusal
from receipt_desktop.api.texts import SENTENCES
from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.health import Health

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"
METRICS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/plain": {"schema": {"type": "string"}}}, "description": "The metrics."}
}

about_receipts = APIRouter()
router = APIRouter()


@about_receipts.get(
    "/stats",
    response_model=None,
    responses={200: {"model": GeneralAnswer[dict[str, Any]]}, **refusals()},
    summary="Statistics",
)
def stats(request: Request) -> Response:
    """Over the last 90 days; durations in seconds, the rate in percent."""
    return answer(request, harmless(actions_of(request).stats()))


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
    actions = actions_of(request)
    now = actions.health()
    trusted = request.state.trusted
    data = harmless(actions.health_json(now)) if trusted else {"status": now.status.value}
    if now.status is not Health.UNHEALTHY:
        return answer(request, data)
    trouble = ServiceUnavailable(SENTENCES["unhealthy"][spoken(request)], key="unhealthy")
    error = error_json(trouble.code, trouble.sentence)
    body = {"success": False, "error": error, "data": data}
    return JSONResponse(body, 503, headers=headers_of(trouble))


@router.get(
    "/metrics",
    response_class=PlainTextResponse,
    response_model=None,
    responses={**METRICS, **refusals()},
    summary="Metrics in Prometheus's text format",
)
def metrics(request: Request) -> Response:
    """Gauges of now, and the answers since the start."""
    actions = actions_of(request)
    text = metrics_text.page(actions.health(), actions.statistics(), request.app.state.traffic)
    return PlainTextResponse(text, media_type=PROMETHEUS)

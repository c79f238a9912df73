"""The ASGI application: routes and error handlers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from receipt_desktop import __version__
from receipt_desktop.actions import Actions
from receipt_desktop.api.localization import language, problem_of
from receipt_desktop.api.middleware import (
    PUBLIC_PATHS,
    BodyTooLarge,
    GuardMiddleware,
    RequestMetrics,
    is_picture_request,
    is_upload_request,
    remote_address,
)
from receipt_desktop.api.responses import error_response
from receipt_desktop.api.routes import (
    bookkeeping,
    entries,
    events,
    exports,
    monitoring,
    pages,
    receipts,
    reports,
    results,
    suppliers,
    uploads,
)
from receipt_desktop.api.routes.events import EventHub
from receipt_desktop.domain.api_clients import RateLimitStatus
from receipt_desktop.domain.errors import (
    InvalidRequest,
    ProcessingError,
    RateLimited,
    ReceiptError,
    ServiceUnavailable,
    UnsupportedType,
)

log = logging.getLogger(__name__)

RECEIPTS_PREFIX, SUPPLIERS_PATH = "/api/v1/receipts", "/api/v1/suppliers"
API_PREFIX, EXPORTS_PREFIX = "/api/v1", "/api/v1/exports"
REPORTS_PREFIX = "/api/v1/reports"
MIN_COMPRESSED_BYTES = 1000
"""Minimum size in bytes of compressed responses."""
GZIP_LEVEL = 5
HTTP_ERROR_SENTENCES = {404: "unknown_path", 405: "method"}


def create_app(actions: Actions, hub: EventHub) -> ASGIApp:
    """The ASGI application over these actions."""
    app = FastAPI(
        title="Receipt Desktop",
        version=__version__,
        description="Receipts in, checked bookkeeping data out.",
        docs_url=None,  # their pages load scripts from a CDN
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.actions, app.state.hub, app.state.traffic = actions, hub, RequestMetrics()
    about = (part.router for part in (uploads, results, events, receipts, entries, pages))
    for router in (*about, monitoring.receipts_router):
        app.include_router(router, prefix=RECEIPTS_PREFIX, tags=["receipts"])
    app.include_router(suppliers.router, prefix=SUPPLIERS_PATH, tags=["suppliers"])
    app.include_router(bookkeeping.router, prefix=API_PREFIX, tags=["bookkeeping"])
    app.include_router(exports.router, prefix=EXPORTS_PREFIX, tags=["exports"])
    app.include_router(reports.router, prefix=REPORTS_PREFIX, tags=["reports"])
    app.include_router(monitoring.router, tags=["service"])
    _add_error_handlers(app)
    app.add_middleware(GZipMiddleware, minimum_size=MIN_COMPRESSED_BYTES, compresslevel=GZIP_LEVEL)
    app.openapi = _create_openapi_builder(app)  # type: ignore[method-assign]  # FastAPI's own way
    return GuardMiddleware(app, actions, app.state.traffic)


def _add_error_handlers(app: FastAPI) -> None:
    app.add_exception_handler(ReceiptError, _handle_receipt_error)
    app.add_exception_handler(RequestValidationError, _handle_validation_error)
    app.add_exception_handler(HTTPException, _handle_http_exception)
    app.add_exception_handler(Exception, _handle_unexpected_error)


def _handle_receipt_error(request: Request, error: Exception) -> Response:
    known = error if isinstance(error, ReceiptError) else _create_unexpected_error()
    if isinstance(known, ServiceUnavailable):
        log.info("request failed: %s %s: %s", request.method, request.url.path, known)
    return error_response(known, _accept_language(request))


def _handle_validation_error(request: Request, error: Exception) -> Response:
    """400: name the invalid part of the request. A failed upload counts for the rate limit."""
    if is_upload_request(request.scope) and not request.state.named:
        try:
            request.state.allowance = count_rejected_upload(request)
        except RateLimited as limited:
            return error_response(limited, _accept_language(request))
    first = error.errors()[0] if isinstance(error, RequestValidationError) else {}
    place = [str(part) for part in first.get("loc", ()) if part not in ("body", "query", "path")]
    field = ".".join(place) or "body"
    accepted = language(_accept_language(request))
    problem = problem_of(str(first.get("type", "")), str(first.get("msg", "")), accepted)
    takes_file = is_upload_request(request.scope) or is_picture_request(request.scope)
    if takes_file and not _is_multipart(request):
        return error_response(
            UnsupportedType("not_multipart"),
            _accept_language(request),
        )
    invalid = InvalidRequest("bad_input", field=field, problem=problem)
    return error_response(invalid, _accept_language(request))


def count_rejected_upload(request: Request) -> RateLimitStatus:
    """Count a rejected upload for its client name or address. Raises `RateLimited`."""
    actions: Actions = request.app.state.actions
    return actions.count_request(f"address {remote_address(request.scope)}")


def _is_multipart(request: Request) -> bool:
    return request.headers.get("content-type", "").lower().startswith("multipart/form-data")


def _handle_http_exception(request: Request, error: Exception) -> Response:
    """Convert errors raised by Starlette to the error format of the API."""
    if isinstance(error, BodyTooLarge):
        return error_response(error.error, error.accept)
    status = error.status_code if isinstance(error, HTTPException) else 500
    key = HTTP_ERROR_SENTENCES.get(status, "bad_body")
    response = error_response(InvalidRequest(key), _accept_language(request), status)
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = ", ".join(list_allowed_methods(request.app, request.url.path))
    return response


def list_allowed_methods(app: FastAPI, path: str) -> list[str]:
    """The methods of a path; fixed paths take precedence over paths with an id."""
    paths: dict[str, dict[str, Any]] = app.openapi()["paths"]
    asked = path.split("/")
    fitting = (
        operations
        for template, operations in sorted(paths.items(), key=lambda item: "{" in item[0])
        if _matches_template(template.split("/"), asked)
    )
    return sorted(method.upper() for method in next(fitting, {}))


def _matches_template(template: list[str], asked: list[str]) -> bool:
    same = (
        one == other or one.startswith("{") for one, other in zip(template, asked, strict=False)
    )
    return len(template) == len(asked) and all(same)


def _handle_unexpected_error(request: Request, _: Exception) -> Response:
    """500: details go to the log, not to the response."""
    return error_response(_create_unexpected_error(), _accept_language(request))


def _create_unexpected_error() -> ProcessingError:
    return ProcessingError("unexpected")


def _accept_language(request: Request) -> str:
    return request.headers.get("accept-language", "")


def _create_openapi_builder(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """The OpenAPI document, with the token and the API's own error responses."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = get_openapi(
                title=app.title,
                version=app.version,
                description=app.description,
                routes=app.routes,
            )
            scheme = {"token": {"type": "http", "scheme": "bearer"}}
            document.setdefault("components", {})["securitySchemes"] = scheme
            for path, operations in document["paths"].items():
                for operation in operations.values():
                    operation["responses"].pop("422", None)
                    operation["security"] = (
                        [{}, {"token": []}] if path in PUBLIC_PATHS else [{"token": []}]
                    )
            app.openapi_schema = document
        return app.openapi_schema

    return openapi

"""The application: every address, and what becomes of errors."""

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
from receipt_desktop.api import listing, results, standing, stream, submitting
from receipt_desktop.api.door import OPEN, Door, TooMuch, Traffic, address_of, is_upload
from receipt_desktop.api.envelope import refuse
from receipt_desktop.api.stream import Hub
from receipt_desktop.api.texts import language, problem_text
from receipt_desktop.errors import (
    InvalidRequest,
    ProcessingError,
    RateLimited,
    ReceiptError,
    ServiceUnavailable,
)
from receipt_desktop.health import Allowance

log = logging.getLogger(__name__)

PREFIX = "/api/v1/receipts"
COMPRESSED_BYTES = 1000
"""Answers from this size on are compressed for who can take that."""
LEVEL = 5
HTTP_KEYS = {
    404: ("unknown_path", "There is nothing at this address."),
    405: ("method", "This method is not possible at this address."),
}


def application(actions: Actions, hub: Hub) -> ASGIApp:
    """The ASGI application over these actions."""
    app = FastAPI(
        title="Receipt Desktop",
        version=__version__,
        description="Receipts in, checked bookkeeping data out.",
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.actions, app.state.hub, app.state.traffic = actions, hub, Traffic()
    about = (part.router for part in (submitting, results, stream, listing))
    for router in (*about, standing.about_receipts):
        app.include_router(router, prefix=PREFIX, tags=["receipts"])
    app.include_router(standing.router, tags=["service"])
    _handle_errors(app)
    app.add_middleware(GZipMiddleware, minimum_size=COMPRESSED_BYTES, compresslevel=LEVEL)
    app.openapi = _described(app)  # type: ignore[method-assign]  # FastAPI's own way
    return Door(app, actions, app.state.traffic)


def _handle_errors(app: FastAPI) -> None:
    app.add_exception_handler(ReceiptError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def _refused(request: Request, error: Exception) -> Response:
    known = error if isinstance(error, ReceiptError) else _unforeseen()
    if isinstance(known, ServiceUnavailable):
        log.info("%s %s was not possible: %s", request.method, request.url.path, known)
    return refuse(known, _accept(request))


def _invalid(request: Request, error: Exception) -> Response:
    """400: which part of the request does not fit, and why; a failed upload counts too."""
    if is_upload(request.scope) and not request.state.named:
        try:
            request.state.allowance = counted(request)
        except RateLimited as limited:
            return refuse(limited, _accept(request))
    first = error.errors()[0] if isinstance(error, RequestValidationError) else {}
    place = [str(part) for part in first.get("loc", ()) if part not in ("body", "query", "path")]
    spoken = language(_accept(request))
    field = ".".join(place) or "body"
    problem = problem_text(str(first.get("type", "")), str(first.get("msg", "")), spoken)
    wrong_form = not _form(request) if request.url.path.endswith("/analyze") else False
    if wrong_form:
        return refuse(
            InvalidRequest("Send the form as multipart/form-data.", key="not_multipart"),
            _accept(request),
        )
    invalid = InvalidRequest(
        f"The request is not valid: {field}: {problem}",
        key="bad_input",
        field=field,
        problem=problem,
    )
    return refuse(invalid, _accept(request))


def counted(request: Request) -> Allowance:
    """Who sends a form without a client's name is known by the address. Raises `RateLimited`."""
    actions: Actions = request.app.state.actions
    return actions.allow(f"address {address_of(request.scope)}")


def _form(request: Request) -> bool:
    return request.headers.get("content-type", "").lower().startswith("multipart/form-data")


def _http(request: Request, error: Exception) -> Response:
    """What Starlette itself refuses, in our shape."""
    if isinstance(error, TooMuch):
        return refuse(error.error, error.accept)
    status = error.status_code if isinstance(error, HTTPException) else 500
    unreadable = ("bad_body", "The body of the request cannot be read.")
    key, sentence = HTTP_KEYS.get(status, unreadable)
    response = refuse(InvalidRequest(sentence, key=key), _accept(request), status)
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = ", ".join(methods(request.app, request.url.path))
    return response


def methods(app: FastAPI, path: str) -> list[str]:
    """What is possible at an address; an address that is fixed goes before one with an id."""
    paths: dict[str, dict[str, Any]] = app.openapi()["paths"]
    asked = path.split("/")
    fitting = (
        operations
        for template, operations in sorted(paths.items(), key=lambda item: "{" in item[0])
        if _fits(template.split("/"), asked)
    )
    return sorted(method.upper() for method in next(fitting, {}))


def _fits(template: list[str], asked: list[str]) -> bool:
    same = (
        one == other or one.startswith("{") for one, other in zip(template, asked, strict=False)
    )
    return len(template) == len(asked) and all(same)


def _unexpected(request: Request, _: Exception) -> Response:
    """500: the log has the details, the answer has none."""
    return refuse(_unforeseen(), _accept(request))


def _unforeseen() -> ProcessingError:
    return ProcessingError(
        "Something unexpected went wrong; the log has the details.", key="unexpected"
    )


def _accept(request: Request) -> str:
    return request.headers.get("accept-language", "")


def _described(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """The OpenAPI document: the token, and our own refusals in the place of FastAPI's."""

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
                    operation["security"] = [{}, {"token": []}] if path in OPEN else [{"token": []}]
            app.openapi_schema = document
        return app.openapi_schema

    return openapi

"""The ASGI application of the page for phones."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from receipt_desktop.api.connections import network_of_address
from receipt_desktop.api.localization import language, sentence_of
from receipt_desktop.api.middleware import remote_address
from receipt_desktop.api.phone import assets
from receipt_desktop.api.phone.guard import OwnAddress, PhoneGuard
from receipt_desktop.api.phone.pairing import Browser, PairingRefused
from receipt_desktop.api.phone.session import PhoneSession
from receipt_desktop.api.responses import http_status_for, redact_paths
from receipt_desktop.api.routes.uploads import clean_file_name
from receipt_desktop.domain.errors import InvalidRequest, NotFound, ReceiptError, TooLarge
from receipt_desktop.messages import ENGLISH

PHOTO_ID = re.compile(r"[0-9A-Za-z-]{8,64}", re.ASCII)
MAX_PAIR_BYTES = 200
MEMORY_BYTES = 1_000_000
"""Bytes of a photo that are kept in memory; a larger one goes to a temporary file."""
MAX_AGENT_LENGTH = 500
MEGABYTE = 1_000_000


def create_phone_app(session: PhoneSession, own: OwnAddress) -> ASGIApp:
    """The application over one session."""
    pages = PhonePages(session, is_encrypted=own.scheme == "https")
    app = Starlette(
        routes=[
            Route("/", pages.show_page),
            Route("/manifest.webmanifest", pages.show_manifest),
            Route("/pair", pages.pair, methods=["POST"]),
            Route("/photos", pages.list_photos),
            Route("/photos/{photo_id}", pages.receive_photo, methods=["PUT"]),
            Route("/{name}", pages.show_asset),
        ],
        exception_handlers={ReceiptError: _handle_error, ClientDisconnect: _handle_disconnect},
    )
    return PhoneGuard(app, own)


class PhonePages:
    """What answers the requests of a phone."""

    def __init__(self, session: PhoneSession, *, is_encrypted: bool) -> None:
        self._session = session
        self._is_encrypted = is_encrypted
        self._cookie = "__Host-phone" if is_encrypted else "receipt-desktop-phone"

    async def show_page(self, request: Request) -> Response:
        """The page itself, the same for everybody."""
        self._session.note_visit()
        page = await run_in_threadpool(assets.render_page, language_of(request))
        headers = {"Vary": "Accept-Language"}
        return Response(page, media_type="text/html; charset=utf-8", headers=headers)

    async def show_manifest(self, request: Request) -> Response:
        """The manifest of the installed page."""
        manifest = assets.render_manifest(language_of(request))
        return Response(manifest, media_type="application/manifest+json")

    async def show_asset(self, request: Request) -> Response:
        """A script, the style sheet or the icon."""
        found = (await run_in_threadpool(assets.load_assets)).get(request.path_params["name"])
        if found is None:
            raise NotFound("unknown_path")
        headers = {"Cache-Control": "no-cache"}
        return Response(found.content, media_type=found.media_type, headers=headers)

    async def pair(self, request: Request) -> Response:
        """Exchange the code for the cookie. Raises `PairingRefused`, `InvalidRequest`."""
        token = self._session.pair(await read_code(request), browser_of(request))
        response = JSONResponse(self._session.describe_limits())
        response.set_cookie(
            self._cookie,
            token,
            max_age=self._session.seconds_left,
            path="/",
            secure=self._is_encrypted,
            httponly=True,
            samesite="strict",
        )
        return response

    async def list_photos(self, request: Request) -> Response:
        """The photos of this pairing. Raises `PairingRefused`."""
        self._check_cookie(request)
        photos = await run_in_threadpool(self._session.describe_photos, language_of(request))
        return JSONResponse({**self._session.describe_limits(), "photos": photos})

    async def receive_photo(self, request: Request) -> Response:
        """Add a photo. Raises `PairingRefused`, `InvalidRequest`."""
        self._check_cookie(request)
        photo_id = request.path_params["photo_id"]
        if not PHOTO_ID.fullmatch(photo_id):
            raise InvalidRequest("bad_body")
        name = clean_file_name(unquote(request.headers.get("x-file-name", "")))
        with SpooledTemporaryFile(MEMORY_BYTES) as body:
            await receive_body(request, body, name, self._session.max_bytes)
            photo = await run_in_threadpool(
                self._session.add_photo, photo_id, name, body, language_of(request)
            )
        return JSONResponse(photo)

    def _check_cookie(self, request: Request) -> None:
        self._session.check_token(request.cookies.get(self._cookie, ""), browser_of(request))
        connection = request.scope.get("state", {}).get("connection")
        if connection is not None:
            connection.is_authenticated = True


async def read_code(request: Request) -> str:
    """The code in the body of a request. Raises `InvalidRequest`."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_PAIR_BYTES:
            raise TooLarge("bad_body")
    found = None
    with suppress(ValueError):
        found = json.loads(body)
    code = found.get("code") if isinstance(found, dict) else None
    if not isinstance(code, str):
        raise InvalidRequest("bad_body")
    return code


async def receive_body(
    request: Request, body: SpooledTemporaryFile[bytes], name: str, limit: int
) -> None:
    """Write the request's body to a file; raises `TooLarge` beyond `limit` bytes."""
    size = 0
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and len(announced) < 20 and int(announced) > limit:  # noqa: PLR2004
        raise make_size_error(name, int(announced), limit)
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise make_size_error(name, size, limit)
        body.write(chunk)
    body.seek(0)


def make_size_error(name: str, size: int, limit: int) -> TooLarge:
    """The error for a photo that is too large, sizes in bytes."""
    return TooLarge("file_too_large", name=name, size=size // MEGABYTE, limit=limit // MEGABYTE)


def browser_of(request: Request) -> Browser:
    """The browser of a request, from its headers."""
    agent = request.headers.get("user-agent", "")[:MAX_AGENT_LENGTH]
    return Browser(network_of_address(remote_address(request.scope)), agent)


def language_of(request: Request) -> str:
    """The best language for this phone."""
    return language(request.headers.get("accept-language", ""), ENGLISH)


def _handle_error(request: Request, error: Exception) -> Response:
    known = error if isinstance(error, ReceiptError) else InvalidRequest("bad_body")
    status = HTTPStatus.FORBIDDEN if isinstance(known, PairingRefused) else http_status_for(known)
    sentence = redact_paths(sentence_of(known, language_of(request)))
    headers = {"Connection": "close"} if isinstance(known, TooLarge) else None
    return JSONResponse({"error": known.key, "message": sentence}, status, headers)


def _handle_disconnect(_: Request, __: Exception) -> Response:
    """The phone has lost the connection; it sends the photo again."""
    return Response(status_code=HTTPStatus.BAD_REQUEST)

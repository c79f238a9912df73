"""POST /api/v1/receipts/analyze: uploads."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Header, Request, Response, UploadFile
from pydantic import Json, SecretStr

from receipt_desktop.actions import Actions
from receipt_desktop.api.error_responses import document_error_responses
from receipt_desktop.api.request_once import REPLAYED_HEADER, run_once
from receipt_desktop.api.responses import success_response
from receipt_desktop.api.schemas import PRIORITIES, AcceptedAll, Answer, Identifier, Metadata
from receipt_desktop.api.serializers import (
    accepted_to_json,
    actions_for_request,
    failure_to_json,
    response_language,
)
from receipt_desktop.api.webhook_sender import check_webhook_url
from receipt_desktop.domain.api_clients import ClientInfo
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.receipt import Status, SubmitResult

MAX_FILES = 100
MAX_NAME_LENGTH = 200
DEFAULT_FILE_NAME = "receipt"
CHUNK_BYTES = 1 << 20

router = APIRouter()


@router.post(
    "/analyze",
    status_code=202,
    response_model=None,
    responses={202: {"model": Answer[AcceptedAll]}, **document_error_responses(409, 413, 415)},
    summary="Submit receipts for analysis",
)
def analyze(
    request: Request,
    image: Annotated[list[UploadFile], File(min_length=1, max_length=MAX_FILES)],
    clientId: Annotated[Identifier, Form(examples=["client-123"])],
    metadata: Annotated[Json[Metadata] | None, Form()] = None,
    callbackUrl: Annotated[str | None, Form(max_length=2000)] = None,
    password: Annotated[SecretStr | None, Form(max_length=1000)] = None,
    idempotency_key: Annotated[Identifier | None, Header()] = None,
) -> Response:
    """One picture or PDF, or several. The answer comes at once; the reading follows.

    `password` opens protected PDFs of this request. It is kept in memory, never stored.
    """
    actions = actions_for_request(request, clientId)
    if not request.state.named:
        request.state.client = clientId
        request.state.allowance = actions.count_request(clientId)
    metadata = metadata or Metadata.model_validate({})
    urls = collect_callback_urls(actions, callbackUrl)
    taken, is_replayed = run_once(
        actions,
        clientId,
        idempotency_key,
        lambda: compute_fingerprint(image, metadata, callbackUrl),
        lambda: submit_files(actions, image, clientId, metadata, urls, password),
    )
    response = accepted_response(request, actions, taken)
    if is_replayed:
        response.headers[REPLAYED_HEADER] = "true"
    return response


def submit_files(
    actions: Actions,
    files: Sequence[UploadFile],
    client: str,
    metadata: Metadata,
    urls: Sequence[str],
    password: SecretStr | None = None,
) -> list[SubmitResult]:
    """Submit each file and store the client's metadata."""
    secret = password.get_secret_value() if password else None
    priority = PRIORITIES[metadata.priority]
    taken = [
        one
        for file in files
        for one in actions.submit_upload(
            file.file, clean_file_name(file.filename), priority, secret
        )
    ]
    actions.save_client_info(
        taken, ClientInfo(client, metadata.source, metadata.expectedType), urls
    )
    return taken


def collect_callback_urls(actions: Actions, given: str | None) -> list[str]:
    """The webhook URLs of the request and of the settings."""
    settings = actions.settings
    if given:
        check_webhook_url(given, private=settings.webhook_private)
    return list(dict.fromkeys(url for url in (given, settings.webhook_url) if url))


def accepted_response(
    request: Request, actions: Actions, taken: Sequence[SubmitResult]
) -> Response:
    """202 with the first receipt; an error if no file was accepted."""
    first = next((one.receipt for one in taken if one.receipt), None)
    if first is None:
        raise taken[0].error or empty_form_error()
    language = response_language(request)
    data: dict[str, Any] = accepted_to_json(actions, first, language)
    if len(taken) > 1:
        data["receipts"] = [file_to_json(actions, one, language) for one in taken]
    return success_response(request, data, request_id=first.id, status=202)


def file_to_json(actions: Actions, one: SubmitResult, language: str) -> dict[str, Any]:
    """One of several files as JSON."""
    if one.receipt:
        return {"file": one.path, **accepted_to_json(actions, one.receipt, language)}
    failure = failure_to_json(one.error or empty_form_error(), language)
    return {
        "file": one.path,
        "status": Status.FAILED.value,
        "message": failure["message"],
        "error": failure,
    }


def empty_form_error() -> InvalidRequest:
    """The error for a form without files."""
    return InvalidRequest("bad_body")


def clean_file_name(given: str | None) -> str:
    """The client's file name without folders, for display only; never used as a path."""
    bare = (given or "").replace("\\", "/").rpartition("/")[2]
    plain = "".join(one for one in bare if one.isprintable()).strip().strip(".")
    return plain[-MAX_NAME_LENGTH:] or DEFAULT_FILE_NAME


def compute_fingerprint(files: Sequence[UploadFile], metadata: Metadata, url: str | None) -> str:
    """A hash of the request, to recognise a repetition."""
    whole = hashlib.sha256(repr((metadata.model_dump(), url)).encode())
    for file in files:
        digest = hashlib.sha256()
        while chunk := file.file.read(CHUNK_BYTES):
            digest.update(chunk)
        file.file.seek(0)
        whole.update(digest.digest())
        whole.update(clean_file_name(file.filename).encode(errors="replace") + b"\0")
    return whole.hexdigest()

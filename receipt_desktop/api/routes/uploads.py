"""POST /api/v1/receipts/analyze: files in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Header, Request, Response, UploadFile
from pydantic import Json

from receipt_desktop.actions import Actions
from receipt_desktop.api.error_responses import document_error_responses
from receipt_desktop.api.responses import success_response
from receipt_desktop.api.schemas import PRIORITIES, AcceptedAll, Answer, Identifier, Metadata
from receipt_desktop.api.serializers import (
    accepted_to_json,
    actions_for_request,
    failure_to_json,
    response_language,
)
from receipt_desktop.api.webhook_sender import check_webhook_url
from receipt_desktop.domain.api_clients import ClientInfo, FileResult
from receipt_desktop.domain.errors import InvalidRequest, restore_refusal
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
    idempotency_key: Annotated[Identifier | None, Header()] = None,
) -> Response:
    """One picture or PDF, or several. The answer comes at once; the reading follows."""
    actions = actions_for_request(request, clientId)
    if not request.state.named:
        request.state.client = clientId
        request.state.allowance = actions.count_request(clientId)
    said = metadata or Metadata.model_validate({})
    urls = collect_callback_urls(actions, callbackUrl)
    if idempotency_key is None:
        return accepted_response(
            request, actions, submit_files(actions, image, clientId, said, urls)
        )
    fingerprint = compute_fingerprint(image, said, callbackUrl)
    known = actions.begin_idempotent_request(clientId, idempotency_key, fingerprint)
    if known is not None:
        return replayed_response(request, actions, known)
    taken: list[SubmitResult] = []
    try:
        taken += submit_files(actions, image, clientId, said, urls)
    finally:
        actions.finish_idempotent_request(clientId, idempotency_key, taken)
    return accepted_response(request, actions, taken)


def submit_files(
    actions: Actions,
    files: Sequence[UploadFile],
    client: str,
    said: Metadata,
    urls: Sequence[str],
) -> list[SubmitResult]:
    """Each file submitted; what the client said is kept beside."""
    priority = PRIORITIES[said.priority]
    taken = [
        one
        for file in files
        for one in actions.submit_upload(file.file, clean_file_name(file.filename), priority)
    ]
    actions.save_client_info(taken, ClientInfo(client, said.source, said.expectedType), urls)
    return taken


def collect_callback_urls(actions: Actions, given: str | None) -> list[str]:
    """Whom to tell: who is named in the request, and who is named in the settings."""
    settings = actions.settings
    if given:
        check_webhook_url(given, private=settings.webhook_private)
    return list(dict.fromkeys(url for url in (given, settings.webhook_url) if url))


def accepted_response(
    request: Request, actions: Actions, taken: Sequence[SubmitResult]
) -> Response:
    """202 with the first receipt; the refusal when no file was taken in."""
    first = next((one.receipt for one in taken if one.receipt), None)
    if first is None:
        raise taken[0].error or empty_form_error()
    language = response_language(request)
    data: dict[str, Any] = accepted_to_json(actions, first, language)
    if len(taken) > 1:
        data["receipts"] = [file_to_json(actions, one, language) for one in taken]
    return success_response(request, data, request_id=first.id, status=202)


def replayed_response(request: Request, actions: Actions, known: Sequence[FileResult]) -> Response:
    """The receipts of the first request as they are now, and what was refused."""
    response = accepted_response(
        request, actions, [reload_submission(actions, one) for one in known]
    )
    response.headers["Idempotency-Replayed"] = "true"
    return response


def reload_submission(actions: Actions, one: FileResult) -> SubmitResult:
    """One file of the first request; its receipt may have been deleted meanwhile."""
    if one.refusal:
        refusal = restore_refusal(one.refusal.message)
        return SubmitResult(one.file, error=refusal)
    try:
        receipt = actions.get_receipt(one.receipt_id or "")
    except InvalidRequest as error:
        return SubmitResult(one.file, error=error)
    return SubmitResult(one.file or receipt.file_name, receipt)


def file_to_json(actions: Actions, one: SubmitResult, language: str) -> dict[str, Any]:
    """One of several files."""
    if one.receipt:
        return {"file": one.path, **accepted_to_json(actions, one.receipt, language)}
    told = failure_to_json(one.error or empty_form_error(), language)
    return {
        "file": one.path,
        "status": Status.FAILED.value,
        "message": told["message"],
        "error": told,
    }


def empty_form_error() -> InvalidRequest:
    """The sentence for a form without any file."""
    return InvalidRequest("bad_body")


def clean_file_name(given: str | None) -> str:
    """The bare name that the sender gave, fit for a list; it never becomes a path of ours."""
    bare = (given or "").replace("\\", "/").rpartition("/")[2]
    plain = "".join(one for one in bare if one.isprintable()).strip().strip(".")
    return plain[-MAX_NAME_LENGTH:] or DEFAULT_FILE_NAME


def compute_fingerprint(files: Sequence[UploadFile], said: Metadata, url: str | None) -> str:
    """What was asked, in one word: the same request has the same one."""
    whole = hashlib.sha256(repr((said.model_dump(), url)).encode())
    for file in files:
        digest = hashlib.sha256()
        while chunk := file.file.read(CHUNK_BYTES):
            digest.update(chunk)
        file.file.seek(0)
        whole.update(digest.digest())
        whole.update(clean_file_name(file.filename).encode(errors="replace") + b"\0")
    return whole.hexdigest()

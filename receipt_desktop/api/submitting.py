"""POST /api/v1/receipts/analyze: files in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Header, Request, Response, UploadFile
from pydantic import Json

from receipt_desktop.actions import Actions
from receipt_desktop.api.answers import accepted_json, actions_of, reason, spoken
from receipt_desktop.api.envelope import answer
from receipt_desktop.api.refusals import refusals
from receipt_desktop.api.shapes import PRIORITIES, AcceptedAll, Answer, Metadata, Name
from receipt_desktop.api.webhook import check_url
from receipt_desktop.errors import InvalidRequest
from receipt_desktop.history import Taken, Told
from receipt_desktop.receipt import Status, Submitted

MOST_FILES = 100
NAME_CHARACTERS = 200
NAMELESS = "receipt"
CHUNK = 1 << 20

router = APIRouter()


@router.post(
    "/analyze",
    status_code=202,
    response_model=None,
    responses={202: {"model": Answer[AcceptedAll]}, **refusals(409, 413, 415)},
    summary="Submit receipts for analysis",
)
def analyze(
    request: Request,
    image: Annotated[list[UploadFile], File(min_length=1, max_length=MOST_FILES)],
    clientId: Annotated[Name, Form(examples=["client-123"])],
    metadata: Annotated[Json[Metadata] | None, Form()] = None,
    callbackUrl: Annotated[str | None, Form(max_length=2000)] = None,
    idempotency_key: Annotated[Name | None, Header()] = None,
) -> Response:
    """One picture or PDF, or several. The answer comes at once; the reading follows."""
    actions = actions_of(request, clientId)
    if not request.state.named:
        request.state.client = clientId
        request.state.allowance = actions.allow(clientId)
    said = metadata or Metadata.model_validate({})
    urls = callback_urls(actions, callbackUrl)
    if idempotency_key is None:
        return accepted(request, actions, take_in(actions, image, clientId, said, urls))
    fingerprint = fingerprint_of(image, said, callbackUrl)
    known = actions.begin_request(clientId, idempotency_key, fingerprint)
    if known is not None:
        return replayed(request, actions, known)
    taken: list[Submitted] = []
    try:
        taken += take_in(actions, image, clientId, said, urls)
    finally:
        actions.end_request(clientId, idempotency_key, taken)
    return accepted(request, actions, taken)


def take_in(
    actions: Actions,
    files: Sequence[UploadFile],
    client: str,
    said: Metadata,
    urls: Sequence[str],
) -> list[Submitted]:
    """Each file submitted; what the client said is kept beside."""
    priority = PRIORITIES[said.priority]
    taken = [
        one
        for file in files
        for one in actions.upload(file.file, shown_name(file.filename), priority)
    ]
    actions.told(taken, Told(client, said.source, said.expectedType), urls)
    return taken


def callback_urls(actions: Actions, given: str | None) -> list[str]:
    """Whom to tell: who is named in the request, and who is named in the settings."""
    settings = actions.settings
    if given:
        check_url(given, private=settings.webhook_private)
    return list(dict.fromkeys(url for url in (given, settings.webhook_url) if url))


def accepted(request: Request, actions: Actions, taken: Sequence[Submitted]) -> Response:
    """202 with the first receipt; the refusal when no file was taken in."""
    first = next((one.receipt for one in taken if one.receipt), None)
    if first is None:
        raise taken[0].error or nothing()
    language = spoken(request)
    data: dict[str, Any] = accepted_json(actions, first, language)
    if len(taken) > 1:
        data["receipts"] = [file_json(actions, one, language) for one in taken]
    return answer(request, data, request_id=first.id, status=202)


def replayed(request: Request, actions: Actions, known: Sequence[Taken]) -> Response:
    """The receipts of the first request as they are now, and what was refused."""
    response = accepted(request, actions, [again(actions, one) for one in known])
    response.headers["Idempotency-Replayed"] = "true"
    return response


def again(actions: Actions, one: Taken) -> Submitted:
    """One file of the first request; its receipt may have been deleted meanwhile."""
    if one.refusal:
        said = one.refusal
        refusal = InvalidRequest(said.sentence, key=said.key, **said.details)
        return Submitted(one.file, error=refusal)
    try:
        receipt = actions.status(one.receipt_id or "")
    except InvalidRequest as error:
        return Submitted(one.file, error=error)
    return Submitted(one.file or receipt.file_name, receipt)


def file_json(actions: Actions, one: Submitted, language: str) -> dict[str, Any]:
    """One of several files."""
    if one.receipt:
        return {"file": one.path, **accepted_json(actions, one.receipt, language)}
    told = reason(one.error or nothing(), language)
    return {
        "file": one.path,
        "status": Status.FAILED.value,
        "message": told["message"],
        "error": told,
    }


def nothing() -> InvalidRequest:
    """The sentence for a form without any file."""
    return InvalidRequest("The body of the request cannot be read.", key="bad_body")


def shown_name(given: str | None) -> str:
    """The bare name that the sender gave, fit for a list; it never becomes a path of ours."""
    bare = (given or "").replace("\\", "/").rpartition("/")[2]
    plain = "".join(one for one in bare if one.isprintable()).strip().strip(".")
    return plain[-NAME_CHARACTERS:] or NAMELESS


def fingerprint_of(files: Sequence[UploadFile], said: Metadata, url: str | None) -> str:
    """What was asked, in one word: the same request has the same one."""
    whole = hashlib.sha256(repr((said.model_dump(), url)).encode())
    for file in files:
        digest = hashlib.sha256()
        while chunk := file.file.read(CHUNK):
            digest.update(chunk)
        file.file.seek(0)
        whole.update(digest.digest())
        whole.update(shown_name(file.filename).encode(errors="replace") + b"\0")
    return whole.hexdigest()

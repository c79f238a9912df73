"""Routes of receipts without a picture: enter one, attach a picture, take it away."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Header, Request, Response, UploadFile

from receipt_desktop.api.bookkeeping_schemas import Entry
from receipt_desktop.api.error_responses import document_error_responses
from receipt_desktop.api.receipt_changes import (
    apply_decisions,
    parse_corrections,
    reject_incomplete_approval,
)
from receipt_desktop.api.request_once import (
    REPLAYED_HEADER,
    as_results,
    hash_request,
    run_once,
)
from receipt_desktop.api.responses import success_response
from receipt_desktop.api.routes.results import RequestId, result_response
from receipt_desktop.api.routes.uploads import clean_file_name
from receipt_desktop.api.schemas import Accepted, Answer, Identifier, ResultData
from receipt_desktop.api.serializers import (
    accepted_to_json,
    actions_for_request,
    parse_receipt_id,
    response_language,
)
from receipt_desktop.domain.api_clients import ClientInfo
from receipt_desktop.domain.errors import NotFound
from receipt_desktop.domain.fields import KEY_FIELDS
from receipt_desktop.domain.receipt import SubmitResult

router = APIRouter()


@router.post(
    "",
    status_code=201,
    response_model=None,
    responses={201: {"model": Answer[ResultData]}, **document_error_responses(409, 413)},
    summary="Enter a receipt by hand",
)
def enter(
    request: Request,
    wanted: Entry,
    idempotency_key: Annotated[Identifier | None, Header()] = None,
) -> Response:
    """A receipt without a picture, of these values; a picture may be attached later."""
    actions = actions_for_request(request, wanted.clientId)
    values = parse_corrections(wanted)
    reject_incomplete_approval(KEY_FIELDS, values, wanted)
    about = ClientInfo(wanted.clientId, wanted.metadata.source, wanted.metadata.expectedType)

    def make() -> list[SubmitResult]:
        made = as_results([actions.enter_by_hand(wanted.name)])
        actions.save_client_info(made, about, [])
        for one in made:
            if one.receipt:
                apply_decisions(actions, one.receipt.id, values, wanted)
        return made

    made, is_replayed = run_once(
        actions, wanted.clientId, idempotency_key, lambda: hash_request("enter", wanted), make
    )
    first = made[0]
    if first.receipt is None:
        raise first.error or NotFound("unknown_id")
    response = result_response(request, actions, first.receipt.id, 201)
    if is_replayed:
        response.headers[REPLAYED_HEADER] = "true"
    return response


@router.post(
    "/{requestId}/image",
    status_code=202,
    response_model=None,
    responses={202: {"model": Answer[Accepted]}, **document_error_responses(404, 409, 413, 415)},
    summary="Attach a picture to a receipt without one",
)
def attach(
    request: Request, requestId: RequestId, image: Annotated[UploadFile, File()]
) -> Response:
    """The picture or PDF is read; the values that were entered stay."""
    actions = actions_for_request(request)
    known = parse_receipt_id(requestId)
    receipt = actions.attach_upload(known, image.file, clean_file_name(image.filename))
    data = accepted_to_json(actions, receipt, response_language(request))
    return success_response(request, data, request_id=known, status=202)


@router.delete(
    "/{requestId}/image",
    response_model=None,
    responses={200: {"model": Answer[ResultData]}, **document_error_responses(404, 409)},
    summary="Take an attached picture away",
)
def detach(request: Request, requestId: RequestId) -> Response:
    """With all that was read from it; the values that were entered stay."""
    actions = actions_for_request(request)
    known = parse_receipt_id(requestId)
    actions.detach_attached_picture(known)
    return result_response(request, actions, known)

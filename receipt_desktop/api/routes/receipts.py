"""Routes for the list and for changes to single receipts."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from receipt_desktop.api.error_responses import document_error_responses
from receipt_desktop.api.receipt_changes import (
    apply_decisions,
    parse_corrections,
    reject_incomplete_approval,
)
from receipt_desktop.api.responses import success_response
from receipt_desktop.api.routes.results import RequestId, result_response
from receipt_desktop.api.schemas import (
    ONE_LINE_PATTERN,
    Accepted,
    Answer,
    Change,
    Deleted,
    GeneralAnswer,
    Identifier,
    IsoDate,
    ListData,
    ResultData,
    StatusData,
)
from receipt_desktop.api.serializers import (
    accepted_to_json,
    actions_for_request,
    list_row_to_json,
    parse_receipt_id,
    response_language,
    status_to_json,
)
from receipt_desktop.domain.errors import Conflict, InvalidRequest
from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.source import Source, SourceKind

MAX_ROWS = 200

router = APIRouter()


@router.get(
    "",
    response_model=None,
    responses={200: {"model": GeneralAnswer[ListData]}, **document_error_responses()},
    summary="The list, newest first",
)
def receipts(
    request: Request,
    status: Annotated[list[Status] | None, Query(max_length=4)] = None,
    needsReview: bool | None = None,
    approved: bool | None = None,
    text: Annotated[str, Query(max_length=200, pattern=ONE_LINE_PATTERN)] = "",
    dateFrom: IsoDate | None = None,
    dateTo: IsoDate | None = None,
    clientId: Annotated[Identifier | None, Query()] = None,
    tag: Annotated[str | None, Query(max_length=200)] = None,
    project: Annotated[str | None, Query(max_length=200)] = None,
    paidBy: Annotated[str | None, Query(max_length=200)] = None,
    reimbursable: bool | None = None,
    archived: bool = False,
    source: SourceKind | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_ROWS)] = 50,
    cursor: Annotated[str | None, Query(max_length=300)] = None,
) -> Response:
    """Those that fit; `nextCursor` of one page asks for the next one."""
    query = ReceiptQuery(
        text=text,
        statuses=frozenset(status or ()),
        needs_review=needsReview,
        approved=approved,
        first_day=dateFrom,
        last_day=dateTo,
        client=clientId,
        tag=tag,
        project=project,
        paid_by=paidBy,
        reimbursable=reimbursable,
        archived=archived,
        source=Source(source) if source else None,
        limit=limit + 1,
        after=decode_cursor(cursor) if cursor else None,
    )
    found = actions_for_request(request).list_receipts(query)
    return list_response(request, found, limit)


def list_response(request: Request, found: Sequence[Receipt], limit: int) -> Response:
    """One page of the list; a receipt beyond the limit shows that another page follows."""
    language = response_language(request)
    rows = [list_row_to_json(one, language) for one in found[:limit]]
    more = encode_cursor(found[limit - 1]) if len(found) > limit else None
    return success_response(request, {"receipts": rows, "nextCursor": more})


def encode_cursor(receipt: Receipt) -> str:
    """Encode a list position as an opaque cursor."""
    place = json.dumps([receipt.created_at.isoformat(), receipt.id])
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def decode_cursor(cursor: str) -> tuple[datetime, str]:
    """The other way round. Raises `InvalidRequest`."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        moment, receipt_id = json.loads(base64.b64decode(padded, b"-_", validate=True))
        at = datetime.fromisoformat(moment).astimezone(UTC)
        return at, parse_receipt_id(receipt_id)
    except (ValueError, TypeError, binascii.Error, InvalidRequest, OverflowError) as error:
        raise InvalidRequest("bad_cursor") from error


@router.patch(
    "/{requestId}",
    response_model=None,
    responses={200: {"model": Answer[ResultData]}, **document_error_responses(404, 409, 413, 415)},
    summary="Correct or approve",
)
def change(request: Request, requestId: RequestId, wanted: Change) -> Response:
    """Values of a person's own over what was read; what was read is kept."""
    actions = actions_for_request(request)
    known = parse_receipt_id(requestId)
    details = actions.get_details(known)
    if not details.receipt.is_finished:
        raise Conflict("not_finished")
    if details.reading is None or details.receipt.status is not Status.COMPLETED:
        raise Conflict("not_read_yet")
    values = parse_corrections(wanted)
    reject_incomplete_approval(details.receipt.missing_fields, values, wanted)
    apply_decisions(actions, known, values, wanted)
    return result_response(request, actions, known)


@router.delete(
    "/{requestId}",
    response_model=None,
    responses={200: {"model": Answer[Deleted]}, **document_error_responses(404)},
    summary="Delete",
)
def delete(request: Request, requestId: RequestId) -> Response:
    """What was read is gone for good at once, its file within two hours; the audit log stays."""
    actions = actions_for_request(request)
    known = actions.get_receipt(parse_receipt_id(requestId)).id
    actions.erase([known])
    return success_response(request, {"requestId": known, "deleted": True}, request_id=known)


@router.post(
    "/{requestId}/retry",
    status_code=202,
    response_model=None,
    responses={202: {"model": Answer[Accepted]}, **document_error_responses(404, 409)},
    summary="Read again from the start",
)
def retry(request: Request, requestId: RequestId) -> Response:
    """Three automatic retries again; corrections are kept, callbacks are made again."""
    actions = actions_for_request(request)
    known = actions.get_receipt(parse_receipt_id(requestId)).id
    opened = actions.retry([known])
    if not opened:
        raise Conflict("not_finished")
    actions.repeat_callbacks([known])
    data = accepted_to_json(actions, opened[0], response_language(request))
    return success_response(request, data, request_id=known, status=202)


@router.post(
    "/{requestId}/cancel",
    response_model=None,
    responses={200: {"model": Answer[StatusData]}, **document_error_responses(404, 409)},
    summary="Stop what waits or runs",
)
def cancel(request: Request, requestId: RequestId) -> Response:
    """It is failed then, with the code CANCELLED."""
    actions = actions_for_request(request)
    known = actions.get_receipt(parse_receipt_id(requestId)).id
    cancelled = actions.cancel([known])
    if not cancelled:
        raise Conflict("finished")
    data = status_to_json(actions, cancelled[0], response_language(request))
    return success_response(request, data, request_id=known)

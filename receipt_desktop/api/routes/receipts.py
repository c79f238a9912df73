"""Routes for the list and for changes to single receipts."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from receipt_desktop.actions import Actions
from receipt_desktop.api.error_responses import document_error_responses
from receipt_desktop.api.field_checks import check_currency_code, check_date
from receipt_desktop.api.responses import success_response
from receipt_desktop.api.routes.results import RequestId
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
    result_to_json,
    status_to_json,
)
from receipt_desktop.domain import receipt as domain
from receipt_desktop.domain.errors import Conflict, InvalidRequest
from receipt_desktop.domain.fields import KEY_FIELDS, Field, FieldValue, Kind, join_tags
from receipt_desktop.domain.receipt import Receipt, Status

MAX_ROWS = 200
MOST_MONEY = Decimal(10**12)

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
    limit: Annotated[int, Query(ge=1, le=MAX_ROWS)] = 50,
    cursor: Annotated[str | None, Query(max_length=300)] = None,
) -> Response:
    """Those that fit; `nextCursor` of one page asks for the next one."""
    query = domain.ReceiptQuery(
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
        limit=limit + 1,
        after=decode_cursor(cursor) if cursor else None,
    )
    found = actions_for_request(request).list_receipts(query)
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
    values = {
        Field(name): parse_field_value(Field(name), one) for name, one in wanted.corrections.items()
    }
    if wanted.approved:
        reject_incomplete_approval(details.receipt, values, wanted)
    apply_decisions(actions, known, values, wanted)
    now = actions.get_details(known)
    language = response_language(request)
    found = result_to_json(
        actions.build_result_from_details(now, language), now.receipt.failure, language
    )
    return success_response(request, found, request_id=known)


def reject_incomplete_approval(
    receipt: Receipt, values: Mapping[Field, FieldValue | None], wanted: Change
) -> None:
    """Reject an approval of missing fields that are not confirmed, before anything is changed.

    Raises `Conflict`. Values restored by `uncorrect` are checked by the store.
    """
    lacking = [
        field.value
        for field in KEY_FIELDS
        if (values[field] is None if field in values else field in receipt.missing_fields)
    ]
    if any(name not in wanted.acceptMissing for name in lacking):
        raise Conflict("incomplete", fields=", ".join(lacking))


def apply_decisions(
    actions: Actions, known: str, values: Mapping[Field, FieldValue | None], wanted: Change
) -> None:
    """Apply all changes; the currency first, since only its code can still be rejected."""
    for field in sorted(values, key=lambda one: one is not Field.CURRENCY):
        actions.correct_field(known, field, values[field])
    for name in wanted.uncorrect:
        actions.revert_correction(known, Field(name))
    if wanted.archived is not None:
        actions.archive([known], wanted.archived)
    if wanted.approved is not None:
        accepted = [Field(name) for name in wanted.acceptMissing]
        actions.approve([known], wanted.approved, accepted)


def parse_field_value(field: Field, value: Any) -> FieldValue | None:
    """Convert a value to the type of its field. Raises `InvalidRequest`."""
    try:
        return None if value is None else _parse_value(field, value)
    except (ValueError, ArithmeticError) as error:
        raise InvalidRequest("bad_value", field=field.value) from error


def _parse_value(field: Field, value: Any) -> FieldValue:
    if isinstance(value, list):
        value = join_tags(map(str, value))
    text = value.isoformat() if isinstance(value, date) else str(value).strip()
    return _PARSERS[field.spec.kind](text)


def _amount(text: str) -> Decimal:
    amount = Decimal(text)
    if not amount.is_finite() or abs(amount) > MOST_MONEY:
        raise ValueError(text)
    return amount.quantize(Decimal("0.001"))


def _day(text: str) -> date:
    return check_date(date.fromisoformat(text))


def _clock(text: str) -> time:
    return time.fromisoformat(text).replace(tzinfo=None, microsecond=0)


def _words(text: str) -> str:
    if not text:
        raise ValueError(text)
    return text


def _tags(text: str) -> str:
    return _words(join_tags([text]))


def _yes_no(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueError(text)
    return text.lower() == "true"


_PARSERS: Mapping[Kind, Callable[[str], FieldValue]] = MappingProxyType(
    {
        Kind.MONEY: _amount,
        Kind.DATE: _day,
        Kind.TIME: _clock,
        Kind.TEXT: _words,
        Kind.CURRENCY: check_currency_code,
        Kind.CARD: _words,
        Kind.TAGS: _tags,
        Kind.YES_NO: _yes_no,
    }
)


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

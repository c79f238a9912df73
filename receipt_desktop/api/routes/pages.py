"""Routes that split and join receipts, and take that back."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Request, Response

from receipt_desktop.actions import Actions
from receipt_desktop.api.error_responses import document_error_responses
from receipt_desktop.api.page_schemas import ExchangeData, JoinOrder, SplitOrder, SplitProposal
from receipt_desktop.api.request_once import (
    REPLAYED_HEADER,
    as_results,
    client_of_request,
    hash_request,
    run_once,
)
from receipt_desktop.api.responses import success_response
from receipt_desktop.api.routes.results import RequestId
from receipt_desktop.api.schemas import Answer, Identifier
from receipt_desktop.api.serializers import (
    accepted_to_json,
    actions_for_request,
    parse_receipt_id,
    response_language,
)
from receipt_desktop.domain.errors import Conflict, InvalidRequest
from receipt_desktop.domain.page import Box
from receipt_desktop.domain.page_geometry import locate_parts
from receipt_desktop.domain.page_sources import PageSource
from receipt_desktop.domain.receipt import Receipt, ReceiptDetails, Status, SubmitResult
from receipt_desktop.domain.receipt_parts import Exchange, PartPlace, ReceiptPart

router = APIRouter()


@router.get(
    "/{requestId}/split",
    response_model=None,
    responses={200: {"model": Answer[SplitProposal]}, **document_error_responses(404, 409)},
    summary="Whether it is several receipts",
)
def propose(request: Request, requestId: RequestId) -> Response:
    """The receipts that one picture, scan or document seems to consist of."""
    actions = actions_for_request(request)
    details = get_read_details(actions, parse_receipt_id(requestId))
    found = actions.propose_split(details.receipt.id)
    parts = [[place_to_json(place) for place in part.places] for part in found]
    return success_response(request, {"parts": parts}, request_id=details.receipt.id)


@router.post(
    "/{requestId}/split",
    status_code=202,
    response_model=None,
    responses={202: {"model": Answer[ExchangeData]}, **document_error_responses(404, 409, 413)},
    summary="Split into several receipts",
)
def split(
    request: Request,
    requestId: RequestId,
    wanted: Annotated[SplitOrder | None, Body()] = None,
    idempotency_key: Annotated[Identifier | None, Header()] = None,
) -> Response:
    """One new receipt for each part, read on its own, takes the place of this one."""
    actions = actions_for_request(request)
    known = parse_receipt_id(requestId)

    def make() -> list[SubmitResult]:
        exchange = actions.split(known, find_parts(actions, known, wanted))
        return as_results([actions.get_receipt(one) for one in exchange.made])

    made, is_replayed = run_once(
        actions,
        client_of_request(request),
        idempotency_key,
        lambda: hash_request("split", known, wanted),
        make,
    )
    return exchange_response(request, actions, made, is_replayed=is_replayed)


@router.post(
    "/join",
    status_code=202,
    response_model=None,
    responses={202: {"model": Answer[ExchangeData]}, **document_error_responses(404, 409, 413)},
    summary="Join receipts",
)
def join(
    request: Request,
    wanted: JoinOrder,
    idempotency_key: Annotated[Identifier | None, Header()] = None,
) -> Response:
    """One new receipt with the pages of these, in this order, takes their place."""
    actions = actions_for_request(request)
    ids = [str(one) for one in wanted.requestIds]

    def make() -> list[SubmitResult]:
        return as_results([actions.get_receipt(one) for one in actions.join(ids).made])

    made, is_replayed = run_once(
        actions,
        client_of_request(request),
        idempotency_key,
        lambda: hash_request("join", ids),
        make,
    )
    return exchange_response(request, actions, made, is_replayed=is_replayed)


@router.post(
    "/{requestId}/undo",
    response_model=None,
    responses={200: {"model": Answer[ExchangeData]}, **document_error_responses(404, 409)},
    summary="Take back a split or a join",
)
def undo(request: Request, requestId: RequestId) -> Response:
    """Of a receipt that was split or joined, or that was made so: all is as it was before."""
    actions = actions_for_request(request)
    known = parse_receipt_id(requestId)
    exchange = actions.find_exchange(known)
    restored = actions.undo_last_exchange(known)
    undone = Exchange(exchange.made, exchange.gone, f"un{exchange.action}")
    data = exchange_to_json(request, actions, undone, restored)
    return success_response(request, data, request_id=restored[0].id)


def get_read_details(actions: Actions, receipt_id: str) -> ReceiptDetails:
    """The details of a receipt that was read. Raises `NotFound`, `Conflict`."""
    details = actions.get_details(receipt_id)
    if not details.receipt.is_finished:
        raise Conflict("not_finished")
    if details.receipt.status is not Status.COMPLETED:
        raise Conflict("not_read_yet")
    return details


def find_parts(
    actions: Actions, receipt_id: str, wanted: SplitOrder | None
) -> tuple[tuple[PageSource, ...], ...]:
    """The pages of each part, as they are wanted or proposed.

    Raises `NotFound`, `Conflict`, and `InvalidRequest` for a page that the receipt does not have.
    """
    details = get_read_details(actions, receipt_id)
    if wanted is None or wanted.parts is None:
        parts = actions.propose_split(receipt_id)
        if not parts:
            raise Conflict("no_split_found")
        return locate_parts(details, parts)
    parts = tuple(
        ReceiptPart(
            tuple(PartPlace(one.page, Box(*one.box) if one.box else None) for one in places)
        )
        for places in wanted.parts
    )
    pages = len(details.reading.text.pages) if details.reading else 0
    if any(place.page >= pages for part in parts for place in part.places):
        raise InvalidRequest("page_region")
    return locate_parts(details, parts)


def place_to_json(place: PartPlace) -> dict[str, Any]:
    """Where a part is as JSON."""
    box = place.box
    return {"page": place.page} | ({"box": [box.x, box.y, box.w, box.h]} if box else {})


def exchange_response(
    request: Request, actions: Actions, made: list[SubmitResult], *, is_replayed: bool
) -> Response:
    """202 with the new receipts, those that are still there. Raises `Conflict` without any."""
    receipts = [one.receipt for one in made if one.receipt]
    if not receipts:
        raise Conflict("exchange_over")
    exchange = actions.find_exchange(receipts[0].id)
    data = exchange_to_json(request, actions, exchange, receipts)
    response = success_response(request, data, request_id=receipts[0].id, status=202)
    if is_replayed:
        response.headers[REPLAYED_HEADER] = "true"
    return response


def exchange_to_json(
    request: Request, actions: Actions, exchange: Exchange, receipts: list[Receipt]
) -> dict[str, Any]:
    """A split or a join as JSON."""
    language = response_language(request)
    return {
        "action": exchange.action,
        "removed": list(exchange.gone),
        "receipts": [accepted_to_json(actions, one, language) for one in receipts],
    }

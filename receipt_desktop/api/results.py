"""What became of one receipt: status, result, picture, CSV."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import FileResponse, JSONResponse

from receipt_desktop.api.answers import (
    actions_of,
    known_id,
    result_json,
    spoken,
    status_json,
    whole_seconds,
)
from receipt_desktop.api.envelope import answer, error_json
from receipt_desktop.api.refusals import refusals
from receipt_desktop.api.shapes import EXAMPLE_ID, Answer, Refusal, ResultData, StatusData
from receipt_desktop.api.texts import SENTENCES
from receipt_desktop.errors import ProcessingError

RequestId = Annotated[str, Path(examples=[EXAMPLE_ID])]
PICTURES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/*": {}, "application/pdf": {}}, "description": "The picture."}
}
TABLE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "The table."}
}

router = APIRouter()


@router.get(
    "/{requestId}/status",
    response_model=None,
    responses={200: {"model": Answer[StatusData]}, **refusals(404)},
    summary="How far a receipt is",
)
def status(request: Request, requestId: RequestId) -> Response:
    """Status, progress in percent and the seconds that are left, by what others took."""
    actions = actions_of(request)
    receipt = actions.status(known_id(requestId))
    data = status_json(actions, receipt, spoken(request))
    return answer(request, data, request_id=receipt.id)


@router.get(
    "/{requestId}/result",
    response_model=None,
    responses={
        200: {"model": Answer[ResultData]},
        202: {"model": Refusal, "description": "It is still being processed."},
        **refusals(404),
    },
    summary="What was read",
)
def result(request: Request, requestId: RequestId) -> Response:
    """Every value with its confidence and where on the picture it was read, or why it failed."""
    actions = actions_of(request)
    details = actions.details(known_id(requestId))
    receipt = details.receipt
    if not receipt.finished:
        return still_running(request, whole_seconds(actions.expected(receipt)))
    found = result_json(actions.result_of(details), receipt.failure, spoken(request))
    return answer(request, found, request_id=receipt.id)


def still_running(request: Request, seconds: int) -> Response:
    """202: not an error, and nothing to give yet."""
    sentence = SENTENCES["still_running"][spoken(request)]
    body = {"success": False, "error": error_json(ProcessingError.code, sentence)}
    return JSONResponse(body, 202, headers={"Retry-After": str(max(1, seconds))})


@router.get(
    "/{requestId}/image",
    response_class=FileResponse,
    response_model=None,
    responses={**PICTURES, **refusals(404)},
    summary="The picture",
)
def image(
    request: Request,
    requestId: RequestId,
    page: Annotated[
        int | None,
        Query(ge=0, le=10_000, description="The upright picture of this page, from 0, as JPEG."),
    ] = None,
) -> Response:
    """The file as it was sent; with `page`, the page as it was read, on which evidence lies."""
    actions = actions_of(request)
    known = known_id(requestId)
    if page is not None:
        return FileResponse(actions.page_picture(known, page), media_type="image/jpeg")
    path, media_type = actions.original(known)
    return FileResponse(path, media_type=media_type)


@router.get(
    "/{requestId}/csv",
    response_class=Response,
    response_model=None,
    responses={**TABLE, **refusals(404)},
    summary="One receipt as CSV",
)
def csv(
    request: Request,
    requestId: RequestId,
    layout: Annotated[Literal["receipts", "items"], Query()] = "receipts",
) -> Response:
    """A head and one row, or one row a line item; delimiter and decimal mark as in the settings."""
    known = known_id(requestId)
    text = actions_of(request).csv_text(known, layout)
    named = {"Content-Disposition": f'attachment; filename="{known}.csv"'}
    return Response(text, media_type="text/csv", headers=named)

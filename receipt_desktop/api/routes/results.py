"""Routes of one receipt: status, result, picture, exports."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import FileResponse, JSONResponse

from receipt_desktop import messages
from receipt_desktop.actions import Actions, ExportedContent, ExportFormat, export_formats
from receipt_desktop.api.error_responses import document_error_responses
from receipt_desktop.api.responses import error_to_json, success_response
from receipt_desktop.api.schemas import EXAMPLE_ID, Answer, Refusal, ResultData, StatusData
from receipt_desktop.api.serializers import (
    actions_for_request,
    parse_receipt_id,
    response_language,
    result_to_json,
    round_up_seconds,
    status_to_json,
)
from receipt_desktop.domain.errors import ProcessingError
from receipt_desktop.domain.export_batch import format_batch
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.domain.receipt_query import ReceiptQuery

RequestId = Annotated[str, Path(examples=[EXAMPLE_ID])]
IMAGE_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/*": {}, "application/pdf": {}}, "description": "The picture."}
}

PROFILE_MEANING = "An export profile by its name; the receipt counts as exported under it."

router = APIRouter()


@router.get(
    "/{requestId}/status",
    response_model=None,
    responses={200: {"model": Answer[StatusData]}, **document_error_responses(404)},
    summary="How far a receipt is",
)
def status(request: Request, requestId: RequestId) -> Response:
    """Status, progress in percent and the seconds that are left, by what others took."""
    actions = actions_for_request(request)
    receipt = actions.get_receipt(parse_receipt_id(requestId))
    data = status_to_json(actions, receipt, response_language(request))
    return success_response(request, data, request_id=receipt.id)


@router.get(
    "/{requestId}/result",
    response_model=None,
    responses={
        200: {"model": Answer[ResultData]},
        202: {"model": Refusal, "description": "It is still being processed."},
        **document_error_responses(404),
    },
    summary="What was read",
)
def result(request: Request, requestId: RequestId) -> Response:
    """Every value with its confidence and where on the picture it was read, or why it failed."""
    actions = actions_for_request(request)
    details = actions.get_details(parse_receipt_id(requestId))
    receipt = details.receipt
    if not receipt.is_finished:
        return still_processing_response(
            request, round_up_seconds(actions.estimate_seconds(receipt))
        )
    return details_response(request, actions, details)


def result_response(
    request: Request, actions: Actions, receipt_id: str, status: int = 200
) -> Response:
    """The result of a receipt as it is now."""
    return details_response(request, actions, actions.get_details(receipt_id), status)


def details_response(
    request: Request, actions: Actions, details: ReceiptDetails, status: int = 200
) -> Response:
    """The result of a finished receipt."""
    language, receipt = response_language(request), details.receipt
    built = actions.build_result_from_details(details, language)
    found = result_to_json(built, receipt.failure, language)
    return success_response(request, found, request_id=receipt.id, status=status)


def still_processing_response(request: Request, seconds: int) -> Response:
    """202: the receipt is still being processed."""
    sentence = messages.text("still_running", response_language(request))
    body = {"success": False, "error": error_to_json(ProcessingError.code, sentence)}
    return JSONResponse(body, 202, headers={"Retry-After": str(max(1, seconds))})


@router.get(
    "/{requestId}/image",
    response_class=FileResponse,
    response_model=None,
    responses={**IMAGE_RESPONSES, **document_error_responses(404)},
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
    actions = actions_for_request(request)
    known = parse_receipt_id(requestId)
    if page is not None:
        return FileResponse(actions.find_page_picture(known, page), media_type="image/jpeg")
    path, media_type = actions.find_original(known)
    return FileResponse(path, media_type=media_type)


def export_response(exported: ExportedContent, name: str) -> Response:
    """The file, with its batch and what was left out in the headers."""
    result = exported.result
    headers = {
        "Content-Disposition": f'attachment; filename="{name}{exported.suffix}"',
        "X-Export-Rows": str(result.rows),
        "X-Export-Left-Out": str(result.left_out),
    }
    if result.batch:
        headers["X-Export-Batch"] = format_batch(result.batch)
    if result.chain_head:
        headers["X-Chain-Head"] = result.chain_head
    return Response(exported.content, media_type=exported.media_type, headers=headers)


def add_export(form: ExportFormat) -> None:
    """Add the route of one export format."""

    def export(
        request: Request,
        requestId: RequestId,
        layout: Annotated[Literal["receipts", "items"], Query()] = "receipts",
        profile: Annotated[str, Query(max_length=100, description=PROFILE_MEANING)] = "",
    ) -> Response:
        actions = actions_for_request(request)
        known = actions.get_receipt(parse_receipt_id(requestId)).id
        query = ReceiptQuery(ids=(known,))
        exported = actions.exported(query, form.name, layout, profile)
        return export_response(exported, known)

    schema = {"type": "string"} if form.media_type.startswith("text/") else {}
    file = {"content": {form.media_type: {"schema": schema}}, "description": "The file."}
    router.add_api_route(
        f"/{{requestId}}/{form.name}",
        export,
        name=form.name,
        response_class=Response,
        response_model=None,
        responses={200: file, **document_error_responses(404)},
        summary=f"One receipt as {form.label}",
        description=form.description,
    )


for one in export_formats():
    add_export(one)

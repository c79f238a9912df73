"""Routes of exports of many receipts: write, check, list, take back."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from receipt_desktop.actions import Actions, ExportRequest
from receipt_desktop.api.error_responses import document_error_responses
from receipt_desktop.api.export_schemas import (
    BatchesData,
    CheckData,
    ExportOrder,
    ProfilesData,
    UndoneData,
)
from receipt_desktop.api.responses import success_response
from receipt_desktop.api.routes.results import export_response
from receipt_desktop.api.schemas import GeneralAnswer
from receipt_desktop.api.serializers import actions_for_request, response_language
from receipt_desktop.domain.export_batch import ExportBatch, ExportFilter, ExportState, Preflight
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.timestamps import format_timestamp

MAX_NAMED = 200
"""Problems in one answer."""
FILE_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"*/*": {}}, "description": "The file, or a ZIP of several."}
}

router = APIRouter()


@router.post(
    "",
    response_class=Response,
    response_model=None,
    responses={**FILE_RESPONSES, **document_error_responses(413, 415)},
    summary="Export receipts",
)
def export(request: Request, wanted: ExportOrder) -> Response:
    """Receipts that would fail are left out; `X-Export-Left-Out` says how many, a check which.

    Under a profile they count as exported, in the batch of `X-Export-Batch`.
    """
    actions = actions_for_request(request)
    exported = actions.exported(
        make_query(actions, wanted), wanted.format, wanted.layout, wanted.profile
    )
    return export_response(exported, "receipts")


@router.post(
    "/check",
    response_model=None,
    responses={200: {"model": GeneralAnswer[CheckData]}, **document_error_responses(413, 415)},
    summary="What an export would leave out",
)
def check(request: Request, wanted: ExportOrder) -> Response:
    """Nothing is written or remembered."""
    actions = actions_for_request(request)
    profile = actions.get_export_profile(wanted.profile)
    order = ExportRequest(make_query(actions, wanted), wanted.format, profile)
    found = check_to_json(actions.check_export(order), response_language(request))
    return success_response(request, found)


@router.get(
    "/profiles",
    response_model=None,
    responses={200: {"model": GeneralAnswer[ProfilesData]}, **document_error_responses()},
    summary="The export profiles",
)
def profiles(request: Request) -> Response:
    """Their names, and the format that each is meant for."""
    found = actions_for_request(request).list_export_profiles()
    named = [{"name": one.name, "format": one.target or None} for one in found]
    return success_response(request, {"profiles": named})


@router.get(
    "",
    response_model=None,
    responses={200: {"model": GeneralAnswer[BatchesData]}, **document_error_responses()},
    summary="Past exports, newest first",
)
def batches(request: Request) -> Response:
    """Those with a profile, which remembers them."""
    found = actions_for_request(request).list_export_batches()
    return success_response(request, {"batches": [batch_to_json(one) for one in found]})


@router.delete(
    "/batches/{number}",
    response_model=None,
    responses={200: {"model": GeneralAnswer[UndoneData]}, **document_error_responses(404)},
    summary="Count the receipts of an export as not exported",
)
def undo(request: Request, number: Annotated[int, Path(ge=1, le=2**31 - 1)]) -> Response:
    """The file that was written stays as it is."""
    batch = actions_for_request(request).undo_export(number)
    return success_response(request, {"batch": batch.label, "receipts": batch.receipts})


def make_query(actions: Actions, wanted: ExportOrder) -> ReceiptQuery:
    """The receipts of an order. Raises `InvalidRequest` for an unknown profile."""
    profile = actions.get_export_profile(wanted.profile)
    state = ExportState(wanted.exported) if wanted.exported else None
    return ReceiptQuery(
        text=wanted.text,
        ids=tuple(str(one) for one in wanted.requestIds) or None,
        needs_review=wanted.needsReview,
        approved=wanted.approved,
        first_day=wanted.dateFrom,
        last_day=wanted.dateTo,
        export=ExportFilter(state, profile.key) if state else None,
    )


def check_to_json(found: Preflight, language: str) -> dict[str, Any]:
    """The check as JSON; its sentences in this language."""
    return {
        "receipts": found.count,
        "leftOut": found.left_out,
        "needsReview": found.unreviewed,
        "unfinished": found.unfinished,
        "totals": [
            {"currency": one.currency, "receipts": one.count, "total": float(one.total)}
            for one in found.totals.by_currency()
        ],
        "problems": [
            {
                "requestId": one.receipt_id or None,
                "name": one.name,
                "message": one.message.text(language),
                "blocks": one.blocks,
            }
            for one in found.problems[:MAX_NAMED]
        ],
    }


def batch_to_json(batch: ExportBatch) -> dict[str, Any]:
    """A past export as JSON."""
    return {
        "number": batch.number,
        "batch": batch.label,
        "profile": batch.profile_name,
        "format": batch.format_name,
        "exportedAt": format_timestamp(batch.at),
        "receipts": batch.receipts,
        "undone": batch.undone_at is not None,
        "chainHead": batch.chain_head or None,
    }

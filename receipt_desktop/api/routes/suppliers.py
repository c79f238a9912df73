"""The route of the suppliers."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from receipt_desktop.api.error_responses import document_error_responses
from receipt_desktop.api.responses import success_response
from receipt_desktop.api.schemas import GeneralAnswer, SupplierData
from receipt_desktop.api.serializers import actions_for_request, supplier_to_json

router = APIRouter()


@router.get(
    "",
    response_model=None,
    responses={200: {"model": GeneralAnswer[list[SupplierData]]}, **document_error_responses()},
    summary="The suppliers",
)
def suppliers(request: Request) -> Response:
    """All suppliers by name, with the numbers of their receipts and rules."""
    found = actions_for_request(request).list_suppliers()
    return success_response(request, [supplier_to_json(one) for one in found])

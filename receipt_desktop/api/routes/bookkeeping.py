"""Routes of what receipts are sorted by: categories, tags, projects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request, Response

from receipt_desktop.api.bookkeeping_schemas import CategoryData, UsedValueData
from receipt_desktop.api.error_responses import document_error_responses
from receipt_desktop.api.responses import success_response
from receipt_desktop.api.schemas import GeneralAnswer
from receipt_desktop.api.serializers import actions_for_request
from receipt_desktop.domain.categories import Category
from receipt_desktop.domain.listing import UsedValue

USED_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"model": GeneralAnswer[list[UsedValueData]]},
    **document_error_responses(),
}

router = APIRouter()


@router.get(
    "/categories",
    response_model=None,
    responses={200: {"model": GeneralAnswer[list[CategoryData]]}, **document_error_responses()},
    summary="The categories",
)
def categories(request: Request) -> Response:
    """All categories in their order, with the tax treatment and the number of receipts."""
    found = actions_for_request(request).list_categories()
    return success_response(request, [category_to_json(one) for one in found])


@router.get("/tags", response_model=None, responses=USED_RESPONSES, summary="The tags")
def tags(request: Request) -> Response:
    """The tags that receipts have, the commonest first."""
    return success_response(request, used_to_json(actions_for_request(request).count_tags()))


@router.get("/projects", response_model=None, responses=USED_RESPONSES, summary="The projects")
def projects(request: Request) -> Response:
    """The projects that receipts have, the commonest first."""
    return success_response(request, used_to_json(actions_for_request(request).count_projects()))


def category_to_json(category: Category) -> dict[str, Any]:
    """A category of the list as JSON."""
    return {
        "name": category.name,
        "colour": category.colour,
        "taxTreatment": category.tax_treatment.value,
        "hidden": category.is_hidden,
        "standsFor": list(category.stands_for),
        "receipts": category.count,
    }


def used_to_json(values: Sequence[UsedValue]) -> list[dict[str, Any]]:
    """Values that receipts have as JSON."""
    return [{"name": one.name, "receipts": one.count} for one in values]

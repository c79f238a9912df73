"""The route of reports: what receipts add up to."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from receipt_desktop.actions.reports import read_period
from receipt_desktop.api.error_responses import document_error_responses
from receipt_desktop.api.report_schemas import ReportData
from receipt_desktop.api.responses import success_response
from receipt_desktop.api.schemas import GeneralAnswer
from receipt_desktop.api.serializers import actions_for_request, response_language
from receipt_desktop.domain.report import Grouping, ReportRequest, ReportScope

PERIOD_MEANING = "2025, 2025-Q1, 2025-03, 2025-01-15..2025-02-10, or all."
CURRENCY_MEANING = "ISO 4217; the home currency without it."
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "pdf": "application/pdf"}
FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "model": GeneralAnswer[ReportData],
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/pdf": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}

router = APIRouter()


@router.get(
    "",
    response_model=None,
    responses={**FILES, **document_error_responses()},
    summary="What receipts add up to",
)
def report(
    request: Request,
    by: Grouping = Grouping.MONTH,
    period: Annotated[str, Query(max_length=30, description=PERIOD_MEANING)] = "all",
    approved: Annotated[bool, Query(description="Approved receipts only.")] = False,
    archived: Annotated[bool, Query(description="Archived receipts too.")] = False,
    duplicates: Annotated[bool, Query(description="Possible duplicates too.")] = False,
    currency: Annotated[str, Query(max_length=3, description=CURRENCY_MEANING)] = "",
    format: Annotated[Literal["json", "csv", "pdf"], Query()] = "json",  # noqa: A002 (its name)
) -> Response:
    """Totals by month, category, merchant, project or tax rate, or the VAT summary.

    Amounts whose exchange rate is unknown are in `unconverted`, and in no sum.
    """
    actions = actions_for_request(request)
    scope = ReportScope(read_period(period), approved, archived, duplicates)
    found = actions.make_report(ReportRequest(by, scope, currency))
    if format == "json":
        return success_response(request, actions.build_report_json(found))
    content = actions.render_report(found, format, response_language(request))
    name = f'attachment; filename="report.{format}"'
    return Response(content, media_type=MEDIA_TYPES[format], headers={"Content-Disposition": name})

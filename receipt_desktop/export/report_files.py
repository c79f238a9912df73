"""A report as a file: CSV, JSON or PDF.

The PDF is drawn by ReportLab, as the PDF of receipts is: the window, the command line and the API
make the same pages, without a screen. The window prints by opening it in the system's viewer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from types import MappingProxyType
from typing import Any

from receipt_desktop.domain.report import Grouping, Report, ReportRow
from receipt_desktop.domain.timestamps import format_timestamp
from receipt_desktop.export.csv import CsvStyle
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.export.report_pdf import write_report_pdf
from receipt_desktop.export.report_table import ReportLanguage, ReportTable, make_table
from receipt_desktop.export.row_text import encode_row, make_text


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """One kind of file."""

    media_type: str
    suffix: str
    render: Callable[[Report, ExportOptions], bytes]


def render_csv(report: Report, options: ExportOptions) -> bytes:
    """The head, a row each, the total; nothing else, so that a spreadsheet can go on with it."""
    style = CsvStyle.of(options)

    def cell(amount: Decimal) -> str:
        return f"{amount:f}".replace(".", style.decimal)

    table = make_table(report, ReportLanguage(options.language), cell)
    rows = [_guard_words(row, table) for row in (*table.rows, table.total)]
    body = b"".join(encode_row(row, style.delimiter) for row in (table.head, *rows))
    return ("\ufeff".encode() if style.bom else b"") + body


def render_json(report: Report, _options: ExportOptions) -> bytes:
    """The report as a JSON object."""
    return (json.dumps(report_to_json(report), ensure_ascii=False, indent=2) + "\n").encode()


def render_pdf(report: Report, options: ExportOptions) -> bytes:
    """The report on A4 pages."""
    stream = BytesIO()
    table = make_table(report, ReportLanguage(options.language))
    write_report_pdf(table, report.company, stream, ReportLanguage(options.language))
    return stream.getvalue()


REPORT_FORMATS: Mapping[str, ReportFormat] = MappingProxyType(
    {
        "csv": ReportFormat("text/csv; charset=utf-8", ".csv", render_csv),
        "pdf": ReportFormat("application/pdf", ".pdf", render_pdf),
        "json": ReportFormat("application/json", ".json", render_json),
    }
)
"""By name."""


def report_to_json(report: Report) -> dict[str, Any]:
    """The report as JSON; amounts are numbers in the currency of the report.

    They are None for receipts that all lack an exchange rate.
    """
    scope, left_out = report.request.scope, report.left_out
    period = scope.period
    shape: dict[str, Any] = {
        "by": report.request.grouping.value,
        "period": period.name,
        "dateFrom": period.first.isoformat() if period.first else None,
        "dateTo": period.last.isoformat() if period.last else None,
        "approvedOnly": scope.approved_only,
        "withArchived": scope.with_archived,
        "withDuplicates": scope.with_duplicates,
        "company": report.company or None,
        "currency": report.currency,
        "madeAt": format_timestamp(report.made_at),
        "rows": [_row_to_json(report, row) for row in report.rows],
        "total": _sums_to_json(report.total),
        "converted": report.converted,
        "unconverted": [
            {"currency": one.currency, "receipts": one.receipts, "total": float(one.total)}
            for one in report.unconverted
        ],
        "leftOut": {
            "withoutTotal": left_out.without_total,
            "withoutDate": left_out.without_day,
            "duplicates": left_out.duplicates,
        },
        "needsReview": report.unreviewed,
    }
    if report.request.grouping is Grouping.VAT:
        known = report.total.is_known
        shape["deductibleTax"] = float(report.deductible_tax) if known else None
    return shape


def _row_to_json(report: Report, row: ReportRow) -> dict[str, Any]:
    key = row.key
    shape: dict[str, Any] = {"key": key.value, "label": row.label or None}
    if report.request.grouping.splits_receipts:
        rate = None if key.value is None else float(key.value)
        shape = {"rate": rate, "taxState": key.tax.value if key.tax else None}
        if key.treatment is not None:
            shape["treatment"] = key.treatment.value
    return shape | _sums_to_json(row)


def _sums_to_json(row: ReportRow) -> dict[str, Any]:
    return {
        "receipts": row.receipts,
        "net": float(row.net) if row.is_known else None,
        "tax": float(row.tax) if row.is_known else None,
        "gross": float(row.gross) if row.is_known else None,
        "unconverted": row.unconverted,
    }


def _guard_words(row: tuple[str, ...], table: ReportTable) -> tuple[str, ...]:
    """Names that no spreadsheet runs."""
    return (*map(make_text, row[: table.words]), *row[table.words :])

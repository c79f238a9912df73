"""The table of export formats: one line a format, one module a format.

The command line's choices, the window's menu and dialog, and the routes of the API read it. A
further format is a module with a `write` beside this one, and its line here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from receipt_desktop.domain.captions import caption
from receipt_desktop.export import (
    beancount,
    csv,
    freeagent,
    ledger,
    mapped_csv,
    ofx,
    originals_zip,
    pdf_report,
    qif,
    quickbooks,
    receipts_json,
    sage,
    workbook,
    xero,
)
from receipt_desktop.export.checks import make_bank_check
from receipt_desktop.export.datev import batch as datev
from receipt_desktop.export.export_format import ExportFormat, Layout

FORMATS: Mapping[str, ExportFormat] = MappingProxyType(
    {
        one.name: one
        for one in (
            ExportFormat(
                "csv",
                caption("texts", "CSV"),
                ".csv",
                "text/csv",
                csv.write_csv,
                description="A head and one row, or one row a line item; delimiter and decimal "
                "mark as in the settings.",
            ),
            ExportFormat(
                "mapped",
                caption("texts", "CSV with own columns"),
                ".csv",
                "text/csv",
                write_bookings=mapped_csv.write_mapped,
                description="The columns of the profile, one row a tax rate.",
                make_check=mapped_csv.make_check,
                check_profile=mapped_csv.check_profile,
                needs_profile=True,
            ),
            ExportFormat(
                "xlsx",
                caption("texts", "Excel workbook"),
                ".xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                workbook.write_workbook,
                description="A workbook with sheets of receipts, line items, taxes and sums.",
            ),
            ExportFormat(
                "xero",
                caption("texts", "Xero bills"),
                ".csv",
                "text/csv",
                write_bookings=xero.write_bills,
                description="Xero's template for bills, one row a tax rate.",
                layout=Layout.PARTS,
                make_check=xero.make_check,
                check_profile=xero.check_profile,
                needs_profile=True,
            ),
            ExportFormat(
                "quickbooks",
                caption("texts", "QuickBooks bank"),
                ".csv",
                "text/csv",
                write_bookings=quickbooks.write_bank_lines,
                description="Date, Description and Amount; money out is negative.",
                layout=Layout.PARTS,
                make_check=make_bank_check,
                check_profile=quickbooks.check_profile,
            ),
            ExportFormat(
                "datev",
                caption("texts", "DATEV"),
                "",
                "application/zip",
                write_bookings=datev.write_batches,
                description="A ZIP of an EXTF file a month, the documents and a check report.",
                layout=Layout.FOLDER,
                make_check=datev.make_check,
                check_profile=datev.check_profile,
                needs_profile=True,
                shows_pictures=True,
            ),
            ExportFormat(
                "beancount",
                caption("texts", "Beancount"),
                ".beancount",
                "text/plain",
                write_bookings=beancount.write_journal,
                description="A journal with a transaction a receipt.",
                make_check=beancount.make_check,
            ),
            ExportFormat(
                "hledger",
                caption("texts", "hledger"),
                ".journal",
                "text/plain",
                write_bookings=ledger.write_hledger,
                description="A journal with a transaction a receipt.",
                make_check=beancount.make_check,
            ),
            ExportFormat(
                "ledger",
                caption("texts", "Ledger"),
                ".ledger",
                "text/plain",
                write_bookings=ledger.write_ledger,
                description="A journal with a transaction a receipt.",
                make_check=beancount.make_check,
            ),
            ExportFormat(
                "freeagent",
                caption("texts", "FreeAgent bank"),
                ".csv",
                "text/csv",
                write_bookings=freeagent.write_bank_lines,
                description="Day, amount and description without a head; money out is negative.",
                make_check=make_bank_check,
            ),
            ExportFormat(
                "ofx",
                caption("texts", "OFX bank statement"),
                ".ofx",
                "application/x-ofx",
                write_bookings=ofx.write_statement,
                description="A statement with a transaction a receipt; money out is negative.",
                make_check=make_bank_check,
            ),
            ExportFormat(
                "qif",
                caption("texts", "QIF transactions"),
                ".qif",
                "application/qif",
                write_bookings=qif.write_transactions,
                description="A transaction a receipt; money out is negative.",
                make_check=make_bank_check,
                check_profile=qif.check_profile,
            ),
            ExportFormat(
                "sage",
                caption("texts", "Sage 50 audit trail"),
                ".csv",
                "text/csv",
                write_bookings=sage.write_audit_trail,
                description="One row a tax code.",
                make_check=sage.make_check,
                check_profile=sage.check_profile,
                needs_profile=True,
            ),
            ExportFormat(
                "originals",
                caption("texts", "Original files (ZIP)"),
                ".zip",
                "application/zip",
                originals_zip.write_originals,
                description="The file as it was sent, named by date, merchant and total, and a "
                "manifest.",
                shows_pictures=True,
            ),
            ExportFormat(
                "pdf",
                caption("texts", "PDF report by month"),
                "",
                "application/zip",
                write_files=pdf_report.write_months,
                description="The values and the pictures, a PDF a month.",
                layout=Layout.FOLDER,
                shows_pictures=True,
            ),
            ExportFormat(
                "pdfs",
                caption("texts", "PDF for each receipt"),
                "",
                "application/zip",
                write_files=pdf_report.write_each,
                description="The values and the pictures, a PDF a receipt.",
                layout=Layout.FOLDER,
                shows_pictures=True,
            ),
            ExportFormat(
                "json",
                caption("texts", "JSON"),
                ".json",
                "application/json",
                receipts_json.write_json,
                description="The batch and the result of the receipt.",
            ),
        )
    }
)
"""By name; the first one is the default."""
DEFAULT = next(iter(FORMATS))

"""Taxes of Indian receipts: equal halves, their printed sum, tables of IGST."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed

_HEAD = """
MEHTA TRADERS
12 MG Road, Pune, Maharashtra 411001
GSTIN: 27ABCDE1234F1Z5
TAX INVOICE
Date: 06/02/2024
"""


@pytest.mark.parametrize(
    ("rows", "tax"),
    [
        (
            """Subtotal | 175.00
            CGST | 2.5% | 4.38
            SGST/UTGST | 2.5% | 4.38
            Total taxes | 8.75
            Invoice Total | 183.75""",
            "8.75",
        ),
        (
            """Particular | CGST | SGST | Total
            Broadband | 507.63 | 9.0% | 45.69 | 45.69 | 91.37
            Total Invoice Amount | Rs. 599.00""",
            "91.37",
        ),
        (
            """100 PCS TAG | 12 | 3100
            SGST | 6% | 186
            CGST | 6% | 186
            IGST | 12%
            GRAND TOTAL | 3472""",
            "372",
        ),
        (
            """Dummy product 8418 | 1 PC | SGST 14.0039935.56
            for evaluation | 0 | 285253.84CGST 14.0039935.56
            Total 1 | 285,253.84
            Transport Name | Taxable Value | 285,253.84
            Truck No. | UGST / SGST | 39,935.56
            LR Date | CGST | 39,935.56
            IGST | 0.00
            Total GST | 79,871.12
            Net Invoice Value | 365,125.00""",
            "79871.12",
        ),
        (
            """Material | Total | Taxable Value | IGST
            Totals | 138,795.00 | 0.00 | 138,795.00 | 24,983.10
            Total Invoice Value | 163,778.00INR""",
            "24983.10",
        ),
        (
            """Item | Qty | Taxable Value | IGST
            Totals | 2,500.00 | 0.00 | 300.00
            Total Invoice Value | 2,800.00""",
            "300.00",
        ),
        (
            """Total | 100483.20
            DISCOUNT : | 8593.63
            CGST6% On 91889.57 | 5513.37
            SGST6% On 91889.57 | 5513.37
            TOT CGST: 5513.38 | Other Adj : | 0.00
            TOT SGST: 5513.38 | ROUND OFF : | -0.31
            NET AMOUNT: | 102916.00""",
            "11026.74",
        ),
        (
            """Subtotal | 175.00
            CGST | 2.5% | 4.38
            SGST | 2.5% | 4.38
            Invoice Total | 183.76""",
            "8.76",
        ),
    ],
)
def test_tax_of_indian_receipts(rows: str, tax: str) -> None:
    found = extract_by_rules(printed(_HEAD + rows), date(2026, 11, 27))
    assert found.get_value(Field.TAX) == Decimal(tax)

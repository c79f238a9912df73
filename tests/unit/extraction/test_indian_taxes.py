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
            """Code | Goods | Unit Price | GST Type | GST Rate | GST Amount | Total
            K1 | Kettle | 8418 | SGST 14.00140.00
            1 | steel | 1000.00 | 1000.00CGST 14.00140.00 | 1000.00
            K2 | Boiler | 8418 | SGST 14.00280.00
            2 | steel | 2000.00 | 2000.00CGST 14.00280.00 | 2000.00
            Total 2
            3,000.00 | 3,000.00 | 840.003,000.00
            Truck No. | Taxable Value | 3,000.00
            Date | UGST / SGST | 420.00
            Transport Name | CGST | 420.00
            IGST | 0.00
            Total GST | 840.00
            Net Invoice Value | 3,840.00""",
            "840.00",
        ),
        (
            """Syrup 100ML | 12.0 | 2500.00
            HSN->3004 GST->2500.00*6+6%=150.00SGST+150.00CGST,0*9+9%=0GST
            TOTAL AMOUNT | 2500.00
            ADD MRP GST RS. : | 0.00
            ADD TRADE GST RS: | 300.00
            OTHER +/- | 0.00
            NET AMOUNT | 2800""",
            "300.00",
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

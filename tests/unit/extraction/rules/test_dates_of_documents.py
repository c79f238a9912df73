"""The day of an invoice among those of orders, prints and signatures."""

from __future__ import annotations

from datetime import date

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed

BOXES = """
    GREEN FORMS PVT. LTD. | Invoice No. | Dated
    Navi Mumbai 400701 | GF/21-22/0647 | 24-Jan-22
    GSTIN/UIN: 27AAACG1541Q1ZK | Buyer's Order No. | Dated
    Consignee (Ship to) | INDB/2022-01 | 20-Jan-22
    Total | 5,900.00
"""
GERMAN_BOXES = """
    Grün Papier GmbH | Rechnungs-Nr. | Rechnungsdatum
    10115 Berlin | 20220647 | 24.01.2022
    USt-IdNr. DE123456788 | Bestell-Nr. | Belegdatum
    | 4711 | 20.01.2022
    Gesamtbetrag | 59,00 EUR
"""
NUMBERS = """
    GREEN STEEL LTD
    GST Inv No / Date | CI1416603306/24.01.2022
    Order No / Date | 1234567 / 20.01.2022
    Due Date | 22.02.2022
    Grand Total | 138,795.00
"""
SIGNED = """
    Digitally signed by GREEN RETAIL
    Date: 2022.01.23 21:46:58 {zone}
    GREEN RETAIL INDIA PRIVATE LIMITED
    Order Date: 20.01.2022 | Invoice Date : 24.01.2022
    TOTAL: | 1,299.00
"""
THAI = """
    บริษัท กรีน จำกัด
    เลขที่ใบกำกับ/วันที่ 3501-154537/24-01-65
    รวมทั้งสิ้น | 150.00
    พิมพ์ครั้งที่ 2 วัน/เวลาที่พิมพ์ 28-01-2565/09:26:46
"""


@pytest.mark.parametrize(
    "rows",
    [
        BOXES,
        GERMAN_BOXES,
        NUMBERS,
        SIGNED.format(zone="UTC"),
        SIGNED.format(zone="+05:30"),
        SIGNED.format(zone="+05'30'"),
        THAI,
    ],
)
def test_the_day_of_the_invoice_is_found(rows: str) -> None:
    draft = extract_by_rules(printed(rows), date(2022, 12, 1))
    assert draft.get_value(Field.DATE) == date(2022, 1, 24)

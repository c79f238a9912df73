"""Countries and currencies by fiscal numbers, bills of electricity and letters taken for signs."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.origin import collect_origin_clues, decide_origin
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


def find_currency(text: str) -> str | None:
    return decide_origin(collect_origin_clues(build_rows(printed(text).lines))).currency


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("MG STOP & SHOP\n1.759,00\n24.11.2025. 13:04:11\n: EYJXJMVD-EYJXJMVD-12366", "RSD"),
        ("847,00\n141,17\nNP oj a: K6GQVMHA-K6GQVMHA-110668", "RSD"),
        (
            "BIGC RATCHADAPISEK\nRECEIPT/TAX INVOICE (ABB.)\nTotal | 1,023.00\nVatable | 956.07",
            "THB",
        ),
        (
            (
                "BILL-CUM NOTICE\nERONo:019\nCONTRACTED LOAD: 2.00KW\nENERGY CHARGES: 1523.50\n"
                "MF: 1.00 PH:1\nTOTAL DUE 1686.00\nL 0.00"
            ),
            "INR",
        ),
        (
            "TOTAL ITEMS:4\nTAX % TAXABLE CGST SGST\n12.00 388.16 23.29 23.29\nTOTAL | ¥435.00",
            "INR",
        ),
        (
            "EASTVARA BSD\nSubtotal | 27.272\nPB1 | 2.727\nGrand Total | 30.000\nQRIS | 30.000",
            "IDR",
        ),
        ("CASHIER: KEK\nKIP 22,000.00\nKIP 50,000.00\nBAHT/\nUSA/", "LAK"),
    ],
)
def test_currency_of_a_receipt_without_the_name_of_its_country(text: str, currency: str) -> None:
    assert find_currency(text) == currency


def test_an_article_number_is_no_indian_postcode() -> None:
    clues = collect_origin_clues(
        build_rows(printed("FOODS\nBAG REFUND | 10-\nITEM - 486408").lines)
    )
    assert decide_origin(clues).country != "IN"


def test_an_amount_with_a_plus_is_no_phone_number() -> None:
    text = (
        "GREEN CAFE\nTibs | +500.00\nSUBTOTAL | +5.010.00\nSurcharge | +501.001\nTOTAL | 5,511.00"
    )
    assert find_currency(text) != "BZD"


def test_the_size_of_an_article_is_no_amount_of_a_currency() -> None:
    text = "GREEN MARKET\nORBIT MNT 46G | R57.99\nORBIT MNT 46G | R57.99\nTOTAL | R115.98"
    assert find_currency(text) != "MNT"


def test_a_star_before_the_amount_hides_no_currency() -> None:
    text = "laSource\n02-08-2015\nPERRIER | *5.80\nTOTAL EURO | *17.00\nDONT TVA 10% | 1.55"
    assert find_currency(text) == "EUR"

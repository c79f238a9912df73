"""Chains named by the rows of the customer service."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.merchant.scoring import rank_merchants
from receipt_desktop.extraction.rules.merchant.service_rows import find_service_chains
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LAYANAN KONSUMEN INDOMARET", ["Indomaret"]),
        ("= LAVANAN KDNSUMEN IMDOMARET", ["Indomaret"]),
        ("LAYANAN KONSUMEN\nTELP 1500280\nKONTAKOINDOMARET CO.D", ["Indomaret"]),
        ("LAYANAN KONSUMEN\nTELP 1500280\nTERIMA KASIH\nINDOMARET", []),
        ("SELAMAT BELANJA\nKONTAKOINDOMARET CO.D", []),
        ("LAYANAN KONSUMEN SPAR", []),
    ],
)
def test_chains_of_the_customer_service(text: str, expected: list[str]) -> None:
    rows = build_rows(printed(text).lines)
    assert [chain.name for chain, _ in find_service_chains(rows)] == expected


def test_the_chain_of_the_service_where_the_sign_was_not_read() -> None:
    items = "".join(f"BARANG {letter} | 1.000\n" for letter in "ABCDEFGHIJKLMNO")
    text = f"ST []\n{items}TOTAL | 15.000\nLAYANAN KONSUMEN INDOMARET"
    assert rank_merchants(build_rows(printed(text).lines), "ID")[0].text == "Indomaret"

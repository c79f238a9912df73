"""Letters beside a name, labels before it, and signs that other rows spell better."""

from __future__ import annotations

from dataclasses import replace

import pytest

from receipt_desktop.domain.page import Text
from receipt_desktop.extraction.rules.merchant.scoring import (
    estimate_merchant_confidence,
    rank_merchants,
)
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed

BELOW = "\nTea | 2.75\nTotal | 2.75\n"


def name(text: str | Text, country: str | None) -> str | None:
    text = printed(text) if isinstance(text, str) else text
    names = rank_merchants(build_rows(text.lines), country)
    return names[0].text if names else None


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("Luna Polska S.A. | HE\nul. Lipowa 5\n00-950 Warszawa", "PL", "Luna Polska S.A."),
        ("LUNA TRADING PTY LTD | PG\nABN 78 104 811 216", "AU", "LUNA TRADING PTY LTD"),
        ("LUNA | LTD\n20 Clifton Road\nLondon W9 1SU", "GB", "LUNA LTD"),
        ("Smart&Final. | &\nWarehouse & Market\n20 Fair Blvd", "US", "Smart&Final."),
    ],
)
def test_letters_beside_a_name(text: str, country: str, expected: str) -> None:
    assert name(text + BELOW, country) == expected


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("Adres siedziby: Lipowa 48, Opole\nLuna sp. z o.o.\nul. Polna 5", "PL", "Luna sp. z o.o."),
        ("Adres siedziby: Lipowa 48\nOpole nr rej: BDO 000002265 Luna sp. z o.o.", "PL", "Luna"),
        ("Siège social : 5 rue Haute, Paris\nLuna SARL\n8 rue Basse", "FR", "Luna SARL"),
        ("Regd. Office: 5 Clifton Road\nLuna Foods Ltd\n8 Polo Road", "IN", "Luna Foods Ltd"),
    ],
)
def test_a_registered_office_is_no_name(text: str, country: str, expected: str) -> None:
    assert (name(text + BELOW, country) or "").startswith(expected)


@pytest.mark.parametrize(
    ("foot", "expected"),
    [
        ("Questions: support@lunapen.io\nThank you for using LunaPen!", "LunaPen"),
        ("Questions: support@lunapen.io", "UNAPEN"),
        ("Thank you for using LunaPen!", "UNAPEN"),
    ],
)
def test_a_sign_that_lacks_a_letter_of_its_web_address(foot: str, expected: str) -> None:
    assert name("UNAPEN\n20 Clifton Road" + BELOW + foot, "US") == expected


@pytest.mark.parametrize(
    ("sign", "score", "expected"),
    [
        ("LunanY= COFFEE CO.", 0.78, "LUNARRY COFFEE"),
        ("LunanY= COFFEE CO.", 0.97, "LunanY= COFFEE CO."),
        ("Marbla COFFEE CO.", 0.78, "Marbla COFFEE CO."),
    ],
)
def test_a_badly_read_sign_above_the_same_name(sign: str, score: float, expected: str) -> None:
    text = printed(f"{sign}\nLUNARRY COFFEE\n20 Clifton Road" + BELOW)
    lines = (replace(text.lines[0], score=score), *text.lines[1:])
    assert name(replace(text, lines=lines), "US") == expected


@pytest.mark.parametrize(("left", "is_sure"), [(60, True), (0, False)])
def test_a_word_out_of_the_column_of_the_text_is_doubted(left: int, *, is_sure: bool) -> None:
    text = printed("SYRIA\n20 Clifton Road\nLondon W9 1SU" + BELOW)
    first = text.lines[0]
    lines = (replace(first, box=replace(first.box, x=left)), *text.lines[1:])
    rows = build_rows(lines)
    confidence = estimate_merchant_confidence(rank_merchants(rows, "GB"), rows)
    assert (confidence > 0.7) is is_sure

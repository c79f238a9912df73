"""The page that is drawn of an electronic invoice."""

from __future__ import annotations

import pytest

from receipt_desktop.reading.einvoice.invoices import parse_invoice
from receipt_desktop.reading.einvoice.page import MAX_ITEMS, draw_invoice
from tests.samples.invoices import build_cii, build_ubl


def texts_of(data: bytes) -> list[str]:
    return [line.text for line in draw_invoice(parse_invoice(data))[1]]


def test_the_page_shows_the_values_in_the_language_of_the_seller() -> None:
    texts = texts_of(build_cii())
    assert texts[:3] == [
        "Bäckerei Süß GmbH",
        "Hauptstraße 4, 83022 Rosenheim",
        "USt-IdNr. DE123456789",
    ]
    assert "Rechnung R-2026-17" in texts
    assert "Datum: 2026-02-14" in texts
    assert texts[texts.index("Bread & butter  3 x 40.00") + 1] == "120.00"
    assert texts[texts.index("MwSt. 7 %  (70.00)") + 1] == "4.90"
    assert texts[texts.index("Gesamtbetrag EUR") + 1] == "205.80"
    assert texts[texts.index("Zahlbetrag EUR") + 1] == "155.80"


@pytest.mark.parametrize(
    ("country", "title"), [("FR", "Avoir R-2026-17"), ("NL", "Credit note R-2026-17")]
)
def test_a_credit_note_says_so(country: str, title: str) -> None:
    data = build_ubl(root="CreditNote", kind="381").replace(b">DE<", f">{country}<".encode())
    assert title in texts_of(data)


def test_boxes_lie_around_the_drawn_letters() -> None:
    picture, lines = draw_invoice(parse_invoice(build_cii()))
    for line in lines:
        box = line.box
        inside = picture[box.y : box.bottom, box.x : box.right]
        assert inside.shape[:2] == (box.h, box.w)
        assert inside.min() < 60, line.text
        assert picture[box.y : box.bottom, box.right + 2 : box.right + 8].min(initial=255) == 255


def test_a_long_invoice_stays_a_page_of_bounded_height() -> None:
    start, end = (
        b"<ram:IncludedSupplyChainTradeLineItem>",
        b"</ram:IncludedSupplyChainTradeLineItem>",
    )
    data = build_cii()
    line = data[data.index(start) : data.index(end) + len(end)]
    invoice = parse_invoice(data.replace(line, line * 1000))
    picture, lines = draw_invoice(invoice)
    assert len(invoice.items) == 1002
    assert sum(line.text.startswith("Bread") for line in lines) == MAX_ITEMS
    assert picture.shape[0] < 8000

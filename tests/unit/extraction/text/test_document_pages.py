"""The page with the amounts is the invoice, not the letter before it or the terms after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Text
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from receipt_desktop.extraction.text.document_pages import keep_invoice_pages
from tests.unit.extraction.printed import printed

INVOICE = """
    Metallbau Rieger GmbH
    Eisenweg 12, 45127 Essen
    USt-IdNr. DE 812345678
    Rechnung 2024-19 vom 19.08.2024
    Gitter | 270,59
    MwSt 19% | 51,41
    Rechnungsbetrag EUR | 322,00
"""
LETTERS = {
    "de": """
        Frau Erika Beispiel
        Gartenweg 5
        45127 Essen
        22.08.2024
        Sehr geehrte Frau Beispiel,
        anbei erhalten Sie unsere Rechnung über 322,00 EUR für die Arbeiten im Juli.
        Mit freundlichen Grüßen
    """,
    "fr": """
        M. Jean Modèle
        22/08/2024
        Monsieur,
        veuillez trouver ci-joint notre facture pour les travaux de juillet.
        Cordialement
    """,
    "pl": """
        Pan Jan Przykład
        22.08.2024
        Szanowny Panie,
        w załączeniu przesyłamy fakturę za prace wykonane w lipcu.
        Z poważaniem
    """,
    "el": """
        22.08.2024
        Αγαπητέ κύριε,
        σας αποστέλλουμε το τιμολόγιό μας για τις εργασίες του Ιουλίου.
        Με εκτίμηση
    """,
}
TERMS = """
    Allgemeine Geschäftsbedingungen
    Für alle Lieferungen gelten ausschließlich die folgenden Bedingungen des Verkäufers.
    Bei Verzug wird eine Mahngebühr von 5,00 EUR je Mahnung fällig, Summe 9.999,00 EUR.
    Gerichtsstand für alle Streitigkeiten ist der Sitz des Verkäufers in Essen.
"""


def pages(*texts: str) -> Text:
    lines = [
        replace(line, page=number)
        for number, text in enumerate(texts)
        for line in printed(text).lines
    ]
    return replace(printed(texts[0]), lines=tuple(lines))


def kept(text: Text) -> set[int]:
    return {line.page for line in keep_invoice_pages(text.lines)}


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
def test_a_letter_before_the_invoice_is_left_out(letter: str) -> None:
    text = pages(letter, INVOICE)
    assert kept(text) == {1}
    draft = extract_by_rules(text, date(2025, 1, 1))
    assert draft.get_value(Field.TOTAL) == Decimal("322.00")
    assert draft.get_value(Field.DATE) == date(2024, 8, 19)
    assert draft.get_value(Field.MERCHANT) == "Metallbau Rieger GmbH"


def test_terms_after_the_invoice_are_left_out() -> None:
    assert kept(pages(INVOICE, TERMS)) == {0}
    assert kept(pages(LETTERS["de"], INVOICE, TERMS)) == {1}


@pytest.mark.parametrize("heading", ["Bestellung", "Lieferschein", "Orden de Compra"])
def test_an_order_and_a_delivery_note_are_left_out(heading: str) -> None:
    order = INVOICE.replace("Metallbau Rieger GmbH", f"Sonne AG\n{heading}")
    assert kept(pages(INVOICE, order)) == {0}
    assert kept(pages(order, "Vielen Dank")) == {0, 1}


def test_a_letter_that_is_the_invoice_is_kept() -> None:
    letter = f"Sehr geehrte Frau Beispiel,\n{INVOICE}\nMit freundlichen Grüßen"
    assert kept(pages(letter, INVOICE)) == {0, 1}
    assert kept(pages(letter, "Vielen Dank für Ihren Auftrag.")) == {0, 1}


def test_pages_stay_when_none_is_an_invoice() -> None:
    assert kept(pages(LETTERS["de"], TERMS)) == {0, 1}
    assert kept(pages(TERMS)) == {0}


def test_a_sum_that_is_carried_forward_is_not_the_total() -> None:
    first = f"{INVOICE.partition('MwSt')[0]}Übertrag | 4.708,00"
    last = "Übertrag | 4.708,00\nMontage | 100,00\nRechnungsbetrag EUR | 4.808,00"
    draft = extract_by_rules(pages(first, last), date(2025, 1, 1))
    assert draft.get_value(Field.TOTAL) == Decimal("4808.00")


RIDE = """
    RIDEO
    Bill Details
    Ride Fare | ₹27.6
    Total Bill (rounded off) | ₹58
    Paid by cash | ₹58
"""
MEAL = """
    MEALO
    Order placed at: 01/02/2020, 09:23 PM
    Biryani | ₹ 189.00
    Grand Total: | ₹ 189.00
"""
FEES = {
    "one": "Tax Invoice\nConvenience Fee - CRN31 | ₹25.98\nCGST 9% | ₹2.34\nTotal | ₹30.66",
    "two": "Tax Invoice\nDelivery Fee | ₹ 20.00\nDelivery Fee Discount | ₹ -18.90\nTOTAL | ₹ 1.10",
}


@pytest.mark.parametrize("bill", [RIDE, MEAL])
@pytest.mark.parametrize("fee", FEES)
def test_the_bill_counts_not_the_invoice_of_the_fee_in_it(bill: str, fee: str) -> None:
    text = pages(bill, FEES[fee])
    assert kept(text) == {0}
    total = extract_by_rules(text, date(2026, 6, 1)).get_value(Field.TOTAL)
    assert total in (Decimal(58), Decimal("189.00"))

"""Shops of printed mails, companies beside drawings, and companies whose first words count."""

from __future__ import annotations

import pytest

from receipt_desktop.domain.page import Box, Line
from receipt_desktop.extraction.rules.merchant.mailed_receipts import find_mail_senders
from receipt_desktop.extraction.rules.merchant.scoring import rank_merchants
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.rules.merchant.test_kinds_of_rows import name, rows_of

END = "\nMixed Plate | $12.50\nTotal | $12.50"


@pytest.mark.parametrize(
    ("sender", "subject"),
    [
        (
            "From Luna Bros - No33 <no-reply@toasttab.com>",
            "Receipt for Order #32 at Luna Bros - 33",
        ),
        ("From: Luna Bros <x@luna.com>", "Thank you for your visit to Luna Bros ."),
        ("Von Luna Bros <x@luna.de>", "Ihre Bestellung bei Luna Bros"),
        ("De : Luna Bros <x@luna.fr>", "Votre commande chez Luna Bros"),
    ],
)
def test_the_sender_of_a_mail_whom_its_subject_names(sender: str, subject: str) -> None:
    text = f"{subject}\n{sender}\nTo guest@example.com\nISLAND GRILL\nMain Street 5"
    assert name(text + END, "US") == "Luna Bros"


@pytest.mark.parametrize(
    ("sender", "subject"),
    [
        ("From Square <no-reply@squareup.com>", "Receipt for Order #32 at Square"),
        ("From Anna <anna@example.com>", "Receipt for Order #32 at Luna Bros"),
        ("From Luna Bros", "Receipt for Order #32 at Luna Bros"),
    ],
)
def test_other_senders_are_not_the_shop(sender: str, subject: str) -> None:
    assert not find_mail_senders(rows_of(f"{subject}\n{sender}"))


@pytest.mark.parametrize("logo", ["Hre t Retire", "Luna"])
def test_a_company_beside_a_large_drawing_is_the_whole_name(logo: str) -> None:
    lines = [
        Line(logo, Box(60, 40, 200, 110), 0.86),
        Line("Nordberg Tech Limited", Box(800, 80, 300, 26), 0.99),
        Line("Business Park, 1st Floor", Box(800, 160, 320, 26), 0.99),
        Line("Kolkata 700157", Box(800, 190, 200, 26), 0.99),
        Line("TAX INVOICE", Box(500, 260, 160, 26), 0.99),
        Line("Total  2474.19", Box(500, 400, 160, 26), 0.99),
    ]
    assert rank_merchants(build_rows(lines), "IN")[0].text == "Nordberg Tech Limited"


@pytest.mark.parametrize(
    "company",
    ["Luna Norte Distribuidora de Energia S.A.", "Luna Sul Companhia de Gas e Agua S.A."],
)
def test_a_company_of_many_words_keeps_its_first_ones(company: str) -> None:
    title = "DANF3E - DOCUMENTO AUXILIAR DA NOTA FISCAL DE ENERGIA ELETRICA"
    text = f"{title}\n{company}\nAv. Fernandes Lima, 3349\nCEP: 57.052-902\nUnidade | 5"
    assert name(text + "\nTotal a Pagar | R$ 63,12", "BR") == company

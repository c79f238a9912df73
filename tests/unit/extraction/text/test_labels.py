import pytest

from receipt_desktop.extraction.text.amount_labels import label_amounts
from receipt_desktop.extraction.text.amount_style import style_rows
from receipt_desktop.extraction.text.labels import AmountRole, classify_label
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("TOTAL", AmountRole.TOTAL),
        ("À PAYER", AmountRole.TOTAL),
        ("zu zahlen", AmountRole.TOTAL),
        ("Totaal", AmountRole.TOTAL),
        ("CELKEM K ÚHRADĚ", AmountRole.TOTAL),
        ("UKUPNO:", AmountRole.TOTAL),
        ("Kokku", AmountRole.TOTAL),
        ("ΣΥΝΟΛΟ", AmountRole.TOTAL),
        ("Total (Excluding GST):", AmountRole.NET),
        ("Total Incl. GST@6%  RM", AmountRole.TOTAL_INCL),
        ("Total Amt Rounded", AmountRole.ROUNDED),
        ("Rounding Adj", AmountRole.ROUNDING),
        ("Total QTY: 3", AmountRole.COUNT),
        ("TOTAL SAVING:", AmountRole.DISCOUNT),
        ("Total GST (RM) :", AmountRole.TAX),
        ("davon MwSt 19%", AmountRole.TAX),
        ("Rückgeld EUR", AmountRole.CHANGE),
        ("SOUS-TOTAL", AmountRole.SUBTOTAL),
        ("Mottaget Kreditkort", AmountRole.CARD),
        ("Suggested Gratuity:", AmountRole.SUGGESTED),
        ("FOR PURCHASES UNDER", AmountRole.IGNORE),
        ("JUMLAH UANG", AmountRole.CASH),
        ("Veloitus", AmountRole.CARD),
        ("Tota", AmountRole.TOTAL),
        ("12.5% SVC", AmountRole.TIP),
        ("GRAT", AmountRole.TIP),
        ("TIP IS NOT INCLUDED", AmountRole.SUGGESTED),
        ("Bedienung <05/216>", AmountRole.NONE),
        ("Mitarbeiterrabatt 5%", AmountRole.DISCOUNT),
        ("4 Item PPN", AmountRole.IGNORE),
        ("10% S.C.", AmountRole.TIP),
        ("Geg. BAR EUR", AmountRole.CASH),
        ("Chocolate Bar 74%", AmountRole.NONE),
        ("10% SERVICE", AmountRole.TIP),
        ("rme Lei Fed. 12.741/2012) R$", AmountRole.IGNORE),
        ("PAPIER TOAL 34663A  1 x", AmountRole.NONE),
        ("Organic bananas", AmountRole.NONE),
    ],
)
def test_roles_of_labels(label: str, role: AmountRole) -> None:
    assert classify_label(label)[0] is role


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Subtotai :", AmountRole.SUBTOTAL),
        ("T0TAL", AmountRole.TOTAL),
        ("GRAND OTAL", AmountRole.TOTAL),
        ("Subt:otal", AmountRole.SUBTOTAL),
        ("Gesamtbetraq", AmountRole.TOTAL),
    ],
)
def test_misread_labels_are_understood(label: str, role: AmountRole) -> None:
    found, strength = classify_label(label)
    assert found is role
    assert strength > 0.8


def labelled(text: str) -> list[tuple[str, AmountRole]]:
    found = label_amounts(build_rows(printed(text).lines))
    return [(str(entry.amount.value), entry.role) for entry in found]


def test_two_labels_share_a_row() -> None:
    assert labelled("TOTAL SAVING: 0.00 | TOTAL 6.85") == [
        ("0.00", AmountRole.DISCOUNT),
        ("6.85", AmountRole.TOTAL),
    ]


def test_a_number_of_another_column_is_no_label() -> None:
    assert labelled("VAT ID 300056289500003 | Grand Total | 2,029.00")[-1][1] is AmountRole.TOTAL
    assert labelled("VAT 5% | total | 96.62")[-1][1] is AmountRole.TAX


def test_a_tax_without_decimals_stands_beside_its_rate() -> None:
    text = "合計 | 1,804円\n(内消费税(10%) | 164)"
    rows = style_rows(build_rows(printed(text).lines), "JPY")
    found = [(str(entry.amount.value), entry.role) for entry in label_amounts(rows)]
    assert found[-1] == ("164", AmountRole.TAX)


def test_an_amount_alone_takes_the_label_above() -> None:
    assert labelled("Betrag\n55,90 €") == [("55.90", AmountRole.TOTAL)]


def test_heads_of_sums_label_their_columns() -> None:
    text = "SUB TOTAL | I.V.A. | PERCEPCIONES | TOTAL\n119,50 | 25,10 | 0,00 | 144,60"
    assert labelled(text) == [
        ("119.50", AmountRole.SUBTOTAL),
        ("25.10", AmountRole.TAX),
        ("0.00", AmountRole.NONE),
        ("144.60", AmountRole.TOTAL),
    ]


def test_a_column_heading_lends_nothing() -> None:
    assert labelled("Pos Artikel Menge Preis\n1 2,00 14,99")[-1][1] is AmountRole.NONE

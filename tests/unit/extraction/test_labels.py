import pytest

from receipt_desktop.extraction.labelling import label_rows
from receipt_desktop.extraction.labels import Role, judge_label
from receipt_desktop.extraction.rows import build_rows
from tests.unit.extraction.printed import printed


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("TOTAL", Role.TOTAL),
        ("À PAYER", Role.TOTAL),
        ("zu zahlen", Role.TOTAL),
        ("Totaal", Role.TOTAL),
        ("CELKEM K ÚHRADĚ", Role.TOTAL),
        ("UKUPNO:", Role.TOTAL),
        ("Kokku", Role.TOTAL),
        ("ΣΥΝΟΛΟ", Role.TOTAL),
        ("Total (Excluding GST):", Role.NET),
        ("Total Incl. GST@6%  RM", Role.TOTAL_INCL),
        ("Total Amt Rounded", Role.ROUNDED),
        ("Rounding Adj", Role.ROUNDING),
        ("Total QTY: 3", Role.COUNT),
        ("TOTAL SAVING:", Role.DISCOUNT),
        ("Total GST (RM) :", Role.TAX),
        ("davon MwSt 19%", Role.TAX),
        ("Rückgeld EUR", Role.CHANGE),
        ("SOUS-TOTAL", Role.SUBTOTAL),
        ("Mottaget Kreditkort", Role.CARD),
        ("Suggested Gratuity:", Role.SUGGESTED),
        ("Organic bananas", Role.NONE),
    ],
)
def test_roles_of_labels(label: str, role: Role) -> None:
    assert judge_label(label)[0] is role


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Subtotai :", Role.SUBTOTAL),
        ("T0TAL", Role.TOTAL),
        ("GRAND OTAL", Role.TOTAL),
        ("Subt:otal", Role.SUBTOTAL),
        ("Gesamtbetraq", Role.TOTAL),
    ],
)
def test_misread_labels_are_understood(label: str, role: Role) -> None:
    found, strength = judge_label(label)
    assert found is role
    assert strength > 0.8


def labelled(text: str) -> list[tuple[str, Role]]:
    found = label_rows(build_rows(printed(text).lines))
    return [(str(entry.amount.value), entry.role) for entry in found]


def test_two_labels_share_a_row() -> None:
    assert labelled("TOTAL SAVING: 0.00 | TOTAL 6.85") == [
        ("0.00", Role.DISCOUNT),
        ("6.85", Role.TOTAL),
    ]


def test_an_amount_alone_takes_the_label_above() -> None:
    assert labelled("Betrag\n55,90 €") == [("55.90", Role.TOTAL)]


def test_a_column_heading_lends_nothing() -> None:
    assert labelled("Pos Artikel Menge Preis\n1 2,00 14,99")[-1][1] is Role.NONE

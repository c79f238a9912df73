from decimal import Decimal

import pytest

from receipt_desktop.extraction.rules.taxes import find_tax_rows
from receipt_desktop.extraction.rules.total_proofs import TotalCandidate
from receipt_desktop.extraction.rules.totals import estimate_total_confidence, rank_totals
from receipt_desktop.extraction.text.amount_labels import label_amounts
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


def ranked(text: str, *, score: float = 0.97) -> list[TotalCandidate]:
    rows = build_rows(printed(text, score=score).lines)
    found = label_amounts(rows)
    return rank_totals(
        found, find_tax_rows(rows, found, [Decimal(19), Decimal(7), Decimal(6)]), rows
    )


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Brot | 2,50\nSUMME EUR | 2,50\nBAR | 10,00\nRÜCKGELD | 7,50", "2.50"),
        (
            "Total (Excl GST) | 18.31\nGST 6% | 1.10\nTotal (Incl GST) | 19.41\nCASH | 20.00",
            "19.41",
        ),
        (
            "Total 0% supplies | 15.36\nTotal 6% supplies (Inc GST) | 11.44\nTotal Payable | 26.80",
            "26.80",
        ),
        (
            "Total | 8.11\nRounding | -0.01\nTotal Rounded | 8.10\nCASH | 50.00\nCHANGE | 41.90",
            "8.10",
        ),
        (
            (
                "Total (Excluding GST) | 67.00\nGST Payable | 4.02\n"
                "Total (Inclusive of GST) | 71.02\n"
                "Rounding Adj | -0.02\nTOTAL | 71.00\nCASH | 71.00\nSR @6% | 67.00 | 4.02"
            ),
            "71.00",
        ),
        (
            (
                "Total Sales (Inclusive GST) RM | 13.58\nRounding Adjustment RM | ,02\n"
                "Rounding RM | 13.60\nCASH RM | 14.00"
            ),
            "13.60",
        ),
        (
            "Subtotal | 24.75\nTax | 2.07\nTip | 4.46\nTotal | 31.28\n18% suggested tip | 5.63",
            "31.28",
        ),
        (
            "Saldo Leistungen | 160,00\nZahlung Mastercard | -160,00\nRechnungsbetrag | 0,00",
            "160.00",
        ),
        ("Net Total: | 6,47\nTax | 0,58\nPayment | 7,05\nChange Due | 0,00", "7.05"),
        ("NET TOTAL | 7.40\nCash | 7.40\nCHANGE | 0.00", "7.40"),
        (
            "SWEETS | 46.46\nDUE VAT INCL | 46.46\nCASH | 50.00\nROUNDING | 0.06\nCHANGE | 3.60",
            "46.46",
        ),
        ("TOTAL QTY | 3.00\nTOTAL | 12.90", "12.90"),
        ("Tea | 3.00\nAmount: | \n| GBP 1.50", "1.50"),
        ("MWST% | MWST + | Netto | Brutto\nA 7 % | 0,47 | 6,69 | 7,16\nzu zahlen | 7,16", "7.16"),
    ],
)
def test_the_amount_charged(text: str, total: str) -> None:
    assert ranked(text)[0].value == Decimal(total)


def test_arithmetic_beats_one_misread_label() -> None:
    text = """
    Sub Total (Excluded GST) | 106.10
    Total GST | 6.37
    Rounding | -0.02
    Total (RM) | 112.46
    CASH | 112.45
    Change | 0.00
    """
    assert ranked(text)[0].value == Decimal("112.45")


def test_proofs_make_a_total_surer() -> None:
    bare = estimate_total_confidence(ranked("Brot | 2,50\nKuchen | 3,00\nSumme | 5,50"))
    proven = estimate_total_confidence(
        ranked("Brot | 2,50\nKuchen | 3,00\nSumme | 5,50\nBar | 10,00\nRückgeld | 4,50")
    )
    assert bare < proven <= 0.98


def test_bad_reading_makes_a_total_doubtful() -> None:
    text = "Brot | 2,50\nSumme | 5,50"
    assert estimate_total_confidence(ranked(text, score=0.5)) < estimate_total_confidence(
        ranked(text)
    )


def test_nothing_to_choose_from() -> None:
    assert ranked("Thank you") == []
    assert estimate_total_confidence([]) == 0.0


@pytest.mark.parametrize(
    ("text", "total"),
    [
        (
            (
                "Soup | 14.00\nTax | 0.90\nTotal | 14.90\nSuggested Tip:\n"
                "15%: (Tip $2.10 Total $17.00)\n20%: (Tip $2.80 Total $17.70)"
            ),
            "14.90",
        ),
        (
            "TOTAL | 28.40\nLOYALTY | 28.00\nVISA CAD$ | 0.40\nCREDIT TN | 0.40",
            "28.40",
        ),
        ("めし | ¥500\n合計 | ¥500\n現計 | ¥1,000\n点数 | ¥500", "500"),
        (
            (
                "Cake | 14.18\nTotal | 14.18\nRounding | 0.02\nGrand TotaRM14.20\n"
                "Total Paid RM20.20\nChange RM6.00"
            ),
            "14.20",
        ),
        (
            (
                "PRIVILEGE CARD\n88888 1 10.00 | 10.00\nLAMP | 50.31\nTOTAL AMT | 60.31\n"
                "ROUNDING | -0.01\nRH | 60.30\nCASH | 70.30\nCHANGE | 10.00"
            ),
            "60.30",
        ),
    ],
)
def test_proposals_points_and_tender_are_not_the_total(text: str, total: str) -> None:
    assert ranked(text)[0].value == Decimal(total)


def test_a_total_that_is_printed_with_another_digit_is_doubtful() -> None:
    text = "Life Line | 105.00\nSubTotal: | 105.00\nTotal Inclusive GST: | {}\nMASTER | 105.00"
    misread, same = ranked(text.format("165.00")), ranked(text.format("105.00"))
    assert misread[0].value == Decimal("105.00")
    assert estimate_total_confidence(misread) < 0.2
    assert estimate_total_confidence(same) > 0.9


def test_the_net_amounts_are_not_the_total() -> None:
    text = """
    Drill | 1 | 1,500.00 | 1,500.00
    Saw | 1 | 705.00 | 705.00
    | 2,205.00
    IGST 19% | 418.95
    Total 2 NOS | 2,624.00
    Code | Taxable | Tax
    19% | 2,205.00 | 418.95 | 418.95
    Total | 2,205.00 | 418.95 | 418.95
    """
    best = ranked(text)[0]
    assert (best.value, best.is_contradicted) == (Decimal(2624), False)

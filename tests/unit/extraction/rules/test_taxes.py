from decimal import Decimal

import pytest

from receipt_desktop.extraction.rules.tax_candidates import TaxCandidate, find_rates, match_rate
from receipt_desktop.extraction.rules.tax_choice import choose_tax_rows
from receipt_desktop.extraction.rules.tax_difference import find_tax_by_difference
from receipt_desktop.extraction.rules.taxes import find_tax_rows
from receipt_desktop.extraction.text.amount_labels import label_amounts
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed

RATES = [Decimal(19), Decimal(7), Decimal(6)]


def lines(text: str, total: str) -> list[TaxCandidate]:
    rows = build_rows(printed(text).lines)
    found = find_tax_rows(rows, label_amounts(rows), RATES)
    return choose_tax_rows(found, Decimal(total), RATES)


def amounts(found: list[TaxCandidate]) -> list[str]:
    return [str(row.amount) for row in found]


@pytest.mark.parametrize(
    ("text", "total", "expected"),
    [
        ("B 7% | 15,46 | 1,08 | 16,54\nC 19% | 2,97 | 0,57 | 3,54", "20.08", ["1.08", "0.57"]),
        ("A 7 % | 0,47 | 6,69 | 7,16\nSumme | 0,47 | 6,69 | 7,16", "7.16", ["0.47"]),
        ("T.P.S. | 1.60\nT.V.Q. | 3.19\nTPS: 1,60 $ TVQ: 3,19 $", "36.79", ["1.60", "3.19"]),
        ("incl. 19,00% Mwst | 18,36\nNetto-Warenwert | 96,62", "114.98", ["18.36"]),
        ("GST payable (6%) | 1.09\nSR (@ 6%) | 18.31 | 1.09", "19.40", ["1.09"]),
        ("Mwst 19% | 2,39\nMwst 7% | 2,61", "54.90", ["2.39", "2.61"]),
        ("SR @ 0% | 59.00 | 0.00", "59.00", ["0"]),
        ("Ta× 1 [$4.45] | $0.27\nTOTAL SALES | $4.72", "4.72", ["0.27"]),
        ("Bread | 2.50", "2.50", []),
        (
            "Summe | 9,31\nV 19.0% | 0,91- | 4,79- | 5,70-\nE 7.0% | 0,98 | 14,03 | 15,01",
            "9.31",
            ["-0.91", "0.98"],
        ),
        (
            "NETO$ | 7.898,74\nVA 21%$ | 1509,92\nVA27%$ | 191,34\nTOTAL $ | 9.600,00",
            "9600.00",
            ["1509.92", "191.34"],
        ),
        ("Total | 13.84\nMWST | 10.00 | 1.90\nMWST | 1.82 | 0.13", "13.85", ["1.90", "0.13"]),
        ("Total | 38.25\n6.38 | VAT TTL | 38.25\nNet TTL | 31.87", "38.25", ["6.38"]),
        ("Subtotal | 8.00\nHawaii 4.712% | 0.38\nTotal | 8.38\nTip | 1.26", "9.64", ["0.38"]),
        (
            (
                "Total | 3,23\nA MWST A 198 | 1,00 | 0,19 | 1,19\n"
                "B MUST B 78 | 1,91 | 0,13 | 2,04\nMwSt Total | 2,91 | 0,32 | 3,23"
            ),
            "3.23",
            ["0.19", "0.13"],
        ),
        (
            (
                "Mitarbeiterrabatt 5% | -0,64 B\nSumme | 13,05\nA= 19,0% | 0,75 | 0,14 | 0,89\n"
                "B= 7,0% | 11,36 | 0,80 | 12,16\nGesamtbetrag | 12,11 | 0,94 | 13,05"
            ),
            "13.05",
            ["0.14", "0.80"],
        ),
    ],
)
def test_tax_tables_and_single_rows(text: str, total: str, expected: list[str]) -> None:
    assert amounts(lines(text, total)) == expected


def test_the_sums_of_a_table_are_no_rate_of_their_own() -> None:
    rates = [Decimal(10), Decimal(21)]
    rows = build_rows(
        printed("TOTAL | 11,30\n10% | 10,14 | 1,01\n21% | 0,12 | 0,03\nTOTAL | 10,26 | 1,04").lines
    )
    found = choose_tax_rows(
        find_tax_rows(rows, label_amounts(rows), rates), Decimal("11.30"), rates
    )
    assert [(row.rate, row.net) for row in found] == [
        (Decimal(10), Decimal("10.14")),
        (Decimal(21), Decimal("0.12")),
    ]


def test_a_misread_rate_is_that_of_the_rest_of_the_table() -> None:
    rates = [Decimal(14), Decimal(24)]
    text = (
        "YHTEENSÄ | 14,60\n14,00% | 12,63 | 1,76 | 14,39\n4.00% | 0,17 | 0,04 | 0,21\n"
        "YHTEENSÄ | 12,80 | 1,80 | 14,60"
    )
    rows = build_rows(printed(text).lines)
    found = choose_tax_rows(
        find_tax_rows(rows, label_amounts(rows), rates), Decimal("14.60"), rates
    )
    assert {(row.net, row.amount) for row in found} == {
        (Decimal("12.63"), Decimal("1.76")),
        (Decimal("0.17"), Decimal("0.04")),
    }


def test_columns_are_distinguished_by_arithmetic() -> None:
    row = lines("19 % | 9,58 | 50,38 | 59,96", "59.96")[0]
    assert (row.rate, row.net, row.amount, row.gross) == (
        Decimal(19),
        Decimal("50.38"),
        Decimal("9.58"),
        Decimal("59.96"),
    )
    assert row.is_proven


def test_a_rate_that_does_not_fit_gives_no_tax_row() -> None:
    assert match_rate(Decimal(19), [Decimal("10.00"), Decimal("3.00")]) is None


def test_rates_of_a_row() -> None:
    assert find_rates("7,7% und 19 % von 100%") == [Decimal("7.7"), Decimal(19)]


@pytest.mark.parametrize(
    ("text", "total", "expected"),
    [
        ("Total (incl GST) | 53.50\nTOTAL INCLUDES GST OF | 3.50", "53.50", ["3.50"]),
        ("Total (incl GST) | 54.50\nTOTAL INCLUDES GST OF | 4.50", "54.50", ["4.50"]),
        ("DUE VAT INCL | 70.44\nVAT INCL | 70.44 | 8.65", "70.44", ["8.65"]),
        (
            "Total | 528.00\nVAT on Food Taxable 12.5% | 66.00\nBill Total | 594.00",
            "594",
            ["66.00"],
        ),
        ("C = 19,00% | 0,62\nTOTAL | 3,90", "3.90", ["0.62"]),
        ("CGST 9% | 11,122.81\nSGST 9% | 11,122.81", "145832.40", ["11122.81", "11122.81"]),
        ("CGST @2.5% | 12.50\nSGST @2.5% | 12.50\nTotal | 525.00", "525", ["12.50", "12.50"]),
        ("(10%対象 ¥2,160)\n(10%消費税 ¥196)\n(内税 ¥196)", "2160", ["196"]),
        ("小計 ¥491\n8%外税額 ¥39\n(消費稅 ¥39)\n合計 ¥530", "530", ["39"]),
        ("과세물품가액 ₩14,000\n부가세 ₩1,400\n합계 ₩15,400", "15400", ["1400"]),
        ("VAT 7% | 13.691.31\nTOTAL | 20.00", "20.00", ["1.31"]),
        ("Subtotal | 370.00\nPPN | 37.00\nTotal | 407.00", "407.00", ["37.00"]),
        ("УКУПНО | 600,00\nПДВ 20% | 100,00", "600", ["100.00"]),
        ("ΣΥΝΟΛΟ | 12,40\nΦΠΑ 24% | 2,40", "12.40", ["2.40"]),
        ("ИТОГ | 120,00\nв т.ч. НДС 20% | 20,00", "120", ["20.00"]),
        ('סה"כ | 118.00\nמע"מ 18% | 18.00', "118", ["18.00"]),
        ("TOTAL EXCL GST | 50.00\nTotal incl. GST | 53.00", "53.00", []),
        ("Gross amount incl. VAT | 70.44", "70.44", []),
        ("Discount 20% | 10.00\nTotal | 60.00", "60.00", []),
        ("TAX FREE PERFUME | 20.00\nTotal | 60.00", "60.00", []),
        (
            (
                "Subtotal | 100.00\nNHIL 2.5% | 2.50\nGETFund 2.5% | 2.50\nCOVID levy 1% | 1.00\n"
                "VAT 15% | 15.90\nTotal | 121.90"
            ),
            "121.90",
            ["2.50", "2.50", "1.00", "15.90"],
        ),
        ("GST 5% | 0.35\nTPS 5% | 0.35\nQST 9.975% | 0.70", "8.05", ["0.35", "0.70"]),
        ("TVA 0% | 0,00\nTOTAL | 60.00", "60.00", ["0.00"]),
        ("5 = 6%.  12.82  。76", "13.60", ["0.76"]),
        ("Sub Total | 40.00\nCGST2.5 2.5% | 1.00\nSGST2.5 2.5% | 1.00", "42.00", ["1.00", "1.00"]),
        ("Tea | 20.00 (VAT 5%) | 20.00\nRice | 21.00 (VAT 5%) | 21.00", "41.00", []),
    ],
)
def test_taxes_of_many_countries(text: str, total: str, expected: list[str]) -> None:
    assert amounts(lines(text, total)) == expected


@pytest.mark.parametrize(
    ("text", "total", "expected"),
    [
        ("GST Taxable CGST SGST\nTotal | 325.84 | 13.58 | 13.58", "353.00", ["27.16"]),
        ("Subtotal | 37.50\nTotal Tax | 188\nTotal | 39.38", "39.38", ["1.88"]),
        ("Magazin (7% MwSt) | 9,90\nSumme | 9,90\n9,25. EUR", "9.90", ["0.65"]),
        ("Subtotal | 37.50\nService | 1.88\nTotal | 39.38", "39.38", []),
        ("VAT INVOICE\nTea | 4.00\nCake | 5.00\nTotal | 9.00", "9.00", []),
        ("Stawka Netto VAT Brutto\nRazem: | 918,00 | 0,00 | 918,00", "918.00", ["0"]),
        ("Item Discount Sum\nTotal | 918,00 | 0,00 | 918,00", "918.00", []),
    ],
)
def test_the_difference_of_total_and_net_is_the_tax(
    text: str, total: str, expected: list[str]
) -> None:
    rows = build_rows(printed(text).lines)
    found = find_tax_by_difference(rows, label_amounts(rows), Decimal(total))
    assert amounts(found) == expected


def test_the_tax_of_a_refund_is_negative() -> None:
    row = lines("TVA 20 % | -19,83\nTotal TTC | -119,00", "119.00")[0].negated()
    assert (row.net, row.amount, row.gross) == (
        Decimal("-99.17"),
        Decimal("-19.83"),
        Decimal("-119.00"),
    )


def test_taxes_before_and_after_a_discount_count_once() -> None:
    text = """
    8.0% 消費税等 | ¥472
    10.0% 消費税等 | ¥40
    8.0% 消費税等 | ¥452
    10.0% 消費税等 | ¥40
    消費税等計 | ¥492
    合計 | ¥6,557
    """
    rows = build_rows(printed(text).lines)
    rates = [Decimal(8), Decimal(10)]
    found = choose_tax_rows(find_tax_rows(rows, label_amounts(rows), rates), Decimal(6557), rates)
    assert amounts(found) == ["492"]


def test_the_sales_above_a_tax_are_no_tax() -> None:
    text = "PTU A | 24,60\nKwota A 23,00% | 4,60\nPTU B | 5,40\nKwota B 8,00% | 0,40\nRazem | 30,00"
    assert amounts(lines(text, "30.00")) == ["4.60", "0.40"]


def test_taxes_side_by_side_and_their_sum_count_once() -> None:
    text = "CGST @ 2.50% ON 400-00 | 10.00\nSGST @ 2.50% ON | 400.00 | 10.00\nTOTAL GST | 20.00"
    assert amounts(lines(text, "420.00")) == ["10.00", "10.00"]


def test_a_tax_of_which_one_half_was_not_read_counts_whole() -> None:
    text = "GST Amount | 20.62\nCGST | 2.5% | 412.36 | 10.31"
    assert amounts(lines(text, "433.00")) == ["20.62"]


def test_the_taxes_of_the_items_are_parts_of_the_whole() -> None:
    text = "Mug | 10,00 | 19 | 1,90 | 11,90\nPost | 5,00 19% 0,95\nSumme | 15,00 19% | 2,85 | 17,85"
    assert amounts(lines(text, "17.85")) == ["2.85"]

"""Which amounts of a whole receipt are its tax."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import ReviewReason
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from receipt_desktop.validation.check import check_draft
from tests.unit.extraction.printed import printed

TODAY = date(2026, 6, 1)


def find_tax(text: str) -> Decimal | None:
    tax = extract_by_rules(printed(text), TODAY).get_value(Field.TAX)
    assert tax is None or isinstance(tax, Decimal)
    return tax


BRAZILIAN = """
PADARIA CENTRAL LTDA
CNPJ: 11.222.333/0001-81
Valor total R$ | 40,00
Dinheiro | 40,00
"""


@pytest.mark.parametrize(
    "taxes",
    [
        "Trib Aprox R$: 5,87 Federal e 4,54 Estadual\nFonte: IBPT",
        "Trib aprox R$: Fed 2,65 Est 4.33 IBPT",
        "Val.Aprox. Impostos R$ 0,00(0,00%) Fonte:IBPT",
        "Valor Aproximado dos Tributos deste Cupom | 6,84\n(Conforme Lei Fed. 12.741/2012)",
        "Tributos Aprox. R$ 5,01(12,53%)\n(Lei Federal 12.741 /2012) Fonte:IBPT",
        "Tributos Totais Incidentes (Lei Federal 12.741/2012) - Total R$\n6,21 - Federal 2,60",
        "Tributos Incidentes Lei Federal 12.741/12 - Total R$ 7,20 (18,00%)",
        "Val. aprox. dos impostos (18%)",
        "Valor Total FCP 0.13\nTOTAL ICMS: | 1,34\nTrib aprox R$: Fed 2,65 Est 4.33 IBPT",
        "Base de Calculo ICMS 40,00 | ICMS 18% | 7,20\nPIS/COFINS | 1,40",
    ],
)
def test_a_tax_for_information_is_none(taxes: str) -> None:
    page = printed(BRAZILIAN + taxes)
    draft = extract_by_rules(page, TODAY)
    assert Field.TAX not in draft.fields
    assert not draft.tax_lines
    assert ReviewReason.UNREAD_TAX not in check_draft(draft, page, TODAY).reasons


@pytest.mark.parametrize(
    "text",
    [
        "TROFIE | 10% | 18,00\nACCIUGHE | 10% | 20,00\nACQUA | 10% | 2,00\nTOTALE | 40,00",
        "Bier | 19% | 9,00\nSuppe | 19% | 30,00\nBrot | 19% | 5,70\nSumme EUR | 44,70",
        "Pide | %10 | 50,00\nCay | %10 | 5,00\nSu | %10 | 9,00\nTOPLAM TL | 64,00",
    ],
)
def test_prices_with_a_rate_are_no_tax(text: str) -> None:
    assert find_tax(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Beef | 84.00\nDAN D ROLL OATS MRJ\n2 @ 3.59 | 7.18\nTOTAL $ | 91.18",
        "Beef | 84.00\nDAN D ROLL OATS MRJ\n20:3.59 | 7.18\nTOTAL $ | 91.18",
        "DESCRIZIONE IVA EURO\n3.00 X 2.50\nCOPERTO | 7.50\nPESCE | 32,50\nTOTALE EURO | 40,00",
        "You have saved\n5.00\nTAX INVOICE\nRice | 40.00\nTotal Rs. | 40.00",
        "Discount card\n5.00\nVAT INVOICE\nTea | 40.00\nTotal GBP | 40.00",
    ],
)
def test_amounts_beside_a_foreign_label_are_no_tax(text: str) -> None:
    assert find_tax(text) is None


def test_a_tax_below_its_name_counts() -> None:
    assert find_tax("Tea | 10.00\nSubtotal | 10.00\nSales Tax\n0.80\nTotal $ | 10.80") == Decimal(
        "0.80"
    )


@pytest.mark.parametrize(
    ("tax", "total"),
    [
        ("T = AZ TAX 3.1000% on $55.82 | $4.52", "$70.96"),
        ("T = CA TAX 7.75000 on $58.32 | $4.52", "$70.96"),
        ("GST 6% on 55.82 | 4.52", "70.96"),
        ("8.1000% OF 55.82 | 4.52", "70.96"),
    ],
)
def test_a_tax_that_raises_the_subtotal_to_the_total(tax: str, total: str) -> None:
    text = f"Bags | 10.62\nLamp | 55.82\nSUBTOTAL | $66.44\n{tax}\nTOTAL | {total}"
    assert find_tax(text) == Decimal("4.52")


@pytest.mark.parametrize(
    "row", ["Tax free service | 4.52", "Delivery 5% | 4.52", "Tax of stay on 55.82 | $44.52"]
)
def test_other_charges_above_the_total_are_no_proven_tax(row: str) -> None:
    amount = Decimal(row.split("| ")[1].lstrip("$"))
    text = f"Lamp | 66.44\nSUBTOTAL | $66.44\n{row}\nTOTAL | ${Decimal('66.44') + amount}"
    lines = extract_by_rules(printed(text), TODAY).tax_lines
    assert not any(line.confidence > 0.9 for line in lines)


@pytest.mark.parametrize(
    ("text", "tax"),
    [
        (
            (
                "KOLA | %8 | *5,50\nEKMEK | %1 | *1,25\nPEYNIR | %8 | *5,11\nTOPKDV | *0.80\n"
                "TOPLAM | *11.86\nKDV KDV TUTARI KDV'LI TOPLAM\nx01 | *0,01 | *1.25\n"
                "408 | *0,79 | *10.61"
            ),
            "0.80",
        ),
        (
            (
                "Melk | 100,00\nVin | 272,49\nSUM NOK | 372,49\nMva% | Grunnlag | Mva | Sum\n"
                "18752 | 97,23 | 14,56 | 111,97\n25% | 208,56 | 52,14 | 260,70\n"
                "SUM | 309,07 | 63,42 | 372,49"
            ),
            "63.42",
        ),
        (
            (
                "Wurst | 10,70\nBier | 11,90\nSumme EUR | 22,60\nMwSt | Netto | MwSt | Brutto\n"
                "7% | 10,00 | 0,70 | 10,70\nB | 10,80 | 1,90 | 11,90\nGesamt | 20,00 | 2,60 | 22,60"
            ),
            "2.60",
        ),
        (
            (
                "COPERTO | 10% | 20,00\nACQUA | 10% | 2,00\nPESCE | 10% | 24,20\n"
                "TOTALE COMPLESSIVO EURO | 46,20\nDI CUI IVA | 4,20\nCONTANTE | 46,20"
            ),
            "4.20",
        ),
        (
            (
                "Alus | 12.10\nMaize | 5.00\nSumma EUR | 17.10\nPVN A 21% | 10.00 | 2.10 | 12.10\n"
                "PVN B 12% | 4.4 | 0.S4\nPVN kopa | 2.64"
            ),
            "2.64",
        ),
        (
            (
                "Leb | 110,00\nPivo | 120,00\nZa uplatu RSD | 230,00\n"
                "Stopa A 10,00% | PDV | 10,00\nStopa B 20,00% | PDV | 2,00\n"
                "Ukupan iznos poreza: | 30,00"
            ),
            "30.00",
        ),
    ],
)
def test_the_sum_counts_where_a_row_of_the_table_was_misread(text: str, tax: str) -> None:
    assert find_tax(text) == Decimal(tax)


def test_a_misread_sum_does_not_replace_rows_that_add_up() -> None:
    text = (
        "Wurst | 10,70\nBier | 11,90\nSumme EUR | 22,60\n7% | 10,00 | 0,70 | 10,70\n"
        "19% | 10,00 | 1,90 | 11,90\nSumme MwSt | 2,80"
    )
    assert find_tax(text) == Decimal("2.60")


def test_two_sums_that_differ_decide_nothing() -> None:
    text = "Tea | 9.00\nTotal GBP | 9.00\nVAT 20% | 7.50 | 1.50\nTotal VAT | 1.20\nVAT total | 1.10"
    assert find_tax(text) != Decimal("1.20")


@pytest.mark.parametrize(
    ("text", "tax"),
    [
        (
            "COPERTO | 10% | 7.50\nPESCE | 10% | 48,00\nTOTALE EURO | 55,50\nDI CUI IVA | 6.05",
            "5.05",
        ),
        ("Pide | 10% | 50,00\nCay | 10% | 5,00\nTOPKDV | 5,80\nTOPLAM TL | 55,00", "5.00"),
        ("Moketi EUR | 20,00\nA= 21.00% | B6.53 | 3.4\nMoketa EUR | 20,00", "3.47"),
        ("Brot | 35,70\nSumme EUR | 35,70\nB 19,0% | 30,08 | 5,70", "5.70"),
    ],
)
def test_a_tax_with_a_wrong_digit_is_restored(text: str, tax: str) -> None:
    assert find_tax(text) == Decimal(tax)


@pytest.mark.parametrize(
    "text",
    [
        "COPERTO | 10% | 7.50\nPESCE | 10% | 48,00\nTOTALE EURO | 55,50\nDI CUI IVA | 4.05",
        "COPERTO | 10% | 7.50\nVINO | 22% | 48,00\nTOTALE EURO | 55,50\nDI CUI IVA | 4.05",
    ],
)
def test_a_tax_that_the_rates_allow_is_kept(text: str) -> None:
    assert find_tax(text) == Decimal("4.05")


@pytest.mark.parametrize(
    ("text", "tax"),
    [
        ("Ca phe | 153,000\nTotal VND: | 153,000\nCASH (VND) | 203,000\nVA | 13,909", "13909"),
        ("Brood | 10,90\nTotaal EUR | 10,90\nBT | 0,90\nBTW-nummer NL001234567B01", "0.90"),
        ("Kahvi | 11,40\nYhteensa EUR | 11,40\nLV | 1,40\nY-tunnus 1234567-1\nKorttimaksu", "1.40"),
        ("Ca phe | 153,000\nTotal VND: | 153,000\nCASH (VND) | 203,000\nVA | 12,909", None),
        ("VA | 1.50\nTee | 7.50\nTotal GBP | 9.00\nCash | 9.00", None),
    ],
)
def test_a_tax_whose_name_lacks_a_letter(text: str, tax: str | None) -> None:
    assert find_tax(text) == (tax and Decimal(tax))


def test_a_quantity_with_its_unit_is_no_rate() -> None:
    text = "АИ-95\n10л*1.90 | =19.00 BYN\nНДС 20% | =3.17 BYN\nИТОГО | 19.00 BYN"
    assert find_tax(text) == Decimal("3.17")
    assert find_tax(text.replace("ИТОГО", "*").replace("10л", "10n")) == Decimal("3.17")


@pytest.mark.parametrize(
    ("rows", "tax"),
    [
        ("本体合計(1点) | 573\n(8% | 573 | 消費税 45)\n総合計 | 618", 45),
        ("本体合計(2点) | 1,173\n(10% | 1,173 | 消費稅 117)\n総合計 | 1,290", 117),
        (
            """小計 | ¥3,669
            (外税10タイョウ | ¥604)
            外税10 | ¥60
            (外税8タイショウ | ¥3,065)
            外税8 | ¥245
            (税合計 | ¥305)
            合計 | ¥3,974""",
            305,
        ),
        ("小計 | ¥200\n8% | ¥200\n8%税客頁 | ¥16\n合計 | ¥216", 16),
    ],
)
def test_taxes_of_japanese_tills(rows: str, tax: int) -> None:
    assert find_tax(f"月見堂\n2026年5月10日\n{rows}\nお釣り | ¥0") == tax


def test_what_tax_free_customers_save_is_no_tax() -> None:
    rows = "(免税 対象 | ¥9,351)\n合計 | ¥9,351\n(消費税等 | ¥0)\n免税額(Tax exemption) | 883円"
    assert find_tax(f"月見堂\n2026年5月10日\n{rows}") == 0

"""Signs, codes and names of currencies in a row of text."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.rules.currency_signs import find_signs
from receipt_desktop.extraction.rules.origin import collect_origin_clues, decide_origin
from receipt_desktop.extraction.rules.stated_currencies import find_stated_currencies
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


def currencies(text: str) -> set[str]:
    """All currencies that the signs of the text may stand for."""
    rows = build_rows(printed(text).lines)
    return {code for sign in find_signs(rows) for code in sign.currencies}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TOTAL ₹ 312.50", "INR"),
        ("Grand Total Rs. 450/-", "INR"),
        ("Amt(Rp)", "IDR"),
        ("Rp 100.000", "IDR"),
        ("CYMA 100.47 rp", "UAH"),
        ("TOTAL ₦12,450.00", "NGN"),
        ("TOTAL N185,000", "NGN"),
        ("TOTAL GH₵ 145.00", "GHS"),
        ("TOTAL KSh 845.00", "KES"),
        ("TOTAL 650/=", "KES"),
        ("TOTAL TSh 41,000", "TZS"),
        ("TOTAL USh 135,000", "UGX"),
        ("APPROVED R319.40", "ZAR"),
        ("Total P235.50", "BWP"),
        ("TOTAL AED 63.00", "AED"),
        ("Net Amount Dhs 48.25", "AED"),
        ("Total 112,00 DH", "MAD"),
        ("TOTAL QR 118.00", "QAR"),
        ("TOTAL SR 128.75", "SAR"),
        ("TOTAL KD 14.250", "KWD"),
        ("TOTAL BD 3.450", "BHD"),
        ("TOTAL OMR 2.300", "OMR"),
        ("TOTAL 7.250 JD", "JOD"),
        ("Total 171.00 LE", "EGP"),
        ("Total EGP 1,140.00", "EGP"),
        ("TOTAL 84,600 DT", "TND"),
        ("Total NIS 92.00", "ILS"),
        ('סה"כ ₪134.60', "ILS"),
        ("Total ₱235.50", "PHP"),
        ("Total Php 1,000.00", "PHP"),
        ("Total ฿120.00", "THB"),
        ("Tổng cộng 98.000đ", "VND"),
        ("Total 98.000 VND", "VND"),
        ("Total ₩10,500", "KRW"),
        ("합계 7,400원", "KRW"),
        ("Total NT$ 890", "TWD"),
        ("Total HK$ 89.00", "HKD"),
        ("Total S$ 8.90", "SGD"),
        ("Total A$ 8.90", "AUD"),
        ("Total NZ$ 8.90", "NZD"),
        ("Total J$2,090.00", "JMD"),
        ("Total TT$ 90.00", "TTD"),
        ("Total BZ$ 12.00", "BZD"),
        ("TOTAL RD$640.00", "DOP"),
        ("Valor total R$ 38,70", "BRL"),
        ("IMPORTE TOTAL S/ 118.00", "PEN"),
        ("Total B/. 12.50", "PAB"),
        ("Total Bs. 45,00", "BOB"),
        ("Total ₲ 45.000", "PYG"),
        ("Total L. 45.00", "HNL"),
        ("Total Q45.00", "GTQ"),
        ("Total ₡ 4.500", "CRC"),
        ("Total 45,00 Kč", "CZK"),
        ("Total 45,00 zł", "PLN"),
        ("Total 450 Ft", "HUF"),
        ("Total 45,00 lei", "RON"),
        ("СУМА 12.34 лв", "BGN"),
        ("Вкупно 450 ден", "MKD"),
        ("Укупно 450,00 РСД", "RSD"),
        ("Ukupno 45,00 KM", "BAM"),
        ("TOPLAM ₺45,00", "TRY"),
        ("TOPLAM 45,00 TL", "TRY"),
        ("До сплати 175.00 грн", "UAH"),
        ("Итого 41,50 BYN", "BYN"),
        ("Итого 9 350 тг", "KZT"),
        ("TOTAL ₾37.85", "GEL"),
        ("Cəmi 27.00 manat", "AZN"),
        ("Total CHF 12.-", "CHF"),
        ("合計 ¥1,326", "JPY"),
        ("应收 ¥92.60", "CNY"),
        ("合计 92.60 元", "CNY"),
        ("Total Birr 1,284.00", "ETB"),
        ("Total MUR 2,300.00", "MUR"),
        ("Total Tk 1,155.00", "BDT"),
        ("Total LKR 14,160.00", "LKR"),
        ("Total NRs 165.00", "NPR"),
        ("TOTAL 12 500 FCFA", "XOF"),
        ("Rupees nine hundred only", "INR"),
        ("Son: cincuenta soles", "PEN"),
    ],
)
def test_signs_of_the_world(text: str, code: str) -> None:
    assert code in currencies(text)


@pytest.mark.parametrize(
    "text",
    [
        "le 12 mars 2024",
        "DT:03-11-2024 09:18",
        "BD021098",
        "Lot R5",
        "Pen 2 pcs",
        "ALL ITEMS",
        "TOP 10",
        "12 km",
        "HARDWARE SDN BHD",
        "Order L 5",
        "MM RVW MNT  003399105848",
        "4064129 TnD",
        "Hurriyet Mah Mahmutbey Cad",
        "CAFERAGA MAH. MODA CAD.",
    ],
)
def test_other_words_and_letters_are_no_signs(text: str) -> None:
    assert currencies(text) == set()


def test_a_shortened_word_of_an_article_is_no_sign_of_a_foreign_currency() -> None:
    rows = build_rows(printed("1 SALCHICHAS FR. | 0,23\n1 TOMATE | 0,75").lines)
    assert not any(sign.is_clear for sign in find_signs(rows))
    rows = build_rows(printed("Fr. 54.50").lines)
    assert any(sign.is_clear for sign in find_signs(rows))


def test_a_misread_sign_counts_beside_an_amount_only() -> None:
    assert currencies("CYMA | 205,70 TPH") == {"UAH"}
    assert currencies("NPA TPH:000000613012") == set()


def test_a_code_in_capitals_counts_where_streets_end_alike() -> None:
    assert currencies("Amount in CAD") == {"CAD"}
    assert currencies("TOTAL Cad 12.50") == {"CAD"}


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Please keep this. All prices are in US dollars.", {"USD"}),
        ("All amounts in EUR unless stated otherwise", {"EUR"}),
        ("Alle Preise verstehen sich in Schweizer Franken", {"CHF"}),
        ("Tous les montants sont exprimés en euros", {"EUR"}),
        ("Importes expresados en pesos", set()),
        ("The prices in our shop in Euroville", set()),
        ("Great prices in all our shops", set()),
    ],
)
def test_a_sentence_states_the_currency_of_all_amounts(text: str, stated: set[str]) -> None:
    assert set(find_stated_currencies(text)) == stated


def decide_currency(text: str) -> str | None:
    return decide_origin(collect_origin_clues(build_rows(printed(text).lines))).currency


def test_a_stated_currency_counts_more_than_the_country() -> None:
    text = "Envato | Collins Street, VIC 8007\nAustralia\nABN: 11 119 159 741\nTotal: | $101.00"
    assert decide_currency(text) == "AUD"
    assert decide_currency(text + "\nAll prices are in US dollars.") == "USD"


def test_the_sign_of_the_rupiah_stands_before_the_amount() -> None:
    assert "IDR" not in currencies("CYMA 100.47 rp")

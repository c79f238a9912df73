"""Totals as receipts of many countries print them: words, signs, payments, tips, conversions."""

from datetime import date
from decimal import Decimal

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed


def find_total(text: str) -> tuple[Decimal | None, float]:
    found = extract_by_rules(printed(text), date(2026, 6, 1)).fields.get(Field.TOTAL)
    if found is None or not isinstance(found.value, Decimal):
        return None, 0.0
    return found.value, found.confidence


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("小計 | ¥1,228\n外税8% | ¥98\n合計 | ¥1,326\nお預り | ¥2,000\nお釣り | ¥674", "1326"),
        ("合計点数 | 3点\n合 計 | ¥530\n(内消費税等 | ¥39)", "530"),
        ("小计 | ¥38.00\n优惠 | ¥3.00\n应付金额 | ¥35.00\n现金 | ¥50.00\n找零 | ¥15.00", "35.00"),
        (
            (
                "상품금액 | ₩9,000\n부가세 | ₩900\n합 계 금 액 | ₩9,900\n"
                "받은금액 | ₩10,000\n거스름돈 | ₩100"
            ),
            "9900",
        ),
        (
            ("รวมก่อนลด | 107.00\nส่วนลด | 7.00\nยอดสุทธิ | 100.00\nเงินสด | 500.00\nเงินทอน | 400.00"),
            "100.00",
        ),
        (
            (
                "الإجمالي قبل الضريبة | 100.00\nضريبة القيمة المضافة | 15.00\n"
                "الإجمالي | 115.00\nمدى | 115.00"
            ),
            "115.00",
        ),
        (
            (
                'סה"כ לפני מע"מ | 84.75\nמע"מ 18% | 15.25\nסה"כ לתשלום | 100.00\n'
                "מזומן | 200.00\nעודף | 100.00"
            ),
            "100.00",
        ),
        (
            (
                "ΚΑΘΑΡΗ ΑΞΙΑ | 8,06\nΦΠΑ 24% | 1,94\nΣΥΝΟΛΟ ΕΥΡΩ | 10,00\nΜΕΤΡΗΤΑ | 20,00\n"
                "ΡΕΣΤΑ | 10,00"
            ),
            "10.00",
        ),
        ("ИТОГ | 540.00\nНАЛИЧНЫМИ | 1000.00\nСДАЧА | 460.00\nВ Т.Ч. НДС 20% | 90.00", "540.00"),
        (
            (
                "СУМА | 280.97\nЗАОКРУГЛЕННЯ | 0.03\nДО СПЛАТИ | 281.00\nГОТІВКА | 401.00\n"
                "РЕШТА | 120.00"
            ),
            "281.00",
        ),
        ("ОБЩА СУМА | 19.56\nВ БРОЙ | 20.00\nРЕСТО | 0.44", "19.56"),
        (
            (
                "Укупан износ | 1.250,00\nГотовина | 2.000,00\nПовраћај | 750,00\n"
                "Укупан износ пореза | 208,33"
            ),
            "1250.00",
        ),
        ("कुल राशि | 450.00\nनकद | 500.00\nवापसी | 50.00", "450.00"),
        (
            ("Jumla Ndogo | 860.00\nKodi | 140.00\nJumla Kuu | 1,000.00\nTaslimu | 1,000.00"),
            "1000.00",
        ),
        ("Kabuuan | 335.00\nBayad | 500.00\nSukli | 165.00", "335.00"),
        ("Toplam | 90,00\nTopKDV | 9,00\nNakit | 100,00\nPara Üstü | 10,00", "90.00"),
        ("Összesen | 4.990,00\nKészpénz | 5.000,00\nVisszajáró | 10,00", "4990.00"),
        (
            (
                "VALOR TOTAL R$ | 58,90\nDESCONTO R$ | 3,90\nVALOR A PAGAR R$ | 55,00\n"
                "Dinheiro | 60,00\nTroco | 5,00"
            ),
            "55.00",
        ),
        (
            (
                "Op. Gravada | 42.37\nIGV 18% | 7.63\nImporte Total | 50.00\n"
                "Paga con | 100.00\nVuelto | 50.00"
            ),
            "50.00",
        ),
        ("SUMMA | 119,00\nÖRESAVRUNDNING | 0,00\nKONTANT | 200,00\nTILLBAKA | 81,00", "119.00"),
        ("Kopā apmaksai | 7,45\nSkaidra nauda | 10,00\nAtlikums | 2,55", "7.45"),
        ("Shuma totale | 850,00\nTVSH 20% | 141,67\nKesh | 1.000,00\nKusuri | 150,00", "850.00"),
        ("ჯამი | 24.50\nნაღდი | 30.00\nხურდა | 5.50", "24.50"),
    ],
)
def test_words_of_many_languages(text: str, total: str) -> None:
    assert find_total(text)[0] == Decimal(total)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("CYMMA | 37.20\nHAnN4HbIMN | 50.00\nCAAYA | 12.80", "37.20"),
        ("T O T A L | 18,40\nKort | 18,40", "18.40"),
        ("T0TAL | 18.40", "18.40"),
        ("PEZTA | 1,50\neynoao | 8,50", "8.50"),
        ("VALOR TOYAL R$ | 19,67", "19.67"),
    ],
)
def test_misread_words(text: str, total: str) -> None:
    assert find_total(text)[0] == Decimal(total)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Bread | 2.50\nMilk | 1.20\nApples | 3.35\nxx | 7.05", "7.05"),
        ("Zupa | 12.50\nKawa | 8.00\nqq | 20.50\nrr | 50.00\nss | 29.50", "20.50"),
        ("Lunch | 42.00\nTax | 3.47\nTip | ______\nTotal | ______\n45.47", "45.47"),
        ("Paella | 24.00\nVino | 9.50\n33.50\nPropina sugerida 10% | 3.35", "33.50"),
    ],
)
def test_sums_tell_a_total_without_its_word(text: str, total: str) -> None:
    value, confidence = find_total(text)
    assert value == Decimal(total)
    assert confidence < 0.9


def test_position_alone_deserves_little_confidence() -> None:
    assert find_total("aaa | 3.40\nbbb | 7.15\nccc | 9.99")[1] < 0.5


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("REFUND\nWool jumper | -45.99\nTOTAL | -45.99\nVAT 20% incl. | -7.67", "-45.99"),
        ("GUTSCHRIFT\nBohrer | 23,80\nSUMME EUR | 23,80\nMwSt 19% | 3,80", "-23.80"),
        (
            ("AVOIR N° AV-2024-017\nLampe | -99,17 €\nTVA 20 % | -19,83 €\nTotal TTC | -119,00 €"),
            "-119.00",
        ),
        ("NOTA DE CRÉDITO\nCamisa | 30,00\nTOTAL | 30,00", "-30.00"),
        ("返品\nシャツ | ¥-2,000\n合計 | ¥-2,000", "-2000"),
        ("ВОЗВРАТ ПРИХОДА\nКуртка | 3500.00\nИТОГ | 3500.00", "-3500.00"),
        ("Brot | 2,50\nSUMME | 27,66\nMasterCard | -27,66", "27.66"),
        ("Bread | 2.50\nCake | 3.00\nTOTAL | 5.50\nNo refund without receipt", "5.50"),
        ("Room | 80.00\nRoom | 85.00\nMC 2961 | (165.00)\nTotal amount | -165.00", "165.00"),
        ("Chair | -165.00\nTotal amount | -165.00\nCARD | -165.00", "-165.00"),
        ("Bread | 2.50\nTOTAL | 2.50\nReturn within 30 days", "2.50"),
        ("CASH/CREDIT MEMO\nDal | 136.00\nGRAND TOTAL | 136.00", "136.00"),
    ],
)
def test_refunds_are_negative(text: str, total: str) -> None:
    assert find_total(text)[0] == Decimal(total)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Latte | £3.60\nLoyalty reward | -£3.60\nTOTAL | £0.00", "0"),
        ("Ibuprofen | 4,95\nRabatt 100% | -4,95\nSUMME EUR | 0,00", "0"),
        ("Lamp | 40.00\nTOTAL | 40.00\nPaid | 40.00\nBalance due | 0.00", "40.00"),
    ],
)
def test_only_a_reduction_makes_a_total_zero(text: str, total: str) -> None:
    assert find_total(text)[0] == Decimal(total)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        (
            (
                "Bildband | 49,90\nKalender | 15,00\nSumme EUR | 64,90\n"
                "Gutschein EUR | 25,00\nEC-Karte | 39,90"
            ),
            "64.90",
        ),
        ("Rain jacket | £72.00\nTOTAL | £72.00\nGift card | £50.00\nMastercard | £22.00", "72.00"),
        ("Livre | 30,00\nTOTAL | 30,00\nChèque cadeau | 20,00\nCB | 10,00", "30.00"),
        ("本 | ¥3,000\n合計 | ¥3,000\n商品券 | ¥2,000\n現金 | ¥1,000", "3000"),
        (
            (
                "Pos. 1 | 40,00\nÜbertrag | 40,00\nÜbertrag | 40,00\nPos. 2 | 10,00\n"
                "Rechnungsbetrag | 50,00"
            ),
            "50.00",
        ),
        (
            (
                "Poste 1 | 40,00\nÀ reporter | 40,00\nReport | 40,00\nPoste 2 | 10,00\n"
                "Total TTC | 50,00"
            ),
            "50.00",
        ),
        (
            (
                "TOTALE COMPLESSIVO | 10,37\nPagamento elettronico | 4,47\nTicket | 5,90\n"
                "Importo pagato | 4,47\nDETTAGLIO FORME DI PAGAMENTO\n"
                "TICKET RESTAURANT | 5,90\nBANCOMAT | 4,47"
            ),
            "10.37",
        ),
    ],
)
def test_vouchers_are_payments_and_sums_carried_forward_no_totals(text: str, total: str) -> None:
    assert find_total(text)[0] == Decimal(total)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        (
            (
                "Kruh | 4,00 €\nMlijeko | 8,00 €\nUKUPNO EUR | 12,00 €\n"
                "UKUPNO HRK | 90,41 kn\nTečaj | 7,53450"
            ),
            "12.00",
        ),
        ("ОБЩО | 10.00 EUR\nОБЩО | 19.56 BGN\nВ БРОЙ | 10.00 EUR", "10.00"),
        ("Хляб | 4.00 BGN\nСирене | 15.56 BGN\nОБЩО | 19.56 BGN\nОБЩО | 10.00 EUR", "19.56"),
    ],
)
def test_the_conversion_at_the_fixed_rate_is_not_what_was_charged(text: str, total: str) -> None:
    assert find_total(text)[0] == Decimal(total)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        (
            (
                "Burger | 14.00\nBeer | 6.00\nSubtotal | 20.00\nTax | 1.60\nTotal | 21.60\n"
                "18% tip | 3.60\n20% tip | 4.00"
            ),
            "21.60",
        ),
        (
            ("Steak | 40.00\nTotal | 40.00\nVAT 10% | 4.00\nPayment Amount | 44.00\nCard | 44.00"),
            "44.00",
        ),
        (
            (
                "Milk | 3.38\nTotal items | 5\nTotal | 3.38\nRounding | 0.02\n"
                "Total payable | 3.40\nCash | 5.00\nChange | 1.60"
            ),
            "3.40",
        ),
        (
            (
                "TOTAL | 32.60\nTotal savings | 12.00\nPoints balance | 1530.00\n"
                "Previous balance | 250.00"
            ),
            "32.60",
        ),
        (
            ("Total | 14,000.00\nDiscount | 1,000.00\nPaid Amount | 13,000.00\nBalance Due | 0.00"),
            "13000.00",
        ),
        (
            (
                "Pump | 9000.00\nPipes | 5000.00\nTotal | Ksh 14000.00\n"
                "All items should be collected Discount | Ksh 1000.0\n"
                "Paid Amount | Ksh 13000.00\nBalance Due | Ksh 0.00"
            ),
            "13000.00",
        ),
        ("CYMA | 280.97\nzz | 0.03\nyy | 281.00\nxx | 401.00\nPEWTA | 120.00", "281.00"),
    ],
)
def test_amounts_beside_the_total(text: str, total: str) -> None:
    assert find_total(text)[0] == Decimal(total)


def test_another_payment_without_a_balance_lowers_the_confidence() -> None:
    settled = find_total("Lamp | 40.00\nTOTAL | 40.00\nPaid | 40.00\nBalance due | 0.00")
    other = find_total("Lamp | 40.00\nTOTAL | 40.00\nPaid | 35.00\nBalance due | 0.00")
    assert other[1] < settled[1] - 0.2


def test_the_money_that_a_customer_gave_is_no_total() -> None:
    text = (
        "Bột talc | 20,000\nT.CỘNG | 20,000\nTIỀN MẶT | 100,000\n"
        "SO TIÉN KHÁCH DU'A | 100,000\nSỐ TIỀN THỐI LẠI | 80,000"
    )
    assert find_total(text)[0] == Decimal(20000)


UNNAMED = [
    ("우유 | 9,000\n빵 | 14,690\n| 23,690\n| -1,016\n| 22,670", "22670"),
    ("Sabun | 1O\n" * 10 + "| 114.900\nJUMLAH UANG.:Rp- | 120.000\nKENBOLp | 5.100", "114900"),
    (
        (
            "Sabun\n1 PCS X | 60.000 | 60.000\nKopi\n1 PCS X | 54.900 | 54.900\n"
            "| 114.900\nTUNAI | 120.000"
        ),
        "114900",
    ),
]
"""Totals without a word beside them: after a discount, before cash and change, and as a sum."""


@pytest.mark.parametrize(("text", "total"), UNNAMED)
def test_arithmetic_finds_a_total_that_no_word_names(text: str, total: str) -> None:
    assert find_total(text)[0] == Decimal(total)


def test_the_rounded_total_is_what_was_paid() -> None:
    text = "Milk | 61.12\nTOTAL | 61.12\nMYKASIH | 61.10\nRounding | 0.02\nCHANGE DUE | 0.00"
    assert find_total(text)[0] == Decimal("61.10")


def test_cash_that_is_printed_twice_is_not_the_total() -> None:
    text = "Torba | 19,25\nTOTAL: | 19,25\nGOTOVINA: | 20,00\nUKUPNO: | 20,00\nPOURAT: | 0,75"
    assert find_total(text)[0] == Decimal("19.25")


@pytest.mark.parametrize("change", ["お釣り", "お 的", "お約"])
def test_a_japanese_total_taken_apart_is_not_what_was_handed_over(change: str) -> None:
    text = (
        "月見堂\n2026年8月27日（木）07:24\nティラミス | 246\n言十 | ¥246\n(内消費税等 | ¥18)\n"
        f"上記正に領収いたしました\nお預り合計 | ¥1,000\n{change} | ¥754"
    )
    assert find_total(text)[0] == Decimal(246)


def test_a_stamp_for_travellers_makes_no_refund() -> None:
    text = "LUNA STUDIO\n2026年5月10日\nTax Refund\n小計 | ¥1,200\n合計 | ¥1,200\nVISA | ¥1,200"
    assert find_total(text)[0] == Decimal(1200)

"""Taxes that the sums, the net amounts and the rates of a receipt prove."""

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


def find_values(text: str) -> tuple[object, object]:
    draft = extract_by_rules(printed(text), TODAY)
    return draft.get_value(Field.TOTAL), draft.get_value(Field.TAX)


INDIAN = "HOTEL SAGAR\nBengaluru 560070\nGSTIN 29AAGCV4390M1ZL\n"
GERMAN = "BAUMARKT GmbH\n85586 Poing\nUSt-ID DE279904711\n"


def test_charges_below_a_total_raise_it() -> None:
    text = (
        "DOSA | 2,275.00\nTHALI | 2,250.00\nTotal Amount | 4525.00\nSERC @ 10% | 452.50\n"
        "State Gst @ 2.5% | 124.49\nCentral Gst @ 2.5% | 124.49\nRound Off | -0.48\n"
        "Net Amount | 5226.00"
    )
    assert find_values(INDIAN + text) == (Decimal("5226.00"), Decimal("248.98"))


def test_two_columns_of_taxes_in_the_row_of_the_sums() -> None:
    text = (
        "Items: 4 Qty: 8.5 | 1076.50\nGST IND Taxable | CGST | SGST | CESS | Total\n"
        "1) | 526.19 | 13.15 | 13.15 | - | 552.50\n2) | 444.07 | 39.97 | 39.97 | - | 524.00\n"
        "T: | 970.26 | 53.12 | 53.12 | - | 1076.50\nCRD (UPI) 1076.50"
    )
    assert find_values(INDIAN + text)[1] == Decimal("106.24")


@pytest.mark.parametrize(
    "fee",
    [
        "IRCTC Convenience Fee (Incl. of GST) | 35.40",
        "Booking fee (incl. GST) | 35.40",
        "Travel Insurance Premium (Incl. of GST) | 35.40",
    ],
)
def test_a_fee_that_includes_its_tax_is_no_tax(fee: str) -> None:
    assert find_values(f"{INDIAN}Fare | 1,825.00\n{fee}\nTotal Fare | 1,860.40")[1] is None


def test_a_portuguese_fee_is_no_tax() -> None:
    text = "Viagem\n1000-001 Lisboa\nNIF 500100144\nPreço da viagem | 9,42 €\n"
    assert find_values(f"{text}Taxa de reserva | 1,50 €\nTotal | 10,92 €")[1] is None


def test_a_tax_on_a_fee_remains_one() -> None:
    text = "Fare | 100.00\nGST on booking fee | 5.00\nTotal | 105.00"
    assert find_values(INDIAN + text)[1] == Decimal("5.00")


def test_each_day_has_its_own_taxes() -> None:
    days = "".join(
        f"{day}/10/26 Renta | 1,250.00\n{day}/10/26 IVA 16% | 200.00\n{day}/10/26 ISH 3% | 37.50\n"
        for day in (13, 14)
    )
    text = f"HOTEL FIESTA\nGuadalajara Jalisco Mexico\nRFC HFI850101AB1\n{days}Total | $ 2,975.00"
    assert find_values(text) == (Decimal("2975.00"), Decimal("475.00"))


def test_a_tax_printed_twice_counts_once() -> None:
    text = "Menu | 120,00\nTVA 20% | 20,00\nTOTAL TTC | 120,00\ndont TVA 20% | 20,00"
    assert find_values(f"BISTROT\n75001 Paris\n{text}")[1] == Decimal("20.00")


def test_a_tax_in_four_decimals() -> None:
    text = "Basispreis | 33,0850 EUR\nUmsatzsteuer 19% | 6,2850 EUR\nRechnungsbetrag | 39,37 EUR"
    assert find_values(GERMAN + text) == (Decimal("39.37"), Decimal("6.29"))


def test_a_rate_whose_sum_stands_right_below() -> None:
    text = (
        "PHO HOUSE\nWestminster CA 92683\nPHO | 34.90\nSUB | 34.90\nTX 7.75% | 2.70\n| 37.60\n"
        "TIP | 4.70\n| 42.30\nVISA 4418"
    )
    assert find_values(text)[1] == Decimal("2.70")


def test_equal_sums_without_and_with_the_tax() -> None:
    text = (
        "FEES | 270,000.00\nTOTAL EXELUSIVE OF TAX 270,000.00\nTAX A - 18% | 6.00\n"
        "TOTAL TAX | 6.00\nTOTAL INCLUSIVE OF TAX 270,000.00"
    )
    found = find_values(f"SHOP LTD\nDar es Salaam Tanzania\nTIN 149303944\n{text}")
    assert found == (Decimal("270000.00"), Decimal(0))


def test_a_rate_between_net_and_total() -> None:
    text = "Jeans | 59.98\nTotal excl. VAT | 50.40\nVAT 19%\nTotal | 59.98\nCard | 59.98"
    assert find_values(f"SHOP\nLarnaca Cyprus\nVAT CY10383789F\n{text}")[1] == Decimal("9.58")


def test_a_misread_name_of_the_tax_beside_the_net_amount() -> None:
    text = "LATTE | 520.00\nTotal | 520.00\n34.02 UAT TTL | 520.00\nNet TTL | 485.98"
    found = find_values(f"COFFEE\nPhuket Thailand\nTAX# 0105541008688(VAT Included)\n{text}")
    assert found == (Decimal("520.00"), Decimal("34.02"))


def test_net_and_gross_of_each_rate_without_the_tax() -> None:
    text = (
        "ERDE | 4,29 €\nZANGE | 46,96 €\nMwSt-Satz | Netto | MwSt | Total\n"
        "(1) 19,00 X | 39,46 | 6 | 46,96\n(2) 7,00 | 4,01 | 4,29\nGesant | 43,47 | 51,25\n"
        "Visa | 51,25\nBetrag EUR | 61,25"
    )
    assert find_values(GERMAN + text) == (Decimal("51.25"), Decimal("7.78"))


ITALIAN = "DOCUMENTO COMMERCIALE\ndi vendita o prestazione\nDESCRIZIONE | IVA PREZZO( €)\n"


def test_the_tax_of_items_below_its_name() -> None:
    text = (
        "6 X | € 0,29\nACQUA | 22,00% | 1,74\nPANE | 4,00% | 9,36\nSUBTOTALE | 11,10\n"
        "TOTALE COMPLESSIVO | 11,10\nDI CUI IVA\nPagamento elettronico | 0,67\n"
        "Importo Pagato | 11,10"
    )
    assert find_values(ITALIAN + text) == (Decimal("11.10"), Decimal("0.67"))


def test_the_taxes_of_items_without_their_names() -> None:
    text = (
        "МАГАЗИН\nСанкт-Петербург\n10% 1 * 129.00 | 129.00\n18% 1 * 139.90 | 139.90\n"
        "= | 268.90\nKTP | =268.90\nYMA 18% | =21.34\nCYMMA 10% | =11.73"
    )
    assert find_values(text)[1] == Decimal("33.07")


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("育計 | ¥844\n(内消費税等 | ¥70)\n| ¥1,044\n釣 | ￥200", "844"),
        ("2 BAGUETTE | 4,50\nKOUIGN | 9,80\nESP | 20,00\nRDU | 5,70\nNET | 14,30", "14.30"),
        (
            "แซนวิช | 105.00\nขนมปัง | 52.00\nยอดสุทธิ 6 ชิ้น | 157.00\nเงินสด/เงินทอน | 200.00 | 43.00",
            "157.00",
        ),
        ("TEA | 3.00\nCAKE | 9.00\nTOTAL 2 ITEMS | 12.00\nCash/Change | 20.00 | 8.00", "12.00"),
    ],
)
def test_cash_and_change_prove_the_total(text: str, total: str) -> None:
    assert find_values(text)[0] == Decimal(total)


def check(text: str) -> tuple[ReviewReason, ...]:
    page = printed(text)
    return check_draft(extract_by_rules(page, TODAY), page, TODAY).reasons


def test_a_tax_at_its_printed_rate_proves_the_gross_amount() -> None:
    text = f"NCP Ltd\nManchester\nVAT REG 681 2211 40\n{TODAY:%d/%m/%Y}\nFee | 18.50\n"
    reasons = check(f"{text}incl VAT 20.0% | 3.08\nPaid by CARD")
    assert ReviewReason.DOUBTFUL_TOTAL not in reasons


def test_the_sales_of_each_rate_are_no_subtotal() -> None:
    text = (
        "Sklep\nNIP 7791011327\nPARAGON FISKALNY\nChleb | 188,44D\nSok | 85,84A\n"
        "SPRZEDAZ OPODATKOWANA A | 85,84\nSPRZEDAZ OPODATKOWANA D | 188,44\n"
        "PTU A 23% | 16,05\nPTU D 0% | 0,00\nSUMA PTU | 16,05\nSUMA PLN | 274,28"
    )
    draft = extract_by_rules(printed(text), TODAY)
    assert draft.get_value(Field.TOTAL) == Decimal("274.28")
    assert Field.SUBTOTAL not in draft.fields


def test_a_sentence_about_prices_lacks_no_tax() -> None:
    text = "CHICKEN HOUSE\nLekki Lagos Nigeria\nMeal | 3,500.00\nTOTAL | 3,500.00\n"
    assert ReviewReason.UNREAD_TAX not in check(f"{text}Prices incl. 7.5% VAT & 5% CT")
    assert ReviewReason.UNREAD_TAX in check(f"{text}VAT 7.5%")


def test_tea_named_like_a_tip_above_the_subtotal() -> None:
    text = "MILK | £1.55\nPG TIPS 80S | £3.12\nSUB-TOTAL | £4.67\nTOTAL TO PAY | £4.67"
    draft = extract_by_rules(printed(text), TODAY)
    assert Field.TIP not in draft.fields
    assert [item.total for item in draft.items] == [Decimal("1.55"), Decimal("3.12")]


@pytest.mark.parametrize(
    "text",
    [
        (
            "SODA\nSan José Costa Rica\n2 Casado | 3.600 | 7.200\n2 Fresco | 1.100 | 2.200\n"
            "SUBTOTAL | 9.400\nSERVICIO 10% | 940\nI.V.A. 13% | 1.222\nTOTAL | ¢ 11.562"
        ),
        (
            "MARKET\nKarachi\nSTRN 17-00-4418-820-11\nMILK | 2,100\nOIL | 2,735\n"
            "Gross Amount | 4,835\nFBR POS Fee | 1\nNet Amount Rs. | 4,836\nCash | 5,000\n"
            "Balance | 164"
        ),
    ],
)
def test_a_charge_in_whole_units_is_part_of_the_sum(text: str) -> None:
    assert not {ReviewReason.SUM_MISMATCH, ReviewReason.PARTS_DIFFER} & {*check(text)}


def test_a_colon_before_the_decimals() -> None:
    text = (
        "SYSTEMBOLAGET\nButik 0144 Göteborg Sverige\nOrg.nr 556059-9473\nVIN | 149:00\n"
        "VIN | 2*109:00\n| 218:00\nPAPPERSKASSE | 11:00\nATT BETALA SEK | 378:00\n"
        "VARAV MOMS 25% | 75:60\nBANKKORT | 378:00\n2026-03-27 | 18:22"
    )
    assert find_values(text) == (Decimal("378.00"), Decimal("75.60"))
    draft = extract_by_rules(printed(text), TODAY)
    assert str(draft.get_value(Field.TIME))[:5] == "18:22"


def test_times_remain_beside_usual_amounts() -> None:
    text = (
        "PARKERING\nGöteborg Sverige\nOrg.nr 556059-9473\nFrån | 25:00\nTill | 30:00\n"
        "ATT BETALA SEK | 37,00\nMOMS 25% | 7,40"
    )
    assert find_values(text) == (Decimal("37.00"), Decimal("7.40"))


def test_the_total_of_a_bill_stands_below_its_head() -> None:
    text = (
        "SYARIKAT AIR SDN BHD\nKuala Lumpur Malaysia\nJumlah Bil Anda (RM)\n"
        "1,192.65 | Baki Terdahulu (RM)\nTerima kasih"
    )
    assert find_values(text)[0] == Decimal("1192.65")

from dataclasses import replace

import pytest

from receipt_desktop.domain.page import Box, Line
from receipt_desktop.extraction.rules.merchant.addresses import (
    find_address,
    is_address,
    join_address,
)
from receipt_desktop.extraction.rules.merchant.cleaning import clean_name
from receipt_desktop.extraction.rules.merchant.scoring import (
    estimate_merchant_confidence,
    rank_merchants,
)
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed


def name(text: str, country: str | None = None) -> str | None:
    names = rank_merchants(build_rows(printed(text).lines), country)
    return names[0].text if names else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "TAX INVOICE\nBINTANG MAJU SDN BHD (12345-K)\nNO. 4, JALAN SATU\n43000 KAJANG",
            "BINTANG MAJU SDN BHD",
        ),
        ("88 JIMAT MART 5/8 (519537-X)\nLOT 28, JALAN SATU\n41150 KLANG", "88 JIMAT MART S/B"),
        ("PLAZA MIRNA SPLIT\nPreradovićevo šetalište 2", "PLAZA MIRNA SPLIT"),
        (
            "PASAR RAYA\n(KAJANG) SDN BHD\n(767840-W)\nNO 24, JALAN SATU",
            "PASAR RAYA (KAJANG) SDN BHD",
        ),
        (
            "KEDAI CAHAYA\nENTERPRISE(SETIA\nINDAH) SDN BHD\nNO 1, JALAN DUA",
            "KEDAI CAHAYA ENTERPRISE(SETIA INDAH) SDN BHD",
        ),
        ("SUN & SEA HARDWARE &\nELECTRICAL\nNO.1, JALAN DUA,", "SUN & SEA HARDWARE & ELECTRICAL"),
        ("Quittung\nBlumen Vogel GmbH\nHauptstraße 5\n10115 Berlin", "Blumen Vogel GmbH"),
        (
            "Frisch für Sie jeden Tag\nMarkt Nord\nHauptstraße 5\n10115 Berlin\nwww.markt-nord.de",
            "Markt Nord",
        ),
        (
            "The Lake House - Seestraße 4 - 8001 Zürich\nSample GmbH\nHauptstraße 1\n10115 Berlin",
            "The Lake House",
        ),
        ("* BISTRO ROMA *\nVia Roma 3\n00100 Roma", "BISTRO ROMA"),
        ("Sprzedawca:\nZIELONY KOSZYK SP. Z O.O.\nNIP: 5260001246", "ZIELONY KOSZYK SP. Z O.O."),
        ("領収証\n事業者名：株式会社みどり\n登録番号：T1234567890123", "株式会社みどり"),
        ("MUELLEMARKED 026\nForetaksregisteret\nKONGSVEIEN 4", "MUELLEMARKED 026"),
        ("* TIENDA MANTA *\nAV. 24 DE MAYO 10\nCantidad Pre.Uni | Pre.Tot", "TIENDA MANTA"),
        ("Green Corner\nHigh Street 5\nPowered by tillmaker-sw.com", "Green Corner"),
        ("Muster Teile GmbH | Auenbrücke 5|10243\nBerlin | HRB 123", "Muster Teile GmbH"),
        ("LOGO\nMuster Teile GmbH\nHauptstraße 5\n10115 Berlin", "Muster Teile GmbH"),
        ("NUMBER | FROM\n0276 | Sound Works BV\n1051 JM Amsterdam", "Sound Works BV"),
    ],
)
def test_names_of_shops(text: str, expected: str) -> None:
    assert name(text) == expected


def test_the_customer_below_the_address_is_not_the_merchant() -> None:
    text = """
    ROTI BAKERIES SDN BHD (139386 X)
    Lot 3, Jalan Satu 23/1,
    40300 Shah Alam, Selangor.
    Tel: 03-55423228
    TAX INVOICE
    PELANGGAN FRESH MARKET SDN BHD
    NO. 4 & 6, JALAN DUA
    """
    assert name(text) == "ROTI BAKERIES SDN BHD"


def test_titles_and_figures_alone_give_no_merchant() -> None:
    assert name("TAX INVOICE\n12.50\nDate: 01/01/2020") is None


def test_a_legal_form_makes_a_name_surer() -> None:
    assert confidence("Abend\nTisch 5") < confidence("Abend GmbH\nHauptstraße 5\n10115 Berlin")
    assert estimate_merchant_confidence([], ()) == 0.0


def confidence(text: str, score: float = 1.0) -> float:
    """Of the best name of a text whose first row has this OCR score."""
    first, *others = build_rows(printed(text).lines)
    pieces = tuple(replace(piece, score=score) for piece in first.pieces)
    rows = (replace(first, pieces=pieces), *others)
    return estimate_merchant_confidence(rank_merchants(rows), rows)


def test_a_name_that_was_read_worse_than_the_rest_is_less_sure() -> None:
    text = "Abend GmbH\nHauptstraße 5\n10115 Berlin"
    assert confidence(text, 0.7) < 0.7 < confidence(text)


def test_register_numbers_are_no_part_of_a_name() -> None:
    assert clean_name("ACME BHD (126926-H)") == "ACME BHD"
    assert clean_name("* Studio 54 *") == "Studio 54"


@pytest.mark.parametrize(
    "row",
    [
        "no.1, jalan air hitam",
        "43800 dengkil, selangor.",
        "hauptstrasse 12",
        "10115 berlin",
        "st. louis, mo 63102",
        "444 rue mcgill, montreal",
    ],
)
def test_rows_of_addresses(row: str) -> None:
    assert is_address(row)


@pytest.mark.parametrize(
    "row", ["tel: 03-1234 5678", "29 mar 2018 18:19", "gst no: 000689913856", "thank you"]
)
def test_rows_that_are_no_address(row: str) -> None:
    assert not is_address(row)


def test_address_goes_on_to_the_tax_number() -> None:
    rows = build_rows(
        printed("Blumen Vogel GmbH\nHauptstraße 5\n10115 Berlin\nUSt-ID DE123456789").lines
    )
    found = find_address(rows, rows[:1])
    assert join_address(found, "DE") == "Hauptstraße 5, 10115 Berlin"
    assert join_address(found, "MY") == "Hauptstraße 5 10115 Berlin"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LE COMPTOIR BLEU\nSARL DUPUIS\n12 rue de la Gare\n69002 Lyon", "LE COMPTOIR BLEU"),
        ("Café Sonne\nBetriebs GmbH\nHauptstraße 5\n10115 Berlin", "Café Sonne Betriebs GmbH"),
        ("Pizzeria\nDa Mario GmbH\nHauptstraße 5\n10115 Berlin", "Pizzeria Da Mario GmbH"),
        ("HARBOUR HOUSE\nOperated by: North Pier Ltd\n2 Quay Street\nHull", "HARBOUR HOUSE"),
        ("Aral\nInh. Peter Sommer\nHauptstraße 5\n10115 Berlin", "Aral"),
        ("bonus sticker\nHappy days\nLidl\nHauptstraße 5\n10115 Berlin", "Lidl"),
        ("Qty Description Amount\nBlumen Vogel\nHauptstraße 5\n10115 Berlin", "Blumen Vogel"),
    ],
)
def test_the_sign_where_shops_are_known_by_it(text: str, expected: str) -> None:
    assert name(text, "DE") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("krone STADT | Krone Betriebs GmbH\nHauptstraße 5\n10115 Berlin", "krone STADT"),
        ("Krone Betriebs GmbH | KRONE STADT\nHauptstraße 5\n10115 Berlin", "KRONE STADT"),
        ("Hotel | Krone GmbH\nHauptstraße 5\n10115 Berlin", "Hotel Krone GmbH"),
    ],
)
def test_a_sign_beside_the_company_of_the_same_name(text: str, expected: str) -> None:
    assert name(text, "DE") == expected


def test_the_company_where_receipts_are_known_by_it() -> None:
    text = "KOPI LAMA\nSINAR PAGI SDN BHD\nNO 5, JALAN SATU\n41150 KLANG"
    assert name(text, "MY") == "SINAR PAGI SDN BHD"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NOODLE HOUSE\n(Sole Proprietor)\nNO 5, JALAN SATU\n41150 KLANG", "NOODLE HOUSE"),
        ("MEGA TOOLS (1234567-A)\n(JM 0665512-T)\nNO 5, JALAN SATU\n41150 KLANG", "MEGA TOOLS"),
        (
            "ah chong\nCOPY\nBUNGA RAYA SDN BHD\nROC NO: 538358-H\nNO 2, JALAN SATU",
            "BUNGA RAYA SDN BHD",
        ),
    ],
)
def test_remarks_and_register_numbers_in_between(text: str, expected: str) -> None:
    assert name(text, "MY") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PRINT EXPERT SDN BHD | 2.1\n989625-A\nNO 18, JALAN BUNGA 2/16", "PRINT EXPERT SDN BHD"),
        ("Cele | R\nMBB 264100\nKEDAI KAYU LIM\n(0005583085-K)\nLOT 276 JALAN SATU\n43800 DENGKIL",
         "KEDAI KAYU LIM"),
        (("SLF CASH & CARRY\n(002107265-V)\nNO.15.JLN SATU.TMN DUA.\nOFF JLN BT 3 SUBANG,"
         "\n40000 SHAH ALAM"), "SLF CASH & CARRY"),
        ("Mr.Dakgalbi Solaris\nBRN GST No. 000417619968 President: Kang\nNo.J-G-02, Soho\n480 KL",
         "Mr.Dakgalbi Solaris"),
        ("32 PUB & BISTRO\n78G, JALAN SS21/62,\nDAMANSARA UTAMA,\n47400 PETALING JAYA.",
         "32 PUB & BISTRO"),
        (("A04037\nBHPetrol Permas 2\nLOT PTD 101051\nJalan Permas 10/10\n81750 Masai, Johor"
         "\nPREPAY CHIT NUMBER"), "BHPetrol"),
        ("99 JIMAT MART S/B S19537-X)\nLOT 28, JALAN SATU\n41150 KLANG", "99 JIMAT MART S/B"),
    ],
)  # fmt: skip
def test_names_among_numbers_streets_and_scribbles(text: str, expected: str) -> None:
    assert name(text, "MY") == expected


def test_an_address_may_begin_with_a_unit() -> None:
    rows = build_rows(printed("KOPI SDN BHD\nLG 12, SUN MALL\n47500 SUBANG JAYA\nTEL 03").lines)
    assert join_address(find_address(rows, rows[:1]), "MY") == "LG 12, SUN MALL 47500 SUBANG JAYA"


def test_a_company_in_running_text_when_the_head_is_a_picture() -> None:
    text = (
        "Online-Ticket\n12.03.2024\n45,00 EUR\n"
        "Your booking was made with Acme Trains AG, Bahnhofstr. 1, 10117 Berlin, on that day"
    )
    assert name(text, "DE") == "Acme Trains AG"


def test_a_recipient_is_not_the_merchant() -> None:
    text = "Hotel Krone\nMarkt 1\n10115 Berlin\nHerrn\nMax Muster\nRingstraße 2\n50667 Köln"
    assert name(text, "DE") == "Hotel Krone"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "HAKMAR MAGAZACILIK LTD. STI.\nBekirpasa Mahallesi, Gunes Caddesi\nIzmit/Kocaeli",
            "HAKMAR MAGAZACILIK LTD. STI.",
        ),
        ("FIL\nREST.GIDA TURZ.TIC.LTD.STI.\nMODA CAD. NO 66-A", "FIL REST.GIDA TURZ.TIC.LTD.STI."),
        ("TREMOL EJ\nSC LUNA NOUA SRL\nCALEA UNIRII, NR. 80\nCRAIOVA", "SC LUNA NOUA SRL"),
        ("ООО Ромашка\nул. Ленина, д. 5\nКассовый чек", "ООО Ромашка"),
        ("領収書\n株式会社さくら商店\n東京都港区芝浦3-1-34", "株式会社さくら商店"),
        (
            "Verkäufer:\nTaxiunternehmen Nord GmbH\nSeestraße 20\nKäufer:\nGast AG\nSüdweg 3",
            "Taxiunternehmen Nord GmbH",
        ),
        (
            "CNPJ: 49.385.657/0001-03 MERCADO DO ZECA LTDA\nRUA DAS FLORES, 971",
            "MERCADO DO ZECA LTDA",
        ),
        ("WORLDPAY\nBella Vista Trattoria\nHigh Street 5", "Bella Vista Trattoria"),
    ],
)
def test_names_of_many_countries(text: str, expected: str) -> None:
    assert name(text) == expected


def test_a_chain_is_restored_from_a_doubtful_reading() -> None:
    lines = tuple(
        Line(text, Box(20, 40 * number, 300, 26), 0.8)
        for number, text in enumerate(["MedlaMarkf", "Hauptstraße 5", "10115 Berlin"])
    )
    assert rank_merchants(build_rows(lines))[0].text == "MediaMarkt"


@pytest.mark.parametrize(
    "texts",
    [
        [("GREBUS", 0.9), ("GROBUS", 0.99), ("Main Street 5", 0.99)],
        [("GroBut", 0.88), ("Main Street 5", 0.99), ("www.gro-bus.com", 0.87)],
    ],
)
def test_a_misread_sign_takes_the_letters_of_a_clearer_row(texts: list[tuple[str, float]]) -> None:
    lines = tuple(
        Line(text, Box(20, 40 * number, 300, 26), score)
        for number, (text, score) in enumerate(texts)
    )
    assert rank_merchants(build_rows(lines))[0].text in {"GROBUS", "Gro Bus"}


@pytest.mark.parametrize(
    ("sign", "spelled"), [("MTNT TOONS", "Mini Toons"), ("MARS TOONS", "MARS TOONS")]
)
def test_a_sign_takes_look_alike_letters_of_the_web_address(sign: str, spelled: str) -> None:
    lines = tuple(
        Line(text, Box(20, 40 * number, 300, 26), score)
        for number, (text, score) in enumerate(
            [(sign, 0.89), ("441 Commonwealth Ave", 0.99), ("www.minitoons.com", 0.99)]
        )
    )
    assert rank_merchants(build_rows(lines))[0].text == spelled


def test_a_chain_before_the_number_of_a_branch_drops_what_stands_between() -> None:
    assert name("Cafe Amazon anan 4504\nTAX ID:0323560000723") == "Café Amazon"


def test_a_clear_sign_keeps_its_letters_beside_a_similar_row() -> None:
    lines = tuple(
        Line(text, Box(20, 40 * number, 300, 26), 0.99)
        for number, text in enumerate(["MARINO", "MARINA", "Main Street 5"])
    )
    assert {found.text for found in rank_merchants(build_rows(lines))} >= {"MARINO", "MARINA"}


@pytest.mark.parametrize(
    "other", ["Sunway", "Petramas", "Bella", "Supermarkt Luna", "Seri A Kitchen"]
)
def test_another_name_is_not_made_a_chain(other: str) -> None:
    assert name(f"{other}\nHauptstraße 5\n10115 Berlin") == other


def test_a_web_address_of_a_chain_names_the_merchant() -> None:
    text = "R.O., MODLETICE 67\nPRAHA, SOKOLOVSKA 14\nDIC: CZ00685976\nWWW.BILLA.CZ"
    assert name(text) == "BILLA"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "GREEN MAHAL\nNEAR CITY PETROL PUMP\nMAIN ROAD, RANCHI-834002",
            "GREEN MAHAL",
        ),
        ("SMS\nRETURN | DELETE | EDIT\nGREEN LEAF\nReceipt 12", "GREEN LEAF"),
        ("TAX INVOICE\nRETAIL\nLeaf\nBill 12", "Leaf"),
        (
            (
                "Miejsce wystawienia | Kraków\nFaktura nr 12\n"
                "Sprzedawca/podatnik | Nabywca/płatnik\n"
                "Nowak Handel Sp.k | Anna Kowal\nLipowa 7 | Palmowa 39"
            ),
            "Nowak Handel Sp.k",
        ),
    ],
)
def test_what_stands_around_a_name_is_none(text: str, expected: str) -> None:
    assert name(text) == expected


def test_the_keys_behind_the_paper_are_no_name() -> None:
    assert name("Esc F1 F2 F3 F4 F5\nTotal | 4.00") is None


def test_a_name_of_trades_alone_is_doubtful() -> None:
    address = "\nCalle Mayor 15\n46021 Valencia\nTOTAL | 18,50"
    assert (
        confidence("PIZZERIA RISTORANTE" + address) < 0.65 < confidence("PIZZERIA PUMMA" + address)
    )


@pytest.mark.parametrize("title", ["消费明细-堂食", "结账单", "Taxi Licence: 50174"])
def test_kinds_of_documents_are_no_names(title: str) -> None:
    assert name(f"{title}\nGolden Star\nRoad 5") == "Golden Star"


@pytest.mark.parametrize(
    "rows",
    [
        "ΑΠΟΔΕΙΞΗ ΛΙΑΝΙΚΗΣ\nΤΑΜΕΙΟ 001\nΤΥΡΙ ΦΕΤΑ  4,20\nΣΥΝΟΛΟ  4,20",
        "КАССОВЫЙ ЧЕК\nКассир Иванова\nХлеб белый  4,20\nИТОГО  4,20",
    ],
)
def test_a_latin_name_on_a_page_in_other_letters_may_be_misread(rows: str) -> None:
    """It may be a logo, or the letters of the page taken for Latin ones."""
    page = build_rows(printed(f"MARTONI\n{rows}").lines)
    latin = build_rows(printed("MARTONI\nRECEIPT\nTILL 001\nFETA  4.20\nTOTAL  4.20").lines)
    seen, usual = (estimate_merchant_confidence(rank_merchants(p), p) for p in (page, latin))
    assert seen < 0.8 * usual


@pytest.mark.parametrize(("head", "expected"), [('ТОВ "Калина"', "Калина"), ("Rcgula Icc", None)])
def test_a_badly_read_company_is_still_proposed(head: str, expected: str | None) -> None:
    page = printed(f"{head}\nм. Київ, вул. Садова, 4\nХліб  20,00\nСУМА  20,00")
    lines = [replace(line, score=0.3 if line.text == head else 0.9) for line in page.lines]
    rows = build_rows(lines)
    names = rank_merchants(rows, "UA")
    assert (expected in names[0].text) if expected else not names
    assert estimate_merchant_confidence(names, rows) < 0.5


@pytest.mark.parametrize("town", ["115093 г.Москва", "115093, г. Москва", "01001, м. Київ"])
def test_a_postcode_and_a_town_are_no_name(town: str) -> None:
    assert is_address(town.casefold())
    assert name(f"{town}\nКАССОВЫЙ ЧЕК\nХлеб  20,00\nИТОГО  20,00", "RU") is None

"""The day of purchase on short receipts of many countries, which print other days too."""

from datetime import date

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.extraction.rules.dates import find_dates
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed

TODAY = date(2026, 3, 1)
RECEIPTS = """
== MX 2025-08-14
OXXO
RFC CCO8605231N4
14/AGO/2025 21:07
Caja 02
Total $84.50
Vigencia del cupon 30/SEP/2025
== AR 2024-02-09
CARREFOUR
Inicio Actividades: 01/11/1998
FECHA 09/02/24 HORA 13:45:22
TOTAL 12.300,00
CAE 74061234567890 Vto CAE 19/02/2024
== CL 2025-05-23
BOLETA ELECTRONICA N 1234
Fecha Emision: 23-05-2025
Res. Ex. SII 80 de 2014-08-22
TOTAL $ 15.990
== PE 2024-11-30
BOLETA DE VENTA ELECTRONICA
F. Emision : 30/11/2024 18:22:10
TOTAL S/ 45.50
== CO 2025-01-07
FACTURA ELECTRONICA DE VENTA
Resolucion DIAN 18764 del 2023/06/15 vigencia hasta 2025/06/15
Fecha: 2025/01/07 10:31
TOTAL 34.500
== BR 2023-09-18
NFC-e
Emissao: 18/09/2023 09:12:44
Protocolo 123 18/09/2023 09:12:50
Valor a pagar R$ 19,67
== PT 2025-07-03
Fatura simplificada FS 1/234
2025-07-03 12:44:10
Processado por programa certificado
TOTAL 7,80
== ES 2024-10-01
MERCADONA
C/ Mayor 12
01/10/2024 20:15 OP: 12345
TOTAL 27,90
SE ADMITEN DEVOLUCIONES HASTA 30/11/2024
== IT 2025-04-22
DOCUMENTO COMMERCIALE
di vendita
22-04-2025 13:01
DOCUMENTO N. 0123-0045
Totale 12,00
== GR 2024-06-15
ΑΠΟΔΕΙΞΗ
ΗΜΕΡ. 15/06/2024 ΩΡΑ 21:40
ΣΥΝΟΛΟ 34,00
== RU 2025-02-11
КАССОВЫЙ ЧЕК
ПРИХОД
11.02.25 18:30
ИТОГ 1250.00
Действителен до 11.03.25
== UA 2025-11-14
ФІСКАЛЬНИЙ ЧЕК
14-11-2025 18:40:21
СУМА 64.98
== PL 2024-12-02
PARAGON FISKALNY
2024-12-02 nr wydr. 012345
SUMA PLN 54,20
Gwarancja do 2026-12-02
== RO 2025-03-09
BON FISCAL
DATA: 09.03.2025 ORA: 14:22
TOTAL LEI 63,00
== BG 2024-05-24
ФИСКАЛЕН БОН
24-05-2024 11:20:13
ОБЩА СУМА 12,40
== HU 2025-08-20
NYUGTA
2025.08.20. 17:33
ÖSSZESEN 4 590 Ft
== TR 2025-09-01
TARİH: 01/09/2025 SAAT: 19:37
FİŞ NO: 0012
TOPLAM *630,00
SKT 01/03/2026
== IL 2025-03-10
חשבונית מס קבלה
תאריך: 10/03/25 שעה: 16:57
סה"כ 163.50
תוקף כרטיס 05/27
== SA 2024-04-18
فاتورة ضريبية مبسطة
التاريخ: 18-04-2024 09:30 م
الإجمالي 57.50
== AE 2025-01-26
TAX INVOICE
Date: 26-Jan-25 8:45 PM
TRN 100123456700003
Total AED 210.00
== EG 2025-06-07
Date 7/6/2025 Time 11:12 PM
Total 345.00 EGP
== KE 2025-10-13
NAIVAS LTD
13/10/2025 14:05:33
TOTAL KES 1,250.00
SCU Date: 13/10/2025
== NG 2024-08-05
Receipt
Date: Mon, 05 Aug, 2024 12:30 PM
Total N4,500
== ZA 2025-02-28
PICK N PAY
28.02.25 17:11
TOTAL R 182.50
== ZA 2023-07-19
WOOLWORTHS
2023/07/19 09:55
TAX INVOICE
== IN 2025-03-04
DMART
Bill Dt : 04/03/25 20:11
FSSAI LIC exp 31/12/2026
Total 845.00
== IN 2024-09-21
Hotel
Arrival 19/09/2024 Departure 21/09/2024
Bill Date 21-Sep-24
Total Rs 5,400
== PK 2025-05-16
Invoice Date: 16-May-2025 07:33 PM
NTN 123
Total Rs. 1,230
== BD 2025-01-12
Date: 12-01-2025 Time: 3:33 PM
Total Tk 560
== LK 2024-07-30
Date 30/07/2024 Time 10:20 AM
Total Rs 1,450.00
== NP 2024-08-15
Invoice
Date: 2024-08-15 (2081-04-31)
Total 560
== PH 2025-08-03
SI# 123456
08/03/2025 11:32 AM Sun
TOTAL 345.00
Date Issued: 01/15/2020 Valid until: 01/14/2025
PTU FP0120
== VN 2025-06-30
HÓA ĐƠN
Ngày: 30/06/2025 Giờ vào: 18:05 Giờ ra: 19:22
Tổng cộng 345.000
== ID 2025-02-17
INDOMARET
17.02.25-13:20 2.0.12 123456
TOTAL 45,600
== KR 2025-04-04
영수증
판매일:25-04-04 12:30, 금요일
합계 12,000
교환 환불 7일이내
== CN 2025-03-15
购物小票
日期:2025-03-15 13:22:10
合计 88.50
有效期至2025-04-15
== HK 2025-06-09
Date: 09/06/2025 13:05
Total HK$ 88.0
== TW 2025-05-06
電子發票證明聯
114年05-06月
AB-12345678
2025-05-06 15:20:33
總計 450
== JP 2025-12-01
領収書
2025/12/01(月) 12:31
合計 ¥1,280
== JP 2025-11-03
セブン
25年11月03日(月) 08:15
合計 ¥530
== TH 2025-02-12
7-Eleven
R#123 12/02/68 09:11
Total 62.50
== US 2025-07-04
WALMART
TC# 1234
07/04/25 18:22:31
TOTAL 21.34
== US 2024-11-29
Order placed: November 27, 2024
Shipped on November 29, 2024
Invoice date Nov 29, 2024
Total $23.00
== US 2025-10-10
Check in 10/08/25
Check out 10/10/25
10/08/25 ROOM 120.00
10/09/25 ROOM 120.00
10/10/25 VISA 260.00
== CA 2025-01-15
SUPERSTORE
2025/01/15 14:22
TOTAL 45.10
CARD EXP 09/27
== CA 2024-12-24
TIM HORTONS
Dec 24 2024 08:11:02
Total 4.50
== AU 2025-02-03
WOOLWORTHS
POS 003 TRANS 1234 09:12 03/02/2025
TOTAL $33.20
== NZ 2024-10-08
COUNTDOWN
Tue 8 Oct 2024 6:44pm
TOTAL 23.10
== GB 2025-04-10
Table 1
THU 10/04'25 9:25pm
Total Due 96.19
== GB 2025-09-12
TESCO
12/09/25 19:33 3344 012
Clubcard vouchers expire 30/11/25
== IE 2025-03-17
SUPERVALU
17.03.25 11:02
TOTAL 12.00
== FR 2025-06-21
FNAC
le 21/06/2025 à 15h32
TOTAL 49,99
Échange possible jusqu'au 21/07/2025
== CH 2024-01-31
MIGROS
Datum 31.01.24 Zeit 17:55
TOTAL CHF 12.20
== AT 2025-10-02
BILLA
Datum: 02.10.2025 Uhrzeit: 18:33:01
Summe 12,90
== NL 2025-11-11
Albert Heijn
11-11-2025 17:20
TOTAAL 12,11
== SE 2025-05-02
ICA
2025-05-02 12:11
Total 189,00
Öppet köp t.o.m 2025-06-01
== NO 2024-09-05
REMA 1000
05.09.2024 kl 16.44
SUM 233,00
== DK 2025-08-28
NETTO
28.08.25 15:32
TOTAL 122,50
== FI 2025-12-05
K-Market
5.12.2025 klo 10.33
YHTEENSÄ 12,10
== EE 2025-01-09
RIMI
09.01.2025 13:20
KOKKU 8,90
== LT 2025-10-24
MAXIMA
2025-10-24 19:22:10
Iš viso 12,30
== CZ 2025-03-30
ALBERT
Datum: 30.03.2025 Čas: 10:21
CELKEM 123,00
== HR 2024-08-06
KONZUM
06.08.24. 14:22
UKUPNO 12,30
== RS 2025-07-19
ПФР време: 19.7.2025. 20:15:33
Укупан износ 1.250,00
== IS 2024-05-17
BÓNUS
17.05.2024 16:30
Samtals 4.590
== KZ 2025-09-09
ЧЕК
09.09.2025 18:15
ИТОГО 2 300
== GE 2025-02-22
თარიღი: 22/02/2025 13:44
ჯამი 12.50
== MA 2025-04-25
Le 25/04/2025 à 13:10
TOTAL 120,00 DH
== TZ 2024-12-19
RECEIPT DATE: 2024-12-19 TIME: 10:20:11
TOTAL 12,000.00
== IR 2024-10-22
تاریخ: 1403/08/01 ساعت 12:30
جمع 1,250,000
== DE 2025-06-12
Rechnung
Rechnungs-Nr. 2025-0612
Datum 12.06.25
Zahlbar bis 26.06.25
Leistungszeitraum 01.05.25 - 31.05.25
== DE 2025-08-30
Parkhaus
Einfahrt 30.08.25 10:12
Ausfahrt 30.08.25 12:44
Bezahlt 30.08.25 12:40
== GB 2025-02-14
Booking ref ABC
Travel date: 03/03/2025
Booked 14/02/2025
Total 35.00
== US 2025-05-18
DATE: 5/18/2025
Survey code valid for 7 days
Return by 08/16/2025
Best by 06/01/2025
== US 2016-01-15
KS 13 | Jan.15'16 (Fri) 18:32
TOTAL 8.46
== US 2016-04-20
TOTAL 89.10
0472072016 15:00 629 4 172
== PL 2025-05-13
Data 15.05.2025
Zielony Salon | Kraków, dnia 13.05.2025
Faktura nr 12
== PL 2025-05-13
Faktura VAT nr 26 | Wrocław, dnia 13.05.2025 r.
Data sprzedaży: 02.05.2025
Zapłacono przelewem 02.05.2025
== DE 2025-05-13
Rechnungsdatum 13.05.2025
Kaufdatum 02.05.2025 | Lieferdatum 04.05.2025
== MY 2018-03-10
Date : 10-03-2018 23:03:06
TOTAL: | 190.00
Closed:32 | 11-03-2018 | 00:32:02
== - 2025-04-03
Order #1234
Apr 3, 2025 at 4:33 PM
Delivered Apr 5, 2025
Total 34.00
== - 2025-02-03
2025-02-03T10:11:12Z
Total 3.00
== GB 2012-04-23
TOTAL | 5.08
TOTAL UP TO 22/04/12 | 717
23704/12 | 19:51 | 2407 004 1004
== GB 2016-02-08
TOTAL | 3.80
TOTAL UP T0 07/02/15 | 118
8/02/16 | 9:18 | 3113 071 9071
== GB 2025-04-03
Date of bill 3 April 2025
Please pay now, or by 24 April 2025
Total | 45.00
== TN 2020-09-22
Invoice Date: September 22, 2020
Payment on September 23, 2020 using cash: TND 42.00
Payment Due: October 7, 2020
== PH 2026-01-15
01/15/2026 Thu 12:41
TOTAL | 245.00
Date Issued 11/05/2018 | Valid Until 11/04/2028
== PH 2026-01-15
01/15/2026 12:41
TOTAL | 245.00
Date Issued: 11/05/2018
Valid Until: 11/04/2028
== NP 2024-10-29
Transaction Date : 13/07/2081
Invoice Date : 13/07/2001
Total | 450.00
== NP 2026-01-05
Invoice Date: 2082/09/21 3:48 PM
Total | 450.00
== HK 2021-07-19
19/07/21 14:21:16
Last Add Value by AAVS on 2021-07-13
TOTAL | 12.00
== DE 2025-05-02
Gedruckt 13.05.2025 10:22
Rechnungsdatum 02.05.2025
TOTAL | 24.00
"""
"""Each begins with "==", the country ("-" when it is not known) and the day of purchase."""


def split_receipts() -> list[tuple[str, str, str]]:
    heads_and_rows = (part.split("\n", 1) for part in RECEIPTS.split("== ")[1:])
    return [(*head.split(), rows) for head, rows in heads_and_rows]  # type: ignore[misc]


@pytest.mark.parametrize(("country", "expected", "text"), split_receipts())
def test_the_day_of_purchase(country: str, expected: str, text: str) -> None:
    known = None if country == "-" else country
    found = find_dates(build_rows(printed(text).lines), known, TODAY)
    assert found[0].value.isoformat() == expected


def test_a_date_with_the_month_as_a_word_decides_the_order_of_another() -> None:
    text = (
        "Ride on April 1, 2024\nVashi, Navi Mumbai 400709, India\nTotal | ₹739.25\n4/1/24 10:07 PM"
    )
    found = extract_by_rules(printed(text), date(2026, 6, 1)).fields[Field.DATE]
    assert found.value == date(2024, 4, 1)


def test_a_date_in_canada_with_the_year_last_begins_with_the_month() -> None:
    text = "Lucky Market\nToronto, Ontario M5V 2T6\n2/4/2017 4:43:12 PM\nTotal | $11.30"
    found = extract_by_rules(printed(text), date(2026, 6, 1)).fields[Field.DATE]
    assert found.value == date(2017, 2, 4)
    assert found.confidence < 0.8  # shops there print the day first, too


@pytest.mark.parametrize(
    ("text", "days"),
    [(".08.25-12:48/3.0.29", []), ("25/12/24:12:30:15", [date(2024, 12, 25)])],
)
def test_the_hour_of_a_time_is_no_year(text: str, days: list[date]) -> None:
    rows = build_rows(printed(f"Indo Mart\n{text}\nTotal | 20.000").lines)
    found = find_dates(rows, "ID", TODAY)
    assert [day.value for day in found] == days


def test_a_year_of_which_a_finger_covers_the_end_is_in_doubt() -> None:
    whole, cut = (
        extract_by_rules(printed(f"Diner\nChicago, IL\n{day}\nTotal | $8.20"), date(2026, 6, 1))
        for day in ("Dec 23, 2020", "Dec 23, 20")
    )
    assert whole.fields[Field.DATE].confidence > 0.8 > cut.fields[Field.DATE].confidence

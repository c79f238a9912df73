"""Codes on receipts, made after the published formats, with what they state."""

# ruff: noqa: E501, ISC004 (a code stands on one line, or on a few)

from __future__ import annotations

import base64
import json
import struct
from datetime import date, time
from typing import Any

from receipt_desktop.domain.fields import Field

TSE = (
    "V0;955002-00;Kassenbeleg-V1;{data};18;112;{start};{end};ecdsa-plain-SHA256;unixTime;"
    "MEQCIAy4P9k+7x9saDO0uRZ4El8QwN+qTgYiv1DIaJIMWRiuAiAt+saFDGjK2Yi5Cxgy7PprXQ5O0seRgx4ltdpW9REvwA==;"
    "BHhWOeisRpPBTGQ1W4VUH95TXx2GARf8e2NYZXJoInjtGqnxJ8sZ3CQpYgjI+LYEmW5A37sLWHsyU7nSJUBemyU="
)


def tse(
    data: str = "Beleg^11.90_10.70_0.00_0.00_0.00^22.60:Bar",
    start: str = "2026-07-10T22:41:04.000Z",
    end: str = "2026-07-10T22:41:05.000Z",
) -> str:
    return TSE.format(data=data, start=start, end=end)


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def jwt(stated: dict[str, Any]) -> str:
    payload = {"data": json.dumps(stated), "iss": "NIC"}
    header = base64url(b'{"alg":"RS256","typ":"JWT"}')
    return f"{header}.{base64url(json.dumps(payload).encode())}.c2ln"


def zatca(moment: str = "2026-04-25T15:30:00", total: str = "1150.00") -> str:
    values = ("مطعم البيت", "310122393500003", moment, total, "150.00")
    tags = b"".join(
        bytes((tag, len(value.encode()))) + value.encode() for tag, value in enumerate(values, 1)
    )
    return base64.b64encode(tags).decode()


def taxcore(kind: int = 0, transaction: int = 0, host: str = "suf.purs.gov.rs") -> str:
    moment = 1_741_190_013_103  # 2025-03-05 15:53:33 UTC
    head = struct.pack(
        "<B8s8sIIQ", 3, b"KXDWGJ5K", b"GESE6HO0", 171, 160, 26_600_000
    ) + moment.to_bytes(8, "big")
    data = head + bytes((kind, transaction, 0)) + bytes(256)
    return f"https://{host}/v/?vl={base64.b64encode(data).decode().replace('+', '%2B')}"


def afip(stated: dict[str, Any]) -> str:
    return (
        f"https://www.afip.gob.ar/fe/qr/?p={base64.b64encode(json.dumps(stated).encode()).decode()}"
    )


def with_check_digit(key: str) -> str:
    """A Brazilian key of 43 digits with its last one."""
    total = sum(int(digit) * (2 + place % 8) for place, digit in enumerate(reversed(key)))
    return key + str(0 if total % 11 < 2 else 11 - total % 11)


BR_KEY = with_check_digit("3526021234567800019565001000012345112345678"[:43])
TURKISH = {
    "vkntckn": "1234567890", "avkntckn": "11111111111", "senaryo": "EARSIVFATURA", "tip": "SATIS",
    "tarih": "2026-02-14", "no": "GIB2026000000001", "ettn": "f47ac10b-58cc-4372-a567-0e02b2c3d479",
    "parabirimi": "TRY", "malhizmettoplam": "100.00", "kdvmatrah20": "100.00",
    "hesaplanankdv20": "20.00", "vergidahil": "120.00", "odenecek": "120.00",
}  # fmt: skip
INDIAN = {
    "SellerGstin": "37ARZPT4384Q1MT", "BuyerGstin": "37BZNPM9430M1KL", "DocNo": "1652",
    "DocTyp": "INV", "DocDt": "26/03/2026", "TotInvVal": 1178.5, "ItemCnt": 1,
    "MainHsnCode": "1001", "Irn": "0" * 64,
}  # fmt: skip
ARGENTINE = {
    "ver": 1, "fecha": "2026-02-14", "cuit": 30000000007, "ptoVta": 10, "tipoCmp": 6, "nroCmp": 94,
    "importe": 12100.5, "moneda": "PES", "ctz": 1, "tipoCodAut": "E", "codAut": 70417054367476,
}  # fmt: skip
TAIWANESE = (
    "AB112233441150214999900000BB800000C4E0000000012345678" + "x" * 24
    + ":**********:2:2:1:紅茶:2:50:Cake:1:3050:"
)  # fmt: skip
PARAGUAYAN = (
    "https://ekuatia.set.gov.py/consultas/qr?nVersion=150"
    "&Id=01800695631001001000000612026021411234567890&dFeEmiDE="
    + b"2026-02-14T10:11:12".hex()
    + "&dRucRec=1&dTotGralOpe=110000&dTotIVA=10000&cItems=2&DigestValue=ab&IdCSC=1&cHashQR=cd"
)

FISCAL: list[tuple[str, str, str | None, dict[Field, Any]]] = [
    (tse(), "DE", "EUR", {
        Field.TOTAL: "22.60", Field.TAX: "2.60", Field.DATE: date(2026, 7, 11),
        Field.TIME: time(0, 41, 5), Field.PAYMENT: "cash"}),
    (tse("AVBelegstorno^-11.90_0.00_0.00_0.00_0.00^-11.90:Unbar"), "DE", "EUR", {
        Field.TOTAL: "-11.90", Field.TAX: "-1.90", Field.DATE: date(2026, 7, 11)}),
    ("_R1-AT1_KASSE-1_A83468_2026-02-14T19:20:11_12,00_11,00_0,00_3,50_0,00_g2b=_4f_e0=_aa==", "AT",
     "EUR", {Field.TOTAL: "26.50", Field.TAX: "3.00", Field.DATE: date(2026, 2, 14),
             Field.TIME: time(19, 20, 11), Field.NUMBER: "A83468"}),
    ("A:123456789*B:999999990*C:PT*D:FS*E:N*F:20260214*G:FS A/12345*H:CDF7T5HD-12345*I1:PT*I3:10.00*"
     "I4:0.60*I7:0.65*I8:0.15*N:0.75*O:11.40*Q:YhGV*R:9999", "PT", "EUR", {
         Field.TOTAL: "11.40", Field.TAX: "0.75", Field.DATE: date(2026, 2, 14),
         Field.NUMBER: "FS A/12345", Field.TAX_ID: "123456789"}),
    ("A:123456789*B:999999990*C:PT*D:NC*E:N*F:20260214*G:NC A/3*H:0*I1:PT*N:0.00*O:5.00*Q:a*R:1",
     "PT", "EUR", {Field.TOTAL: "-5.00"}),
    ("https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR?nif=89890001K"
     "&numserie=12345678%26G33&fecha=14-02-2026&importe=241.4", "ES", "EUR", {
         Field.TOTAL: "241.40", Field.DATE: date(2026, 2, 14), Field.NUMBER: "12345678&G33",
         Field.TAX_ID: "89890001K"}),
    ("https://prewww2.aeat.es/wlpl/TIKE-CONT/ValidarQR?nif=89890001K&numserie=R1&fecha=14-02-2026"
     "&importe=-20.00", "ES", "EUR", {Field.TOTAL: "-20.00"}),
    ("https://batuz.eus/QRTBAI/?id=TBAI-00000006Y-140226-btFpwP8dcLGAF-237&s=T&nf=27174&i=4.70&cr=007",
     "ES", "EUR", {Field.TOTAL: "4.70", Field.DATE: date(2026, 2, 14), Field.NUMBER: "T-27174",
                   Field.TAX_ID: "00000006Y"}),
    ("https://porezna.gov.hr/rn?jir=b4ff6e2c&datv=20260214_1758&izn=4800", "HR", "EUR", {
        Field.TOTAL: "48.00", Field.DATE: date(2026, 2, 14), Field.TIME: time(17, 58)}),
    ("https://porezna.gov.hr/rn?zki=0a1b&datv=20210829_1758&izn=48,00", "HR", "HRK", {
        Field.TOTAL: "48.00"}),
    (taxcore(), "RS", "RSD", {
        Field.TOTAL: "2660.00", Field.DATE: date(2025, 3, 5), Field.TIME: time(16, 53, 33),
        Field.NUMBER: "KXDWGJ5K-GESE6HO0-171"}),
    (taxcore(transaction=1, host="suf.poreskaupravars.org"), "BA", "BAM", {
        Field.TOTAL: "-2660.00"}),
    ("https://mapr.tax.gov.me/ic/#/verify?iic=AB&tin=12345678&crtd=2026-02-14T10:42:15%2B01:00"
     "&ord=27&bu=a&cr=b&sw=c&prc=12.50", "ME", "EUR", {
         Field.TOTAL: "12.50", Field.DATE: date(2026, 2, 14), Field.TIME: time(10, 42, 15)}),
    ("https://efiskalizimi-app.tatime.gov.al/invoice-check/#/verify?iic=A9&tin=L92103036T"
     "&crtd=2026-02-14T10:42:15+01:00&ord=27029&bu=k&cr=j&sw=p&prc=360.0", "AL", "ALL", {
         Field.TOTAL: "360.00", Field.TAX_ID: "L92103036T", Field.NUMBER: "27029",
         Field.TIME: time(10, 42, 15)}),
    ("*50149478*0007210*2026-02-14*12:13:14*5.00", "BG", "EUR", {
        Field.TOTAL: "5.00", Field.DATE: date(2026, 2, 14), Field.TIME: time(12, 13, 14)}),
    ("50149478*0007210*2025-12-31*12:13:14*5.00", "BG", "BGN", {Field.TOTAL: "5.00"}),
    ("e5f3a8d1-00112233-44556677-8899aabb-ccddeeff:88812345678900001:260214153322:17:25.00", "SK",
     "EUR", {Field.TOTAL: "25.00", Field.DATE: date(2026, 2, 14), Field.NUMBER: "17"}),
    ("2" * 39 + "12345678" + "260214101112" + "3", "SI", "EUR", {
        Field.TAX_ID: "12345678", Field.DATE: date(2026, 2, 14), Field.TIME: time(10, 11, 12)}),
    ("https://qr.ksef.mf.gov.pl/invoice/5265877635/14-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js", "PL",
     None, {Field.TAX_ID: "5265877635", Field.DATE: date(2026, 2, 14)}),
    ("https://mev.sfs.md/receipt-verifier/J702003194/128.00/4711/2026-02-14", "MD", "MDL", {
        Field.TOTAL: "128.00", Field.NUMBER: "4711", Field.DATE: date(2026, 2, 14)}),
    ("https://cabinet.tax.gov.ua/cashregs/check?fn=4000903762&id=3135993637&sm=65.48&time=190058"
     "&date=20260214", "UA", "UAH", {
         Field.TOTAL: "65.48", Field.DATE: date(2026, 2, 14), Field.TIME: time(19, 0, 58)}),
    ("https://cabinet.tax.gov.ua/cashregs/check?id=a&date=20261212&fn=1&sm=563.00", "UA", "UAH", {
        Field.DATE: date(2026, 12, 12)}),
    ("t=20260214T2108&s=129.00&fn=9282440300123456&i=12345&fp=1234567890&n=1", "RU", "RUB", {
        Field.TOTAL: "129.00", Field.DATE: date(2026, 2, 14), Field.TIME: time(21, 8)}),
    ("t=20260214T210815&s=129.00&fn=9282440300123456&i=12345&fp=1234567890&n=2", "RU", "RUB", {
        Field.TOTAL: "-129.00"}),
    ("http://consumer.oofd.kz?i=123456789&f=010100000001&s=1250.0&t=20260214T152233", "KZ", "KZT", {
        Field.TOTAL: "1250.00", Field.DATE: date(2026, 2, 14)}),
    ("https://tax.salyk.kg/tax-web-control/client/api/v1/ticket?date=20260214T175623&sum=91950"
     "&fn_number=2&regNumber=3&tin=123&type=3&operation_type=1&fd_number=172045&fm=4", "KG", "KGS", {
         Field.TOTAL: "919.50", Field.NUMBER: "172045", Field.TAX_ID: "123"}),
    ("https://ofd.soliq.uz/check?t=UZ170703100189&r=123&c=20260214113045&s=532001", "UZ", "UZS", {
        Field.DATE: date(2026, 2, 14), Field.TIME: time(11, 30, 45)}),
    ("https://invoicing.eta.gov.eg/receipts/search/abc123/share/2026-02-14T10:11:12Z#Total:150.5,"
     "IssuerRIN:410199444", "EG", "EGP", {
         Field.TOTAL: "150.50", Field.TAX_ID: "410199444", Field.DATE: date(2026, 2, 14)}),
    ("https://verificacfdi.facturaelectronica.sat.gob.mx/default.aspx?id=5803EB8D-81CD-4557-8719-"
     "26632D2FA434&re=XOCD720319T86&rr=CARR861127SB0&tt=0000014300.000000&fe=rH8/bw==", "MX", None, {
         Field.TOTAL: "14300.00", Field.TAX_ID: "XOCD720319T86"}),
    ("?re=XAXX010101000&rr=XAXX010101001&tt=1234567890.123400&id=ad662d33-6934-459c-a128-bdf0393f0f44",
     "MX", None, {Field.TOTAL: "1234567890.1234"}),
    ("https://felpub.c.sat.gob.gt/verificador-web/publico/vistas/verificacionDte.jsf?tipo=autorizacion"
     "&numero=A1B2&emisor=1234567&receptor=CF&monto=99.95", "GT", "GTQ", {
         Field.TOTAL: "99.95", Field.TAX_ID: "1234567"}),
    ("https://ecf.dgii.gov.do/ecf/ConsultaTimbre?RncEmisor=131880681&RncComprador=1&ENCF=E340000000001"
     "&FechaEmision=14-02-2026&MontoTotal=540.00&FechaFirma=x&CodigoSeguridad=y", "DO", "DOP", {
         Field.TOTAL: "-540.00", Field.DATE: date(2026, 2, 14)}),
    ("https://siat.impuestos.gob.bo/consulta/QR?nit=1023&cuf=44AB&numero=77&t=1", "BO", "BOB", {
        Field.NUMBER: "77", Field.TAX_ID: "1023"}),
    ("https://admin.factura.gob.sv/consultaPublica?ambiente=01&codGen=A-B&fechaEmi=2026-02-14", "SV",
     "USD", {Field.DATE: date(2026, 2, 14)}),
    ("https://www.efactura.dgi.gub.uy/consultaQR/cfe?211234560018,101,A,1234,122.00,14/02/2026,aB%3d",
     "UY", "UYU", {Field.TOTAL: "122.00", Field.NUMBER: "A-1234", Field.DATE: date(2026, 2, 14)}),
    ("20100100100|07|BC01|123|18.00|118.00|2026-02-14|6|20200200200|abc=|", "PE", None, {
        Field.TOTAL: "-118.00", Field.TAX: "-18.00", Field.NUMBER: "BC01-123"}),
    ("NumFac: SETP990000129\nFecFac: 2026-02-14\nHorFac: 10:53:10-05:00\nNitFac: 700085371\n"
     "DocAdq: 800199436\nValFac: 1500000.00\nValIva: 285000.00\nValOtroIm: 0.00\n"
     "ValTolFac: 1785000.00\nCUFE: 8bb918b1", "CO", "COP", {
         Field.TOTAL: "1785000.00", Field.TAX: "285000.00", Field.TIME: time(10, 53, 10)}),
    ('<TED version="1.0"><DD><RE>97975000-5</RE><TD>61</TD><F>27</F><FE>2026-02-14</FE><RR>1-9</RR>'
     "<RSR>J</RSR><MNT>502946</MNT><IT1>Cajon</IT1></DD></TED>", "CL", "CLP", {
         Field.TOTAL: "-502946.00", Field.TAX_ID: "97975000-5", Field.NUMBER: "27"}),
    ("14022026" + "01" + "1790012345001" + "2" + "001002000000123" + "12345678" + "1" + "6", "EC",
     "USD", {Field.DATE: date(2026, 2, 14), Field.TAX_ID: "1790012345001"}),
    ("35260212345678000195" + "59" + "000123456" + "000789" + "1234567" + "|20260214101112|12.34||sig",
     "BR", "BRL", {Field.TOTAL: "12.34", Field.DATE: date(2026, 2, 14)}),
    (f"http://www.fazenda.pr.gov.br/nfce/qrcode?p={BR_KEY}|2|1|1|AFDD", "BR", "BRL", {
        Field.TAX_ID: "12.345.678/0001-95", Field.NUMBER: "12345"}),
    (f"\ufeffhttp://nfce.set.rn.gov.br/consultar?p={BR_KEY}|2|1|14|44.70|6d4f|1|CFA2", "BR", "BRL", {
        Field.TOTAL: "44.70"}),
    (f"http://x.sp.gov.br/qr?chNFe={BR_KEY}&nVersao=100&tpAmb=1&dhEmi="
     + b"2026-02-14T10:11:12-03:00".hex() + "&vNF=60.90&vICMS=1.00&digVal=ab&cIdToken=1&cHashQRCode=c",
     "BR", "BRL", {Field.TOTAL: "60.90", Field.DATE: date(2026, 2, 14)}),
    (afip(ARGENTINE), "AR", "ARS", {
        Field.TOTAL: "12100.50", Field.NUMBER: "00010-00000094", Field.TAX_ID: "30000000007",
        Field.DATE: date(2026, 2, 14)}),
    (afip({**ARGENTINE, "tipoCmp": 8, "moneda": "DOL"}), "AR", "USD", {Field.TOTAL: "-12100.50"}),
    (PARAGUAYAN, "PY", None, {
        Field.TOTAL: "110000.00", Field.TAX: "10000.00", Field.TAX_ID: "80069563-1",
        Field.NUMBER: "001-001-0000006", Field.TIME: time(10, 11, 12)}),
    (jwt(INDIAN), "IN", "INR", {
        Field.TOTAL: "1178.50", Field.NUMBER: "1652", Field.TAX_ID: "37ARZPT4384Q1MT",
        Field.DATE: date(2026, 3, 26)}),
    (jwt({**INDIAN, "DocTyp": "CRN"}), "IN", "INR", {Field.TOTAL: "-1178.50"}),
    (zatca(), "SA", "SAR", {
        Field.TOTAL: "1150.00", Field.TAX: "150.00", Field.MERCHANT: "مطعم البيت",
        Field.TAX_ID: "310122393500003", Field.DATE: date(2026, 4, 25), Field.TIME: time(15, 30)}),
    (json.dumps(TURKISH), "TR", "TRY", {
        Field.TOTAL: "120.00", Field.NUMBER: "GIB2026000000001", Field.TAX_ID: "1234567890",
        Field.DATE: date(2026, 2, 14)}),
    (TAIWANESE, "TW", "TWD", {
        Field.TOTAL: "3150", Field.TAX: "150", Field.NUMBER: "AB11223344",
        Field.TAX_ID: "12345678", Field.DATE: date(2026, 2, 14)}),
    ("01,32,,26117000000123456789,1080.55,20260214,,6F5B", "CN", "CNY", {
        Field.TOTAL: "1080.55", Field.NUMBER: "26117000000123456789", Field.DATE: date(2026, 2, 14)}),
    ("01,10,011001900211,12345678,100.00,20260214,12345678901234567890,2B7C,", "CN", "CNY", {
        Field.SUBTOTAL: "100.00", Field.DATE: date(2026, 2, 14)}),
    ("SID*1.0*ID:2012150001*DD:20260214*AM:61189.00*CC:CZK*VII:CZ60194383*INI:60194383*", "CZ", "CZK", {
        Field.TOTAL: "61189.00", Field.NUMBER: "2012150001", Field.TAX_ID: "CZ60194383",
        Field.DATE: date(2026, 2, 14)}),
]  # fmt: skip


EPC = (
    "BCD\n002\n1\nSCT\nBYLADEM1001\nBäckerei Süß GmbH\nDE02120300000000202051\n"
    "EUR205.80\n\n\nR-2026-17\n"
)
SPC = (
    "SPC|0200|1|CH4431999123000889012|S|Garage Müller AG|Bahnhofstr.|1|3000|Bern|CH||||||||1949.75|CHF|"
    "S|Pia Rutschmann|Weg|1|9400|Rorschach|CH|QRR|210000000003139471430009017|Auftrag|EPD|"
    "//S1/10/X.66711\\/8824/11/260214/20/MW-2020-04/30/106017086/31/260301/32/8.1/40/0:30"
).replace("|", "\n")


def emv(amount: str = "5405150.5") -> str:
    body = f"000201010212{amount}53037645802TH5908Som Shop62070503***6304"
    value = 0xFFFF
    for byte in body.encode():
        value ^= byte << 8
        for _ in range(8):
            value = ((value << 1) ^ 0x1021) & 0xFFFF if value & 0x8000 else value << 1
    return f"{body}{value:04X}"

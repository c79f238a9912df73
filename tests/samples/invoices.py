"""Electronic invoices in all profiles, as XML: one invoice with two rates and an allowance.

Written from the published specifications: Factur-X 1.07, ZUGFeRD 1.0, UBL 2.1 with Peppol BIS
Billing 3. Net 180.00 (lines of 120.00 and 70.00, an allowance of 10.00), VAT 25.80, gross 205.80,
of which 50.00 are prepaid.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import pypdfium2 as pdfium

CII_PROFILES = MappingProxyType(
    {
        "MINIMUM": "urn:factur-x.eu:1p0:minimum",
        "BASIC WL": "urn:factur-x.eu:1p0:basicwl",
        "BASIC": "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic",
        "EN 16931": "urn:cen.eu:en16931:2017",
        "EXTENDED": "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended",
        "XRECHNUNG": "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0",
    }
)
UBL_PROFILES = MappingProxyType(
    {
        "XRECHNUNG": "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0",
        "PEPPOL": "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
    }
)
WITHOUT_LINES = frozenset({"MINIMUM", "BASIC WL"})
LINES = (("Bread & butter", "3", "40.00", "120.00", "19"), ("Milk", "10", "7.00", "70.00", "7"))
TAXES = (("20.90", "110.00", "19"), ("4.90", "70.00", "7"))
"""Tax, net, rate. The allowance belongs to the first."""
CII_PARTIES = """\
   <ram:SellerTradeParty><ram:Name>Bäckerei Süß GmbH</ram:Name>
    <ram:PostalTradeAddress><ram:PostcodeCode>83022</ram:PostcodeCode>
     <ram:LineOne>Hauptstraße 4</ram:LineOne><ram:CityName>Rosenheim</ram:CityName>
     <ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress>
    <ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">156/123/45678</ram:ID>
    </ram:SpecifiedTaxRegistration>
    <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE123456789</ram:ID>
    </ram:SpecifiedTaxRegistration></ram:SellerTradeParty>
   <ram:BuyerTradeParty><ram:Name>Muster und Partner</ram:Name></ram:BuyerTradeParty>
"""
UBL_PARTIES = """\
 <cac:AccountingSupplierParty><cac:Party>
  <cac:PartyName><cbc:Name>Süß</cbc:Name></cac:PartyName>
  <cac:PostalAddress><cbc:StreetName>Hauptstraße 4</cbc:StreetName>
   <cbc:CityName>Rosenheim</cbc:CityName><cbc:PostalZone>83022</cbc:PostalZone>
   <cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country>
  </cac:PostalAddress>
  <cac:PartyTaxScheme><cbc:CompanyID>156/123/45678</cbc:CompanyID>
   <cac:TaxScheme><cbc:ID>FC</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
  <cac:PartyTaxScheme><cbc:CompanyID>DE123456789</cbc:CompanyID>
   <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
  <cac:PartyLegalEntity><cbc:RegistrationName>Bäckerei Süß GmbH</cbc:RegistrationName>
  </cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
 <cac:AccountingCustomerParty><cac:Party><cac:PartyLegalEntity>
  <cbc:RegistrationName>Muster und Partner</cbc:RegistrationName></cac:PartyLegalEntity>
  </cac:Party></cac:AccountingCustomerParty>
"""


def build_cii(profile: str = "EN 16931", kind: str = "380", currency: str = "EUR") -> bytes:
    """A CrossIndustryInvoice; `kind` is a code of UNTDID 1001."""
    lines = "" if profile in WITHOUT_LINES else "".join(map(_cii_line, range(len(LINES))))
    if profile == "EXTENDED":
        lines += _cii_line(0, "<ram:LineStatusReasonCode>GROUP</ram:LineStatusReasonCode>")
    details = "" if profile == "MINIMUM" else _cii_settlement()
    sums = "" if profile == "MINIMUM" else "<ram:LineTotalAmount>190.00</ram:LineTotalAmount>"
    prepaid = "<ram:TotalPrepaidAmount>50.00</ram:TotalPrepaidAmount>"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice
 xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
 xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
 <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
  <ram:ID>{CII_PROFILES[profile]}</ram:ID>
 </ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
 <rsm:ExchangedDocument><ram:ID>R-2026-17</ram:ID><ram:TypeCode>{kind}</ram:TypeCode>
  <ram:IssueDateTime><udt:DateTimeString format="102">20260214</udt:DateTimeString>
  </ram:IssueDateTime></rsm:ExchangedDocument>
 <rsm:SupplyChainTradeTransaction>{lines}
  <ram:ApplicableHeaderTradeAgreement>
{CII_PARTIES}  </ram:ApplicableHeaderTradeAgreement>
  <ram:ApplicableHeaderTradeDelivery/>
  <ram:ApplicableHeaderTradeSettlement>
   <ram:InvoiceCurrencyCode>{currency}</ram:InvoiceCurrencyCode>{details}
   <ram:SpecifiedTradeSettlementHeaderMonetarySummation>{sums}
    <ram:TaxBasisTotalAmount>180.00</ram:TaxBasisTotalAmount>
    <ram:TaxTotalAmount currencyID="CHF">26.00</ram:TaxTotalAmount>
    <ram:TaxTotalAmount currencyID="{currency}">25.80</ram:TaxTotalAmount>
    <ram:GrandTotalAmount>205.80</ram:GrandTotalAmount>{prepaid}
    <ram:DuePayableAmount>155.80</ram:DuePayableAmount>
   </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
  </ram:ApplicableHeaderTradeSettlement>
 </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>""".encode()


def _cii_line(number: int, status: str = "") -> str:
    name, quantity, price, total, rate = LINES[number]
    return f"""<ram:IncludedSupplyChainTradeLineItem>
 <ram:AssociatedDocumentLineDocument><ram:LineID>{number + 1}</ram:LineID>{status}
 </ram:AssociatedDocumentLineDocument>
 <ram:SpecifiedTradeProduct><ram:Name>{name.replace("&", "&amp;")}</ram:Name>
 </ram:SpecifiedTradeProduct>
 <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice>
  <ram:ChargeAmount>{price}</ram:ChargeAmount></ram:NetPriceProductTradePrice>
 </ram:SpecifiedLineTradeAgreement>
 <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">{quantity}</ram:BilledQuantity>
 </ram:SpecifiedLineTradeDelivery>
 <ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax>
  <ram:RateApplicablePercent>{rate}</ram:RateApplicablePercent></ram:ApplicableTradeTax>
  <ram:SpecifiedTradeSettlementLineMonetarySummation>
   <ram:LineTotalAmount>{total}</ram:LineTotalAmount>
  </ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>
</ram:IncludedSupplyChainTradeLineItem>"""


def _cii_settlement() -> str:
    taxes = "".join(
        f"""<ram:ApplicableTradeTax><ram:CalculatedAmount>{tax}</ram:CalculatedAmount>
 <ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount>{net}</ram:BasisAmount>
 <ram:RateApplicablePercent>{rate}</ram:RateApplicablePercent></ram:ApplicableTradeTax>"""
        for tax, net, rate in TAXES
    )
    return f"""<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>48</ram:TypeCode>
</ram:SpecifiedTradeSettlementPaymentMeans>{taxes}
<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>false</udt:Indicator>
 </ram:ChargeIndicator><ram:ActualAmount>10.00</ram:ActualAmount><ram:Reason>Rabatt</ram:Reason>
</ram:SpecifiedTradeAllowanceCharge>
<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>
 <udt:DateTimeString format="102">20260314</udt:DateTimeString></ram:DueDateDateTime>
</ram:SpecifiedTradePaymentTerms>"""


def build_zugferd1() -> bytes:
    """The same in ZUGFeRD 1.0, whose elements have other names."""
    text = build_cii().decode()
    for new, old in (
        ("CrossIndustryInvoice:100", "CrossIndustryDocument:invoice:1p0"),
        ("CrossIndustryInvoice", "CrossIndustryDocument"),
        ("ExchangedDocumentContext", "SpecifiedExchangedDocumentContext"),
        ("rsm:ExchangedDocument>", "rsm:HeaderExchangedDocument>"),
        ("rsm:SupplyChainTradeTransaction", "rsm:SpecifiedSupplyChainTradeTransaction"),
        ("ApplicableHeaderTrade", "ApplicableSupplyChainTrade"),
        ("SpecifiedTradeSettlementHeaderMonetary", "SpecifiedTradeSettlementMonetary"),
        ("SpecifiedTradeSettlementLineMonetary", "SpecifiedTradeSettlementMonetary"),
        ("SpecifiedLineTrade", "SpecifiedSupplyChainTrade"),
        ("RateApplicablePercent", "ApplicablePercent"),
        (CII_PROFILES["EN 16931"], "urn:ferd:CrossIndustryDocument:invoice:1p0:comfort"),
    ):
        assert new in text, new
        text = text.replace(new, old)
    return text.encode()


def build_ubl(profile: str = "PEPPOL", root: str = "Invoice", kind: str = "380") -> bytes:
    """An `Invoice` or a `CreditNote` in UBL."""
    taxes = "".join(
        f"""<cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">{net}</cbc:TaxableAmount>
 <cbc:TaxAmount currencyID="EUR">{tax}</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID>
 <cbc:Percent>{rate}</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal>"""
        for tax, net, rate in TAXES
    )
    lines = "".join(_ubl_line(number, root) for number in range(len(LINES)))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- made for a test -->
<{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
 <cbc:CustomizationID>{UBL_PROFILES[profile]}</cbc:CustomizationID>
 <cbc:ID>R-2026-17</cbc:ID><cbc:IssueDate>2026-02-14</cbc:IssueDate>
 <cbc:DueDate>2026-03-14</cbc:DueDate><cbc:{root}TypeCode>{kind}</cbc:{root}TypeCode>
 <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
{UBL_PARTIES} <cac:PaymentMeans><cbc:PaymentMeansCode>48</cbc:PaymentMeansCode></cac:PaymentMeans>
 <cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>
  <cbc:AllowanceChargeReason>Rabatt</cbc:AllowanceChargeReason>
  <cbc:Amount currencyID="EUR">10.00</cbc:Amount></cac:AllowanceCharge>
 <cac:TaxTotal><cbc:TaxAmount currencyID="CHF">26.00</cbc:TaxAmount></cac:TaxTotal>
 <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">25.80</cbc:TaxAmount>{taxes}</cac:TaxTotal>
 <cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="EUR">190.00</cbc:LineExtensionAmount>
  <cbc:TaxExclusiveAmount currencyID="EUR">180.00</cbc:TaxExclusiveAmount>
  <cbc:TaxInclusiveAmount currencyID="EUR">205.80</cbc:TaxInclusiveAmount>
  <cbc:PrepaidAmount currencyID="EUR">50.00</cbc:PrepaidAmount>
  <cbc:PayableAmount currencyID="EUR">155.80</cbc:PayableAmount></cac:LegalMonetaryTotal>{lines}
</{root}>""".encode()


def _ubl_line(number: int, root: str) -> str:
    name, quantity, price, total, rate = LINES[number]
    counted = "InvoicedQuantity" if root == "Invoice" else "CreditedQuantity"
    return f"""<cac:{root}Line><cbc:ID>{number + 1}</cbc:ID>
 <cbc:{counted} unitCode="C62">{quantity}</cbc:{counted}>
 <cbc:LineExtensionAmount currencyID="EUR">{total}</cbc:LineExtensionAmount>
 <cac:Item><cbc:Name>{name.replace("&", "&amp;")}</cbc:Name><cac:ClassifiedTaxCategory>
  <cbc:Percent>{rate}</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item>
 <cac:Price><cbc:PriceAmount currencyID="EUR">{price}</cbc:PriceAmount></cac:Price>
</cac:{root}Line>"""


def attach_to_pdf(target: Path, attachments: dict[str, bytes]) -> Path:
    """Write a PDF with an empty page and these attachments."""
    document = pdfium.PdfDocument.new()
    document.new_page(595, 842).close()
    for name, data in attachments.items():
        document.new_attachment(name).set_data(data)
    document.save(target)
    document.close()
    return target

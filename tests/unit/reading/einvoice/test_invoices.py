"""Electronic invoices of all profiles, credit notes, and XML that is none."""

from __future__ import annotations

import contextlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.invoice import Invoice, InvoiceItem, InvoiceTax
from receipt_desktop.reading.einvoice import xml
from receipt_desktop.reading.einvoice.invoices import parse_invoice
from receipt_desktop.reading.einvoice.page import draw_invoice
from tests.samples.invoices import (
    CII_PROFILES,
    UBL_PROFILES,
    WITHOUT_LINES,
    build_cii,
    build_ubl,
    build_zugferd1,
)

TAXES = (
    InvoiceTax(Decimal(19), Decimal("110.00"), Decimal("20.90")),
    InvoiceTax(Decimal(7), Decimal("70.00"), Decimal("4.90")),
)
LINES = (
    InvoiceItem("Bread & butter", Decimal("120.00"), Decimal(3), Decimal("40.00"), Decimal(19)),
    InvoiceItem("Milk", Decimal("70.00"), Decimal(10), Decimal("7.00"), Decimal(7)),
)
ALLOWANCE = InvoiceItem("Rabatt", Decimal("-10.00"))


def error_of(data: bytes) -> InvalidRequest:
    with pytest.raises(InvalidRequest) as caught:
        parse_invoice(data)
    return caught.value


def assert_head(invoice: Invoice) -> None:
    assert invoice.seller.name == "Bäckerei Süß GmbH"
    assert invoice.seller.address == "Hauptstraße 4, 83022 Rosenheim"
    assert (invoice.seller.country, invoice.seller.tax_id) == ("DE", "DE123456789")
    assert invoice.buyer.name == "Muster und Partner"
    assert (invoice.number, invoice.issued) == ("R-2026-17", date(2026, 2, 14))
    assert invoice.currency == "EUR"


@pytest.mark.parametrize("profile", CII_PROFILES)
def test_every_profile_of_cii_is_read(profile: str) -> None:
    invoice = parse_invoice(build_cii(profile))
    assert_head(invoice)
    assert (invoice.syntax, invoice.profile) == ("CII", CII_PROFILES[profile])
    assert (invoice.total, invoice.net, invoice.tax) == (
        Decimal("205.80"),
        Decimal("180.00"),
        Decimal("25.80"),
    )
    assert (invoice.prepaid, invoice.payable) == (Decimal("50.00"), Decimal("155.80"))
    assert invoice.taxes == (() if profile == "MINIMUM" else TAXES)
    assert invoice.due == (None if profile == "MINIMUM" else date(2026, 3, 14))
    lines = () if profile in WITHOUT_LINES else LINES
    assert invoice.items == (*lines, *(() if profile == "MINIMUM" else (ALLOWANCE,)))


def test_zugferd_1_is_read() -> None:
    invoice = parse_invoice(build_zugferd1())
    assert_head(invoice)
    assert invoice.syntax == "ZUGFeRD 1"
    assert invoice.total == Decimal("205.80")
    assert invoice.taxes == TAXES
    assert invoice.items == (*LINES, ALLOWANCE)


@pytest.mark.parametrize("profile", UBL_PROFILES)
def test_ubl_invoices_are_read(profile: str) -> None:
    invoice = parse_invoice(build_ubl(profile))
    assert_head(invoice)
    assert (invoice.syntax, invoice.due) == ("UBL", date(2026, 3, 14))
    assert (invoice.total, invoice.tax) == (Decimal("205.80"), Decimal("25.80"))
    assert invoice.taxes == TAXES
    assert invoice.items == (*LINES, ALLOWANCE)


@pytest.mark.parametrize(
    "data",
    [
        build_cii(kind="381"),
        build_ubl(root="CreditNote", kind="381"),
        build_ubl(root="Invoice", kind="381"),
    ],
    ids=["CII", "UBL CreditNote", "UBL Invoice"],
)
def test_credit_notes_are_negative(data: bytes) -> None:
    invoice = parse_invoice(data)
    assert invoice.is_credit
    assert (invoice.total, invoice.tax) == (Decimal("-205.80"), Decimal("-25.80"))
    assert [tax.amount for tax in invoice.taxes] == [Decimal("-20.90"), Decimal("-4.90")]
    assert [item.total for item in invoice.items] == [
        Decimal("-120.00"),
        Decimal("-70.00"),
        Decimal("10.00"),
    ]
    assert invoice.items[0].quantity == Decimal(-3)
    assert invoice.items[0].unit_price == Decimal("40.00")


def test_a_credit_note_with_negative_amounts_keeps_them() -> None:
    text = build_cii("MINIMUM", "381").decode()
    data = text.replace("Amount>205.80", "Amount>-205.80").encode()
    assert parse_invoice(data).total == Decimal("-205.80")


def test_a_price_for_several_units_becomes_the_price_of_one() -> None:
    price = b'</ram:ChargeAmount><ram:BasisQuantity unitCode="C62">100</ram:BasisQuantity>'
    data = build_cii().replace(b"</ram:ChargeAmount>", price)
    assert [item.unit_price for item in parse_invoice(data).items[:2]] == [
        Decimal("0.4"),
        Decimal("0.07"),
    ]


def test_values_that_are_not_valid_are_left_out() -> None:
    text = build_cii().decode()
    text = text.replace(">20260214<", ">20261402<").replace(">EUR<", ">Euro<")
    invoice = parse_invoice(
        text.replace("TaxBasisTotalAmount>180.00", "TaxBasisTotalAmount>1E9").encode()
    )
    assert (invoice.issued, invoice.currency, invoice.net) == (None, None, None)
    assert invoice.total == Decimal("205.80")


BOMB = b"""<?xml version="1.0"?><!DOCTYPE Invoice [<!ENTITY a "ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Invoice>&b;</Invoice>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE Invoice [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<Invoice>&a;</Invoice>"""
REMOTE = b"""<?xml version="1.0"?><!DOCTYPE Invoice SYSTEM "http://127.0.0.1:9/x.dtd"><Invoice/>"""


@pytest.mark.parametrize("data", [BOMB, OUTSIDE, REMOTE], ids=["bomb", "file", "network"])
def test_entities_and_document_types_are_refused(data: bytes) -> None:
    assert error_of(data).key == "xml_unsafe"


@pytest.mark.parametrize(
    "data",
    [b"", build_cii()[:900], b'<?xml version="1.0" encoding="x-none"?><Invoice/>', b"<Invoice>&x;"],
    ids=["empty", "cut off", "unknown encoding", "undefined entity"],
)
def test_damaged_xml_is_refused(data: bytes) -> None:
    assert error_of(data).key == "xml_broken"


def test_a_file_larger_than_any_invoice_is_refused() -> None:
    error = error_of(b" " * (xml.MAX_XML_BYTES + 1))
    assert (error.key, error.details) == ("xml_too_large", {"size": 11, "limit": 10})


@pytest.mark.parametrize(
    ("data", "root"),
    [
        (b"<SCRDMCCBDACIOMessageStructure/>", "SCRDMCCBDACIOMessageStructure"),
        (b'<Invoice xmlns="urn:sfti:documents:BasicInvoice:1:0"/>', "Invoice"),
        (b"<Invoice/>", "Invoice"),
    ],
    ids=["Order-X", "Svefaktura", "no namespace"],
)
def test_other_xml_is_no_invoice(data: bytes, root: str) -> None:
    error = error_of(data)
    assert (error.key, error.details) == ("xml_foreign", {"root": root})


def test_an_invoice_without_a_total_is_refused() -> None:
    data = build_cii().replace(b"GrandTotalAmount", b"SomeAmount")
    assert error_of(data).key == "xml_incomplete"


def test_deep_nesting_is_no_danger() -> None:
    assert error_of(b"<a>" * 200_000 + b"</a>" * 200_000).key in ("xml_foreign", "xml_broken")


@settings(max_examples=300, deadline=None)
@given(
    data=st.sampled_from([build_cii("EXTENDED"), build_zugferd1(), build_ubl()]),
    position=st.integers(0, 10_000),
    length=st.integers(0, 40),
    inserted=st.binary(max_size=20)
    | st.text(st.sampled_from("<>/&;0.-E9 "), max_size=20).map(str.encode),
)
def test_a_damaged_invoice_is_read_or_refused(
    data: bytes, position: int, length: int, inserted: bytes
) -> None:
    start = position % len(data)
    damaged = data[:start] + inserted + data[start + length :]
    with contextlib.suppress(InvalidRequest):
        invoice = parse_invoice(damaged)
        assert invoice.total is not None
        draw_invoice(invoice)

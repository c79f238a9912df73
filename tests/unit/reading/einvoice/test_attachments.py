"""Invoices in the attachments of PDFs."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from receipt_desktop.domain.invoice import Invoice
from receipt_desktop.reading.decoder import open_page
from tests.samples.invoices import attach_to_pdf, build_cii, build_ubl, build_zugferd1
from tests.unit.reading.conftest import LIMITS

ORDER = b"<SCRDMCCBDACIOMessageStructure/>"


def invoice_of(folder: Path, attachments: dict[str, bytes]) -> Invoice | None:
    return open_page(attach_to_pdf(folder / "a.pdf", attachments), 0, LIMITS).invoice


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("factur-x.xml", build_cii("BASIC WL")),
        ("zugferd-invoice.xml", build_cii("EXTENDED")),
        ("ZUGFeRD-invoice.xml", build_zugferd1()),
        ("xrechnung.xml", build_ubl("XRECHNUNG")),
        ("anything else.XML", build_ubl("PEPPOL")),
    ],
)
def test_an_attached_invoice_is_found(tmp_path: Path, name: str, data: bytes) -> None:
    invoice = invoice_of(tmp_path, {"photo.jpg": b"\xff\xd8", name: data})
    assert invoice
    assert invoice.total == Decimal("205.80")


def test_the_name_of_the_standard_comes_first(tmp_path: Path) -> None:
    credit = build_cii(kind="381")
    invoice = invoice_of(tmp_path, {"a.xml": build_cii(), "factur-x.xml": credit})
    assert invoice
    assert invoice.is_credit


@pytest.mark.parametrize(
    "attachments",
    [{}, {"order-x.xml": ORDER}, {"factur-x.xml": b"<broken"}, {"factur-x.txt": build_cii()}],
    ids=["none", "order", "broken", "text"],
)
def test_a_pdf_without_an_invoice_has_none(tmp_path: Path, attachments: dict[str, bytes]) -> None:
    assert invoice_of(tmp_path, attachments) is None


def test_a_broken_attachment_does_not_hide_another(tmp_path: Path) -> None:
    assert invoice_of(tmp_path, {"factur-x.xml": b"<broken", "b.xml": build_ubl()})

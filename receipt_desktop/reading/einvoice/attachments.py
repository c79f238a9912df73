"""Electronic invoices attached to PDFs (PDF/A-3). Runs in a worker process only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium

from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.invoice import Invoice
from receipt_desktop.reading.einvoice.invoices import parse_invoice
from receipt_desktop.reading.einvoice.xml import MAX_XML_BYTES

INVOICE_NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml")
"""Names that the standards prescribe, in lower case; they are tried first."""
MAX_ATTACHMENTS = 50


def find_attached_invoice(document: Any) -> Invoice | None:
    """The invoice attached to a `pypdfium2.PdfDocument`.

    None without one: a PDF with a damaged or foreign attachment is read as any other.
    """
    for data in _list_xml_attachments(document):
        try:
            return parse_invoice(data)
        except InvalidRequest:  # an order, a delivery note, another program's data
            continue
    return None


def _list_xml_attachments(document: Any) -> Iterator[bytes]:
    """The contents of the XML attachments, standard names first."""
    try:
        count = min(document.count_attachments(), MAX_ATTACHMENTS)
        attachments = [document.get_attachment(number) for number in range(count)]
        named = [(one.get_name().lower(), one) for one in attachments]
        named.sort(key=lambda pair: pair[0] not in INVOICE_NAMES)
        for name, attachment in named:
            if name.endswith(".xml"):
                yield _read_attachment(attachment)
    except pdfium.PdfiumError:
        return


def _read_attachment(attachment: Any) -> bytes:
    """The contents; empty when it is larger than any invoice."""
    data = attachment.get_data()
    return bytes(data) if len(data) <= MAX_XML_BYTES else b""

"""Files with data of their own, read by a worker process: XML, PDF with an invoice, QR code."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.reading.worker.pool import ReaderPool
from tests.samples import SAMPLES, draw
from tests.samples.fiscal_codes import tse
from tests.samples.invoices import attach_to_pdf, build_cii, build_ubl
from tests.unit.reading.conftest import LIMITS, Read, Request
from tests.unit.reading.test_codes import draw_code
from tests.waiting import SECONDS


@pytest.mark.parametrize("data", [build_cii(), build_ubl()], ids=["CII", "UBL"])
def test_an_invoice_as_xml_gets_a_page(
    tmp_path: Path, read: Read, request_for: Request, data: bytes
) -> None:
    path = tmp_path / "invoice.xml"
    path.write_bytes(data)
    text = read(path)
    assert text.invoice
    assert text.invoice.total == Decimal("205.80")
    assert text.engines == ("xml",)
    assert "Bäckerei Süß GmbH" in [line.text for line in text.lines]
    (page,) = text.pages
    assert (Path(request_for(path).folder) / Path(page.file).name).is_file()
    assert all(line.box.right <= page.width for line in text.lines)


def test_xml_needs_no_reader_and_has_one_page(tmp_path: Path, pool: ReaderPool) -> None:
    path = tmp_path / "invoice.xml"
    path.write_bytes(build_cii())
    assert pool.count_pages(path, LIMITS, Deadline.after(SECONDS)) == 1


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (build_cii()[:2000], "xml_broken"),
        (b"<!DOCTYPE Invoice [<!ENTITY a 'b'>]><Invoice>&a;</Invoice>", "xml_unsafe"),
        (b'<Invoice xmlns="urn:sfti:documents:BasicInvoice:1:0"/>', "xml_foreign"),
    ],
)
def test_xml_that_cannot_be_used_is_refused(
    tmp_path: Path, read: Read, data: bytes, key: str
) -> None:
    path = tmp_path / "invoice.xml"
    path.write_bytes(data)
    with pytest.raises(InvalidRequest) as caught:
        read(path)
    assert caught.value.key == key


def test_the_invoice_of_a_pdf_travels_with_its_text(tmp_path: Path, read: Read) -> None:
    text = read(attach_to_pdf(tmp_path / "a.pdf", {"factur-x.xml": build_cii("MINIMUM")}))
    assert text.invoice
    assert text.invoice.number == "R-2026-17"


def test_a_code_on_a_receipt_travels_with_its_box(tmp_path: Path, read: Read) -> None:
    receipt = draw(SAMPLES["cafe"]).convert("RGB")
    code = draw_code(tse(), 3)
    page = receipt.resize((max(receipt.width, code.width), receipt.height))
    whole = page.crop((0, 0, page.width, page.height + code.height + 40))
    whole.paste("white", (0, page.height, whole.width, whole.height))
    whole.paste(code, (10, page.height + 20))
    path = tmp_path / "receipt.png"
    whole.save(path)
    text = read(path, ReaderChoice.RAPIDOCR)
    (found,) = text.codes
    assert found.text == tse()
    assert found.box
    assert found.box.y > 0.5 * text.pages[0].height
    assert found.box.bottom <= text.pages[0].height

"""The text layer of a PDF: used when it matches the page, otherwise ignored."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from receipt_desktop.domain.page import Line
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.reading.decoder import open_page
from tests.samples import SAMPLES, save_born_digital
from tests.unit.reading.conftest import LIMITS, Read

WORDS = ("Kiosk am Markt", "Zeitung 2,40", "Kaugummi 1,10", "SUMME EUR 3,50", "12.03.2024 10:15")
FALSE_MAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /F def 1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfrange <20> <7D> <0021> endbfrange endcmap end end"""


def pdf(
    content: bytes, picture: Image.Image | None = None, mapped: bytes = b"", rotate: int = 0
) -> bytes:
    """A page of 300 by 400 points with Helvetica as /F and a picture as /P."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
    font += b" /ToUnicode 6 0 R >>" if mapped else b" >>"
    stream = b"<< /Length %d >> stream\n%b\nendstream"
    grey = picture or Image.new("L", (10, 10), 238)
    packed = zlib.compress(grey.tobytes())
    image = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Filter /FlateDecode /Length %d >> stream\n%b\nendstream"
    ) % (*grey.size, len(packed), packed)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R /Rotate %d "
        b"/Resources << /Font << /F 5 0 R >> /XObject << /P 7 0 R >> >> >>" % rotate,
        stream % (len(content), content),
        font,
        stream % (len(mapped), mapped),
        image,
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, inside in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, inside)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, size = len(data), len(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    return data + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, start)


def lines_at(words: tuple[str, ...] = WORDS, mode: int = 0) -> bytes:
    shown = b"".join(
        b"1 0 0 1 30 %d Tm (%b) Tj " % (340 - 40 * row, text.encode("cp1252"))
        for row, text in enumerate(words)
    )
    return b"BT /F 18 Tf %d Tr %b ET" % (mode, shown)


def own(path: Path, data: bytes) -> list[Line]:
    path.write_bytes(data)
    return list(open_page(path, 0, LIMITS).text_layer)


def test_born_digital_lines_have_their_places(tmp_path: Path) -> None:
    lines = own(tmp_path / "a.pdf", pdf(lines_at()))
    assert tuple(line.text for line in lines) == WORDS
    scale = min(300 / 72, 2400 / 400)
    box = lines[0].box
    assert box.x == pytest.approx(30 * scale, abs=3)
    assert box.y < (400 - 340) * scale < box.bottom + 4
    assert box.w == pytest.approx(118 * scale, rel=0.1)
    assert all(line.score > 0.9 for line in lines)


def test_a_turned_page_has_its_lines_where_they_show(tmp_path: Path) -> None:
    opened = tmp_path / "a.pdf"
    lines = own(opened, pdf(lines_at(), rotate=180))
    height, width = open_page(opened, 0, LIMITS).picture.shape[:2]
    assert height > width
    assert lines[0].box.y > height / 2


def test_amounts_far_to_the_right_are_lines_of_their_own(tmp_path: Path) -> None:
    row = (
        b"BT /F 12 Tf 1 0 0 1 20 300 Tm (Mineral water, still) Tj 1 0 0 1 250 300 Tm (12.50) Tj ET"
    )
    lines = own(tmp_path / "a.pdf", pdf(row))
    assert {line.text for line in lines} == {"Mineral water, still", "12.50"}


def test_hidden_text_is_not_trusted(tmp_path: Path) -> None:
    assert own(tmp_path / "a.pdf", pdf(lines_at(mode=3))) == []


def test_text_under_a_picture_of_the_page_is_not_trusted(tmp_path: Path) -> None:
    assert own(tmp_path / "a.pdf", pdf(b"q 300 0 0 400 0 0 cm /P Do Q " + lines_at())) == []


def test_a_few_letters_are_not_the_page(tmp_path: Path) -> None:
    assert own(tmp_path / "a.pdf", pdf(lines_at(("Page 1",)))) == []


def test_letters_without_meaning_are_not_trusted(tmp_path: Path) -> None:
    private = FALSE_MAP.replace(b"<0021>", b"<E000>")
    assert own(tmp_path / "a.pdf", pdf(lines_at(), mapped=private)) == []


def test_own_text_is_taken_when_a_reader_agrees(tmp_path: Path, read: Read) -> None:
    path = save_born_digital(SAMPLES["bistro"], tmp_path / "a.pdf")
    text = read(path)
    assert text.engines == ("pdf", "rapidocr")
    assert text.lines[0].score > 0.9
    assert any(SAMPLES["bistro"].merchant in line.text for line in text.lines)


def test_a_font_with_a_wrong_character_map_is_detected(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.pdf"
    lies = own(path, pdf(lines_at(), mapped=FALSE_MAP))
    assert lies
    assert not any("SUMME" in line.text for line in lies)
    text = read(path)
    assert text.engines == ("rapidocr",)
    assert any("SUMME" in line.text for line in text.lines)


@pytest.mark.parametrize("reader", [ReaderChoice.RAPIDOCR, ReaderChoice.TESSERACT])
def test_a_logo_is_read_beside_the_text(tmp_path: Path, read: Read, reader: ReaderChoice) -> None:
    logo = Image.new("L", (600, 120), 255)
    ImageDraw.Draw(logo).text((30, 20), "ADLER DROGERIE", fill=0, font_size=64)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(b"q 200 0 0 40 50 355 cm /P Do Q " + lines_at(), logo))
    text = read(path, reader)
    assert text.engines == ("pdf", reader.value)
    first, *others = [line.text for line in text.lines]
    assert "ADLER" in first
    assert others == list(WORDS)

"""The text layer of a PDF: used when it matches the page, otherwise ignored."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from receipt_desktop.domain.page import Line
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.reading.decoder import open_page
from receipt_desktop.reading.pdf_lines import order_logically
from tests.samples import SAMPLES, save_born_digital
from tests.unit.reading.conftest import EACH_READER, LIMITS, Read

WORDS = ("Kiosk am Markt", "Zeitung 2,40", "Kaugummi 1,10", "SUMME EUR 3,50", "12.03.2024 10:15")
HELVETICA = {
    **dict.fromkeys(" ,.:tI", 0.278),
    **dict.fromkeys("skc", 0.5),
    **dict.fromkeys("KSEA", 0.667),
    **dict.fromkeys("UR", 0.722),
    **dict.fromkeys("ZT", 0.611),
    **dict.fromkeys("Mm", 0.833),
    "i": 0.222,
    "r": 0.333,
    "O": 0.778,
}
"""Widths of letters in Helvetica, in sizes of the font; 0.556 for the others."""
FALSE_MAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /F def 1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfrange <20> <7D> <0021> endbfrange endcmap end end"""


def _picture_object(grey: Image.Image) -> bytes:
    packed = zlib.compress(grey.tobytes())
    return (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Filter /FlateDecode /Length %d >> stream\n%b\nendstream"
    ) % (*grey.size, len(packed), packed)


def pdf(
    content: bytes,
    picture: Image.Image | None = None,
    mapped: bytes = b"",
    other: bytes = b"",
    rotate: int = 0,
) -> bytes:
    """A page of 300 by 400 points with Helvetica as /F and /L, a picture /P and a hidden layer.

    The characters of /F are `mapped`, those of /L have the map `other`.
    """
    helvetica = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
    font = helvetica + (b" /ToUnicode 6 0 R >>" if mapped else b" >>")
    stream = b"<< /Length %d >> stream\n%b\nendstream"
    layers = b"<< /OCGs [10 0 R] /D << /OFF [10 0 R] >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OCProperties %b >>" % layers,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R /Rotate %d "
        b"/Resources << /Font << /F 5 0 R /L 8 0 R >> /XObject << /P 7 0 R >> "
        b"/Properties << /L 10 0 R >> >> >>" % rotate,
        stream % (len(content), content),
        font,
        stream % (len(mapped), mapped),
        _picture_object(picture or Image.new("L", (10, 10), 238)),
        helvetica + (b" /ToUnicode 9 0 R >>" if other else b" >>"),
        stream % (len(other), other),
        b"<< /Type /OCG /Name (Layer) >>",
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


def test_amounts_far_to_the_right_are_lines_of_their_own(tmp_path: Path) -> None:
    row = (
        b"BT /F 12 Tf 1 0 0 1 20 300 Tm (Mineral water, still) Tj 1 0 0 1 250 300 Tm (12.50) Tj ET"
    )
    lines = own(tmp_path / "a.pdf", pdf(row))
    assert {line.text for line in lines} == {"Mineral water, still", "12.50"}


def test_hidden_text_is_not_trusted(tmp_path: Path) -> None:
    assert own(tmp_path / "a.pdf", pdf(lines_at(mode=3))) == []


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


@pytest.mark.parametrize("reader", EACH_READER)
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


def test_a_page_shown_upside_down_is_left_to_ocr(tmp_path: Path) -> None:
    assert own(tmp_path / "a.pdf", pdf(lines_at(), rotate=180)) == []


def test_a_page_that_is_turned_upright_has_its_lines_where_they_show(tmp_path: Path) -> None:
    row = b"BT /F 18 Tf 0 1 -1 0 60 30 Tm (Kiosk am Markt, SUMME EUR 3,50) Tj ET"
    (line,) = own(tmp_path / "a.pdf", pdf(row, rotate=90))
    assert line.text == "Kiosk am Markt, SUMME EUR 3,50"
    scale = min(300 / 72, 2400 / 400)
    assert line.box.x == pytest.approx(30 * scale, abs=3)
    assert line.box.y < 60 * scale < line.box.bottom + 4


def test_letters_placed_one_by_one_in_any_order_are_joined(tmp_path: Path) -> None:
    letters = b"".join(
        b"BT /F 18 Tf %.2f %d Td (%c) Tj ET " % (x, 340 - 40 * row, letter)
        for row, text in reversed(list(enumerate(WORDS)))
        for x, letter in reversed(place_letters(text, spacing=0.0))
    )
    lines = own(tmp_path / "a.pdf", pdf(letters))
    assert tuple(line.text for line in lines) == WORDS


def test_spaced_out_words_are_joined(tmp_path: Path) -> None:
    letters = b"".join(
        b"BT /F 18 Tf %.2f %d Td (%c) Tj ET " % (x, 340 - 40 * row, letter)
        for row, text in enumerate(("KIOSK AM MARKT", "SUMME 13,50 EUR"))
        for x, letter in place_letters(text, spacing=5.0)
    )
    lines = own(tmp_path / "a.pdf", pdf(letters))
    assert [line.text for line in lines] == ["KIOSK AM MARKT", "SUMME 13,50 EUR"]


def place_letters(text: str, spacing: float) -> list[tuple[float, int]]:
    """The letters in Helvetica of 18 points, from x = 20, without the blanks."""
    placed, x = [], 20.0
    for letter in text:
        if letter != " ":
            placed.append((x, ord(letter)))
        x += HELVETICA.get(letter, 0.556) * 18 + spacing
    return placed


def test_words_in_columns_far_apart_in_the_content_stay_apart(tmp_path: Path) -> None:
    def column(x: int, words: tuple[str, ...]) -> bytes:
        return b"".join(
            b"BT /F 12 Tf %d %d Td (%b) Tj ET " % (x, 300 - 20 * row, text.encode())
            for row, text in enumerate(words)
        )

    left, right = ("Deliver to Erika", "5 Hill Road, York"), ("Invoice to Max", "7 Low Street")
    lines = own(tmp_path / "a.pdf", pdf(column(20, left) + column(132, right)))
    assert {line.text for line in lines} == {*left, *right}


UNSEEN = {
    "filled over": b"BT /F 18 Tf 30 150 Td (SUMME EUR 9,99) Tj ET 1 g 20 140 200 40 re f 0 g",
    "under a picture": b"BT /F 18 Tf 30 150 Td (SUMME EUR 9,99) Tj ET "
    b"q 200 0 0 40 20 140 cm /P Do Q",
    "white": b"1 g BT /F 18 Tf 30 150 Td (SUMME EUR 9,99) Tj ET 0 g",
    "off the page": b"BT /F 18 Tf 330 150 Td (SUMME EUR 9,99) Tj ET",
    "clipped away": b"q 0 0 10 10 re W n BT /F 18 Tf 30 150 Td (SUMME EUR 9,99) Tj ET Q",
    "invisible": b"BT 3 Tr /F 18 Tf 30 150 Td (SUMME EUR 9,99) Tj ET",
    "tiny": b"BT /F 0.5 Tf 30 150 Td (SUMME EUR 9,99) Tj ET",
    "in a hidden layer": b"/OC /L BDC BT /F 18 Tf 30 150 Td (SUMME EUR 9,99) Tj ET EMC",
    "pasted over": b"BT /F 18 Tf 30 150 Td (SUMME EUR 9,99) Tj ET 1 g 20 140 200 40 re f 0 g "
    b"BT /F 18 Tf 30 150 Td (Danke) Tj ET",
}


@pytest.mark.parametrize("content", UNSEEN.values(), ids=UNSEEN)
def test_text_that_nobody_sees_is_left_out(tmp_path: Path, content: bytes) -> None:
    lines = own(tmp_path / "a.pdf", pdf(lines_at() + b" " + content))
    texts = [line.text for line in lines]
    assert texts[: len(WORDS)] == list(WORDS)
    assert not any("9,99" in text for text in texts)


def test_text_on_a_filled_shape_is_seen(tmp_path: Path) -> None:
    row = b"0 g 20 140 200 40 re f 1 g BT /F 18 Tf 30 150 Td (SUMME EUR 9,99) Tj ET"
    lines = own(tmp_path / "a.pdf", pdf(lines_at() + b" " + row))
    assert lines[-1].text == "SUMME EUR 9,99"


def test_text_on_a_picture_of_paper_is_seen(tmp_path: Path) -> None:
    lines = own(tmp_path / "a.pdf", pdf(b"q 300 0 0 400 0 0 cm /P Do Q " + lines_at()))
    assert tuple(line.text for line in lines) == WORDS


def test_the_text_of_a_scanner_under_its_picture_is_left_out(tmp_path: Path) -> None:
    assert own(tmp_path / "a.pdf", pdf(lines_at() + b" q 300 0 0 400 0 0 cm /P Do Q")) == []


def test_one_line_that_lies_does_not_spoil_the_page(tmp_path: Path, read: Read) -> None:
    row = b" BT /L 18 Tf 30 120 Td (Pfand 0,25) Tj ET"
    path = tmp_path / "a.pdf"
    assert any("Qgboe" in line.text for line in own(path, pdf(lines_at() + row, other=FALSE_MAP)))
    text = read(path)
    assert text.engines == ("pdf", "rapidocr")
    assert [line.text for line in text.lines][:-1] == list(WORDS)
    assert text.lines[-1].text.startswith("Pfand")


def test_lines_from_right_to_left_read_in_their_order() -> None:
    visual = '12.50 \u05db"\u05d4\u05e1'
    assert order_logically(visual) == '\u05e1\u05d4"\u05db 12.50'
    assert order_logically("TOTAL 12.50") == "TOTAL 12.50"

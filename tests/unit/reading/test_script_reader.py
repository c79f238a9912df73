"""Scripts that RapidOCR cannot read: noticed, read by Tesseract when installed, else named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Box, Line
from receipt_desktop.domain.page_sources import WHOLE_PAGE
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.domain.scripts import SCRIPT_FACTS, Script, count_letters_of
from receipt_desktop.reading import engines, script_languages, script_reader
from receipt_desktop.reading.decoded_page import DecodedPage
from receipt_desktop.reading.engines import TesseractInstallation
from receipt_desktop.reading.line_strip import find_line_number, stack_lines
from receipt_desktop.reading.page_view import PageView
from receipt_desktop.reading.pictures import Picture, as_picture
from receipt_desktop.reading.rapidocr_reader import RapidOcrReader
from receipt_desktop.reading.reader import OcrResult
from receipt_desktop.reading.request import ReadLimits, ReadRequest
from receipt_desktop.reading.script_languages import list_languages
from receipt_desktop.reading.script_reader import (
    adopt_numbers,
    choose_line,
    measure_unread_share,
    needs_other_script,
)
from receipt_desktop.reading.script_signs import find_script_by_text
from receipt_desktop.reading.worker import tasks
from tests.samples import SAMPLES, draw
from tests.samples.scripts import SAMPLES as SCRIPT_SAMPLES
from tests.samples.scripts import draw_script

POOR = 0.85
BLANK = np.full((10, 10, 3), 255, np.uint8)


def make_line(text: str, score: float = 0.99, width: int = 400, height: int = 40) -> Line:
    return Line(text, Box(0, 0, width, height), score)


def result_of(*lines: Line) -> OcrResult:
    return OcrResult(BLANK, lines)


def test_lines_with_missing_letters_are_unread_in_spite_of_their_score() -> None:
    latin = result_of(make_line("TOTAL TO BE PAID NOW"), make_line("120.00", width=120))
    assert measure_unread_share(latin, POOR) == 0.0
    cyrillic = result_of(make_line(". , . , 14", 0.96), make_line("CYMMA", width=100))
    assert measure_unread_share(cyrillic, POOR) == pytest.approx(0.8)
    assert needs_other_script(cyrillic, POOR)


def test_wide_letters_count_twice() -> None:
    assert not needs_other_script(result_of(make_line("領収書合計", width=300)), POOR)


def test_greek_capitals_betray_themselves() -> None:
    lines = [make_line(text) for text in ("MEPIKO ΣYNOΛO 4.70", "ΔIAΦOPA 13.00", "EΔPA BYPΩNA 125")]
    assert not needs_other_script(result_of(*lines[:2]), POOR)
    assert needs_other_script(result_of(*lines), POOR)


@pytest.mark.parametrize(
    ("texts", "script"),
    [
        (("TOB MAPC", "CYMA  12,40", "YEK N 12"), Script.CYRILLIC),
        (("KACCA:01", "KACCA:01 BCETO", "HTO =12.40"), Script.CYRILLIC),
        (("KACCA:01", "KACCA:02", "TOTAL 12.40"), None),
        (("CYMAR 1", "HEKLA 2", "ACHOO"), None),
        (("MEPIKO ΣYNOΛO", "ΔIAΦOPA", "BYPΩNA"), Script.GREEK),
    ],
)
def test_words_and_letters_that_were_read_show_the_script(
    texts: tuple[str, ...], script: Script | None
) -> None:
    result = result_of(*(make_line(text) for text in texts))
    assert find_script_by_text(result) is script
    assert script is None or needs_other_script(result, POOR)


@pytest.mark.parametrize(
    ("text", "source", "script", "right"),
    [
        ("КЕТЧУП 4090Г", "KETYN 400 O", Script.CYRILLIC, "КЕТЧУП 4090Г"),
        ("чек 246 від 2354196", "NEK 248 # 2854196", Script.CYRILLIC, "чек 248 від 2854196"),
        ("תאריך: 82/10/2024 שעה: 14:03", "14:03 :x 02/10/2024 :y", Script.HEBREW,
         "תאריך: 02/10/2024 שעה: 14:03"),
        ("סניף", "10", Script.HEBREW, "סניף"),
        ("20,0бруб", "20,00py6", Script.CYRILLIC, "20,00 бруб"),
        ("15,32руб", "15,32py6", Script.CYRILLIC, "15,32руб"),
        ("20 шт", "20,00py6", Script.CYRILLIC, "20,00 шт"),
        ("Итого 20,0", "20,00", Script.CYRILLIC, "Итого 20,0"),
    ],
)  # fmt: skip
def test_numbers_of_the_first_reading_are_kept(
    text: str, source: str, script: Script, right: str
) -> None:
    assert adopt_numbers(text, source, script) == right


@pytest.mark.parametrize(
    ("first", "second", "script", "chosen"),
    [
        (("CYMA", 1.0), ("СУМА", 0.96), Script.CYRILLIC, "СУМА"),
        (("GOUDA", 0.97), ("СОПРА", 0.4), Script.CYRILLIC, "GOUDA"),
        (("CYMA", 1.0), ("СУНА", 0.3), Script.CYRILLIC, "СУМА"),
        (("CYMA", 1.0), ("СУНА", 0.9), Script.CYRILLIC, "СУНА"),
        (("CYMA", 1.0), ("ПРИ", 0.3), Script.CYRILLIC, "CYMA"),
        (("EYNOAO", 0.98), ("ΣΥΝΌΑΟ", 0.2), Script.GREEK, "ΣΥΝΟΑΟ"),
        (("OO", 0.7), ("ООО Луна", 0.25), Script.CYRILLIC, "ООО Луна"),
        (("OO", 0.7), ("ООО Луна", 0.15), Script.CYRILLIC, "OO"),
        (("NET BAHT TOTAL", 0.99), ("ผธา ธู้หา", 0.8), Script.THAI, "NET BAHT TOTAL"),
        (("aun", 0.4), ("รวม", 0.5), Script.THAI, "รวม"),
        (("aun", 0.4), ("Total", 0.9), Script.THAI, "aun"),
        (("aun", 0.4), ("รวม", 0.2), Script.THAI, "aun"),
    ],
)
def test_the_better_reading_of_a_line_is_chosen(
    first: tuple[str, float], second: tuple[str, float], script: Script, chosen: str
) -> None:
    lines = make_line(*first, width=30), make_line(*second, width=30)
    assert choose_line(*lines, script, POOR).text == chosen


def test_stacked_lines_are_found_again() -> None:
    page = np.full((200, 300, 3), 200, np.uint8)
    page[50:60, 20:200] = 90
    lines = [Line("", Box(10, top, 200, 30), 0.5) for top in (10, 40, 100)]
    strip = stack_lines(page, lines)
    middle = strip[:, :, 0].min(axis=1).argmin()
    assert find_line_number(float(middle), len(lines)) == 1
    assert strip.min() == 0


def test_a_tilted_line_is_cut_out_without_its_neighbours() -> None:
    page = np.full((120, 300, 3), 255, np.uint8)
    outline = np.array([[20, 20], [280, 60], [280, 90], [20, 50]], np.float32)
    page[20:35, 200:280] = 0  # ink above the line, inside its box
    line = Line("", Box(20, 20, 260, 70), 0.5)
    assert stack_lines(page, [line]).min() == 0
    assert stack_lines(page, [line], {line: outline}).min() == 255


def read(picture: np.ndarray, folder: Path, reader: ReaderChoice) -> tasks.PageOcr:
    limits = ReadLimits(max_bytes=10**7, max_pixels=10**8, max_pages=1)
    wanted = ReadRequest("", str(folder), "", reader, (), None, limits)
    return tasks.read_page_image(DecodedPage(picture), wanted, 0, Deadline.after(120.0))


def draw_page(script: Script) -> np.ndarray:
    if SCRIPT_SAMPLES[script].font is None:
        pytest.skip(f"no font for {script.value}")
    return as_picture(np.asarray(draw_script(script))[:, :, ::-1])


@pytest.mark.parametrize("script", list(SCRIPT_SAMPLES))
def test_an_installed_language_is_used(tmp_path: Path, script: Script) -> None:
    page = draw_page(script)
    if not list_languages(script, ()):
        pytest.skip(f"Tesseract has no language for {script.value}")
    found = read(page, tmp_path, ReaderChoice.AUTO)
    assert found.engines == ("rapidocr", "tesseract")
    assert found.result.missing_script is None
    texts = [line.text for line in found.result.lines]
    printed = "".join(cell for row in SCRIPT_SAMPLES[script].rows for cell in row)
    wanted = count_letters_of(script, printed)
    assert count_letters_of(script, "".join(texts)) > 0.75 * wanted
    amounts = [row[1] for row in SCRIPT_SAMPLES[script].rows if len(row) > 1]
    assert set(amounts) <= set(texts)


def test_a_page_that_was_turned_upside_down_is_turned_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = draw_page(Script.HEBREW)
    if not list_languages(Script.HEBREW, ()) or not find_osd():
        pytest.skip("Tesseract has no Hebrew, or cannot detect scripts")

    def turn_wrongly(
        self: RapidOcrReader, crops: list[Picture], deadline: Deadline, is_upright: bool
    ) -> tuple[int, list[tuple[str, float]]]:
        turns = 0 if is_upright else 2
        return turns, self._read_turned(crops, turns, deadline)

    monkeypatch.setattr(RapidOcrReader, "_read_upright", turn_wrongly)
    found = read(page, tmp_path, ReaderChoice.AUTO)
    assert found.engines == ("rapidocr", "tesseract")
    assert np.allclose(found.corners, WHOLE_PAGE, atol=0.01)
    amounts = {row[1] for row in SCRIPT_SAMPLES[Script.HEBREW].rows if len(row) > 1}
    assert amounts <= {line.text for line in found.result.lines}


def find_osd() -> bool:
    """Whether a Tesseract can detect scripts."""
    return any(one.can_detect_scripts for one in engines.list_tesseracts())


@pytest.mark.parametrize("turns", range(4))
def test_a_result_knows_how_its_picture_was_turned(turns: int) -> None:
    view = PageView.of_region(as_picture(np.zeros((40, 20, 3), np.uint8)), None).turn(turns)
    assert OcrResult(view.picture, (), corners=view.corners).quarter_turns == turns
    assert OcrResult(view.picture, ()).quarter_turns == 0


@pytest.mark.parametrize("reader", [ReaderChoice.AUTO, ReaderChoice.RAPIDOCR])
def test_without_a_language_the_page_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, reader: ReaderChoice
) -> None:
    page = draw_page(Script.CYRILLIC)
    unknown = [code for facts in SCRIPT_FACTS.values() for code in facts.languages]
    bare = tuple(
        TesseractInstallation(
            one.binary,
            one.data_folder,
            one.version,
            tuple(code for code in one.languages if code not in unknown),
        )
        for one in engines.list_tesseracts()
    )
    for module in (script_reader, script_languages):
        monkeypatch.setattr(module, "list_tesseracts", lambda: bare)
    assert read(page, tmp_path, reader).result.missing_script is Script.UNKNOWN


def test_an_ordinary_page_is_read_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(script_reader, "read_words", lambda *_: pytest.fail("read again"))
    page = as_picture(np.asarray(draw(SAMPLES["cafe"]).convert("RGB"))[:, :, ::-1])
    assert read(page, tmp_path, ReaderChoice.AUTO).engines == ("rapidocr",)

"""Reads lines in scripts that RapidOCR cannot read, with Tesseract. Runs in a worker process only.

A first reading gives the lines and their boxes in any script, and the numbers. When much of its
text is uncertain or missing, the script is detected on a few lines, and all lines with letters are
read once more with a language of that script. An ordinary page costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.page import Line
from receipt_desktop.domain.scripts import (
    SCRIPT_FACTS,
    Script,
    count_letters_of,
    find_script,
)
from receipt_desktop.reading.engines import list_tesseracts
from receipt_desktop.reading.letter_shapes import MIN_LETTERS, join_readings, may_be_misread
from receipt_desktop.reading.line_strip import find_line_number, stack_lines
from receipt_desktop.reading.pictures import Picture
from receipt_desktop.reading.reader import OcrResult, sort_downwards
from receipt_desktop.reading.script_languages import (
    CERTAIN_UNREAD_SHARE,
    DetectedScript,
    ScriptLanguage,
    find_language,
    is_upside_down,
    list_languages,
)
from receipt_desktop.reading.script_signs import find_script_by_text
from receipt_desktop.reading.tesseract_reader import PAGE_MODE, join_words
from receipt_desktop.reading.tesseract_run import TesseractWord, detect_script, read_words

MIN_UNREAD_SHARE = 0.18
"""Share of the text that is unread, by length, from which the page is in an unknown script. Of 113
photographed receipts that RapidOCR can read, one has more."""
MIN_RATIO = 2.0
"""Width divided by height: narrower lines say little."""
MIN_DENSITY = 1.0
"""Characters in a width of the line's height; missing letters leave fewer, Latin text has two."""
SAMPLE_LINES = 12
MIN_SCORE = 0.3
MIN_REPLACING_SCORE, MIN_LIKENESS_SCORE = 0.9, 0.6
"""Score from which a line replaces one that was read well, and where letters look like Latin."""
SURE_SCORE = 0.85
"""Score from which the second reading is right in each letter."""
MORE_LETTERS, MIN_SCORE_WITH_HOLES = 1.5, 0.2
"""The second reading has so many times the letters of a first one that has holes."""
MIN_WORD_GAP = 14
"""Pixels of the strip between two words: Tesseract takes letters of Thai and Korean for words."""
NUMBER = re.compile(r"\d[\d.,:/-]*\d")
"""Of two digits at least: a single one is often a misread letter."""


def needs_other_script(result: OcrResult, doubtful_score: float) -> bool:
    """Whether so much of the text is missing that it is in a script the reader does not know."""
    share = measure_unread_share(result, doubtful_score)
    return share >= MIN_UNREAD_SHARE or find_script_by_text(result) is not None


def measure_unread_share(result: OcrResult, doubtful_score: float) -> float:
    """The share (0..1) of the lines, weighted by length, that were not or hardly read."""
    lengths = doubtful = 0.0
    for line in (*result.lines, *result.unread):
        ratio = line.box.w / line.box.h
        if ratio >= MIN_RATIO:
            lengths += ratio
            doubtful += ratio * is_doubtful(line, doubtful_score)
    return doubtful / lengths if lengths else 0.0


def is_doubtful(line: Line, doubtful_score: float) -> bool:
    """Whether the score is poor, or letters are missing."""
    width = sum(2 if ord(letter) >= 0x2E80 else 1 for letter in line.text if letter.strip())  # noqa: PLR2004 (CJK)
    return line.score < doubtful_score or width * line.box.h < MIN_DENSITY * line.box.w


def read_other_script(
    result: OcrResult,
    wanted: tuple[str, ...],
    doubtful_score: float,
    deadline: Deadline,
    *,
    may_turn: bool = False,
) -> OcrResult:
    """The result with its lines read in their script, or with the script that is missing.

    With `may_turn` it can also be the same result, marked as upside down. `wanted` are Tesseract's
    languages of the settings, which come first. Raises `TimedOut`, `ProcessingError`,
    `MemoryError`.
    """
    pieces = sort_downwards((*result.lines, *result.unread))
    sample = stack_lines(result.picture, _choose_sample(pieces, doubtful_score), result.outlines)
    share = measure_unread_share(result, doubtful_score)
    seen = find_script_by_text(result)
    detected = DetectedScript(seen, is_seen=True) if seen else _detect(sample, deadline)
    script = detected.script
    language = find_language(sample, detected, share, wanted, deadline)
    if language:
        return _read_lines(result, pieces, language, doubtful_score, deadline)
    may_turn = may_turn and share >= CERTAIN_UNREAD_SHARE
    if may_turn and script and is_upside_down(sample, script, wanted, deadline):
        return replace(result, is_upside_down=True)
    return replace(result, missing_script=name_missing_script(script, share))


def _choose_sample(lines: Sequence[Line], doubtful_score: float) -> list[Line]:
    """The longest lines, doubtful ones first."""

    def rank(line: Line) -> tuple[bool, float]:
        return is_doubtful(line, doubtful_score), line.box.w / line.box.h

    lettered = [line for line in lines if not line.text or _has_letters(line.text)]
    return sorted(lettered, key=rank)[-SAMPLE_LINES:]


def _has_letters(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _detect(sample: Picture, deadline: Deadline) -> DetectedScript:
    detectors = [one for one in list_tesseracts() if one.can_detect_scripts]
    if not detectors:
        return DetectedScript(None)
    name, confidence = detect_script(detectors[0], sample, deadline)
    return DetectedScript(find_script(name), confidence)


def name_missing_script(script: Script | None, share: float) -> Script | None:
    """The script that no installed language reads; None when hardly any text is missing.

    `script` is the detected one, which may be wrong; `share` that of unread text.
    """
    missing = [one for one in SCRIPT_FACTS if not list_languages(one, ())]
    if script in missing:
        return script
    return Script.UNKNOWN if missing and share >= CERTAIN_UNREAD_SHARE else None


def _read_lines(
    result: OcrResult,
    pieces: Sequence[Line],
    language: ScriptLanguage,
    doubtful_score: float,
    deadline: Deadline,
) -> OcrResult:
    """The result with its lines with letters read once more, in this language."""
    lettered = [
        line for line in pieces if is_doubtful(line, doubtful_score) or _has_letters(line.text)
    ]
    strip = stack_lines(result.picture, lettered, result.outlines)
    words = read_words(language.tesseract, strip, (language.code,), PAGE_MODE, deadline)
    again = dict(_assign_words(words, lettered))
    lines: list[Line] = []
    for line in pieces:
        chosen = choose_line(line, again.get(line), language.script, doubtful_score)
        if chosen is not line or line in result.lines:
            lines.append(chosen)
    return OcrResult(result.picture, tuple(lines), corners=result.corners)


def _assign_words(
    words: Sequence[TesseractWord], lines: Sequence[Line]
) -> Iterator[tuple[Line, Line]]:
    """Each stacked line that has words, with the text read anew in its own box."""

    def number_of(word: TesseractWord) -> int:
        middle = word["top"] + word["height"] / 2
        return find_line_number(middle, len(lines))

    for number, group in groupby(sorted(words, key=number_of), key=number_of):
        words_of_line = list(group)
        read = join_words(words_of_line, MIN_WORD_GAP)
        lettered = [word for word in words_of_line if _has_letters(str(word["text"]))]
        score = join_words(lettered or words_of_line).score
        yield lines[number], Line(read.text, lines[number].box, score, lines[number].page)


def choose_line(line: Line, again: Line | None, script: Script, doubtful_score: float) -> Line:
    """The better of two readings of a line; digits are taken from the first where they match.

    Where the first took the script's letters for Latin ones, it is what both say together.
    """
    letters = count_letters_of(script, again.text) if again else 0
    if again is None or not letters:
        return line
    if 2 * letters < sum(letter.isalpha() for letter in again.text):
        return line
    is_better = again.score >= _needed_score(line, letters, script, doubtful_score)
    joint = None if again.score >= SURE_SCORE else _join(line, again, script)
    if joint is None and not is_better:
        return line
    chosen = joint or again
    return replace(chosen, text=adopt_numbers(chosen.text, line.text, script))


def _needed_score(line: Line, letters: int, script: Script, doubtful_score: float) -> float:
    """The score from which the second reading, with so many letters, replaces the first."""
    looks_latin = SCRIPT_FACTS[script].looks_latin
    if not is_doubtful(line, doubtful_score):
        return MIN_LIKENESS_SCORE if looks_latin else MIN_REPLACING_SCORE
    seen = sum(letter.isalpha() for letter in line.text)
    has_holes = looks_latin and letters >= max(MIN_LETTERS, MORE_LETTERS * seen)
    return MIN_SCORE_WITH_HOLES if has_holes else MIN_SCORE


def _join(line: Line, again: Line, script: Script) -> Line | None:
    """What both readings say together, if the first may be the script in Latin letters."""
    if not may_be_misread(line.text):
        return None
    joint = join_readings(line.text, again.text, script)
    if joint is None:
        return None
    return replace(again, text=joint.text, score=max(again.score, joint.likeness * line.score))


def adopt_numbers(text: str, source: str, script: Script) -> str:
    """The text with the numbers of `source`, when it has as many, of the same lengths.

    `source` runs from left to right, `text` in reading order.
    """
    numbers = NUMBER.findall(source)
    if SCRIPT_FACTS[script].is_right_to_left:
        numbers.reverse()
    if [len(one) for one in numbers] != [len(one) for one in NUMBER.findall(text)]:
        return adopt_price(text, source)
    remaining = iter(numbers)
    return NUMBER.sub(lambda _: next(remaining), text)


def adopt_price(text: str, source: str) -> str:
    """The text with the price of `source`, if that is all it says and the text has no such price.

    "20,00py6" gives "20,00 бруб" for "20,0бруб".
    """
    price = _PRICE_ALONE.fullmatch(source.strip())
    if price is None or _PRICE.search(text) or not text[:1].isdigit():
        return text
    return f"{price[1]} {text.lstrip('0123456789.,').strip()}".strip()


_PRICE = re.compile(r"(?<![\d.,])\d+[.,]\d\d(?![\d.,])")
_PRICE_ALONE = re.compile(r"(\d+[.,]\d\d) ?[^\W\d]{0,3}\d?")
"""A price with a currency of up to four letters, the last of which may look like a figure."""

"""Chooses the language of Tesseract that reads a page in a script RapidOCR cannot read.

Tesseract's detection of the script is often wrong on receipts: of 27 Korean photos it knew nine.
Each language that is installed reads a few lines, and its score decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.scripts import SCRIPT_FACTS, Script, count_letters_of
from receipt_desktop.reading.engines import TesseractInstallation, list_tesseracts
from receipt_desktop.reading.pictures import Picture, as_picture
from receipt_desktop.reading.tesseract_reader import PAGE_MODE
from receipt_desktop.reading.tesseract_run import read_words

CERTAIN_UNREAD_SHARE = 0.3
"""Share of the text that is unread from which a page is in another script without other signs."""
MIN_LETTERS = 8
CHANCE_SCORES: Mapping[Script, float] = MappingProxyType(
    {
        Script.CYRILLIC: 0.27,
        Script.KOREAN: 0.45,
        Script.THAI: 0.7,
        Script.HEBREW: 0.42,
        Script.ARABIC: 0.4,
        Script.GREEK: 0.25,
        Script.DEVANAGARI: 0.3,
        Script.BENGALI: 0.4,
        Script.TAMIL: 0.4,
        Script.GEORGIAN: 0.25,
        Script.ARMENIAN: 0.32,
    }
)
"""The score that the language of a script gives text of other scripts, the most frequent scripts of
receipts first. Measured on 96 photographed receipts of 30 countries."""
OBVIOUS_LEAD = 0.2
"""Lead over chance from which no other script is tried."""
MIN_LEAD = 0.08
"""The same that proves a script which was not detected. A detected one needs none."""
CLEAR_LEAD = 0.15
"""The same that a detected script needs on a page that is read for the most part."""
MIN_CONFIDENCE = 1.0
"""The confidence of a detection that is more than a guess; needed where most of a page is read."""
CERTAIN_CONFIDENCE = 30.0
"""Confidence from which Tesseract's detection of the script is right. Of 137 pages it has 23 above
15, of which two are wrong, the surer one with 23."""
MIN_CERTAIN_LEAD = -0.1
"""Lead over chance, below 0, with which the language of such a script still reads the page."""
NEAR_SCORE = 0.05
"""Difference of scores that does not decide between two languages of a script."""
MAX_LANGUAGES = 3
"""Languages of a script that are tried, 0.2 CPU seconds each. Russian reads Bulgarian as well."""


@dataclass(frozen=True, slots=True)
class ScriptLanguage:
    """A language of a script, and the Tesseract that has it."""

    script: Script
    code: str
    tesseract: TesseractInstallation


@dataclass(frozen=True, slots=True)
class DetectedScript:
    """A script that Tesseract detected; None for one that RapidOCR reads."""

    script: Script | None
    confidence: float = 0.0
    is_seen: bool = False
    """Whether its letters or words stand in what the first reader read."""

    @property
    def is_certain(self) -> bool:
        """Whether no other script needs to be tried."""
        return self.script is not None and self.confidence >= CERTAIN_CONFIDENCE


@dataclass(frozen=True, slots=True)
class ScoredLanguage:
    """A language with the mean score (0..1) of the letters that it reads on a page."""

    language: ScriptLanguage
    score: float

    @property
    def lead(self) -> float:
        """How much better it reads the page than text of another script."""
        return self.score - CHANCE_SCORES[self.language.script]


def find_language(
    sample: Picture,
    detected: DetectedScript,
    share: float,
    wanted: tuple[str, ...],
    deadline: Deadline,
) -> ScriptLanguage | None:
    """The installed language that reads the stacked lines best; None when none reads them well.

    `share` is that of unread text. The languages of other scripts are tried only when much is
    unread: that takes 0.1 seconds each.
    """
    script = detected.script
    is_read = share < CERTAIN_UNREAD_SHARE
    if script and detected.is_seen and (is_read or script is Script.CYRILLIC):
        return _choose_language(sample, script, wanted, deadline)
    if is_read and detected.confidence < MIN_CONFIDENCE:
        return None
    own = _find_best_language(sample, script, wanted, deadline) if script else None
    if is_read:
        return own.language if own and own.lead >= CLEAR_LEAD else None
    if own and detected.is_certain:
        return own.language if own.lead >= MIN_CERTAIN_LEAD else None
    if own is None or own.lead < OBVIOUS_LEAD:
        other = _find_best_script(sample, script, wanted, deadline)
        if other and other.lead >= max(MIN_LEAD, own.lead if own else 0.0):
            own = _find_best_language(sample, other.language.script, wanted, deadline)
    return own.language if own and own.lead >= 0 else None


def is_upside_down(
    sample: Picture, script: Script, wanted: tuple[str, ...], deadline: Deadline
) -> bool:
    """Whether a language of this script reads the stacked lines well when they are turned around.

    RapidOCR decides which side of a page is up, and sometimes errs in scripts it cannot read.
    """
    turned = as_picture(np.ascontiguousarray(sample[::-1, ::-1]))
    best = _find_best_language(turned, script, wanted, deadline)
    return best is not None and best.lead >= OBVIOUS_LEAD


def _find_best_script(
    sample: Picture, known: Script | None, wanted: tuple[str, ...], deadline: Deadline
) -> ScoredLanguage | None:
    """The first language of the script, not the known one, that reads the sample best.

    An obvious one ends the search.
    """
    best: ScoredLanguage | None = None
    for script in CHANCE_SCORES:
        if script is known or (best and best.lead >= OBVIOUS_LEAD):
            continue
        for language in list_languages(script, wanted)[:1]:
            scored = _score_language(sample, language, deadline)
            best = scored if best is None or scored.lead > best.lead else best
    return best


def _choose_language(
    sample: Picture, script: Script, wanted: tuple[str, ...], deadline: Deadline
) -> ScriptLanguage | None:
    """The best language of a script that the page is certainly in; None when none is installed."""
    languages = list_languages(script, wanted)
    if len(languages) <= 1:
        return next(iter(languages), None)
    best = _find_best_language(sample, script, wanted, deadline)
    return best.language if best else None


def _find_best_language(
    sample: Picture, script: Script, wanted: tuple[str, ...], deadline: Deadline
) -> ScoredLanguage | None:
    """The first language of a script with about the best score; None without a language."""
    languages = list_languages(script, wanted)[:MAX_LANGUAGES]
    scored = [_score_language(sample, language, deadline) for language in languages]
    best = max((one.score for one in scored), default=0.0)
    return next((one for one in scored if one.score >= best - NEAR_SCORE), None)


def list_languages(script: Script, wanted: tuple[str, ...]) -> list[ScriptLanguage]:
    """The installed languages of a script, the wanted ones alone if there are any."""
    codes = SCRIPT_FACTS[script].languages
    chosen = [code for code in wanted if code in codes]
    found = [
        ScriptLanguage(script, code, tesseract)
        for code in codes
        for tesseract in list_tesseracts()[::-1]
        if code in tesseract.languages
    ]
    unique = list({language.code: language for language in found}.values())
    return [language for language in unique if language.code in chosen] or unique


def _score_language(
    sample: Picture, language: ScriptLanguage, deadline: Deadline
) -> ScoredLanguage:
    """Mean score of the letters that this language reads; letters of other scripts count 0."""
    words = read_words(language.tesseract, sample, (language.code,), PAGE_MODE, deadline)
    score = letters = 0.0
    for word in words:
        of_script = count_letters_of(language.script, str(word["text"]))
        score += of_script * float(word["conf"]) / 100
        letters += max(of_script, sum(letter.isalpha() for letter in str(word["text"])))
    return ScoredLanguage(language, score / letters if letters >= MIN_LETTERS else 0.0)

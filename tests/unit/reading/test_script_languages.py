"""The language of Tesseract that reads a page in a script RapidOCR cannot read."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.scripts import SCRIPT_FACTS, Script
from receipt_desktop.reading import script_languages
from receipt_desktop.reading.engines import TesseractInstallation
from receipt_desktop.reading.script_languages import (
    CERTAIN_CONFIDENCE,
    CHANCE_SCORES,
    DetectedScript,
    find_language,
    list_languages,
)
from receipt_desktop.reading.script_reader import name_missing_script

SAMPLE = np.full((10, 10, 3), 255, np.uint8)
LETTERS = {
    "rus": "Итого к оплате",
    "ukr": "Сума до сплати",
    "kor": "합계 금액 신용카드 승인",
    "tha": "ยอดรวมทั้งสิ้น",
    "heb": "סך הכל לתשלום",
    "ell": "ΣΥΝΟΛΟ ΠΛΗΡΩΜΗΣ",
}


def install(monkeypatch: pytest.MonkeyPatch, *languages: tuple[str, ...]) -> None:
    found = tuple(TesseractInstallation(f"t{n}", "", "5", own) for n, own in enumerate(languages))
    monkeypatch.setattr(script_languages, "list_tesseracts", lambda: found)


def read_with(monkeypatch: pytest.MonkeyPatch, scores: Mapping[str, float]) -> list[str]:
    """Let the languages read with these scores; the list of those that were tried."""
    tried: list[str] = []

    def read_words(
        _: object, __: object, languages: tuple[str, ...], *___: object
    ) -> list[dict[str, object]]:
        tried.append(languages[0])
        return [{"text": LETTERS[languages[0]], "conf": 100 * scores[languages[0]]}]

    install(monkeypatch, tuple(scores))
    monkeypatch.setattr(script_languages, "read_words", read_words)
    return tried


def choose(script: Script | None, share: float, confidence: float = 1.0) -> str | None:
    detected = DetectedScript(script, confidence, is_seen=script is Script.GREEK)
    found = find_language(SAMPLE, detected, share, (), Deadline.after(60.0))
    return found.code if found else None


def test_languages_of_all_installations_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, ("eng", "ukr"), ("eng", "rus", "ukr", "tha"))
    found = list_languages(Script.CYRILLIC, ())
    assert [(one.code, one.tesseract.binary) for one in found] == [("rus", "t1"), ("ukr", "t0")]
    assert [one.code for one in list_languages(Script.CYRILLIC, ("ukr", "deu"))] == ["ukr"]
    assert list_languages(Script.HEBREW, ()) == []


def test_a_script_that_is_seen_is_read_by_its_best_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried = read_with(monkeypatch, {"rus": 0.12, "ukr": 0.31, "tha": 0.53})
    seen = DetectedScript(Script.CYRILLIC, is_seen=True)
    for share in (0.1, 0.6):
        found = find_language(SAMPLE, seen, share, (), Deadline.after(60.0))
        assert found is not None
        assert found.code == "ukr"
    assert "tha" not in tried


def test_each_script_has_a_score_of_chance() -> None:
    assert set(CHANCE_SCORES) == set(SCRIPT_FACTS)


@pytest.mark.parametrize(
    ("detected", "share", "scores", "code"),
    [
        (Script.CYRILLIC, 0.67, {"rus": 0.29, "kor": 0.88, "heb": 0.53, "tha": 0.56}, "kor"),
        (Script.ARABIC, 0.75, {"rus": 0.06, "kor": 0.76, "tha": 0.57}, "kor"),
        (None, 0.57, {"rus": 0.7, "kor": 0.22, "tha": 0.73}, "rus"),
        (Script.GREEK, 0.69, {"ell": 0.27, "rus": 0.69, "tha": 0.7}, "rus"),
        (Script.GREEK, 0.2, {"ell": 0.1, "rus": 0.2}, "ell"),
        (Script.GREEK, 0.4, {"ell": 0.1, "heb": 0.6}, "heb"),
        (Script.CYRILLIC, 0.53, {"rus": 0.29, "tha": 0.58}, "rus"),
        (Script.CYRILLIC, 0.5, {"rus": 0.34, "ukr": 0.52, "tha": 0.58}, "ukr"),
        (Script.CYRILLIC, 0.26, {"rus": 0.34, "ell": 0.33, "tha": 0.66}, None),
        (None, 0.65, {"rus": 0.17, "kor": 0.28, "heb": 0.35, "tha": 0.6}, None),
        (None, 0.2, {"rus": 0.9}, None),
        (Script.KOREAN, 0.6, {"tha": 0.56}, None),
    ],
)
def test_the_best_reading_above_chance_decides(
    monkeypatch: pytest.MonkeyPatch,
    detected: Script | None,
    share: float,
    scores: dict[str, float],
    code: str | None,
) -> None:
    read_with(monkeypatch, scores)
    assert choose(detected, share) == code


def test_an_obvious_script_is_tried_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = read_with(monkeypatch, {"rus": 0.7, "ukr": 0.6, "kor": 0.9, "tha": 0.9})
    assert choose(Script.CYRILLIC, 0.6) == "rus"
    assert tried == ["rus", "ukr"]


def test_an_obvious_script_ends_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = read_with(monkeypatch, {"rus": 0.2, "kor": 0.9, "tha": 0.7, "heb": 0.4})
    assert choose(None, 0.6) == "kor"
    assert tried == ["rus", "kor", "kor"]


def test_a_script_detected_for_certain_is_tried_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = read_with(monkeypatch, {"heb": 0.38, "kor": 0.9})
    assert choose(Script.HEBREW, 0.6, CERTAIN_CONFIDENCE) == "heb"
    assert tried == ["heb"]
    assert choose(Script.HEBREW, 0.6, CERTAIN_CONFIDENCE - 1) == "kor"
    read_with(monkeypatch, {"heb": 0.2, "kor": 0.9})
    assert choose(Script.HEBREW, 0.6, CERTAIN_CONFIDENCE) is None


def test_a_guess_does_not_count_where_most_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Latin capitals with blanks between them look like Cyrillic ones."""
    tried = read_with(monkeypatch, {"ukr": 0.57})
    assert choose(Script.CYRILLIC, 0.23, 0.0) is None
    assert tried == []
    assert choose(Script.CYRILLIC, 0.23, 4.4) == "ukr"


@pytest.mark.parametrize(
    ("detected", "share", "missing"),
    [
        (Script.HEBREW, 0.2, Script.HEBREW),
        (Script.THAI, 0.2, None),
        (Script.THAI, 0.9, Script.UNKNOWN),
        (None, 0.2, None),
        (None, 0.5, Script.UNKNOWN),
    ],
)
def test_a_script_without_a_language_is_named(
    monkeypatch: pytest.MonkeyPatch,
    detected: Script | None,
    share: float,
    missing: Script | None,
) -> None:
    install(monkeypatch, ("eng", "tha"))
    assert name_missing_script(detected, share) is missing


def test_with_all_languages_no_script_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, tuple(facts.languages[0] for facts in SCRIPT_FACTS.values()))
    assert name_missing_script(None, 0.9) is None

"""What the Doctor and the queue say, in the language of the window and its numbers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from pytestqt.qtbot import QtBot

from receipt_desktop.config.paths import resources_folder
from receipt_desktop.domain.errors import (
    InvalidRequest,
    ProcessingError,
    ReceiptError,
    ServiceUnavailable,
)
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.health import (
    Finding,
    HealthIssue,
    HealthStatus,
    QueueHealth,
    ReceiptCounts,
    RedisState,
)
from receipt_desktop.domain.reading import Draft, ExtractedValue, ModelOutcome, ReviewReason
from receipt_desktop.domain.receipt import Failure
from receipt_desktop.domain.suggested_fix import FixKind, SuggestedFix
from receipt_desktop.jobs import diagnostics
from receipt_desktop.messages import Message, Value
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.i18n.sentences import format_details, language, message_text
from receipt_desktop.ui.settings.doctor_section import finding_text
from receipt_desktop.ui.status_strip import StatusStrip


@pytest.fixture
def region() -> Iterator[None]:
    """Numbers as in Germany."""
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def german(qapp: QCoreApplication, tmp_path: Path) -> Iterator[None]:
    """A German window."""
    source = resources_folder() / "translations" / "receipt_desktop_de.ts"
    release, made = Path(sys.executable).parent / "pyside6-lrelease", tmp_path / "de.qm"
    subprocess.run([release, "-silent", source, "-qm", made], check=True)
    translator = QTranslator()
    assert translator.load(str(made))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def finding(key: str, **details: Value) -> Finding:
    return Finding("x", HealthStatus.DEGRADED, Message(f"finding_{key}", details))


@pytest.mark.usefixtures("region")
@pytest.mark.parametrize(
    ("details", "shown"),
    [
        ({"milliseconds": 0.24}, "0,2"),
        ({"milliseconds": 1234.5}, "1.234,5"),
        ({"count": 12_345}, "12.345"),
        ({"megabytes": 412}, "412"),
        ({"free_bytes": 412_300_000}, "412,3 MB"),
        ({"free_bytes": 81_240_000_000}, "81,2 GB"),
        ({"version": "5.3.0"}, "5.3.0"),
    ],
)
def test_numbers_are_written_as_in_the_region(details: dict[str, str | float], shown: str) -> None:
    (said,) = format_details(details).values()
    assert str(said).replace("\u00a0", " ") == shown


@pytest.mark.usefixtures("region")
def test_a_sentence_holds_the_numbers_of_the_region() -> None:
    stalled = HealthIssue("stalled", HealthStatus.DEGRADED, {"minutes": 1500, "waiting": 2000})
    assert message_text(stalled.message) == (
        "No receipt was completed in the last 1.500 min. Waiting: 2.000."
    )
    assert finding_text(finding("database_sound", count=2000)) == "No damage. Receipts: 2.000."


def test_languages_are_called_by_their_names() -> None:
    found = finding("tesseract_reads", version="5.3.0", languages="eng, deu, deu_latf, xyz_1")
    assert finding_text(found) == "Tesseract 5.3.0 reads English, Deutsch, xyz_1."


def test_an_unusable_component_is_described_by_its_error() -> None:
    error = ServiceUnavailable("redis_binary_bad", path="/valkey")
    said = finding_text(diagnostics.make_error_finding("start", error))
    assert said == "The Redis server /valkey does not exist or cannot be run."


@pytest.mark.usefixtures("german")
def test_the_status_strip_shows_issues_in_the_language_of_the_window(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    down = HealthIssue("redis_down", HealthStatus.UNHEALTHY)
    redis = RedisState(False, True, "unix:///r")
    strip.show_health(QueueHealth(HealthStatus.UNHEALTHY, (down,), ReceiptCounts(), 0, (), redis))
    assert strip.toolTip() == (
        "Redis antwortet nicht. Es wird neu gestartet. Es gehen keine Daten verloren."
    )


def test_a_window_without_a_translation_is_english() -> None:
    assert language() == "en"


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (ServiceUnavailable("database_busy"), "Die Datenbank ist durch ein anderes Programm"),
        (ServiceUnavailable("database_error", reason="x"), "Datenbankfehler: x."),
        (InvalidRequest("bad_value", field="date"), "Dieser Wert ist für date nicht gültig."),
        (ServiceUnavailable("redis_missing"), "Kein Redis-Server gefunden."),
        (ServiceUnavailable("redis_binary_bad", path="/x"), "Den Redis-Server /x gibt es nicht"),
        (ServiceUnavailable("redis_exited", path="/x"), "Der Redis-Server hat sich sofort"),
        (ServiceUnavailable("redis_slow_start"), "Der Redis-Server hat nicht rechtzeitig"),
        (ServiceUnavailable("redis_socket_folder", path="/x"), "Der Ordner /x gehört"),
        (ServiceUnavailable("in_use"), "Receipt Desktop läuft bereits"),
        (ServiceUnavailable("data_folder", path="/x", reason="y"), "Der Datenordner /x ist"),
        (ServiceUnavailable("shelf_unknown", scheme="gs"), "RECEIPT_DESKTOP_SHARED_FILES (gs)"),
        (ServiceUnavailable("shelf_not_installed", scheme="gs"), "Gemeinsame Dateien (gs)"),
        (ProcessingError("reader_crashed"), "Die Texterkennung ist bei dieser Datei abgestürzt."),
    ],
)
def test_every_error_is_said_in_the_language_of_the_window(error: ReceiptError, shown: str) -> None:
    assert texts.format_error(error).startswith(shown)


@pytest.mark.usefixtures("german")
def test_reasons_notes_and_kept_failures_are_said_in_the_language_of_the_window() -> None:
    assert language() == "de"
    assert texts.format_reason(ReviewReason.NO_TOTAL, Draft()) == "Kein Gesamtbetrag gefunden."
    assert texts.format_model_outcome(ModelOutcome.TOO_SLOW).startswith("Ohne Sprachmodell gelesen")
    kept = Failure("TIMEOUT", "The time allowed for one receipt ran out.", "timeout")
    assert texts.format_failure(kept) == "Die Zeitgrenze für einen Beleg wurde überschritten."
    assert texts.format_failure(Failure("X", "Of an earlier version.")) == "Of an earlier version."


@pytest.mark.usefixtures("german", "region")
def test_amounts_in_sentences_have_the_decimals_of_their_currency() -> None:
    values = {
        Field.TOTAL: ExtractedValue(Decimal("1280.00"), 0.9),
        Field.TAX: ExtractedValue(Decimal("1400.00"), 0.9),
    }
    sentences = [
        texts.format_reason(ReviewReason.TAX_TOO_HIGH, Draft(values, currency))
        for currency in ("JPY", "KWD")
    ]
    assert not any(amount in sentences[0] for amount in ("1.280,", "1.400,"))
    assert all(amount in sentences[0] for amount in ("1.280", "1.400"))
    assert all(amount in sentences[1] for amount in ("1.280,000", "1.400,000"))
    fix = SuggestedFix(FixKind.EXTRA, 2, "Wechselgeld", Decimal("720.00"), Decimal(0))
    assert "(720)" in texts.format_suggested_fix(fix, "JPY")
    assert texts.format_amount(Decimal("1280.00"), "JPY") == "1.280 JPY"

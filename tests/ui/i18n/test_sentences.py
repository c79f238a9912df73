"""What the Doctor and the queue say, in the window: every key known, numbers in the locale."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from pytestqt.qtbot import QtBot

from receipt_desktop.backup import database_diagnostics as backup
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.health import (
    Finding,
    HealthIssue,
    HealthStatus,
    QueueHealth,
    ReceiptCounts,
    RedisState,
)
from receipt_desktop.jobs import diagnostics, health_checks
from receipt_desktop.reading import engines
from receipt_desktop.ui.i18n.finding_sentences import FINDINGS, finding_text, mend_text
from receipt_desktop.ui.i18n.health_sentences import TROUBLES, trouble_text
from receipt_desktop.ui.i18n.sentences import format_details
from receipt_desktop.ui.status_strip import StatusStrip


class MarkingTranslator(QTranslator):
    """Puts what it is asked for into brackets: what has none was not asked for."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        del context, disambiguation, n
        return f"[{source}]" if source else ""

    def isEmpty(self) -> bool:  # noqa: N802 (of Qt)
        return False


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def marked(qapp: QCoreApplication) -> Iterator[None]:
    translator = MarkingTranslator()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def finding(key: str, **details: str | float) -> Finding:
    return Finding("x", HealthStatus.DEGRADED, "English.", "Mend.", key, details)


def test_every_finding_can_be_translated() -> None:
    assert {
        **diagnostics.FINDING_SENTENCES,
        **engines.ENGINE_PROBLEMS,
        **backup.FINDING_SENTENCES,
    } == FINDINGS


def test_every_trouble_can_be_translated() -> None:
    assert dict(health_checks.ISSUE_SENTENCES) == TROUBLES


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("key", [key for key in FINDINGS if key != "database_unusable"])
def test_the_window_asks_for_the_translation_of_each(key: str) -> None:
    sentence, mend = {
        **diagnostics.FINDING_SENTENCES,
        **engines.ENGINE_PROBLEMS,
        **backup.FINDING_SENTENCES,
    }[key]
    details = dict.fromkeys(
        (
            "version", "milliseconds", "address", "module", "languages", "host", "model", "right",
            "asked", "seconds", "free_bytes", "folder", "count", "size_bytes", "damage", "path",
            "binary", "day", "receipts", "lost_receipts", "rows", "lost_rows", "file", "orphans",
        ),
        "…",
    )  # fmt: skip
    found = Finding("x", HealthStatus.DEGRADED, "English.", mend, key, details)
    assert finding_text(found) == f"[{sentence}]".format(**details)
    assert mend_text(found) == (f"[{mend}]" if mend else "")


@pytest.mark.usefixtures("german")
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
    assert said.replace("\u00a0", " ") == shown


@pytest.mark.usefixtures("german")
def test_a_sentence_holds_the_numbers_of_the_region() -> None:
    stalled = HealthIssue(
        "stalled", HealthStatus.DEGRADED, "x", "y", {"minutes": 1500, "waiting": 2000}
    )
    assert trouble_text(stalled) == "Nothing was completed for 1.500 minutes, and 2.000 wait."
    assert finding_text(finding("database_sound", count=2000)) == "No damage. Receipts: 2.000."


def test_languages_are_called_by_their_names() -> None:
    found = finding("tesseract_reads", version="5.3.0", languages="eng, deu, deu_latf, xyz_1")
    assert finding_text(found) == "Tesseract 5.3.0 reads English, Deutsch, xyz_1."


def test_a_part_that_cannot_be_used_is_said_in_the_words_of_its_error() -> None:
    error = ServiceUnavailable("English.", key="redis_binary_bad", path="/valkey")
    said = finding_text(diagnostics.make_error_finding("start", error))
    assert said == "The Redis server set as /valkey is not there or cannot be run."


def test_an_unknown_finding_and_missing_details_are_said_in_english() -> None:
    assert finding_text(finding("brand_new")) == "English."
    assert mend_text(finding("brand_new")) == "Mend."
    assert finding_text(finding("disk_low")) == "English."
    assert mend_text(Finding("x", HealthStatus.HEALTHY, "English.")) == ""


@pytest.mark.usefixtures("marked")
def test_the_strip_tells_the_troubles_in_the_language_of_the_window(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    down = HealthIssue("redis_down", HealthStatus.UNHEALTHY, "English.", "Mend.")
    redis = RedisState(False, True, "unix:///r")
    strip.show_health(QueueHealth(HealthStatus.UNHEALTHY, (down,), ReceiptCounts(), 0, (), redis))
    assert strip.toolTip() == (
        "[Redis does not answer.] [It is being started again; nothing is lost.]"
    )

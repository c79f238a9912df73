"""The Settings page: saved at once, refused beside the field, models fetched, Doctor asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from receipt_desktop.config.settings_file import read_saved_values
from receipt_desktop.domain.cleanup import LeftoverFile, OrphanedOriginal
from receipt_desktop.domain.errors import Cancelled, InvalidRequest, ServiceUnavailable
from receipt_desktop.domain.health import Finding, HealthStatus
from receipt_desktop.domain.language_model import ModelState, PullProgress
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.messages import Message
from receipt_desktop.ui.remote_model_consent import ask_for_consent
from receipt_desktop.ui.settings.editors import SettingEditor
from receipt_desktop.ui.settings.language_list import native_language_name
from receipt_desktop.ui.settings.settings_page import SettingsPage
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.health_mark import HealthMark
from tests.databases import open_empty_store
from tests.ui.fake_actions import MODELS, FakeActions, ManualTaskRunner

LEFT = Qt.MouseButton.LeftButton

ORIGINALS = "Every original has a receipt, and every receipt has its original."
TESSERACT = (
    "Tesseract is not installed, so only RapidOCR is used.\n"
    "Install Tesseract for second readings and more scripts."
)
QUEUE = "The queue is not responding. Your files are saved and will be read later."


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@dataclass(frozen=True)
class Desk:
    page: SettingsPage
    actions: FakeActions
    work: ManualTaskRunner

    def open(self) -> None:
        """Show the page and let it ask what it asks."""
        self.page.resize(1000, 900)
        self.page.show()
        self.work.run_all()

    def kept(self) -> dict[str, object]:
        """What the settings file holds."""
        return read_saved_values(self.actions.paths)


@pytest.fixture
def actions(tmp_path: Path) -> Iterator[FakeActions]:
    store = open_empty_store(tmp_path)
    yield FakeActions(store, tmp_path)
    store.close()


@pytest.fixture
def desk(qtbot: QtBot, actions: FakeActions) -> Desk:
    work = ManualTaskRunner()
    page = SettingsPage(actions, work, SignalBridge())
    qtbot.addWidget(page)
    made = Desk(page, actions, work)
    made.open()
    return made


def editor(desk: Desk, setting: str) -> SettingEditor:
    """The control of a plain row."""
    return next(
        section.editors[setting]
        for section in desk.page.sections.values()
        if setting in section.editors
    )


def number(desk: Desk, setting: str) -> QLineEdit:
    box = editor(desk, setting)
    assert isinstance(box, QSpinBox)
    return box.lineEdit()


def combo(desk: Desk, setting: str) -> QComboBox:
    box = editor(desk, setting)
    assert isinstance(box, QComboBox)
    return box


def switch(desk: Desk, setting: str) -> QCheckBox:
    box = editor(desk, setting)
    assert isinstance(box, QCheckBox)
    return box


def choose(qtbot: QtBot, combo: QComboBox, value: str) -> None:
    """As a person does: by the keyboard."""
    combo.setFocus()
    steps = combo.findData(value) - combo.currentIndex()
    assert combo.findData(value) >= 0
    for _ in range(abs(steps)):
        qtbot.keyClick(combo, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)


def retype(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


@contextmanager
def opened(qtbot: QtBot, actions: FakeActions) -> Iterator[SettingsPage]:
    """A page with real work on threads."""
    work = TaskRunner()
    page = SettingsPage(actions, work, SignalBridge())
    qtbot.addWidget(page)
    page.show()
    yield page
    work.close()


@contextmanager
def held(actions: FakeActions) -> Iterator[threading.Event]:
    """A download that has a quarter and stays there until it is let go or cancelled."""
    let_go = threading.Event()

    def pull(report: Callable[[PullProgress], None], cancelled: Callable[[], bool]) -> None:
        report(PullProgress("pulling", 250_000, 1_000_000))
        while not let_go.wait(0.01):
            if cancelled():
                raise Cancelled("cancelled")

    actions.pull = pull
    yield let_go
    let_go.set()


def test_opening_the_page_saves_nothing(desk: Desk) -> None:
    assert desk.kept() == {}


def test_a_number_is_saved_when_it_is_whole(qtbot: QtBot, desk: Desk) -> None:
    retype(qtbot, number(desk, "concurrency"), "12")
    desk.work.run_all()
    assert desk.kept() == {"concurrency": 12}


def test_the_time_limit_is_seconds_here_and_milliseconds_there(qtbot: QtBot, desk: Desk) -> None:
    retype(qtbot, number(desk, "timeout_ms"), "45")
    desk.work.run_all()
    assert desk.actions.settings.timeout_ms == 45_000


def test_the_reader_is_chosen(qtbot: QtBot, desk: Desk) -> None:
    choose(qtbot, combo(desk, "reader"), ReaderChoice.TESSERACT.value)
    desk.work.run_all()
    assert desk.actions.settings.reader is ReaderChoice.TESSERACT


def test_one_receipt_a_page(desk: Desk) -> None:
    switch(desk, "one_receipt_a_page").click()
    desk.work.run_all()
    assert desk.actions.settings.one_receipt_a_page


def test_languages_are_those_installed_and_none_means_automatic(desk: Desk) -> None:
    languages = desk.page.reading_section.language_list
    assert languages.list.isHidden()
    languages.automatic_box.click()
    assert not languages.list.isHidden()
    names = [languages.list.item(row).text() for row in range(languages.list.count())]
    assert names == ["Deutsch", "English", "Français"]
    languages.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    desk.work.run_all()
    assert desk.actions.settings.ocr_languages == ("deu", "fra")
    languages.automatic_box.click()
    desk.work.run_all()
    assert not desk.actions.settings.ocr_languages


@pytest.mark.parametrize(
    ("code", "name"),
    [("deu", "Deutsch"), ("fra", "Français"), ("chi_sim", "中文"), ("x1", "x1")],
)
def test_languages_have_their_own_names(code: str, name: str) -> None:
    assert native_language_name(code) == name


@pytest.mark.parametrize(
    ("setting", "value"),
    [("csv_delimiter", "\t"), ("csv_decimal", ","), ("csv_layout", "items")],
)
def test_the_csv_is_chosen(qtbot: QtBot, desk: Desk, setting: str, value: str) -> None:
    choose(qtbot, combo(desk, setting), value)
    desk.work.run_all()
    assert desk.kept()[setting] == value


def test_a_theme_change_reaches_the_window(qtbot: QtBot, desk: Desk) -> None:
    themes: list[str] = []
    desk.page.settings_changed.connect(lambda settings: themes.append(settings.theme))
    choose(qtbot, combo(desk, "theme"), "dark")
    desk.work.run_all()
    assert themes[-1] == "dark"


def test_a_refusal_is_shown_beside_the_field_until_it_is_corrected(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.actions.refusal = InvalidRequest("setting_invalid", name="concurrency", value="9")
    retype(qtbot, number(desk, "concurrency"), "9")
    desk.work.run_all()
    assert (
        desk.page.reading_section.rows_by_setting["concurrency"].message_text
        == "concurrency cannot be 9."
    )
    desk.actions.refusal = None
    retype(qtbot, number(desk, "concurrency"), "8")
    desk.work.run_all()
    assert desk.page.reading_section.rows_by_setting["concurrency"].message_text == ""


def test_what_the_environment_decides_cannot_be_changed_here(
    qtbot: QtBot, actions: FakeActions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", "127.0.0.1:11434")
    page = SettingsPage(actions, ManualTaskRunner(), SignalBridge())
    qtbot.addWidget(page)
    page.model.use_box.click()
    page.model.use_box.click()
    assert not page.model.address_edit.isEnabled()
    assert "OLLAMA_HOST" in page.model.rows_by_setting["ollama_host"].message_text


# -- the language model


def test_installed_models_are_offered(qtbot: QtBot, desk: Desk) -> None:
    desk.actions.model = ModelState(True, "http://x", "0.6", MODELS, "qwen2.5:3b")
    desk.page.model.load_models()
    desk.work.run_all()
    assert "qwen2.5:3b" in desk.page.model.rows_by_setting["model"].message_text
    choose(qtbot, desk.page.model.model, "llama3.2:1b")
    desk.work.run_all()
    assert desk.actions.settings.model == "llama3.2:1b"
    assert desk.page.model.model.currentData() == "llama3.2:1b"


def test_a_late_answer_of_ollama_does_not_undo_a_newer_one(desk: Desk) -> None:
    desk.page.model.load_models()
    desk.page.model.load_models()
    desk.actions.model = ModelState(True, "http://x", "0.6", MODELS, "qwen2.5:3b")
    desk.work.run_next(1)
    desk.actions.model = ModelState(False, "http://x")
    desk.work.run_next(0)
    assert "running with" in desk.page.model.rows_by_setting["model"].message_text


def test_an_address_on_this_computer_is_simply_saved(qtbot: QtBot, desk: Desk) -> None:
    retype(qtbot, desk.page.model.address_edit.line_edit, "localhost:4000")
    desk.work.run_all()
    assert desk.actions.settings.ollama_host == "http://localhost:4000"
    assert not desk.page.model.address_edit.question_label.isVisible()


def test_another_computer_is_asked_about_first(qtbot: QtBot, desk: Desk) -> None:
    address = desk.page.model.address_edit
    retype(qtbot, address.line_edit, "box.lan")
    desk.work.run_all()
    assert address.question_label.isVisible()
    assert "box.lan" in address.question_label.text()
    assert "will be sent" in address.question_label.text()
    assert desk.kept() == {}
    qtbot.waitUntil(lambda: address.agree_button.height() > 0)
    qtbot.mouseClick(address.agree_button, LEFT)
    desk.work.run_all()
    assert desk.actions.settings.ollama_host == "http://box.lan:11434"
    assert desk.actions.settings.text_may_go_to == "box.lan"
    assert desk.actions.settings.is_model_allowed
    assert "box.lan" in desk.page.model.rows_by_setting["ollama_host"].message_text


def test_saying_no_keeps_the_old_address(qtbot: QtBot, desk: Desk) -> None:
    address = desk.page.model.address_edit
    retype(qtbot, address.line_edit, "box.lan")
    qtbot.waitUntil(lambda: address.decline_button.height() > 0)
    qtbot.mouseClick(address.decline_button, LEFT)
    desk.work.run_all()
    assert address.line_edit.text() == "http://127.0.0.1:11434"
    assert desk.kept() == {}
    assert not address.question_label.isVisible()


@pytest.mark.parametrize("agrees", [True, False])
def test_turning_on_a_model_elsewhere_asks_first(
    qtbot: QtBot, actions: FakeActions, agrees: bool
) -> None:
    actions.change_settings(ollama_host="box.lan", use_model=False)
    work = ManualTaskRunner()
    page = SettingsPage(actions, work, SignalBridge())
    qtbot.addWidget(page)
    page.show()
    page.model.use_box.click()
    question = page.model.consent_dialog
    assert question
    assert "box.lan" in question.headline.text()
    assert not page.model.use_box.isChecked()
    (question.confirm_button if agrees else question.cancel_button).click()
    work.run_all()
    assert actions.settings.use_model is agrees
    assert actions.settings.is_model_allowed is agrees
    assert page.model.use_box.isChecked() is agrees


@pytest.mark.parametrize("agrees", [True, False])
def test_at_the_start_a_model_elsewhere_is_asked_about_once(
    qtbot: QtBot, actions: FakeActions, agrees: bool
) -> None:
    parent, work = QWidget(), ManualTaskRunner()
    qtbot.addWidget(parent)
    assert ask_for_consent(parent, actions, work) is None
    actions.change_settings(ollama_host="box.lan")
    question = ask_for_consent(parent, actions, work)
    assert question
    assert "will be sent to it" in question.explanation.text()
    (question.confirm_button if agrees else question.cancel_button).click()
    work.run_all()
    assert (actions.settings.use_model, actions.settings.is_model_allowed) == (agrees, agrees)
    assert ask_for_consent(parent, actions, work) is None


def test_an_invalid_address_is_refused_with_a_sentence(qtbot: QtBot, desk: Desk) -> None:
    retype(qtbot, desk.page.model.address_edit.line_edit, "http://[::1")
    row = desk.page.model.rows_by_setting["ollama_host"]
    assert row.message_text == "This is not a valid address."
    assert desk.kept() == {}


def test_a_model_is_pulled_with_progress(qtbot: QtBot, actions: FakeActions) -> None:
    with opened(qtbot, actions) as page, held(actions) as let_go:
        row = page.model.pull_row
        retype(qtbot, row.name, "tiny:1b")
        qtbot.waitUntil(lambda: row.progress_bar.value() == 25)
        assert row.message.text() == "250.0 kB of 1.0 MB"
        assert row.cancel_button.isVisible()
        let_go.set()
        qtbot.waitUntil(lambda: row.message.text() == "tiny:1b is installed.")
        assert not row.progress_bar.isVisible()
        assert ("pull", "tiny:1b") in actions.asked


def test_a_pull_can_be_cancelled(qtbot: QtBot, actions: FakeActions) -> None:
    with opened(qtbot, actions) as page, held(actions):
        row = page.model.pull_row
        qtbot.mouseClick(row.start_button, LEFT)
        qtbot.waitUntil(lambda: row.progress_bar.value() == 25)
        qtbot.mouseClick(row.cancel_button, LEFT)
        qtbot.waitUntil(lambda: row.message.text() == "Cancelled.")
        assert row.start_button.isVisible()
        assert row.name.isEnabled()


def test_a_failed_pull_says_why(qtbot: QtBot, desk: Desk) -> None:
    desk.actions.refusal = ServiceUnavailable("ollama_unreachable", host="here")
    qtbot.mouseClick(desk.page.model.pull_row.start_button, LEFT)
    desk.work.run_all()
    assert desk.page.model.pull_row.message.text() == "Ollama is not responding at here."


# -- the Doctor


def test_findings_are_listed_with_their_remedy(desk: Desk) -> None:
    doctor = desk.page.doctor_section
    rows = (doctor.leftover_row.mark, doctor.orphan_row.mark)
    found = [mark for mark in doctor.findChildren(HealthMark) if mark not in rows]
    marks = [mark.health for mark in found]
    assert marks == [HealthStatus.HEALTHY, HealthStatus.DEGRADED]
    assert desk.page.doctor_section.shown_sentences() == [ORIGINALS, TESSERACT]


def test_checking_again_replaces_the_findings(qtbot: QtBot, desk: Desk) -> None:
    qtbot.mouseClick(desk.page.doctor_section.check_button, LEFT)
    assert not desk.page.doctor_section.check_button.isEnabled()
    desk.work.run_all()
    assert desk.page.doctor_section.check_button.isEnabled()
    assert len(desk.page.doctor_section.shown_sentences()) == 2


def test_the_model_is_tried_when_ollama_is_well(qtbot: QtBot, desk: Desk) -> None:
    well = Finding("ollama", HealthStatus.HEALTHY, Message("finding_originals_sound"))
    desk.actions.findings = (well,)
    desk.actions.trial = Finding(
        "trial", HealthStatus.DEGRADED, Message("finding_tesseract_missing")
    )
    qtbot.mouseClick(desk.page.doctor_section.check_button, LEFT)
    desk.work.run_next()
    assert desk.page.doctor_section.message.text() == "Testing the language model…"
    desk.work.run_all()
    assert desk.page.doctor_section.shown_sentences() == [ORIGINALS, TESSERACT]
    assert not desk.page.doctor_section.message.text()


def test_findings_are_worded_by_their_key(qtbot: QtBot, desk: Desk) -> None:
    details: dict[str, str | float] = {"free_bytes": 412_300_000, "folder": "/data"}
    low = Finding("disk", HealthStatus.DEGRADED, Message("finding_disk_low", details))
    desk.actions.findings = (low,)
    qtbot.mouseClick(desk.page.doctor_section.check_button, LEFT)
    desk.work.run_all()
    assert desk.page.doctor_section.shown_sentences() == [
        "412.3 MB free in /data.\nFree up space soon."
    ]


def test_a_failed_checkup_is_reported(qtbot: QtBot, desk: Desk) -> None:
    desk.actions.refusal = ServiceUnavailable("queue_unavailable")
    qtbot.mouseClick(desk.page.doctor_section.check_button, LEFT)
    desk.work.run_all()
    assert desk.page.doctor_section.message.text() == QUEUE


def test_everything_has_a_name_for_screen_readers(desk: Desk) -> None:
    controls = [
        control
        for kind in (QComboBox, QLineEdit, QSpinBox, QPushButton)
        for control in desk.page.findChildren(kind)
        if control.objectName() != "qt_spinbox_lineedit"
    ]
    nameless = [one for one in controls if not (one.accessibleName() or one.property("text"))]
    assert len(controls) > 10
    assert nameless == []


def test_the_schedule_and_the_alerts_are_chosen(qtbot: QtBot, desk: Desk) -> None:
    desk.open()
    choose(qtbot, combo(desk, "schedule"), "mains")
    retype(qtbot, number(desk, "stall_minutes"), "25")
    retype(qtbot, number(desk, "failure_alert_percent"), "40")
    desk.work.run_all()
    kept = desk.actions.settings
    assert (kept.schedule, kept.stall_minutes, kept.failure_alert_percent) == ("mains", 25, 40)


def test_leftovers_are_listed_before_one_click_deletes_them(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    desk.actions.left_behind = (
        LeftoverFile(tmp_path / "a.png", 1_500_000, "pages"),
        LeftoverFile(tmp_path / "b", 600_000, "original"),
    )
    row = desk.page.doctor_section.leftover_row
    row.find_leftovers()
    desk.work.run_all()
    assert row.message.text() == "2 file(s) (2.1 MB) from removed receipts and interrupted runs."
    assert "a.png" in row.message.toolTip()
    qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    desk.work.run_all()
    assert row.message.text() == "Deleted 2 file(s), freed 2.1 MB."
    assert desk.actions.find_stale_files() == ()
    assert not row.button.isVisibleTo(row)


def test_without_leftovers_there_is_nothing_to_clean(desk: Desk) -> None:
    row = desk.page.doctor_section.leftover_row
    row.find_leftovers()
    desk.work.run_all()
    assert row.message.text() == "No leftover files."
    assert not row.button.isVisibleTo(row)


def test_originals_without_a_receipt_are_read_in_again_with_one_click(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    kept = datetime(2024, 3, 14, tzinfo=UTC)
    desk.actions.unknown = (
        OrphanedOriginal(tmp_path / ("a" * 64), "a" * 64, 1_500_000, kept, "lunch.jpg"),
        OrphanedOriginal(tmp_path / ("b" * 64), "b" * 64, 600_000, kept),
    )
    row = desk.page.doctor_section.orphan_row
    assert not row.isVisibleTo(desk.page.doctor_section)
    row.find_orphans()
    desk.work.run_all()
    assert row.isVisibleTo(desk.page.doctor_section)
    assert row.message.text() == "2 original(s) without a receipt (2.1 MB). No original is deleted."
    assert row.message.toolTip() == f"lunch.jpg\n{'b' * 64}"
    qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert row.message.text() == "Importing…"
    desk.work.run_all()
    said = "Imported 1 original(s) again. 1 original(s) could not be imported."
    assert row.message.text() == said
    assert row.message.toolTip() == "/kept/a has changed since it was stored."
    assert not row.button.isVisibleTo(row)
    row.find_orphans()
    desk.work.run_all()
    assert not row.isVisibleTo(desk.page.doctor_section)


def test_a_failed_recovery_of_originals_is_explained_in_a_sentence(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    kept = datetime(2024, 3, 14, tzinfo=UTC)
    desk.actions.unknown = (OrphanedOriginal(tmp_path / "a", "a" * 64, 10, kept),)
    row = desk.page.doctor_section.orphan_row
    row.find_orphans()
    desk.work.run_all()
    desk.actions.refusal = ServiceUnavailable("queue_unavailable")
    qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    desk.work.run_all()
    assert row.message.text() == QUEUE


def test_the_wheel_scrolls_the_page_and_changes_nothing(desk: Desk) -> None:
    desk.open()
    before = desk.actions.settings
    for control in (editor(desk, "csv_delimiter"), editor(desk, "stall_minutes")):
        control.setFocus()
        middle = QPointF(control.rect().center())
        turned = QWheelEvent(
            middle, control.mapToGlobal(middle), QPoint(0, -120), QPoint(0, -120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(control, turned)
    desk.work.run_all()
    assert desk.actions.settings == before


def test_the_headings_beside_the_settings_lead_there_and_mark_the_place(desk: Desk) -> None:
    index, bar = desk.page.index, desk.page.index._scroll.verticalScrollBar()
    assert [button.text() for button in index.buttons][:2] == ["Processing", "Language model"]
    assert index.buttons[-1].text() == "Doctor"
    index.buttons[2].click()  # the rest below it is longer than the page is high
    section = index._sections[2]
    assert section.y() - bar.value() < 60
    assert index.buttons[2].isChecked()
    bar.setValue(0)
    assert index.buttons[0].isChecked()
    bar.setValue(bar.maximum())
    assert index.buttons[-1].isChecked()


def test_a_heading_leads_to_its_section_although_a_row_above_has_just_grown(desk: Desk) -> None:
    index, bar = desk.page.index, desk.page.index._scroll.verticalScrollBar()
    section, first = index._sections[2], index._sections[0]
    before = section.y()
    first.setMinimumHeight(first.height() + 200)
    index.buttons[2].click()
    assert section.y() >= before + 200
    assert section.y() - bar.value() < 60

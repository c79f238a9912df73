"""Commands with damaged files: one error sentence, never a traceback; in this process.

`tests/end_to_end/test_damaged_data_folder.py` runs all commands as processes.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from receipt_desktop import bootstrap
from receipt_desktop.__main__ import main
from receipt_desktop.cli import doctor, terminal, window_session
from receipt_desktop.config import data_folder, settings_file
from receipt_desktop.config.paths import LOG_FILE_NAME, Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ReceiptError, ServiceUnavailable
from receipt_desktop.domain.health import HealthStatus
from receipt_desktop.domain.receipt import Priority, ReadOptions
from receipt_desktop.files.originals import Originals
from receipt_desktop.store.store import Store
from receipt_desktop.ui.i18n import translations
from receipt_desktop.ui.main_window import MainWindow
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.start_failure_dialog import StartFailureDialog
from tests.databases import open_store
from tests.end_to_end.bad_data_folder import DAMAGES, DATABASE, FOLDERS, cases

BLOCKING_PATHS = {(name, "other_kind") for name in FOLDERS if name != "logs"} | {
    (name, "other_kind")
    for name in (
        *("queue.secret", "api.token", "webhook.secret", "app.lock", "window.lock"),
        *("database.lock", "running", "database.suspect", *DATABASE),
    )
} | {
    (f"redis/{name}", "other_kind") for name in ("redis.conf", "redis.pid", "redis.sock")
}  # fmt: skip
"""Where a person has to do something before receipts are read."""
BESIDE_RECORDS = (
    "app.lock",
    "window.lock",
    "redis/redis.conf",
    "redis/redis.pid",
    "redis/redis.sock",
)
"""Files that `export`, `stats` and `health` do without."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one receipt."""
    paths = Paths(tmp_path_factory.mktemp("template") / "data")
    paths.create_folders()
    store = open_store(paths.database)
    kept = Originals(paths).store_bytes(b"a receipt")
    store.add_receipt("a.jpg", kept.content_hash, Priority.NORMAL, ReadOptions())
    store.close()
    return paths.data


@pytest.fixture
def folder(template: Path, data_dir: Path) -> Paths:
    shutil.copytree(template, data_dir, dirs_exist_ok=True)
    return Paths(data_dir)


@pytest.fixture
def no_rights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions apply to the user of the tests."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        access = os.access

        def allowed(path: Path, mode: int) -> bool:
            return access(path, mode) and bool(Path(path).stat().st_mode & stat.S_IRUSR)

        monkeypatch.setattr(os, "access", allowed)


@pytest.mark.usefixtures("no_rights")
@pytest.mark.expected_logs("receipt_desktop.config.access_token", "receipt_desktop.backup")
@pytest.mark.parametrize(("name", "damage"), list(cases()))
def test_the_records_are_shown_or_the_file_is_named(
    folder: Paths, name: str, damage: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    if damage == "unreadable" and sys.platform == "win32":
        pytest.skip("chmod does not make a file unreadable on Windows")
    path = folder.data / name
    DAMAGES[damage](path)
    code = main(["export", "--data-dir", str(folder.data), "-o", str(tmp_path / "x.csv")])
    said = capsys.readouterr().err
    if path.exists():
        path.chmod(0o700)
    stops = (name, damage) in BLOCKING_PATHS and name not in BESIDE_RECORDS
    rights = damage == "unreadable" and name not in (
        *BESIDE_RECORDS, "logs", "logs/receipt-desktop.jsonl", "logs/redis.log", "settings.json",
    )  # fmt: skip
    newer = (name, damage) == ("receipts.db", "newer")
    assert code == (3 if stops or rights or newer else 0), said
    assert "Traceback" not in said
    if code:
        assert str(path) in said
        assert any(words in said for words in ("Move the f", "Give your user", "Update Receipt"))
    elif name == "receipts.db":  # lost, and there is no copy of it yet
        assert "0 rows written" in said
        assert "Originals without a receipt: 1" in said
    else:
        assert "1 rows written" in said


@pytest.mark.parametrize("name", [name for name, damage in sorted(BLOCKING_PATHS)])
def test_blocking_problems_are_named_before_the_start(folder: Paths, name: str) -> None:
    path = folder.data / name
    DAMAGES["other_kind"](path)
    with (
        pytest.raises(ServiceUnavailable, match="Move the f") as refused,
        bootstrap.open_application(folder, Settings(use_model=False)),
    ):
        pass
    assert str(path) in refused.value.sentence
    found = doctor.check_parts_separately(folder, Settings(use_model=False), refused.value)
    assert not found.is_healthy
    (finding,) = (one for one in found.findings if one.health is HealthStatus.UNHEALTHY)
    assert f"{finding.sentence} {finding.remedy}" == refused.value.sentence


def test_without_a_log_the_program_runs_and_says_so(
    folder: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("logs", f"logs/{LOG_FILE_NAME}"):
        shutil.rmtree(folder.logs, ignore_errors=True)
        folder.logs.unlink(missing_ok=True) if folder.logs.is_file() else None
        DAMAGES["other_kind"](folder.data / name)
        assert main(["stats", "--data-dir", str(folder.data)]) == 0
        said = capsys.readouterr().err
        assert said.count("No log is written: ") == 1
        assert str(folder.data / name) in said
        folder.logs.unlink() if folder.logs.is_file() else None


def test_redis_runs_without_its_log(folder: Paths) -> None:
    shutil.rmtree(folder.logs)
    folder.logs.write_text("a file")
    with bootstrap.open_application(folder, Settings(use_model=False), consume=False) as engine:
        assert engine.actions.get_health().redis.reachable


def test_the_doctor_names_each_part_that_cannot_be_opened(tmp_path: Path) -> None:
    """Without folder, database and Redis nothing is created and nothing fails."""
    paths = Paths(tmp_path / "file" / "data")
    (tmp_path / "file").write_text("a file where the folder should be")
    chosen = Settings(use_model=False, redis_binary=str(tmp_path / "no-redis"))
    found = doctor.run_checks(paths, chosen)
    ill = {
        one.subject: one.sentence for one in found.findings if one.health is HealthStatus.UNHEALTHY
    }
    assert "no-redis" in ill["redis"]
    assert str(paths.data) in ill["start"]
    assert "disk" not in ill
    assert not found.is_healthy


def test_the_doctor_names_originals_beside_a_missing_database(folder: Paths) -> None:
    folder.database.unlink()
    found = doctor.check_parts_separately(
        folder, Settings(use_model=False), ServiceUnavailable("queue_unavailable")
    )
    (database,) = (one for one in found.findings if one.subject == "database")
    assert database.key == "database_missing"
    assert not folder.database.exists()


def test_the_doctor_shows_the_error_of_the_database(
    folder: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_: str) -> Store:
        raise ServiceUnavailable("database_error", reason="it is broken")

    monkeypatch.setattr(doctor, "Store", refuses)
    found = doctor.check_parts_separately(
        folder, Settings(use_model=False), ServiceUnavailable("queue_unavailable")
    )
    said = {
        one.subject: one.sentence for one in found.findings if one.health is HealthStatus.UNHEALTHY
    }
    assert said == {
        "database": "Database error: it is broken.",
        "start": "The queue is not responding. Your files are saved and will be read later.",
    }


# -- rights


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="needs POSIX file permissions")
def test_a_folder_of_ours_is_closed_to_others_and_any_other_is_only_named(folder: Paths) -> None:
    folder.owner_lock.touch()
    folder.owner_lock.chmod(0o644)
    folder.data.chmod(0o755)
    data_folder.prepare_data_folder(folder)
    assert stat.S_IMODE(folder.data.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.owner_lock.stat().st_mode) == 0o600
    (folder.data / "holiday.jpg").touch()
    folder.data.chmod(0o755)
    data_folder.prepare_data_folder(folder)
    assert stat.S_IMODE(folder.data.stat().st_mode) == 0o755
    assert data_folder.is_open_to_others(folder)


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="needs POSIX file permissions")
def test_the_lock_is_for_its_owner_alone(folder: Paths) -> None:
    with bootstrap.open_application(folder, Settings(use_model=False), consume=False):
        assert stat.S_IMODE(folder.owner_lock.stat().st_mode) == 0o600


# -- the window


@contextmanager
def close_message_boxes(seen: list[tuple[str, str]]) -> Iterator[None]:
    """Close the message box as soon as it is shown, and keep its text."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, StartFailureDialog):
            seen.append((box.text(), box.informativeText()))
            box.reject()

    timer = QTimer(interval=10)
    timer.timeout.connect(look)
    timer.start()
    yield
    timer.stop()


@pytest.fixture
def on_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "has_screen", lambda: True)


@pytest.fixture
def spoken(
    qapp: QCoreApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """All languages, for this test alone."""
    release = shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent))
    if not release:
        pytest.skip("pyside6-lrelease is missing, as in the packages")
    installed: list[QTranslator] = []

    def load(_: QCoreApplication, name: str, folder: str) -> None:
        source, made = Path(folder) / f"{name}.ts", tmp_path / f"{name}.qm"
        if source.exists():
            subprocess.run([release, "-silent", source, "-qm", made], check=True)
            translator = QTranslator()
            assert translator.load(str(made))
            qapp.installTranslator(translator)
            installed.append(translator)

    before = QLocale()
    monkeypatch.setattr(translations, "_load_translator", load)
    yield
    QLocale.setDefault(before)
    for translator in installed:
        qapp.removeTranslator(translator)


@pytest.mark.usefixtures("on_a_screen", "qtbot", "spoken")
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Move the folder away"),
        ("fr", "Déplacez le dossier ailleurs"),
        ("de", "Verschieben Sie den Ordner"),
    ],
)
def test_a_window_that_cannot_start_says_why_in_a_message_box(
    folder: Paths, language: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.owner_lock.mkdir()
    settings_file.save_settings(folder, language=language)
    seen: list[tuple[str, str]] = []
    with close_message_boxes(seen):
        assert main(["window", "--data-dir", str(folder.data)]) == 3
    ((headline, reason),) = seen
    assert headline.startswith("Receipt Desktop ")
    assert str(folder.owner_lock) in reason
    assert said in reason
    assert str(folder.owner_lock) in capsys.readouterr().err


@pytest.mark.usefixtures("on_a_screen", "qtbot", "spoken")
@pytest.mark.expected_logs("receipt_desktop.cli.window_failure")
def test_an_unexpected_error_at_the_start_is_logged_and_shown(
    folder: Paths, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise KeyError("a bug")

    monkeypatch.setattr(bootstrap, "open_application", fails)
    seen: list[tuple[str, str]] = []
    with close_message_boxes(seen):
        assert main(["window", "--data-dir", str(folder.data)]) == 3
    log = folder.logs / LOG_FILE_NAME
    assert str(log) in seen[0][1]
    assert "KeyError" in log.read_text(encoding="utf-8")
    assert "a bug" in capsys.readouterr().err


@pytest.mark.usefixtures("qtbot")
def test_other_commands_show_no_message_box(folder: Paths) -> None:
    folder.queue_secret.mkdir()
    assert main(["stats", "--data-dir", str(folder.data)]) == 3
    assert QApplication.activeModalWidget() is None


def test_a_window_reports_replaced_settings_once(qtbot: QtBot, folder: Paths) -> None:
    folder.settings_file.write_text("", encoding="utf-8")
    settings_file.load_settings(folder)  # by another command
    (aside,) = settings_file.list_set_aside_files(folder)
    assert str(aside) in read_window_notice(qtbot, folder)
    assert read_window_notice(qtbot, folder) == ""
    problem = ServiceUnavailable("settings_folder", path="/x")
    assert read_window_notice(qtbot, folder, problem).startswith("/x is a folder")


def read_window_notice(qtbot: QtBot, folder: Paths, *problems: ReceiptError) -> str:
    """The notice of a new window about its settings."""
    with bootstrap.open_stored_data(folder, Settings()) as actions:
        window = MainWindow(actions, SignalBridge(), Settings())
        qtbot.addWidget(window)
        window_session.show_settings_problems(window, folder, problems)
        said = window.inbox_page.notice.message.text()
        window.close_without_asking()
    return said

"""The guards of the test run, tried on tests that misbehave."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.waiting import SECONDS

ROOT = Path(__file__).resolve().parents[2]

MISBEHAVING_TESTS = """
import logging, subprocess, sys, threading, time, warnings
import pytest

def test_logs_a_warning():
    logging.getLogger("some.part").warning("the disk is %s", "full")

@pytest.mark.expected_logs("some.part")
def test_logs_what_it_expects(no_unexpected_logs):
    logging.getLogger("some.part.within").error("the disk is full")
    assert [record.levelname for record in no_unexpected_logs.records] == ["ERROR"]

@pytest.mark.expected_logs("some.part")
def test_logs_from_a_neighbour_of_what_it_expects():
    logging.getLogger("some.party").error("balloons")

def test_logs_information():
    logging.getLogger("some.part").info("all is well")

def test_warns():
    warnings.warn("old fashioned", DeprecationWarning)

def test_raises_in_a_thread():
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()

def test_raises_while_it_is_collected():
    class Fragile:
        def __del__(self):
            raise ValueError("gone")
    Fragile()

def test_leaves_a_file_open(tmp_path):
    (tmp_path / "x").open("w")

def test_qt_warns():
    from PySide6.QtCore import qWarning
    qWarning("a signal has nobody to hear it")

def test_harmless_messages_of_qt_are_ignored():
    from PySide6.QtCore import qWarning
    qWarning("This plugin does not support raise()")

def test_raises_in_a_slot(qtbot):
    from PySide6.QtCore import QTimer
    QTimer.singleShot(0, lambda: 1 / 0)
    qtbot.wait(50)
"""

LEFT_RUNNING_TESTS = """
import subprocess, sys, threading

stop = threading.Event()

def test_leaves_a_thread():
    threading.Thread(target=stop.wait, name="forgotten").start()

def test_ends_its_thread():
    stop.set()
    thread = threading.Thread(target=stop.wait)
    thread.start()

def test_leaves_a_process(request):
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    request.config.kept = child
"""


@pytest.fixture
def tried(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder with the guards and the options of this project."""
    options = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]
    kept = {"filterwarnings", "qt_api", "qt_log_level_fail", "qt_log_ignore", "markers"}
    lines = ["[pytest]"]
    for name, value in options["ini_options"].items():
        if name in kept:
            lines.append(f"{name} =")
            lines += [f"    {one}" for one in ([value] if isinstance(value, str) else value)]
    pytester.makeini("\n".join(lines))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return pytester


def run_tests(tried: pytest.Pytester) -> tuple[pytest.RunResult, dict[str, str]]:
    """Run it in a process of its own, not measured; the worst word that each test got."""
    plugins = ("-p", "tests.guards", "-p", "no:schemathesis", "-p", "no:cov")
    ran = tried.runpytest_subprocess(*plugins, "-rA", timeout=SECONDS)
    words: dict[str, str] = {}
    for line in ran.outlines:
        word, _, name = line.partition(" ")
        if "::" in name and word in {"PASSED", "FAILED", "ERROR"}:
            test = name.partition("::")[2].split(" ")[0]
            words[test] = word if words.get(test, "PASSED") == "PASSED" else words[test]
    return ran, words


def test_unseen_warnings_and_errors_fail_the_test(tried: pytest.Pytester) -> None:
    tried.makepyfile(MISBEHAVING_TESTS)
    ran, words = run_tests(tried)
    assert words == {
        "test_logs_a_warning": "ERROR",
        "test_logs_what_it_expects": "PASSED",
        "test_logs_from_a_neighbour_of_what_it_expects": "ERROR",
        "test_logs_information": "PASSED",
        "test_warns": "FAILED",
        "test_raises_in_a_thread": "FAILED",
        "test_raises_while_it_is_collected": "FAILED",
        "test_leaves_a_file_open": "FAILED",
        "test_qt_warns": "FAILED",
        "test_harmless_messages_of_qt_are_ignored": "PASSED",
        "test_raises_in_a_slot": "FAILED",
    }
    ran.stdout.fnmatch_lines(["*some.part WARNING: the disk is full*"])


def test_threads_and_processes_left_running_fail_the_test(tried: pytest.Pytester) -> None:
    tried.makepyfile(LEFT_RUNNING_TESTS)
    tried.makeconftest("import tests.guards\ntests.guards.END_TIMEOUT_SECONDS = 0.2\n")
    ran, words = run_tests(tried)
    assert words["test_leaves_a_thread"] == "ERROR"
    assert words["test_ends_its_thread"] == "PASSED"
    ran.stdout.fnmatch_lines(["*threads left running: forgotten*", "*processes left running: *"])

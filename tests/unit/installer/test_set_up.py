"""run.sh and test.sh on a machine of scripts that only write down how they were called."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from receipt_desktop.domain.scripts import SCRIPT_FACTS
from tests.unit.installer.machine import INSTALLER, LANGUAGES, PYTHON3, QT, Machine

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX scripts")


def test_the_first_run_installs_and_starts(machine: Machine) -> None:
    code, said = machine.run("run.sh", "process", "a file.jpg")
    assert (code, "installing the Python packages" in said) == (0, True)
    synced, started = machine.calls()
    assert synced.startswith(f"uv sync --project {machine.checkout} --frozen --inexact")
    assert "--no-dev" in synced
    assert started == f"program {machine.place} -P -m receipt_desktop process a file.jpg"


def test_the_second_run_only_starts_and_says_nothing(machine: Machine) -> None:
    machine.run("run.sh")
    machine.calls()
    assert machine.run("run.sh", "stats") == (0, "")
    assert machine.calls() == [f"program {machine.place} -P -m receipt_desktop stats"]


@pytest.mark.parametrize("changed", ["uv.lock", "pyproject.toml"])
def test_other_packages_wanted_are_installed(machine: Machine, changed: str) -> None:
    machine.run("run.sh")
    with (machine.checkout / changed).open("a") as file:
        file.write("# newer\n")
    machine.calls()
    machine.run("run.sh")
    assert machine.calls()[0].startswith("uv sync")


def test_a_failed_installation_is_tried_again(machine: Machine) -> None:
    (machine.place / "uv-is-broken").touch()
    code, said = machine.run("run.sh")
    assert code == 3
    assert "the Python packages could not be installed" in said
    (machine.place / "uv-is-broken").unlink()
    machine.calls()
    assert machine.run("run.sh")[0] == 0
    assert [call.split()[0] for call in machine.calls()] == ["uv", "program"]


def test_running_after_testing_needs_nothing_but_not_the_other_way(machine: Machine) -> None:
    machine.run("run.sh")
    machine.calls()
    assert machine.run("test.sh")[0] == 0
    assert "--dev" in machine.calls()[0]
    machine.run("run.sh")
    machine.run("test.sh")
    assert not [call for call in machine.calls() if call.startswith("uv")]


def test_a_moved_checkout_gets_a_new_environment(machine: Machine) -> None:
    machine.run("run.sh")
    left_over = machine.checkout / ".venv" / "left over"
    left_over.touch()
    machine.checkout = machine.checkout.rename(machine.place / "moved")
    code, said = machine.run("run.sh")
    assert (code, "this folder was moved" in said) == (0, True)
    assert not (machine.checkout / ".venv" / "left over").exists()


def test_it_starts_from_any_folder_and_through_a_link(machine: Machine, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()
    machine.run("run.sh")
    machine.calls()
    (tmp_path / "link").symlink_to(machine.checkout)
    machine.checkout = tmp_path / "link"
    assert machine.run("run.sh", cwd=elsewhere) == (0, "")
    assert machine.calls() == [f"program {elsewhere} -P -m receipt_desktop"]


def test_only_missing_packages_are_installed(machine: Machine) -> None:
    machine.has_packages(*(QT - {"libegl1", "libgl1"}))
    code, said = machine.run("run.sh")
    assert (code, "installing system packages: libegl1 libgl1\n" in said) == (0, True)
    assert "Unpacking" not in said
    update, install, *_ = machine.calls()
    assert update == "apt-get update -qq"
    assert install.endswith("libegl1 libgl1")
    assert machine.run("run.sh") == (0, "")


def test_packages_by_their_newer_names_will_do(machine: Machine) -> None:
    machine.has_packages(*(QT - {"libglib2.0-0"}), "libglib2.0-0t64")
    assert "system packages" not in machine.run("run.sh")[1]


def test_a_screen_needs_more_of_them_even_later(machine: Machine) -> None:
    machine.run("run.sh")
    machine.calls()
    machine.display = ":0"
    machine.run("run.sh")
    assert "libxcb-cursor0" in machine.calls()[1]
    assert machine.run("run.sh") == (0, "")


def test_sudo_is_used_by_who_is_not_root(machine: Machine) -> None:
    machine.has("id", "echo 1000")
    machine.has("sudo", 'echo "sudo $1" >>"$CALLS"; "$@"')
    machine.has_packages()
    assert machine.run("run.sh")[0] == 0
    assert machine.calls()[:2] == ["sudo apt-get", "apt-get update -qq"]


def test_without_root_or_sudo_a_sentence_says_what_to_do(machine: Machine) -> None:
    machine.has("id", "echo 1000")
    machine.has_packages(*(QT - {"libegl1"}))
    code, said = machine.run("run.sh")
    assert code == 3
    assert "Run as root: apt-get install libegl1" in said
    assert machine.calls() == []


def test_what_apt_says_is_shown_when_it_fails(machine: Machine) -> None:
    machine.has_packages()
    (machine.place / "apt-is-broken").touch()
    code, said = machine.run("run.sh")
    assert (code, "E: no such mirror" in said) == (3, True)
    assert "the system packages could not be installed: libegl1" in said


def test_elsewhere_no_package_is_asked_for(machine: Machine) -> None:
    (machine.commands / "apt-get").unlink()
    machine.has_packages()
    assert machine.run("run.sh")[0] == 0


def test_languages_of_other_scripts_are_installed_once(machine: Machine) -> None:
    machine.has_packages(*QT, languages=False)
    code, said = machine.run("run.sh")
    assert code == 0
    assert "installing Tesseract's languages" in said
    _, _, install, _ = machine.calls()
    assert install.startswith("apt-get ")
    assert {word for word in install.split() if word.startswith("tesseract-ocr")} == LANGUAGES
    machine.has_packages(*QT, languages=False)
    assert machine.run("run.sh") == (0, "")
    assert len(machine.calls()) == 1


def test_all_installers_bring_the_same_languages() -> None:
    for file in ("linux/debian/control", "compose/Dockerfile"):
        words = (INSTALLER / file).read_text().replace(",", " ").split()
        assert {word for word in words if word.startswith("tesseract-ocr")} - {
            "tesseract-ocr-all"
        } == LANGUAGES
    codes = {name.removeprefix("tesseract-ocr-") for name in LANGUAGES}
    assert {facts.languages[0] for facts in SCRIPT_FACTS.values()} <= codes


def test_the_program_starts_without_these_languages(machine: Machine) -> None:
    machine.has_packages(*QT, languages=False)
    (machine.place / "apt-is-broken").touch()
    code, said = machine.run("run.sh")
    assert code == 0
    assert "they could not be installed" in said
    assert "no such mirror" not in said
    assert machine.calls()[-1].startswith("program")
    assert machine.run("run.sh") == (0, "")


@pytest.mark.parametrize(("sudo", "installs"), [("exit 1", False), ('shift; "$@"', True)])
def test_no_password_is_asked_for_languages(machine: Machine, sudo: str, installs: bool) -> None:
    machine.has("id", "echo 1000")
    machine.has("sudo", f'[ "$1" = -n ] && {{ {sudo}; exit; }}; "$@"')
    machine.has_packages(*QT, languages=False)
    assert machine.run("run.sh")[0] == 0
    assert any(call.startswith("apt-get") for call in machine.calls()) is installs


def test_tests_need_no_languages(machine: Machine) -> None:
    machine.has_packages(*QT, languages=False)
    machine.run("test.sh")
    assert not [call for call in machine.calls() if call.startswith("apt-get")]


def test_uv_is_brought_where_it_is_missing(machine: Machine) -> None:
    (machine.commands / "uv").rename(machine.place / "uv-to-install")
    (machine.commands / "cp").symlink_to(shutil.which("cp") or "/missing")
    machine.has("python3", PYTHON3)
    code, said = machine.run("run.sh")
    assert code == 0, said
    assert "installing system packages: python3-venv" in said
    assert "pip -m pip install --quiet --disable-pip-version-check uv" in machine.calls()
    assert (machine.checkout / ".tools" / "bin" / "uv").exists()


def test_without_python_or_uv_a_sentence_says_so(machine: Machine) -> None:
    (machine.commands / "uv").unlink()
    code, said = machine.run("run.sh")
    assert (code, said) == (3, "receipt-desktop: python3 is needed; install it and try again.\n")


def test_all_checks_run_and_the_failed_ones_are_named(machine: Machine) -> None:
    machine.run("test.sh")
    machine.calls()
    for name in ("mypy", "lint-imports"):
        tool = machine.checkout / ".venv" / "bin" / name
        tool.write_text(f'#!/bin/sh\necho "failing {name}" >>"$CALLS"\nexit 1\n')
    code, said = machine.run("test.sh")
    assert code == 1
    assert said.endswith("receipt-desktop: failed: imports types\n")
    ran = [call.removeprefix(f"program {machine.checkout} ") for call in machine.calls()]
    assert "failing mypy" in ran  # at any moment: it runs beside the others
    others = [call for call in ran if call != "failing mypy"]
    assert others[:4] == [
        "-m compileall -q receipt_desktop",
        "format --check --quiet .",
        "check --quiet .",
        "failing lint-imports",
    ]
    assert others[4].startswith("-m pytest -m not slow")


def test_wrong_types_are_shown(machine: Machine) -> None:
    machine.run("test.sh")
    tool = machine.checkout / ".venv" / "bin" / "mypy"
    tool.write_text("#!/bin/sh\necho a wrong type\nexit 1\n")
    code, said = machine.run("test.sh")
    assert (code, "a wrong type\n" in said) == (1, True)
    assert said.endswith("receipt-desktop: failed: types\n")


def test_arguments_go_to_pytest_in_place_of_the_processes(machine: Machine) -> None:
    def tests() -> str:
        return next(call for call in machine.calls() if "-m pytest" in call)

    machine.run("test.sh")
    assert "--numprocesses" in tests()
    machine.run("test.sh", "tests/unit", "-k", "two words")
    asked = tests()
    assert asked.endswith("-m pytest -m not slow tests/unit -k two words")
    assert os.fspath(machine.checkout) in asked

"""The command `receipt-desktop` that run.sh installs in ~/.local/bin."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from tests.unit.installer.machine import Machine

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX scripts")


@pytest.fixture
def installed(machine: Machine) -> Machine:
    """After a first run, with ~/.local/bin on PATH and nothing written down."""
    machine.path = str(machine.launcher.parent)
    assert machine.run("run.sh")[0] == 0
    machine.calls()
    return machine


def start(machine: Machine, *arguments: str) -> tuple[int, str]:
    """Start the launcher as a shell does that finds it on PATH."""
    return machine.execute([str(machine.launcher), *arguments])


def test_the_launcher_starts_the_checkout_with_its_arguments(installed: Machine) -> None:
    assert start(installed, "process", "a file.jpg", "") == (0, "")
    assert installed.calls() == [
        f"program {installed.place} -P -m receipt_desktop process a file.jpg "
    ]


@pytest.mark.parametrize("name", ["Büro Köln", 'it\'s $HOME `x` "y" \\n %s', "-n"])
def test_any_folder_name_works(machine: Machine, name: str) -> None:
    machine.checkout = machine.checkout.rename(machine.place / name)
    machine.run("run.sh")
    machine.calls()
    assert start(machine, "stats") == (0, "")
    assert machine.calls() == [f"program {machine.place} -P -m receipt_desktop stats"]


def test_it_is_replaced_after_the_checkout_moved(installed: Machine) -> None:
    installed.checkout = installed.checkout.rename(installed.place / "moved")
    code, said = start(installed)
    assert code == 3
    assert "Run installer/run.sh where the program is now." in said
    installed.run("run.sh")
    installed.calls()
    assert start(installed) == (0, "")
    assert installed.calls() == [f"program {installed.place} -P -m receipt_desktop"]


def test_a_second_checkout_leaves_it_alone_and_says_so_once(installed: Machine) -> None:
    before = installed.launcher.read_text()
    second = installed.place / "second"
    shutil.copytree(installed.checkout, second, ignore=shutil.ignore_patterns(".venv"))
    first, installed.checkout = installed.checkout, second
    code, said = installed.run("run.sh")
    assert (code, f"starts the checkout in {first}" in said) == (0, True)
    assert installed.run("run.sh") == (0, "")
    assert installed.launcher.read_text() == before


@pytest.mark.parametrize("foreign", ["#!/bin/sh\necho other\n", "", "#!/usr/bin/python3\n\n\n"])
def test_another_program_of_that_name_stays(machine: Machine, foreign: str) -> None:
    machine.launcher.parent.mkdir(parents=True)
    machine.launcher.write_text(foreign)
    code, said = machine.run("run.sh")
    assert (code, "is another program and was not replaced" in said) == (0, True)
    assert machine.run("run.sh") == (0, "")
    assert machine.launcher.read_text() == foreign


def test_a_link_to_another_program_stays(machine: Machine) -> None:
    machine.launcher.parent.mkdir(parents=True)
    machine.launcher.symlink_to("missing")
    assert "is another program" in machine.run("run.sh")[1]
    assert str(machine.launcher.readlink()) == "missing"


def test_a_folder_that_is_not_on_the_path_is_named_once(machine: Machine) -> None:
    code, said = machine.run("run.sh")
    assert (code, f"{machine.launcher.parent} is not on PATH" in said) == (0, True)
    assert machine.run("run.sh") == (0, "")


def test_nothing_is_said_of_the_path_where_it_is_right(machine: Machine) -> None:
    machine.path = str(machine.launcher.parent)
    said = machine.run("run.sh")[1]
    assert f"installed the command {machine.launcher}\n" in said
    assert "PATH" not in said


@pytest.mark.parametrize("home", ["", "missing"])
def test_the_program_starts_without_a_home_folder(machine: Machine, home: str) -> None:
    machine.home = machine.place / home if home else None
    code, said = machine.run("run.sh", "stats")
    assert (code, "there is no home folder" in said) == (0, True)
    assert machine.calls()[-1].endswith("receipt_desktop stats")
    assert machine.run("run.sh") == (0, "")
    assert not (machine.place / "missing").exists()


def test_the_program_starts_where_the_launcher_cannot_be_written(machine: Machine) -> None:
    (machine.place / "home" / ".local").write_text("a file in the place of the folder")
    code, said = machine.run("run.sh", "stats")
    assert (code, f"{machine.launcher.parent} cannot be written to" in said) == (0, True)
    assert machine.calls()[-1].endswith("receipt_desktop stats")
    assert machine.run("run.sh") == (0, "")


def test_the_script_is_plain_posix(installed: Machine) -> None:
    for shell in filter(shutil.which, ("sh", "dash", "bash")):
        subprocess.run([shell, "-n", installed.launcher], check=True)
    assert installed.launcher.stat().st_mode & 0o777 == 0o755

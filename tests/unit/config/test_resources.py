"""A file of the program that is missing gets a sentence of its own."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest

import receipt_desktop
from receipt_desktop.actions import Actions
from receipt_desktop.cli import terminal
from receipt_desktop.config import paths
from receipt_desktop.config.paths import resources_folder
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.ui.start_failure_dialog import StartFailureDialog

IS_CHECKOUT = (Path(receipt_desktop.__file__).parents[1] / "pyproject.toml").is_file()


def missing(file: Path) -> OSError:
    return FileNotFoundError(errno.ENOENT, "No such file or directory", str(file))


@pytest.mark.skipif(not IS_CHECKOUT, reason="the program is installed")
def test_a_checkout_has_them_beside_the_package() -> None:
    assert (resources_folder() / "icons" / "program.svg").is_file()
    assert resources_folder().parent == Path(receipt_desktop.__file__).parents[1]


def test_a_frozen_program_has_them_at_its_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", "/frozen", raising=False)
    assert resources_folder() == Path("/frozen/resources")


def test_a_missing_icon_is_not_blamed_on_the_data_folder() -> None:
    icon = resources_folder() / "icons" / "gone.svg"
    error = terminal.make_system_error(resources_folder().parent, missing(icon))
    assert error.key == "resource_missing"
    assert str(icon) in error.sentence


def test_a_file_of_the_data_folder_is(tmp_path: Path) -> None:
    error = terminal.make_system_error(tmp_path, missing(tmp_path / "receipts.db"))
    assert error.sentence.startswith(f"The data folder {tmp_path} cannot be used")


@pytest.fixture
def without_resources(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)


@pytest.mark.usefixtures("qapp", "without_resources")
def test_the_message_box_opens_without_icons() -> None:
    error = paths.missing_resource(resources_folder() / "icons" / "program.svg")
    assert "program.svg" in StartFailureDialog(error).informativeText()


@pytest.mark.usefixtures("without_resources")
def test_missing_samples_are_refused() -> None:
    actions = object.__new__(Actions)  # refused before any part of the program is used
    with pytest.raises(ServiceUnavailable, match="samples. Install Receipt Desktop again"):
        actions.submit_samples()

"""The units and the compose file name commands, options and variables that there are."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from receipt_desktop.cli.parser import COMMANDS, parse_arguments
from receipt_desktop.config.settings import ENVIRONMENT_VARIABLES

INSTALLER = Path(__file__).resolve().parents[3] / "installer"
UNITS = sorted((INSTALLER / "systemd").glob("*.service"))
COMPOSE = INSTALLER / "compose"
OTHERS = {"RECEIPT_DESKTOP_DATA_DIR", "OLLAMA_HOST", "PATH", "POSTGRES_USER", "POSTGRES_DB"}
OTHERS |= {"POSTGRES_PASSWORD", "REDIS_PASSWORD", "DATABASE_PASSWORD", "QUEUE_SECRET"}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_a_command_that_there_is(unit: Path) -> None:
    (line,) = re.findall(r"^ExecStart=\S+/receipt-desktop (.*)$", unit.read_text(), re.MULTILINE)
    options = parse_arguments(line.split())
    assert options.command in COMMANDS


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_understands_the_unit(unit: Path) -> None:
    ran = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False
    )
    said = [line for line in ran.stderr.splitlines() if "is not executable" not in line]
    assert said == []


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_understands_the_unit_of_the_linux_packages(tmp_path: Path) -> None:
    name = "receipt-desktop-serve.service"
    text = (INSTALLER / "linux" / name).read_text(encoding="utf-8")
    (tmp_path / name).write_text(text.replace("@COMMAND@", "/bin/true"), encoding="utf-8")
    ran = subprocess.run(
        ["systemd-analyze", "--user", "verify", str(tmp_path / name)],
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_containers_run_commands_that_there_are() -> None:
    text = (COMPOSE / "compose.yaml").read_text()
    commands = [
        json.loads(one) for one in re.findall(r"^    command: (\[.*\])$", text, re.MULTILINE)
    ]
    ours = [one for one in commands if one[0] in COMMANDS]
    assert [one[0] for one in ours] == ["serve", "worker"]
    for one in ours:
        assert parse_arguments(one).command == one[0]
    (default,) = re.findall(r"^CMD (\[.*\])$", (COMPOSE / "Dockerfile").read_text(), re.MULTILINE)
    assert parse_arguments(json.loads(default)).command == "serve"


def test_the_container_has_what_its_build_needs() -> None:
    root = INSTALLER.parent
    project = tomllib.loads((root / "pyproject.toml").read_text())
    needed = {"receipt_desktop", "resources", "uv.lock", "pyproject.toml", "README.md", "LICENSE"}
    needed |= set(project["build-system"]["backend-path"])
    copies = re.findall(r"^COPY (.*) \S+$", (COMPOSE / "Dockerfile").read_text(), re.MULTILINE)
    assert {name for line in copies for name in line.split()} == needed


def test_every_variable_is_one_of_ours_or_of_the_servers() -> None:
    compose = (COMPOSE / "compose.yaml").read_text()
    named = set(re.findall(r"^\s+([A-Z][A-Z_]+):", compose, re.MULTILINE))
    example = (INSTALLER / "systemd" / "environment.example").read_text()
    named |= set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    assert named <= set(ENVIRONMENT_VARIABLES) | OTHERS


def test_no_secret_is_written_down() -> None:
    secret = {variable for variable, spec in ENVIRONMENT_VARIABLES.items() if spec.secret}
    for line in (COMPOSE / "env.example").read_text().splitlines():
        assert line.startswith("#") or line.endswith("=")
    compose = (COMPOSE / "compose.yaml").read_text()
    for name in sorted(secret - {"RECEIPT_DESKTOP_SHARED_FILES"}):
        assert not re.search(rf"^ *{name}: [^$]*$", compose, re.MULTILINE)

"""What follows from the table of settings: variables, flags, limits, the documentation."""

from __future__ import annotations

import json
from typing import Any

import pytest

from receipt_desktop.cli.parser import parse_arguments, settings_of
from receipt_desktop.config import settings_file
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.setting_spec import SettingSpec
from receipt_desktop.config.settings import ENVIRONMENT_VARIABLES, SETTINGS, Settings
from receipt_desktop.domain.errors import InvalidRequest
from tests.settings_document import TABLE, document, settings_table

WITH_LIMITS = [spec for spec in SETTINGS.values() if spec.limits]
WITH_CHOICES = [spec for spec in SETTINGS.values() if spec.choices]
FLAGS = [
    (command, spec) for spec in SETTINGS.values() if spec.flag for command in spec.flag.commands
]


def other_value(spec: SettingSpec) -> Any:
    """A valid value that is not the default, as JSON holds it."""
    if spec.choices:
        return next(str(value) for value in spec.choices if value not in (spec.default, ""))
    if spec.limits:
        return spec.limits[1] if spec.kind is float else int(spec.limits[1])
    if spec.name in {"home_country", "home_currency"}:
        return "JM" if spec.name == "home_country" else "JMD"
    others: dict[type, Any] = {bool: not spec.default, tuple: ["deu"]}
    return others.get(spec.kind, "https://box:443")


def as_json(value: object) -> object:
    return json.loads(json.dumps(value))


def test_the_document_has_exactly_these_rows() -> None:
    (table,) = TABLE.findall(document().read_text(encoding="utf-8"))
    assert table == settings_table()


@pytest.mark.parametrize("spec", ENVIRONMENT_VARIABLES.values(), ids=list(ENVIRONMENT_VARIABLES))
def test_each_variable_reaches_its_setting_over_the_file(paths: Paths, spec: SettingSpec) -> None:
    paths.settings_file.write_text(json.dumps({spec.name: spec.default}), encoding="utf-8")
    found = settings_file.load_settings(paths, {spec.environment: str(other_value(spec))})
    assert as_json(getattr(found, spec.name)) == other_value(spec)


@pytest.mark.parametrize("spec", SETTINGS.values(), ids=list(SETTINGS))
def test_each_setting_is_saved_under_its_name_or_never(paths: Paths, spec: SettingSpec) -> None:
    settings_file.save_settings(paths, **{spec.name: other_value(spec)})
    kept = json.loads(paths.settings_file.read_text(encoding="utf-8"))
    assert kept == ({spec.name: other_value(spec)} if spec.saved else {})


@pytest.mark.parametrize("spec", WITH_LIMITS, ids=[spec.name for spec in WITH_LIMITS])
def test_limits_hold_for_each_number(spec: SettingSpec) -> None:
    assert spec.limits
    low, high = spec.limits
    assert (spec.parse(low, "it"), spec.parse(str(int(high)), "it")) == (low, high)
    for value in (low - 1, high + 1):
        with pytest.raises(InvalidRequest, match="must be between"):
            spec.parse(value, "it")


@pytest.mark.parametrize("spec", WITH_CHOICES, ids=[spec.name for spec in WITH_CHOICES])
def test_nothing_but_the_choices_is_taken(spec: SettingSpec) -> None:
    assert [spec.parse(str(value), "it") for value in spec.choices] == list(spec.choices)
    with pytest.raises(InvalidRequest, match="cannot be"):
        spec.parse("sepia", "it")


@pytest.mark.parametrize("spec", SETTINGS.values(), ids=list(SETTINGS))
def test_each_default_is_a_valid_value(spec: SettingSpec) -> None:
    assert spec.parse(spec.default, "it") == getattr(Settings(), spec.name)


@pytest.mark.parametrize(
    ("command", "spec"), FLAGS, ids=[f"{command} {spec.name}" for command, spec in FLAGS]
)
def test_each_flag_sets_its_setting_for_one_run(command: str, spec: SettingSpec) -> None:
    assert spec.flag
    rest = ["a.jpg"] if command == "process" else []
    value = other_value(spec)
    given = settings_of(Settings(), parse_arguments([command, *rest, spec.flag.name, str(value)]))
    assert as_json(getattr(given, spec.name)) == value
    assert settings_of(given, parse_arguments([command, *rest])) == given


@pytest.mark.parametrize("number", ["0", "65", "many"])
def test_a_flag_keeps_to_the_limits(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse_arguments(["worker", "--concurrency", number])
    assert "argument --concurrency: the value" in capsys.readouterr().err


def test_what_a_command_wishes_for_its_files_changes_no_setting() -> None:
    options = parse_arguments(["process", "a.jpg", "--reader", "tesseract", "--model", "tiny"])
    assert settings_of(Settings(), options) == Settings()

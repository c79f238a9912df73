"""The table in resources/docs/settings.md is that of the program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from receipt_desktop.config.settings import (
    ENVIRONMENT_VARIABLES,
    SETTING_CHOICES,
    SETTING_LIMITS,
    Settings,
)

DOCUMENT = Path(__file__).resolve().parents[3] / "resources" / "docs" / "settings.md"


def rows() -> Iterator[list[str]]:
    """The cells of each row of the tables of settings."""
    text = DOCUMENT.read_text(encoding="utf-8")
    chapter = text.split("\n## All settings\n")[1].split("\n## ")[0]
    for line in chapter.splitlines():
        if line.startswith("| `"):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def shown(value: object) -> str:
    """A default as the table has it; "" for one that has to be described in words."""
    if value in {"", ()}:
        return ""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value:g}`" if isinstance(value, float) else f"`{value}`"


def allowed(name: str) -> str:
    """Limits or choices as the table has them; "" where anything is allowed."""
    if name in SETTING_LIMITS:
        low, high = SETTING_LIMITS[name]
        return f"{int(low)} to {int(high)}"
    if name in SETTING_CHOICES:
        return ", ".join(
            "tab" if one == "\t" else f"`{one}`" for one in SETTING_CHOICES[name] if one
        )
    return ""


def test_every_setting_is_in_the_table_once() -> None:
    names = [row[0].strip("`") for row in rows()]
    assert sorted(names) == sorted(field.name for field in fields(Settings))


def test_the_table_agrees_with_the_program() -> None:
    variables = {name: variable for variable, name in ENVIRONMENT_VARIABLES.items()}
    defaults = Settings()
    for setting, variable, default, limits, meaning in rows():
        name = setting.strip("`")
        assert variable.strip("`") == variables.get(name, ""), name
        assert default == shown(getattr(defaults, name)) or not shown(getattr(defaults, name)), name
        assert default, name
        assert sorted(limits.split(", ")) == sorted(allowed(name).split(", ")) or not allowed(name)
        assert meaning, name

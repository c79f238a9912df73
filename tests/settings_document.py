"""The table of settings in the documentation, made from the table in the code.

`python -m tests.settings_document` writes it into the document, in the place of the one there.
"""

from __future__ import annotations

import re
from pathlib import Path

from receipt_desktop.config.setting_spec import SettingGroup, SettingSpec
from receipt_desktop.config.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[1]
PLACES = (ROOT / "resources" / "docs" / "settings.md", ROOT / "README.md")
HEADER = "| setting | variable | default | values | meaning |\n|---|---|---|---|---|\n"
TABLE = re.compile(re.escape(HEADER) + r"(?:\|.*\n)*")


def document() -> Path:
    """Where the settings are documented."""
    return next(place for place in PLACES if place.exists())


def settings_table() -> str:
    """A Markdown table with one row a setting: as on the settings page, then the others."""
    return HEADER + "".join(_row(spec) for spec in sorted(SETTINGS.values(), key=_place))


def _place(spec: SettingSpec) -> int:
    groups = list(SettingGroup)
    return groups.index(spec.row.group) if spec.row else len(groups)


def _row(spec: SettingSpec) -> str:
    variable = f"`{spec.environment}`" if spec.environment else ""
    cells = (f"`{spec.name}`", variable, _default(spec), _values(spec), _meaning(spec))
    return f"| {' | '.join(cells)} |\n"


def _default(spec: SettingSpec) -> str:
    return _written(spec.default) if spec.default not in ("", ()) else spec.unset


def _values(spec: SettingSpec) -> str:
    if spec.limits:
        return f"{spec.limits[0]:.0f} to {spec.limits[1]:.0f}"
    choices = (True, False) if spec.kind is bool else tuple(spec.choices)
    return ", ".join(_written(choice) for choice in choices if choice != "")


def _meaning(spec: SettingSpec) -> str:
    sentences = [spec.description]
    if spec.flag:
        commands = ", ".join(f"`{command}`" for command in spec.flag.commands)
        sentences.append(f"Also `{spec.flag.name}` of {commands}.")
    if not spec.saved:
        sentences.append("Never saved by the program.")
    return " ".join(sentences)


def _written(value: object) -> str:
    """As in `settings.json`, or as the variable has it."""
    text = str(value).lower() if isinstance(value, bool) else str(value).removesuffix(".0")
    return f"`{text}`" if text != "\t" else "tab"


def main() -> None:
    """Bring the document up to date."""
    text = document().read_text(encoding="utf-8")
    document().write_text(TABLE.sub(lambda _: settings_table(), text), encoding="utf-8")


if __name__ == "__main__":
    main()

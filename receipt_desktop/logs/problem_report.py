"""The problem report: a ZIP with what the makers need to find a fault, and nothing of receipts."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from receipt_desktop.config.atomic import replace_file
from receipt_desktop.config.hosts import strip_credentials
from receipt_desktop.config.settings import SETTINGS, Settings
from receipt_desktop.domain.health import Finding
from receipt_desktop.logs.anonymizer import Anonymizer

MAX_LOG_BYTES = 4_000_000
"""Of the newest log files together."""
LOG_NAME = re.compile(r"[\w-]+\.(?:jsonl|log)(?:\.\d+)?$")
CODE_FIELDS = frozenset({"time", "level", "logger", "thread", "receipt", "attempt", "error"})
"""Fields of a log line that the program's own code alone fills."""
PERSONAL_FIELDS = frozenset({"client", "address", "file", "name", "path"})
"""Fields that are left out."""
README = """This is a problem report of Receipt Desktop.

versions.json   the program, its libraries and the system
doctor.txt      what the Doctor found
settings.json   settings that differ from the default; of secrets only that they are set
logs/           the newest log lines

Names of files, merchants, folders, users, tokens and passwords were replaced. Nothing that was read
from receipts is in here. Look through it before you send it to anybody.
"""


PERSONAL_SETTINGS = frozenset({"company_name"})


@dataclass(frozen=True, slots=True)
class ReportContent:
    """The content of a report."""

    versions: Mapping[str, object]
    findings: Sequence[Finding]
    settings: Settings
    logs: Path
    """The folder of the log files."""


def write_problem_report(target: Path, content: ReportContent, anonymizer: Anonymizer) -> None:
    """Write the report, whole or not at all. Raises `OSError`."""
    members = {
        "README.txt": README,
        "versions.json": anonymizer.clean_text(_to_json(content.versions)),
        "doctor.txt": "\n".join(_format_findings(content.findings, anonymizer)) + "\n",
        "settings.json": _to_json(_list_settings(content.settings, anonymizer)),
        **{f"logs/{name}": text for name, text in _read_logs(content.logs, anonymizer)},
    }
    with (
        replace_file(target) as unfinished,
        zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name, text in members.items():
            archive.writestr(name, text)


def _to_json(values: object) -> str:
    return json.dumps(values, indent=2, default=str, ensure_ascii=False) + "\n"


def _format_findings(findings: Sequence[Finding], anonymizer: Anonymizer) -> Iterator[str]:
    for finding in findings:
        sentence = anonymizer.clean_text(finding.message.whole())
        yield f"{finding.health:9}  {finding.subject:10}  {sentence}"


def _list_settings(settings: Settings, anonymizer: Anonymizer) -> dict[str, object]:
    """The settings that differ from the default, as they may be shown."""
    default = Settings()
    changed: dict[str, object] = {}
    for name in (field.name for field in fields(Settings)):
        value = getattr(settings, name)
        if value != getattr(default, name):
            shown = strip_credentials(value) if isinstance(value, str) else value
            shown = anonymizer.clean_text(shown) if isinstance(shown, str) else shown
            is_private = SETTINGS[name].secret or name in PERSONAL_SETTINGS
            changed[name] = "set" if is_private else shown
    return changed


def _read_logs(folder: Path, anonymizer: Anonymizer) -> Iterator[tuple[str, str]]:
    """Name and cleaned text of the newest log files."""
    left = MAX_LOG_BYTES
    for file in _list_logs(folder):
        raw = _read_end(file, left)
        left -= len(raw)
        lines = raw.decode("utf-8", "replace").splitlines()
        yield file.name, "".join(f"{_clean_line(line, anonymizer)}\n" for line in lines)
        if left <= 0:
            return


def _list_logs(folder: Path) -> list[Path]:
    """The log files, the newest first; not their locks."""
    try:
        files = [file for file in folder.iterdir() if LOG_NAME.match(file.name) and file.is_file()]
        return sorted(files, key=lambda file: file.stat().st_mtime, reverse=True)
    except OSError:
        return []


def _read_end(file: Path, limit: int) -> bytes:
    """The last `limit` bytes, from the beginning of a line; b"" for an unreadable file."""
    try:
        raw = file.read_bytes()
    except OSError:
        return b""
    return raw if len(raw) <= limit else raw[-limit:].partition(b"\n")[2]


def _clean_line(line: str, anonymizer: Anonymizer) -> str:
    """A line of a log: JSON field by field, other text as a whole."""
    try:
        values = json.loads(line)
    except ValueError:
        return anonymizer.clean_text(line)
    if not isinstance(values, dict):
        return anonymizer.clean_text(line)
    cleaned = {name: _clean_field(name, value, anonymizer) for name, value in values.items()}
    return json.dumps(cleaned, ensure_ascii=False)


def _clean_field(name: str, value: Any, anonymizer: Anonymizer) -> Any:
    if name in PERSONAL_FIELDS:
        return "…"
    if isinstance(value, dict):
        return {key: _clean_field(key, inner, anonymizer) for key, inner in value.items()}
    if isinstance(value, list):
        return [_clean_field(name, inner, anonymizer) for inner in value]
    if not isinstance(value, str) or name in CODE_FIELDS:
        return value
    return (
        anonymizer.clean_traceback(value) if name == "exception" else anonymizer.clean_text(value)
    )

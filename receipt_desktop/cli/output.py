"""Output of the commands, as text and as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from receipt_desktop.cli.terminal import write_utf8
from receipt_desktop.domain.audit import AuditEntry
from receipt_desktop.domain.cleanup import OrphanedOriginal
from receipt_desktop.domain.display import escape_controls, escape_json_controls
from receipt_desktop.domain.health import Finding
from receipt_desktop.messages import Message

NestedValues = Mapping[str, Any]
NAME_WIDTH = 26


def print_values(values: NestedValues, *, as_json: bool) -> None:
    """Print values as JSON, or one a line as text."""
    if as_json:
        text = json.dumps(values, indent=2, default=str, ensure_ascii=False)
        write_utf8([escape_json_controls(text) + "\n"])
        return
    for line in format_lines(values):
        print(escape_controls(line))


def format_lines(values: NestedValues, indent: str = "") -> Iterable[str]:
    """Lines of names and values, nested ones indented; unknown values are left out."""
    for name, value in values.items():
        formatted = LIST_FORMATTERS.get(name, _format_plain)(value)
        if isinstance(value, Mapping):
            nested_lines = list(format_lines(value, indent + "  "))
            yield from (
                [f"{indent}{split_camel_case(name)}", *nested_lines] if nested_lines else []
            )
        elif isinstance(formatted, str) and formatted:
            yield f"{indent}{split_camel_case(name):{NAME_WIDTH - len(indent)}}  {formatted}"
        elif isinstance(formatted, list) and formatted:
            yield f"{indent}{split_camel_case(name)}"
            yield from (f"{indent}  {line}" for line in formatted)


def split_camel_case(name: str) -> str:
    """Words of a camel case name: "oldestWaitingAge" -> "oldest waiting age"."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)


def _format_plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return "; ".join(str(item) for item in value)
    return "" if value is None else str(value)


def _format_issues(issues: Iterable[NestedValues]) -> list[str]:
    return [
        f"{issue['severity']}: {issue['sentence']} {issue['mend']}".rstrip() for issue in issues
    ]


def _format_workers(workers: Iterable[NestedValues]) -> list[str]:
    return [
        f"{worker['name']:14} {worker['process'] or '':26} "
        + (
            f"{worker['file']}, {worker['stage']} {worker['progress']} %, "
            f"attempt {worker['attempt']}"
            if worker["file"]
            else ("waits" if worker["alive"] else "stopped")
        )
        for worker in workers
    ]


def _format_processes(processes: Iterable[NestedValues]) -> list[str]:
    return [
        f"{process['kind']:8} {process['host']} {process['pid']}, "
        f"{process['concurrency']} workers, "
        + (f"seen {process['seenAt']}" if process["alive"] else f"gone since {process['seenAt']}")
        for process in processes
    ]


def _format_buckets(buckets: Iterable[NestedValues]) -> list[str]:
    return [
        f"{bucket['start']}  {bucket['completed']:5} completed {bucket['failed']:4} failed, "
        f"running p50 {bucket['runningTime']['p50']} s, p95 {bucket['runningTime']['p95']} s"
        for bucket in buckets
    ]


LIST_FORMATTERS: Mapping[str, Callable[[Any], str | list[str]]] = {
    "troubles": _format_issues,
    "workers": _format_workers,
    "processes": _format_processes,
    "hours": _format_buckets,
    "days": _format_buckets,
}


def format_audit_entry(entry: AuditEntry) -> str:
    """An entry of the audit log on one line."""
    changed = " ".join(f"{name}={value}" for name, value in entry.after.items())
    start = f"{entry.at:%Y-%m-%d %H:%M:%S}  {entry.actor:16} {entry.action:10}"
    return escape_controls(f"{start} {entry.subject} {changed}".rstrip())


def print_findings(
    findings: Sequence[Finding], orphans: Sequence[OrphanedOriginal], options: argparse.Namespace
) -> None:
    """Print the findings of the Doctor; with `--verbose` the orphaned originals too."""
    if options.json:
        values = {
            "findings": [finding_to_json(finding) for finding in findings],
            "orphans": [orphan_to_json(orphan) for orphan in orphans],
        }
        print_values(values, as_json=True)
        return
    for line in format_findings(findings):
        print(line)
    for orphan in orphans if options.verbose else ():
        print(
            f"           {orphan.modified:%Y-%m-%d}  {orphan.bytes:>10}  "
            f"{orphan.name or '?'}  {orphan.path}"
        )


def finding_to_json(finding: Finding) -> NestedValues:
    """A finding of the Doctor as JSON."""
    details = {
        name: value.whole() if isinstance(value, Message) else value
        for name, value in finding.message.parameters.items()
    }
    return {
        "subject": finding.subject,
        "health": finding.health,
        "sentence": finding.sentence,
        "mend": finding.remedy,
        "key": finding.key,
        "details": details,
    }


def orphan_to_json(orphan: OrphanedOriginal) -> NestedValues:
    """An orphaned original as JSON."""
    return {
        "name": orphan.name or None,
        "contentHash": orphan.content_hash,
        "bytes": orphan.bytes,
        "modifiedAt": orphan.modified.isoformat(timespec="seconds"),
        "path": str(orphan.path),
    }


def format_findings(findings: Iterable[Finding]) -> Iterable[str]:
    """The findings of the Doctor, one a line."""
    for finding in findings:
        yield escape_controls(
            f"{finding.health:9}  {finding.subject:10}  {finding.message.whole()}"
        )

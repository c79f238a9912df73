"""What the command line tells of the queue, for a person and for a program."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from receipt_desktop.cli.terminal import write_utf8
from receipt_desktop.domain.audit import AuditEntry
from receipt_desktop.domain.cleanup import OrphanedOriginal
from receipt_desktop.domain.display import escape_controls, escape_json_controls
from receipt_desktop.domain.health import Finding

NestedValues = Mapping[str, Any]
NAME_WIDTH = 26


def print_values(values: NestedValues, *, as_json: bool) -> None:
    """As JSON, or a line each for a person."""
    if as_json:
        text = json.dumps(values, indent=2, default=str, ensure_ascii=False)
        write_utf8([escape_json_controls(text) + "\n"])
        return
    for line in format_lines(values):
        print(escape_controls(line))


def format_lines(values: NestedValues, indent: str = "") -> Iterable[str]:
    """Names and values, what is nested below its name; what is unknown is left out."""
    for name, value in values.items():
        shown = LIST_FORMATTERS.get(name, _format_plain)(value)
        if isinstance(value, Mapping):
            inner = list(format_lines(value, indent + "  "))
            yield from ([f"{indent}{split_camel_case(name)}", *inner] if inner else [])
        elif isinstance(shown, str) and shown:
            yield f"{indent}{split_camel_case(name):{NAME_WIDTH - len(indent)}}  {shown}"
        elif isinstance(shown, list) and shown:
            yield f"{indent}{split_camel_case(name)}"
            yield from (f"{indent}  {line}" for line in shown)


def split_camel_case(name: str) -> str:
    """OldestWaitingAge as a person reads it."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)


def _format_plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return "; ".join(str(one) for one in value)
    return "" if value is None else str(value)


def _format_issues(found: Iterable[NestedValues]) -> list[str]:
    return [f"{one['severity']}: {one['sentence']} {one['mend']}".rstrip() for one in found]


def _format_workers(found: Iterable[NestedValues]) -> list[str]:
    return [
        f"{one['name']:14} {one['process'] or '':26} "
        + (
            f"{one['file']}, {one['stage']} {one['progress']} %, attempt {one['attempt']}"
            if one["file"]
            else ("waits" if one["alive"] else "stopped")
        )
        for one in found
    ]


def _format_processes(found: Iterable[NestedValues]) -> list[str]:
    return [
        f"{one['kind']:8} {one['host']} {one['pid']}, {one['concurrency']} workers, "
        + (f"seen {one['seenAt']}" if one["alive"] else f"gone since {one['seenAt']}")
        for one in found
    ]


def _format_buckets(found: Iterable[NestedValues]) -> list[str]:
    return [
        f"{one['start']}  {one['completed']:5} completed {one['failed']:4} failed, "
        f"running p50 {one['runningTime']['p50']} s, p95 {one['runningTime']['p95']} s"
        for one in found
    ]


LIST_FORMATTERS: Mapping[str, Callable[[Any], str | list[str]]] = {
    "troubles": _format_issues,
    "workers": _format_workers,
    "processes": _format_processes,
    "hours": _format_buckets,
    "days": _format_buckets,
}


def format_audit_entry(one: AuditEntry) -> str:
    """One entry of the audit log on one line."""
    changed = " ".join(f"{name}={value}" for name, value in one.after.items())
    line = f"{one.at:%Y-%m-%d %H:%M:%S}  {one.actor:16} {one.action:10} {one.subject} {changed}"
    return escape_controls(line.rstrip())


def print_findings(
    findings: Sequence[Finding], orphans: Sequence[OrphanedOriginal], options: argparse.Namespace
) -> None:
    """The Doctor's findings; `--verbose` names the originals without a receipt."""
    if options.json:
        told = {
            "findings": [asdict(finding) for finding in findings],
            "orphans": [orphan_to_json(one) for one in orphans],
        }
        print_values(told, as_json=True)
        return
    for line in format_findings(findings):
        print(line)
    for one in orphans if options.verbose else ():
        print(f"           {one.modified:%Y-%m-%d}  {one.bytes:>10}  {one.name or '?'}  {one.path}")


def orphan_to_json(one: OrphanedOriginal) -> NestedValues:
    """An original without a receipt."""
    return {
        "name": one.name or None,
        "contentHash": one.content_hash,
        "bytes": one.bytes,
        "modifiedAt": one.modified.isoformat(timespec="seconds"),
        "path": str(one.path),
    }


def format_findings(findings: Iterable[Finding]) -> Iterable[str]:
    """The Doctor's findings, a line each."""
    for one in findings:
        yield escape_controls(
            f"{one.health:9}  {one.subject:10}  {one.sentence} {one.mend}".rstrip()
        )

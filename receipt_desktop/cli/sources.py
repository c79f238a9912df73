"""The command `sources`."""

from __future__ import annotations

import argparse
import json
import sys

from receipt_desktop import bootstrap
from receipt_desktop.cli.exit_codes import OK
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.display import escape_controls
from receipt_desktop.domain.intake import ListedSource
from receipt_desktop.domain.timestamps import format_timestamp
from receipt_desktop.logs.setup import configure_logging


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Print the sources with their rules; as JSON one a line, with their states."""
    with (
        configure_logging(paths, terminal=True),
        bootstrap.open_stored_data(paths, settings) as actions,
    ):
        for listed in actions.list_source_states():
            if options.json:
                print(json.dumps(source_to_json(listed), ensure_ascii=False))
            else:
                print(escape_controls(f"{listed.receipts:6} {format_source(listed)}"))
    sys.stdout.flush()
    return OK


def format_source(listed: ListedSource) -> str:
    """A source on one line: "mail me@example.com from @host.example (category: services)"."""
    source = listed.source
    words = [source.kind.value, source.name or "all"]
    if source.sender:
        words += ["from", source.sender]
    if not source.is_enabled:
        words.append("[off]")
    given = ", ".join(f"{name}: {value}" for name, value in source.rule.to_json().items())
    if given:
        words.append(f"({given})")
    if listed.state.trouble:
        words.append(f"- {listed.state.trouble.sentence}")
    return " ".join(words)


def source_to_json(listed: ListedSource) -> dict[str, object]:
    """A source with its rule and state as JSON."""
    source, state = listed.source, listed.state
    return {
        "id": source.id,
        "kind": source.kind.value,
        "name": source.name,
        "sender": source.sender,
        "enabled": source.is_enabled,
        "options": dict(source.options),
        "rule": source.rule.to_json(),
        "receipts": listed.receipts,
        "failed": state.failed,
        "lastLook": format_timestamp(state.looked_at),
        "trouble": state.trouble.sentence if state.trouble else None,
    }

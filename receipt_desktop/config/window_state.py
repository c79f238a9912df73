"""What the window remembers: its place, the columns of its tables, the saved views.

A JSON file of its own beside the settings: losing it costs nothing but a rearranged window.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from receipt_desktop.config.atomic import PRIVATE_MODE, write_text_atomically

log = logging.getLogger(__name__)


def state_file(data: Path) -> Path:
    """The file in the data folder."""
    return data / "window.json"


def load_state(data: Path) -> dict[str, Any]:
    """The remembered state; {} without a readable file."""
    try:
        found = json.loads(state_file(data).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def save_state(data: Path, state: Mapping[str, Any]) -> None:
    """Save the state; a full or read-only disk is logged, not raised."""
    text = json.dumps(state, indent=2, ensure_ascii=False, sort_keys=True)
    try:
        write_text_atomically(state_file(data), text, mode=PRIVATE_MODE)
    except OSError as error:
        log.warning("the window's state was not saved: %s", error)

"""Watched folders: refusals and errors."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "watch_missing": "The folder {folder} does not exist or cannot be reached.",
        "watch_missing_remedy": "Watching continues as soon as it is back.",
        "watch_offline": "The folder {folder} cannot be read: {reason}.",
        "watch_offline_remedy": "Check the network drive. Watching continues as soon as it "
        "responds.",
        "watch_hangs": "The folder {folder} has not responded for more than a minute.",
        "watch_denied": "Access to the folder {folder} is denied.",
        "watch_denied_remedy": "Change its permissions. Watching continues by itself.",
        "watch_no_folder": "{folder} is not a folder.",
        "watch_relative": "Enter the full path of the folder, not {folder}.",
        "watch_data_folder": "{folder} cannot be watched: Receipt Desktop keeps its own data "
        "there.",
        "watch_twice": "{folder} is already being watched.",
        "watch_inside": "{folder} is in {other}, which is already being watched.",
        "watch_around": "{folder} contains {other}, which is already being watched.",
        "watch_done_name": "“{name}” cannot be the name of a folder.",
        "watch_not_writable": "Files cannot be moved in {folder}: it is read-only.",
        "watch_move": "{name} was added, but cannot be moved: {reason}.",
        "watch_move_remedy": "Moving is retried every minute.",
        "issue_folder": "A watched folder has a problem. {problem}",
    }
)

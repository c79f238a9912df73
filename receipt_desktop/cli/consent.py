"""Before the text of receipts may leave this computer somebody is asked, once, in words."""

from __future__ import annotations

import sys
from dataclasses import replace

from receipt_desktop import messages
from receipt_desktop.config.hosts import extract_host
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.settings_file import save_settings

YES_WORDS = frozenset({"y", "yes", "j", "ja", "o", "oui"})


def ask_consent(paths: Paths, chosen: Settings, wanted: str | None = None) -> Settings:
    """The settings in force once somebody was asked, where there is somebody to ask.

    `wanted` is the model that the command line names, "" for none, None for the settings' own.
    A yes is kept for that host; without one the rules alone read, which is said on standard error.
    Raises `InvalidRequest`, `OSError` when the yes cannot be kept.
    """
    used = chosen.use_model if wanted is None else bool(wanted)
    if not used or chosen.is_model_allowed:
        return chosen
    host = extract_host(chosen.ollama_host)
    if is_attended() and ask_yes_or_no(host):
        paths.create_folders()
        save_settings(paths, text_may_go_to=host)
        return replace(chosen, text_may_go_to=host)
    print(format_refusal(host), file=sys.stderr, flush=True)
    return chosen


def is_attended() -> bool:
    """Whether there is a person to ask; a program without a console has no streams at all."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def ask_yes_or_no(host: str) -> bool:
    """What the person at the terminal says; nothing is no."""
    print(
        f"The language model is on another computer, {host}: the text of every receipt would "
        "leave this one. Use it? [y/N] ",
        end="",
        file=sys.stderr,
        flush=True,
    )
    return sys.stdin.readline().strip().casefold() in YES_WORDS


def format_refusal(host: str) -> str:
    """What is said when nobody has agreed."""
    return messages.text("model_not_agreed", host=host)

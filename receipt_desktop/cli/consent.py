"""Asks for consent before the text of receipts is sent to another computer."""

from __future__ import annotations

import sys
from dataclasses import replace

from receipt_desktop import messages
from receipt_desktop.config.hosts import extract_host
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.settings_file import save_settings

YES_WORDS = frozenset({"y", "yes", "j", "ja", "o", "oui"})


def ask_consent(paths: Paths, settings: Settings, model: str | None = None) -> Settings:
    """Ask for consent at the terminal when needed; return the settings with the answer.

    `model` is the model of the command line, "" for none, None for that of the settings.
    Consent is saved for the host; without it, a notice on standard error reports the use of rules
    alone. Raises `InvalidRequest`, and `OSError` when it cannot be saved.
    """
    uses_model = settings.use_model if model is None else bool(model)
    if not uses_model or settings.is_model_allowed:
        return settings
    host = extract_host(settings.ollama_host)
    if is_attended() and ask_yes_or_no(host):
        paths.create_folders()
        save_settings(paths, text_may_go_to=host)
        return replace(settings, text_may_go_to=host)
    print(format_refusal(host), file=sys.stderr, flush=True)
    return settings


def is_attended() -> bool:
    """Whether a terminal is attached; without a console the streams are None."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def ask_yes_or_no(host: str) -> bool:
    """Ask at the terminal and return the answer; an empty one means no."""
    print(
        f"The language model is on another computer, {host}: the text of every receipt would "
        "leave this one. Use it? [y/N] ",
        end="",
        file=sys.stderr,
        flush=True,
    )
    return sys.stdin.readline().strip().casefold() in YES_WORDS


def format_refusal(host: str) -> str:
    """Return the notice that consent is missing."""
    return messages.text("model_not_agreed", host=host)

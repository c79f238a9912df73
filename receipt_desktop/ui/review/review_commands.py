"""The table of review commands with their keys, from which actions, hints and dialogs are made.

A single key works outside text fields, since it would be typed there; its chord works everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from types import MappingProxyType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from receipt_desktop.domain.candidates import MAX_CANDIDATES


@dataclass(frozen=True, slots=True)
class ReviewCommand:
    """One command; keys in the portable notation of QKeySequence, "" for none."""

    name: str
    title: object
    """The caption, marked for translation."""
    key: str
    """Works outside text fields."""
    chord: str = ""
    """Works in text fields too."""
    number: int = 0
    """Of a candidate, from 1; 0 for other commands."""

    @property
    def caption(self) -> str:
        return self.format_caption(str(self.number))

    def format_caption(self, number: str) -> str:
        """The caption, for a candidate with this number in place of its own."""
        return QCoreApplication.translate("review_keys", str(self.title)).format(n=number)

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys, the single one first."""
        return tuple(key for key in (self.key, self.chord) if key)


def _command(name: str, title: object, key: str, chord: str = "") -> ReviewCommand:
    return ReviewCommand(name, title, key, chord)


COMMANDS = (
    _command("go_on", QT_TRANSLATE_NOOP("review_keys", "Accept and go on"), "Q", "Alt+Q"),
    _command("proven", QT_TRANSLATE_NOOP("review_keys", "Approve all proven"), "Shift+A"),
    _command("next", QT_TRANSLATE_NOOP("review_keys", "Next receipt"), "J", "Ctrl+PgDown"),
    _command("previous", QT_TRANSLATE_NOOP("review_keys", "Previous receipt"), "K", "Ctrl+PgUp"),
    _command("skip", QT_TRANSLATE_NOOP("review_keys", "Skip: put at the end"), "S", "Alt+S"),
    _command("flag", QT_TRANSLATE_NOOP("review_keys", "Flag"), "F", "Alt+G"),
    _command("postpone", QT_TRANSLATE_NOOP("review_keys", "Postpone"), "L", "Alt+W"),
    _command("fix", QT_TRANSLATE_NOOP("review_keys", "Apply the suggested fix"), "X", "Alt+X"),
    _command("accept", QT_TRANSLATE_NOOP("review_keys", "Accept as printed"), "P", "Alt+P"),
    _command("compare", QT_TRANSLATE_NOOP("review_keys", "Compare the duplicate"), "U", "Alt+U"),
    _command("absent", QT_TRANSLATE_NOOP("review_keys", "Not on the receipt"), "N", "Alt+N"),
    _command("always", QT_TRANSLATE_NOOP("review_keys", "Always for this supplier"), "Y", "Alt+Y"),
    _command("edit", QT_TRANSLATE_NOOP("review_keys", "Edit the first doubtful field"), "E"),
    _command("total", QT_TRANSLATE_NOOP("review_keys", "Go to the total"), "T", "Alt+T"),
    _command("date", QT_TRANSLATE_NOOP("review_keys", "Go to the date"), "D", "Ctrl+D"),
    _command("merchant", QT_TRANSLATE_NOOP("review_keys", "Go to the merchant"), "M", "Alt+M"),
    _command("category", QT_TRANSLATE_NOOP("review_keys", "Go to the category"), "C", "Alt+C"),
    _command("bookkeeping", QT_TRANSLATE_NOOP("review_keys", "Go to the tags"), "A", "Alt+K"),
    _command("items", QT_TRANSLATE_NOOP("review_keys", "Go to the line items"), "I", "Alt+I"),
    _command("pages", QT_TRANSLATE_NOOP("review_keys", "Show the pages"), "G", "Alt+O"),
    _command(
        "turn_page", QT_TRANSLATE_NOOP("review_keys", "Turn the page and read it again"), "Shift+R"
    ),
    _command(
        "join_next", QT_TRANSLATE_NOOP("review_keys", "Join with the next receipt"), "Shift+J"
    ),
    _command("split", QT_TRANSLATE_NOOP("review_keys", "Split by drawing frames"), "B", "Alt+Z"),
    _command("turn", QT_TRANSLATE_NOOP("review_keys", "Turn the picture"), "R"),
    _command("zoom_in", QT_TRANSLATE_NOOP("review_keys", "Zoom in"), "+", "Ctrl++"),
    _command("zoom_out", QT_TRANSLATE_NOOP("review_keys", "Zoom out"), "-", "Ctrl+-"),
    _command("fit", QT_TRANSLATE_NOOP("review_keys", "Fit width"), "0", "Ctrl+0"),
    _command("fit_page", QT_TRANSLATE_NOOP("review_keys", "Fit page"), "W", "Ctrl+9"),
    _command("scroll_down", QT_TRANSLATE_NOOP("review_keys", "Scroll down"), "", "PgDown"),
    _command("scroll_up", QT_TRANSLATE_NOOP("review_keys", "Scroll up"), "", "PgUp"),
    _command("freeze", QT_TRANSLATE_NOOP("review_keys", "Keep the view where it is"), "V"),
    _command("next_page", QT_TRANSLATE_NOOP("review_keys", "Next page"), "]", "Alt+PgDown"),
    _command("previous_page", QT_TRANSLATE_NOOP("review_keys", "Previous page"), "[", "Alt+PgUp"),
    *(
        ReviewCommand(
            f"candidate_{number}",
            QT_TRANSLATE_NOOP("review_keys", "Choose value {n}"),
            str(number),
            f"Alt+{number}",
            number,
        )
        for number in range(1, MAX_CANDIDATES + 1)
    ),
    _command("sheet", QT_TRANSLATE_NOOP("review_keys", "Show all keys"), "?", "Shift+F1"),
)
"""In the order of the cheat sheet."""


def load_commands(changes: Sequence[str]) -> Mapping[str, ReviewCommand]:
    """The commands by name, with changed keys: entries such as "skip=Q Alt+Q".

    A key that was given to a command is taken from one that has it by default, because that may be
    newer than the change.
    """
    commands = {command.name: command for command in COMMANDS}
    changed: set[str] = set()
    for entry in changes:
        name, _, keys = entry.partition("=")
        key, _, chord = keys.partition(" ")
        if name in commands:
            commands[name] = replace(commands[name], key=key, chord=chord)
            changed.add(name)
    taken = {key for name in changed for key in commands[name].keys}
    for name in commands.keys() - changed:
        commands[name] = _without_keys(commands[name], taken)
    return MappingProxyType(commands)


def _without_keys(command: ReviewCommand, taken: AbstractSet[str]) -> ReviewCommand:
    if not taken & set(command.keys):
        return command
    key, chord = ("" if key in taken else key for key in (command.key, command.chord))
    return replace(command, key=key, chord=chord)


def save_changes(commands: Mapping[str, ReviewCommand]) -> tuple[str, ...]:
    """The entries of `load_commands` for the commands whose keys differ from the usual ones."""
    return tuple(
        f"{usual.name}={commands[usual.name].key} {commands[usual.name].chord}"
        for usual in COMMANDS
        if commands[usual.name] != usual
    )


def find_conflicts(commands: Mapping[str, ReviewCommand]) -> frozenset[str]:
    """The keys that several commands share."""
    keys = [key for command in commands.values() for key in command.keys]
    return frozenset(key for key in keys if keys.count(key) > 1)

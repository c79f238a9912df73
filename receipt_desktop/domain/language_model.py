"""The language model as Ollama serves it: installed models, downloads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """One model that Ollama has."""

    name: str
    bytes: int


@dataclass(frozen=True, slots=True)
class ModelState:
    """Ollama as seen from here."""

    reachable: bool
    host: str
    version: str | None = None
    installed: tuple[InstalledModel, ...] = ()
    chosen: str | None = None
    """The model that would be asked now."""
    remote: bool = False
    """Whether `host` is another machine: text would leave this one."""


@dataclass(frozen=True, slots=True)
class PullProgress:
    """How far the download of a model is."""

    status: str
    done_bytes: int = 0
    total_bytes: int = 0

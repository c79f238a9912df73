"""The language model as Ollama serves it: installed models, downloads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that is installed in Ollama."""

    name: str
    bytes: int


@dataclass(frozen=True, slots=True)
class ModelState:
    """The state of the Ollama server."""

    reachable: bool
    host: str
    version: str | None = None
    installed: tuple[InstalledModel, ...] = ()
    chosen: str | None = None
    """The model that is in use."""
    remote: bool = False
    """Whether `host` is another machine, so that text leaves this one."""


@dataclass(frozen=True, slots=True)
class PullProgress:
    """Progress of a model download."""

    status: str
    done_bytes: int = 0
    total_bytes: int = 0

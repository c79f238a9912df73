"""Build backend (PEP 517): hatchling, with Qt's `lrelease` for a wheel and for nothing else.

`installer/run.sh` makes an editable build at its first start. It needs no compiled translations
and must not download Qt a second time, and hatchling cannot tell the two builds apart when it is
asked for their requirements.
"""

from __future__ import annotations

from typing import Any

from hatchling import build
from hatchling.build import (
    build_editable,
    build_sdist,
    build_wheel,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
)

LRELEASE = "pyside6-essentials>=6.10,<6.12"
"""Brings `lrelease`, which `installer/build_hook.py` calls. The same range as at run time."""

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
]


def get_requires_for_build_wheel(config_settings: dict[str, Any] | None = None) -> list[str]:
    """Requirements of a wheel build, as PEP 508 strings."""
    return [*build.get_requires_for_build_wheel(config_settings), LRELEASE]

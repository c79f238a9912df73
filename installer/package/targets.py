"""The systems that packages are built for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """One system and processor."""

    name: str
    """As in the names of the packages: `linux-x86_64`."""
    platform: str
    """The platform of wheels, as `uv pip install --python-platform` names it."""
    python: str
    """The version of the Python in the package; decides which wheels fit."""
    variables: Mapping[str, str]
    """Further environment variables for uv."""


LINUX = Target("linux-x86_64", "x86_64-manylinux_2_36", "3.11.2", {})
"""Debian 12: its Python, its glibc."""
WINDOWS = Target("windows-x86_64", "x86_64-pc-windows-msvc", "3.13.2", {})
MACOS_ARM = Target(
    "macos-arm64", "aarch64-apple-darwin", "3.13.2", {"MACOSX_DEPLOYMENT_TARGET": "14.0"}
)
MACOS_INTEL = Target(
    "macos-x86_64", "x86_64-apple-darwin", "3.13.2", {"MACOSX_DEPLOYMENT_TARGET": "14.0"}
)
TARGETS: Mapping[str, Target] = {
    target.name: target for target in (LINUX, WINDOWS, MACOS_ARM, MACOS_INTEL)
}

"""What the build wrote into the package: where updates are announced, and who signs them.

The file `build.json` stands in the folder of the resources, or in that of the package's own Python.
A source checkout has none.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from receipt_desktop.config.paths import missing_resource, resources_folder

BUILD_FILE_NAME = "build.json"


@dataclass(frozen=True, slots=True)
class BuildInfo:
    """Facts about this package; all of them are empty in a source checkout."""

    update_address: str = ""
    """The https address of the signed release file."""
    update_key: str = ""
    """The Ed25519 public key of its signature, base64 of 32 bytes."""
    package: str = ""
    """Which package this is: deb, tar, windows, macos-arm64 or macos-x86_64."""

    @property
    def has_updates(self) -> bool:
        """Whether this copy can check for updates."""
        return bool(self.update_address and self.update_key)


def load_build_info(folder: Path | None = None) -> BuildInfo:
    """The facts in `build.json` of this folder, by default of this installation.

    Raises `ServiceUnavailable` for a file that cannot be read.
    """
    file = find_build_file(BUILD_FILE_NAME, folder)
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        return BuildInfo(*(str(raw.get(name, "")) for name in BuildInfo.__slots__))
    except FileNotFoundError:
        return BuildInfo()
    except (OSError, ValueError, AttributeError) as error:
        raise missing_resource(file) from error


def find_build_file(name: str, folder: Path | None = None) -> Path:
    """Where a file of the build is, or would be: in `folder`, else in this installation."""
    places = [folder] if folder else [resources_folder(), Path(sys.prefix)]
    files = [place / name for place in places]
    return next((file for file in files if file.is_file()), files[0])

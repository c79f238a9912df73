"""The folders in which file dialogs open: where the person was last, at first a usual one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths

ADDING, EXPORTING = "adding", "exporting"
_PLACES = QStandardPaths.StandardLocation
_USUAL_PLACES: Mapping[str, tuple[_PLACES, ...]] = {
    ADDING: (_PLACES.PicturesLocation, _PLACES.DocumentsLocation),
    EXPORTING: (_PLACES.DocumentsLocation,),
}


class RecentFolders:
    """A folder for each purpose; without it Qt offers the folder that the program started in."""

    def __init__(self) -> None:
        self._folders: dict[str, Path] = {}

    def find(self, purpose: str) -> Path:
        """The last folder, if it is still there, or a usual one; at worst the home folder."""
        usual = (QStandardPaths.writableLocation(place) for place in _USUAL_PLACES[purpose])
        known = [self._folders[purpose]] if purpose in self._folders else []
        wanted = (*known, *(Path(place) for place in usual if place))
        return next((folder for folder in wanted if folder.is_dir()), Path.home())

    def remember(self, purpose: str, folder: Path) -> None:
        """Begin here the next time."""
        self._folders[purpose] = folder

    def to_json(self) -> dict[str, str]:
        """The folders by purpose."""
        return {purpose: str(folder) for purpose, folder in self._folders.items()}

    def load(self, saved: Any) -> None:
        """Take what `to_json` returned; anything else is left out."""
        if isinstance(saved, dict):
            self._folders = {
                purpose: Path(folder)
                for purpose, folder in saved.items()
                if purpose in _USUAL_PLACES and isinstance(folder, str)
            }

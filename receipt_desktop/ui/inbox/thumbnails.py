"""Small pictures for the list, loaded off the UI thread and kept within bounds."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap, QPixmapCache

from receipt_desktop.actions import Actions
from receipt_desktop.ui.work import Work

CACHE_KB = 32_768


class Thumbnails(QObject):
    """Pixmaps by their stored file; `loaded` tells when one more can be painted."""

    loaded = Signal()

    def __init__(self, actions: Actions, work: Work, size: QSize, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._work = work
        self._size = size
        self._asked: set[str] = set()
        QPixmapCache.setCacheLimit(CACHE_KB)

    def pixmap(self, relative: str, ratio: float) -> QPixmap | None:
        """The picture if it is there; else it is fetched and None for now."""
        found = QPixmap()
        if QPixmapCache.find(self._key(relative, ratio), found):
            return found
        if relative not in self._asked:
            self._asked.add(relative)
            self._fetch(relative, ratio)
        return None

    def forget(self, relative: str) -> None:
        """The file was written anew."""
        self._asked.discard(relative)

    def _fetch(self, relative: str, ratio: float) -> None:
        size = self._size * ratio
        self._work.run(
            lambda: load(str(self._actions.picture(relative)), size),
            done=lambda image: self._keep(relative, ratio, image),
        )

    def _keep(self, relative: str, ratio: float, image: QImage) -> None:
        self._asked.discard(relative)
        if image.isNull():
            self._asked.add(relative)
            return
        image.setDevicePixelRatio(ratio)
        QPixmapCache.insert(self._key(relative, ratio), QPixmap.fromImage(image))
        self.loaded.emit()

    def _key(self, relative: str, ratio: float) -> str:
        return f"thumb:{relative}:{ratio}"


def load(path: str, size: QSize) -> QImage:
    """The picture scaled to fit, null when it cannot be read."""
    reader = QImageReader(path)
    full = reader.size()
    if full.isValid():
        reader.setScaledSize(full.scaled(size, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()

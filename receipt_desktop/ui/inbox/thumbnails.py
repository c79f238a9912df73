"""Thumbnails of the list, loaded off the UI thread into a bounded cache."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap, QPixmapCache

from receipt_desktop.actions import Actions
from receipt_desktop.ui.task_runner import TaskRunner

CACHE_KB = 32_768


class ThumbnailLoader(QObject):
    """Caches pixmaps by stored file; emits `thumbnail_loaded` when one is ready."""

    thumbnail_loaded = Signal()

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, size: QSize, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._task_runner = task_runner
        self._size = size
        self._requested_files: set[str] = set()
        QPixmapCache.setCacheLimit(CACHE_KB)

    def find_pixmap(self, relative: str, ratio: float) -> QPixmap | None:
        """The cached pixmap; if it is missing, None, and loading starts."""
        found = QPixmap()
        if QPixmapCache.find(self._cache_key(relative, ratio), found):
            return found
        if relative not in self._requested_files:
            self._requested_files.add(relative)
            self._load_picture(relative, ratio)
        return None

    def forget_file(self, relative: str) -> None:
        """Drop the cached pixmap of a file that was rewritten."""
        self._requested_files.discard(relative)

    def _load_picture(self, relative: str, ratio: float) -> None:
        size = self._size * ratio
        self._task_runner.run(
            lambda: load_scaled_image(str(self._actions.find_picture(relative)), size),
            done=lambda image: self._store_pixmap(relative, ratio, image),
        )

    def _store_pixmap(self, relative: str, ratio: float, image: QImage) -> None:
        self._requested_files.discard(relative)
        if image.isNull():
            self._requested_files.add(relative)
            return
        image.setDevicePixelRatio(ratio)
        QPixmapCache.insert(self._cache_key(relative, ratio), QPixmap.fromImage(image))
        self.thumbnail_loaded.emit()

    def _cache_key(self, relative: str, ratio: float) -> str:
        return f"thumb:{relative}:{ratio}"


def load_scaled_image(path: str, size: QSize) -> QImage:
    """The picture scaled to fit; a null image if it cannot be read."""
    reader = QImageReader(path)
    full = reader.size()
    if full.isValid():
        reader.setScaledSize(full.scaled(size, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()

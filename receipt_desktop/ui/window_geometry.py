"""Size and place of the window: as it was left, and always within the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

DEFAULT_SIZE = QSize(1320, 860)
MINIMUM_SIZE = QSize(880, 560)
FRAME_MARGIN = 40
"""Pixels around the first window for its frame and a glimpse of the desktop."""


def save_geometry(window: QWidget) -> dict[str, Any]:
    """Size, place and whether it is maximised, as JSON."""
    return {"geometry": bytes(window.saveGeometry().toBase64().data()).decode()}


def restore_geometry(window: QWidget, state: Mapping[str, Any]) -> None:
    """Give the window its last size and place, or a first size that fits the screen."""
    window.setMinimumSize(fit_size(MINIMUM_SIZE, _available_area(), 0))
    saved = state.get("geometry")
    if isinstance(saved, str) and window.restoreGeometry(QByteArray.fromBase64(saved.encode())):
        return
    window.resize(fit_size(DEFAULT_SIZE, _available_area(), FRAME_MARGIN))


def fit_size(wanted: QSize, area: QRect, margin: int) -> QSize:
    """The wanted size, smaller where the screen with this margin is."""
    room = QSize(area.width() - margin, area.height() - margin)
    return wanted.boundedTo(room)


def _available_area() -> QRect:
    """The screen without its panels."""
    return QGuiApplication.primaryScreen().availableGeometry()

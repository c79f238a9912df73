"""Numbers to choose."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QSpinBox

from receipt_desktop.config.settings import SETTING_LIMITS
from receipt_desktop.ui import theme
from receipt_desktop.ui.widgets.no_wheel import NoWheelSpinBox


def create_spin_box(setting: str, divisor: int = 1) -> QSpinBox:
    """Within the setting's limits; a number being typed is not taken digit by digit."""
    low, high = SETTING_LIMITS[setting]
    box = NoWheelSpinBox()
    box.setRange(int(low) // divisor, int(high) // divisor)
    box.setKeyboardTracking(False)
    box.lineEdit().setTextMargins(theme.SPACE_XS, 0, 0, 0)
    box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return box

"""Data sizes for display."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def format_data_size(count: int | None) -> str:
    """Bytes in powers of a thousand: 1.9 GB; "" for None."""
    if count is None:
        return ""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)

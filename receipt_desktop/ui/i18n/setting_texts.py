"""The settings in the audit log, with the captions of the settings page."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from receipt_desktop.config.settings import SETTINGS
from receipt_desktop.ui.i18n import texts

OTHER_NAMES: Mapping[str, object] = {
    "api_upload_mb": QT_TRANSLATE_NOOP("setting_names", "Largest request (MB)"),
    "api_requests_a_minute": QT_TRANSLATE_NOOP("setting_names", "Requests per minute"),
    "api_requests_a_minute_per_address": QT_TRANSLATE_NOOP(
        "setting_names", "Requests per minute and address"
    ),
    "phone_port": QT_TRANSLATE_NOOP("setting_names", "Port for phones"),
    "webhook_url": QT_TRANSLATE_NOOP("setting_names", "Webhook"),
    "webhook_private": QT_TRANSLATE_NOOP("setting_names", "Webhooks to private networks"),
    "shared_files": QT_TRANSLATE_NOOP("setting_names", "Shared files"),
    "redis_url": QT_TRANSLATE_NOOP("setting_names", "Address of the shared Redis"),
    "redis_host": QT_TRANSLATE_NOOP("setting_names", "Host of the shared Redis"),
    "redis_port": QT_TRANSLATE_NOOP("setting_names", "Port of the shared Redis"),
    "redis_binary": QT_TRANSLATE_NOOP("setting_names", "Redis server program"),
    "text_may_go_to": QT_TRANSLATE_NOOP("setting_names", "Text of receipts may be sent to"),
    "max_file_mb": QT_TRANSLATE_NOOP("setting_names", "Largest file (MB)"),
    "max_megapixels": QT_TRANSLATE_NOOP("setting_names", "Largest picture (megapixels)"),
    "max_pages": QT_TRANSLATE_NOOP("setting_names", "Most pages of a file"),
    "stop_seconds": QT_TRANSLATE_NOOP("setting_names", "Wait when closing (s)"),
    "lease_seconds": QT_TRANSLATE_NOOP("setting_names", "Patience with a silent worker (s)"),
    "rates_address": QT_TRANSLATE_NOOP("setting_names", "Address of the exchange rates"),
    "company_name": QT_TRANSLATE_NOOP("setting_names", "Company name"),
    "welcome_seen": QT_TRANSLATE_NOOP("setting_names", "Welcome page shown"),
    "review_keys": QT_TRANSLATE_NOOP("setting_names", "Keys of the review"),
}
"""Those that the settings page does not show."""


def name_setting(name: str) -> str:
    """Window and data – Theme, for theme; a name of another version unchanged."""
    spec = SETTINGS.get(name)
    if spec is not None and spec.row is not None:
        return f"{_caption(spec.row.group.value)} – {_caption(spec.row.label)}"
    known = OTHER_NAMES.get(name)
    return name if known is None else QCoreApplication.translate("setting_names", str(known))


def format_setting(name: str, value: Any) -> str:
    """A value as the settings page shows it; "" where it has no words for it."""
    spec = SETTINGS.get(name)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if spec is None or isinstance(value, bool):
        return ""
    if value in spec.choices:
        return _caption(spec.choices[value])
    if spec.row is not None and isinstance(value, int):
        return _format_quantity(value, spec.row.divisor, spec.row.suffix)
    return ""


def _format_quantity(value: int, divisor: int, suffix: str) -> str:
    shown = Decimal(value) / divisor
    number = texts.format_count(int(shown)) if shown == int(shown) else f"{shown.normalize():f}"
    return f"{number}{suffix}"


def _caption(text: str) -> str:
    return QCoreApplication.translate("settings", text)

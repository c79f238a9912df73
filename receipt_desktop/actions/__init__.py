"""All actions of users and API clients; the window, the API and the commands call nothing below.

Actions may block on the disk or on Redis: the window calls them on a worker thread. Their modules
load the back end, which takes longer than to show the window: each name is imported on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from receipt_desktop.actions.all_actions import Actions
    from receipt_desktop.actions.context import ActionContext
    from receipt_desktop.actions.export_request import ExportedContent, ExportRequest
    from receipt_desktop.actions.receipts import ExportFormat, export_formats

__all__ = [
    "ActionContext",
    "Actions",
    "ExportFormat",
    "ExportRequest",
    "ExportedContent",
    "export_formats",
]
_MODULES = {
    "ActionContext": "context",
    "Actions": "all_actions",
    "ExportFormat": "receipts",
    "ExportRequest": "export_request",
    "ExportedContent": "export_request",
    "export_formats": "receipts",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import a name on first use, see https://peps.python.org/pep-0562/."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)

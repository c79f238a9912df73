"""Consent before text is sent to a language model on another computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from receipt_desktop.config.hosts import extract_host
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.confirm_dialog import ConfirmDialog

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions


def create_consent_dialog(parent: QWidget, host: str) -> ConfirmDialog:
    """A dialog that names the host; the default is not to send."""
    question = ConfirmDialog(
        parent,
        QCoreApplication.translate("remote_model", "Send the text of receipts to {host}?").format(
            host=host
        ),
        QCoreApplication.translate(
            "remote_model",
            "The language model is on another computer, {host}. The text of every "
            "receipt will be sent to it. Otherwise, receipts are processed by "
            "rules only.",
        ).format(host=host),
        QCoreApplication.translate("remote_model", "Send"),
    )
    question.cancel_button.setText(QCoreApplication.translate("remote_model", "Don’t send"))
    return question


def ask_for_consent(
    parent: QWidget, actions: Actions, task_runner: TaskRunner
) -> ConfirmDialog | None:
    """Ask if the settings name a remote model without consent; until then only rules are used.

    Returns the shown dialog, or None if no consent is needed. Declining turns the language model
    off in the settings, where it can be turned on again.
    """
    now = actions.settings
    if not now.use_model or now.is_model_allowed:
        return None
    host = extract_host(now.ollama_host)
    question = create_consent_dialog(parent, host)
    question.accepted.connect(
        lambda: task_runner.run(lambda: actions.change_settings(text_may_go_to=host), in_order=True)
    )
    question.rejected.connect(
        lambda: task_runner.run(lambda: actions.change_settings(use_model=False), in_order=True)
    )
    question.open()
    return question

"""The download of a language model, with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from receipt_desktop.actions import Actions
from receipt_desktop.ui.settings.background_job import BackgroundJob
from receipt_desktop.ui.task_runner import TaskRunner


class ModelPull(BackgroundJob):
    """Downloads a model. Its progress is a `PullProgress`, its result the name of the model."""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(task_runner, parent)
        self._actions = actions

    def start_pull(self, name: str) -> None:
        """Download this model; ignored while another download runs."""

        def pull(is_cancelled: Callable[[], bool]) -> str:
            self._actions.pull_model(name, self._record_progress, is_cancelled)
            return name

        self._run_job(pull)

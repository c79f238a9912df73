"""What the pipeline works with, put together anew for each receipt from the settings in force."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from receipt_desktop import pipeline
from receipt_desktop.errors import Deadline
from receipt_desktop.extraction.model import Model
from receipt_desktop.jobs.pace import Budgets, Pace
from receipt_desktop.receipt import Reading, Receipt, Wish
from receipt_desktop.settings import LiveSettings, Paths, Settings
from receipt_desktop.store.originals import Originals


class Models:
    """One `Model` for each address and name, so that what it learnt of Ollama is kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: dict[tuple[str, str], Model] = {}

    def named(self, host: str, name: str) -> Model:
        """The model of this name at this address."""
        with self._lock:
            return self._made.setdefault((host, name), Model(host, name))

    def chosen(self, settings: Settings) -> Model:
        """The model that the settings name, whether it is to be used or not."""
        return self.named(settings.ollama_host, settings.model)

    def asked(self, settings: Settings, wish: Wish) -> Model | None:
        """The model to ask about this receipt, or None for rules alone."""
        if wish.model == "" or (wish.model is None and not settings.use_model):
            return None
        return self.named(settings.ollama_host, wish.model or settings.model)


@dataclass(frozen=True, slots=True)
class Toolbox:
    """Runs the pipeline on one receipt."""

    paths: Paths
    settings: LiveSettings
    originals: Originals
    reads: pipeline.Reads
    pace: Pace
    models: Models = field(default_factory=Models)

    def process(self, receipt: Receipt, deadline: Deadline, report: pipeline.Report) -> Reading:
        """Read, extract and check. Raises a `ReceiptError`."""
        now = self.settings.now
        first = receipt.attempts == 1
        budgets = self.pace.budgets() if first else Budgets()
        model = self.models.asked(now, receipt.wish)
        asked = pipeline.Asked(model, budgets.asking) if model else None
        tools = pipeline.Tools(self.paths, self.reads, now, asked, budgets.page)
        original = self.originals.path_of(receipt.content_hash)
        return pipeline.process(receipt, original, tools, deadline, report)

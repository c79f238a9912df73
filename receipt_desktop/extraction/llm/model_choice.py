"""Which installed model to ask."""

from __future__ import annotations

from receipt_desktop.domain.language_model import InstalledModel

PREFERRED_SIZE_BYTES = (700_000_000, 9_000_000_000)
"""Files of models of about 1 to 12 billion parameters at four bits."""


def choose_best_model(installed: tuple[InstalledModel, ...]) -> str | None:
    """The largest model that a desktop runs well; else the smallest there is.

    Embedding models, which cannot answer, are left out by their usual names.
    """
    able = [model for model in installed if "embed" not in model.name]
    low, high = PREFERRED_SIZE_BYTES
    good = [model for model in able if low <= model.bytes <= high]
    if good:
        return max(good, key=lambda model: (model.bytes, model.name)).name
    return min(able, key=lambda model: (model.bytes, model.name)).name if able else None

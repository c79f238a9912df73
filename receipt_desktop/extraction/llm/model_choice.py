"""Chooses the language model among the installed ones."""

from __future__ import annotations

from receipt_desktop.domain.language_model import InstalledModel

PREFERRED_SIZE_BYTES = (700_000_000, 9_000_000_000)
"""File sizes of models of about 1 to 12 billion parameters at four bits."""


def choose_best_model(installed: tuple[InstalledModel, ...]) -> str | None:
    """The largest model in the preferred size, else the smallest one; None without a model.

    Embedding models, recognised by their names, are excluded.
    """
    candidates = [model for model in installed if "embed" not in model.name]
    low, high = PREFERRED_SIZE_BYTES
    preferred = [model for model in candidates if low <= model.bytes <= high]
    if preferred:
        return max(preferred, key=lambda model: (model.bytes, model.name)).name
    return min(candidates, key=lambda model: (model.bytes, model.name)).name if candidates else None

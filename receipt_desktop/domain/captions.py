"""English captions in tables of the domain, translated by the window."""

from __future__ import annotations


def caption(context: str, english: str) -> str:  # noqa: ARG001 (read by lupdate)
    """Return `english`, and mark it for translation in this context of Qt's .ts files.

    `pyside6-lupdate -tr-function-alias QT_TRANSLATE_NOOP+=caption` collects the calls; both
    arguments are literals on one line for that reason.
    """
    return english

"""The undo stack of the window."""

from __future__ import annotations

from PySide6.QtGui import QUndoStack
from shiboken6 import Shiboken


class CommandStack(QUndoStack):
    """An undo stack that Python's garbage collector may meet.

    The collector may come to a command before its stack. PySide then deletes the command, which the
    stack does not learn, and the program crashes in `QUndoStack::clear`. Python calls `__del__` of
    all garbage before it deletes any, so the stack deletes its commands itself.
    """

    def __del__(self) -> None:
        if Shiboken.isValid(self):
            self.clear()

"""Creates Qt's classes for Python on the UI thread.

PySide creates a class when it is first used. Before Python 3.12 it keeps all classes in one table,
which Qt reads on the UI thread without a lock: a class created on another thread at that moment
crashes the program in `MetaObjectBuilder::update`. So no other thread may import a module that
defines or first uses a class of Qt.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from types import ModuleType

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QTimer

MODULES = (QtCore, QtGui, QtWidgets)


def create_qt_classes(modules: Sequence[ModuleType] = MODULES) -> None:
    """Create the classes of the first module, and the others' when the UI thread has time.

    It takes up to 30 ms a module. Worker threads, and modules imported later, then find them all.
    """
    first, *others = modules
    for name in dir(first):
        getattr(first, name)
    if others:
        QTimer.singleShot(0, partial(create_qt_classes, others))

"""Loads Qt so that the modules imported after it load as fast as before it.

PySide6 replaces `__import__` to offer `from __feature__ import snake_case`, which this program does
not use. After each import its version reads and parses the source of the imported module.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 (replaces `__import__`)

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

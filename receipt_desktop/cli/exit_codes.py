"""Exit codes of the commands."""

from __future__ import annotations

OK, SOME_FAILED, BAD_USAGE, UNAVAILABLE, INTERRUPTED = 0, 1, 2, 3, 130
RESTART_WINDOW = 75
"""The window asks to be opened again, on restored data; never leaves the process."""
SWITCH_COMPANY = 76
"""The window asks to be opened again with another company; never leaves the process."""

"""The queue as an administrator sees it."""

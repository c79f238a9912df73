"""Checks of what was read: arithmetic, plausibility, confidence, suggested fixes."""

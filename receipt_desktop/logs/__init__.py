"""Logging: setup, events, search, limits, rotation, redaction."""

"""The log: set up, events, search, limits, redaction."""

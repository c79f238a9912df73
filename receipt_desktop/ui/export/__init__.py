"""The export: its dialog, the check before, profiles, and what was exported."""

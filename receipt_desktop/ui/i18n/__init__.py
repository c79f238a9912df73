"""Texts of the window: labels, formats, translations."""

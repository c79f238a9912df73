"""Extraction: from text to fields, by rules and a language model."""

"""Stored files: originals, their tombstones, and the storage shared by several machines."""

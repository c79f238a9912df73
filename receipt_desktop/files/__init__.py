"""Kept files: originals, their tombstones, the storage shared by several machines."""

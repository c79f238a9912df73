"""Backup, restore, copies, salvage, verification."""

"""Backup, restore, database copies, salvage of a damaged database, verification."""

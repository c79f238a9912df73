"""Backup and restore, database copies, recovery of a damaged database, verification."""

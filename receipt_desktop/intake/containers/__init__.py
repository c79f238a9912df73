"""Containers: archives and messages whose files are receipts."""

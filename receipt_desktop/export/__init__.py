"""Receipts out: one format, one file."""

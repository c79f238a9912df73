"""Widgets that know nothing of receipts."""

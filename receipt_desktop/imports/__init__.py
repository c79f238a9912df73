"""Files of other programs for receipts, read as plain values."""

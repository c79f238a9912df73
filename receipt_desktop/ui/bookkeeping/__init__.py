"""Categories of one's own, and receipts that are entered by hand."""

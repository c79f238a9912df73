"""Text of a page: rows, labels, amounts, and comparison that tolerates OCR errors."""

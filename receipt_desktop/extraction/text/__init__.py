"""Text of a page: rows, labels, amounts, comparison that tolerates OCR errors."""

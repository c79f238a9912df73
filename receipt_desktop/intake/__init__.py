"""The ways by which receipts come in from outside."""

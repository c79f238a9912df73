"""Rules that find the fields of a receipt in its text."""

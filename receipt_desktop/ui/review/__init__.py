"""One receipt beside the list: its picture, its fields, its story."""

"""The store: the database of receipts. Returns frozen snapshots and announces every change."""

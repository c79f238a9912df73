"""The Receipts page: add receipts, follow their progress, open one."""

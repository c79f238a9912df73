"""Domain types: receipts, fields, readings, jobs, health, errors. Standard library only."""

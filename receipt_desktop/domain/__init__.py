"""Plain types of the trade: receipts, fields, jobs, health, errors. Standard library only."""

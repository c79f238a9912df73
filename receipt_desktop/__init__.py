"""Receipt Desktop: receipts in, checked bookkeeping data out, all on this computer."""

__version__ = "0.1.0"

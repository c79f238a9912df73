"""The Sources page: where receipts come from, and the rules for what comes in there."""

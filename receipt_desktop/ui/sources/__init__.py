"""Where receipts come from: phones, folders, mail and scanners."""

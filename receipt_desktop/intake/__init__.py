"""Where receipts come in: watched folders and scanners. What is found is handed to `submit`."""

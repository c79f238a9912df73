"""Where receipts come in: watched folders, scanners, mailboxes, and what is unpacked."""

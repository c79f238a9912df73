"""Mailboxes: receipts attached to messages, fetched over IMAP."""

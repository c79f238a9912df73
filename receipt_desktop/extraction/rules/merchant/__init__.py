"""Rules for the name and the address of the merchant."""

"""Rules that find the name and the address of the merchant."""

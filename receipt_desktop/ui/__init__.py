"""Qt, and nothing but Qt, lives here."""

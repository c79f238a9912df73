"""Everything that can be chosen, and the Doctor."""

"""Facts about languages, countries and chains, as TOML, and their loader."""

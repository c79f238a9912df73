"""The welcome page of the first run."""

"""Looks for a newer release: fetches the signed release file, verifies it and compares."""

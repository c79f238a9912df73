"""Validation of readings: arithmetic, plausibility, confidence, suggested fixes."""

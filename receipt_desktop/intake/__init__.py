"""Intake: where receipts come from besides files and pictures that a person adds."""

"""Tests of what is learnt about suppliers."""

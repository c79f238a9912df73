"""DATEV: EXTF batches of postings, the documents beside them, and a check report."""

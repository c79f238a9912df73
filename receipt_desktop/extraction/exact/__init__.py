"""Values that the document states in its own data: fiscal codes and electronic invoices."""

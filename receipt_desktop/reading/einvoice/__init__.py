"""Electronic invoices: found in PDFs, parsed from XML, drawn as a page."""

"""Reading: decodes the pages of a file, sets them upright and runs OCR, in worker processes."""

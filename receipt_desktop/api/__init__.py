"""HTTP: shapes in, actions called, shapes out."""

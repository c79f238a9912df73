"""Redis broker: the supervised server, its address and data folder ownership."""

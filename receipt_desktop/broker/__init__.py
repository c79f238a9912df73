"""Our Redis: the server we start and supervise, its address, who owns the data folder."""

"""Settings, paths, identity and rights of the process, files written atomically."""

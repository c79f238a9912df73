"""The page that a paired phone sends photos with, on a listener of its own."""

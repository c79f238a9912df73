"""The child processes that read pages, and the pool that watches them."""

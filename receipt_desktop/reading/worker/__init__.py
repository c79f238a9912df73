"""The worker processes that read pages, and the pool that supervises them."""

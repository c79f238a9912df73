"""General widgets."""

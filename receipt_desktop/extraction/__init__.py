"""From text to fields: rules, a language model, and what becomes of both."""

"""The language model behind Ollama: prompt, conversation, grounding, limits."""

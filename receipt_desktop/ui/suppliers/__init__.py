"""What is learnt about suppliers: the question after a correction, and the page of suppliers."""

"""From a file to text: pages opened, turned upright and read, in child processes."""
